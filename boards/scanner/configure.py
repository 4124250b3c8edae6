#!/usr/bin/env python3
"""Writes the configuration block of a device (configuration.h) from a file of `name = value` lines.

    configure.py FILE BLOCK    writes the block, at most 4,096 bytes; `make firmware CONFIG=FILE` puts it in
    configure.py --example     prints a file with every name

Certificates are named by path, as PEM or DER, relative to the file. The API key does not belong here, and is
refused.
"""

import binascii
import ipaddress
import pathlib
import ssl
import struct
import sys

MAGIC = 0x31726D79
SIZE = 4096
HOST = 128
ANCHORS = 3
# As scanner_configuration, after magic and checksum.
LAYOUT = f"<I4xqq{HOST}s{HOST}sHHBBBB4s4s4s4sHBxII" + "HH" * ANCHORS

EXAMPLE = """\
host = api.partner.market.yandex.ru
port = 443
campaign = 12345
business = 67890          # without it decisions cannot be checked beforehand
anchor1 = ca-one.pem      # who signs the Market's certificates: at least one, at most three
anchor2 = ca-two.pem
network = dhcp            # or: network = static, with the four that follow
# address = 192.168.1.50
# netmask = 255.255.255.0
# gateway = 192.168.1.1
# dns = 192.168.1.1
sntp = pool.ntp.org       # without it the clock waits for the first answer of the Market
sntp_port = 123
tls = 12                  # 13: TLS 1.3 as well, where the image has it
refresh = 5               # minutes between two refreshes of the index
fresh = 5                 # minutes that a state of the index is good enough; 0: each match is verified
pause = 300               # milliseconds of silence that end a code; 0: its reader sends an end of line
# lose = 30               # tests: frames of a thousand that the driver throws away,
# lose_seed = 1           # and by which draw
# hurry = 15              # tests: the times of a delivery (ymr/delivery.h) are divided by it
"""
NAMES = {"host", "port", "campaign", "business", "network", "address", "netmask", "gateway", "dns", "sntp",
         "sntp_port", "tls", "refresh", "fresh", "pause", "lose", "lose_seed", "hurry"}
NAMES |= {f"anchor{i + 1}" for i in range(ANCHORS)}


class Wrong(Exception):
    """What is wrong with the file, and with which name."""


def read_values(path):
    values = {}
    for number, line in enumerate(path.read_text().splitlines(), 1):
        text = line.split("#", 1)[0].strip()
        if not text:
            continue
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals:
            raise Wrong(f"line {number}: not `name = value`")
        if "key" in name:
            raise Wrong(f"line {number}: an API key is no part of an image: put it in over the console")
        if name not in NAMES:
            raise Wrong(f"line {number}: nothing is called {name}; configure.py --example lists the names")
        if name in values:
            raise Wrong(f"line {number}: {name} comes twice")
        values[name] = value
    return values


def number(values, name, low, high, default=None):
    text = values.get(name, default)
    if text is None:
        raise Wrong(f"{name} is missing")
    if not str(text).isdecimal() or not low <= int(text) <= high:
        raise Wrong(f"{name} must be a number from {low} to {high}, not {text}")
    return int(text)


def host(values, name, default=None):
    text = values.get(name, default)
    if text is None:
        raise Wrong(f"{name} is missing")
    if len(text) >= HOST or not text.isascii() or any(not (c.isalnum() or c in ".-:") for c in text):
        raise Wrong(f"{name} is no host name: {text}")
    return text.encode()


def address(values, name, required):
    text = values.get(name)
    if text is None and required:
        raise Wrong(f"{name} is missing: network = static needs it")
    try:
        return ipaddress.IPv4Address(text or "0.0.0.0").packed
    except ValueError:
        raise Wrong(f"{name} is no IPv4 address: {text}") from None


def certificate(path):
    content = path.read_bytes()
    if b"-----BEGIN CERTIFICATE-----" not in content:
        return content
    if content.count(b"-----BEGIN CERTIFICATE-----") > 1:
        raise Wrong(f"{path}: more than one certificate; each has a slot of its own")
    begin = content.index(b"-----BEGIN CERTIFICATE-----")
    return ssl.PEM_cert_to_DER_cert(content[begin:].decode("ascii").strip())


def anchors(values, directory):
    """The slots as offset and length, and the bytes that they point into."""
    slots, together = [], b""
    for i in range(ANCHORS):
        name = values.get(f"anchor{i + 1}")
        der = b"" if name is None else certificate(directory / name)
        slots += [len(together) if der else 0, len(der)]
        together += der
    if not together:
        raise Wrong("anchor1 is missing: without an authority no server is trusted")
    room = SIZE - 8 - struct.calcsize(LAYOUT)
    if len(together) > room:
        raise Wrong(f"the certificates have {len(together)} bytes, there is room for {room}")
    return slots, together


def block(values, directory):
    network = values.get("network", "dhcp")
    if network not in ("dhcp", "static"):
        raise Wrong(f"network is dhcp or static, not {network}")
    static = network == "static"
    slots, certificates = anchors(values, directory)
    size = 8 + struct.calcsize(LAYOUT) + len(certificates)
    content = struct.pack(
        LAYOUT, size,
        number(values, "campaign", 1, 2**63 - 1), number(values, "business", 0, 2**63 - 1, 0),
        host(values, "host"), host(values, "sntp", ""),
        number(values, "port", 1, 65535, 443), number(values, "sntp_port", 1, 65535, 123),
        not static, number(values, "tls", 12, 13, 12), number(values, "refresh", 1, 255, 5),
        number(values, "fresh", 0, 255, 5),
        address(values, "address", static), address(values, "netmask", static),
        address(values, "gateway", False), address(values, "dns", False),
        number(values, "pause", 0, 65535, 300), number(values, "hurry", 0, 255, 0),
        number(values, "lose", 0, 999, 0), number(values, "lose_seed", 0, 2**32 - 1, 1), *slots)
    content += certificates
    return struct.pack("<II", MAGIC, binascii.crc32(content)) + content


def main(arguments):
    if arguments == ["--example"]:
        print(EXAMPLE, end="")
        return 0
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    source, target = map(pathlib.Path, arguments)
    try:
        target.write_bytes(block(read_values(source), source.parent))
    except (Wrong, OSError) as error:
        print(f"configure: {source}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
