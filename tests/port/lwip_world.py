"""The other end of the probe's cable: a TAP device in a network namespace of its own, and servers on it."""

import contextlib
import json
import os
import pathlib
import socket
import struct
import subprocess
import threading
import time

from harness import expect, expect_that, problems, world
from servers import Server, tls_context, tls_handler
from zoo import Zoo

HERE = "10.77.0.1"
THERE = "10.77.0.2"
HERE6 = "fd77::1"
TAP = "ymr0"

NAMES = {"server.test": HERE, "loopback.test": "127.0.0.1", "late.test": HERE}


def ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True)


def make_cable():
    ip("link", "set", "lo", "up")
    ip("tuntap", "add", "dev", TAP, "mode", "tap")
    with contextlib.suppress(OSError):
        pathlib.Path("/proc/sys/net/ipv6/conf/%s/accept_dad" % TAP).write_text("0")
    ip("address", "add", HERE + "/24", "dev", TAP)
    with contextlib.suppress(subprocess.CalledProcessError):
        ip("address", "add", HERE6 + "/64", "dev", TAP, "nodad")
    ip("link", "set", TAP, "up")


def hasten_kernel(times):
    """Its TCP repeats after 200 ms at the earliest; here as much sooner as time runs faster for the probe."""
    ip("route", "change", "10.77.0.0/24", "dev", TAP, "rto_min", "%dms" % (200 // times))


def repeated_segments():
    """How many the kernel has sent again in this namespace."""
    names, figures = (line.split() for line in pathlib.Path("/proc/net/snmp").read_text().splitlines()
                      if line.startswith("Tcp:"))
    return int(figures[names.index("RetransSegs")])


class CableZoo(Zoo):
    """What these tests need of certificates; more would cost each of them seconds."""

    def _make_all(self):
        self.authority("root", "p256")
        self.authority("tap_root", "p256")
        self.server("tap", "p256", "tap_root", "DNS:server.test,IP:10.77.0.1")


class Router:
    """Tells the cable now and then which IPv6 network it is (RFC 4861, section 4.2): HERE6's."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
        self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 255)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, TAP.encode())
        prefix = socket.inet_pton(socket.AF_INET6, "fd77::")
        self.word = struct.pack(">BBHBBHII", 134, 0, 0, 64, 0, 1800, 0, 0)
        self.word += struct.pack(">BBBBIII", 3, 4, 64, 0xC0, 3600, 3600, 0) + prefix
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self._tell, daemon=True)
        self.thread.start()

    def _tell(self):
        while not self.ending.wait(0.2):
            with contextlib.suppress(OSError):
                self.socket.sendto(self.word, ("ff02::1", 0))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.ending.set()
        self.thread.join(5)
        self.socket.close()


def call(flavour, do, plain=True, key=None, **options):
    """Runs the probe of this flavour; gives its lines. None leaves a word out; the key is no word."""
    words = {"do": do, "tap": TAP, "ip": THERE, "dns": HERE, "plain": int(not plain), **options}
    words = ["%s=%s" % item for item in words.items() if item[1] is not None]
    before = repeated_segments()
    done = subprocess.run([world.probe % flavour, *words], capture_output=True, text=True, timeout=120,
                          env={**os.environ, "YMR_API_KEY": key or ""})
    if done.returncode != 0:
        problems.append("the probe ended with %d: %s" % (done.returncode, " ".join(words)))
        problems.extend(done.stderr.splitlines()[-30:])
    lines = [json.loads(line) for line in done.stdout.splitlines()] or [{}]
    for line in lines:
        line["repeated"] = repeated_segments() - before
    return lines


def one(flavour, do, **options):
    return call(flavour, do, **options)[0]


def talk(flavour, port, **options):
    return one(flavour, "talk", port=port, **options)


def secure(flavour, port, **options):
    return talk(flavour, port, tls=1, ca=world.zoo.pem("tap_root"), **{"host": "server.test", **options})


def expect_quiet(what, got):
    """Nothing was dropped, and lwIP's memory never ran out. What the kernel repeats, because this machine has
    let the probe stand still, comes on top of the window and has no room."""
    for fact in ("no_room", "failures"):
        expect_that("%s: %s beside %d repeated" % (what, fact, got["repeated"]),
                    got.get(fact, 1 << 32) <= got["repeated"], got.get(fact))
    expect_that(what + ": frames given back", got.get("frames", [1])[0] == 0, got.get("frames"))


class Outside(Server):
    """A server of the port tests, on the TAP device."""

    def __init__(self, handle, backlog=8, port=0, family=socket.AF_INET, room=None):
        self.handle = handle
        self.facts = []
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if room:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        self.socket.bind((HERE6 if family == socket.AF_INET6 else HERE, port))
        self.socket.listen(backlog)
        self.port = self.socket.getsockname()[1]
        self.ending = False
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()


def outside_tls(handle, versions=None, name="tap"):
    context = tls_context(world.zoo.chain(name), world.zoo.key(name), versions)
    return Outside(tls_handler(context, handle))


class Datagrams:
    """Answers datagrams: handle(self, bytes, address) gives those to send back, or sends itself."""

    def __init__(self, port=0, device=None):
        self.asked = []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if device:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, device.encode())
        self.socket.bind(("" if device else HERE, port))
        self.socket.settimeout(0.1)
        self.port = self.socket.getsockname()[1]
        self.ending = False
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self):
        while not self.ending:
            try:
                data, address = self.socket.recvfrom(2048)
            except TimeoutError:
                continue
            except OSError:
                return
            self.asked.append(data)
            for answer in self.answers(data, address):
                with contextlib.suppress(OSError):
                    self.socket.sendto(answer, address)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.ending = True
        self.thread.join(5)
        self.socket.close()


class Dns(Datagrams):
    """Knows NAMES; answers `silent.test` never, `late.test` after 0.3 s, `forged.test` with forgeries."""

    def __init__(self):
        super().__init__(53)

    @staticmethod
    def name(query):
        at, labels = 12, []
        while query[at]:
            labels.append(query[at + 1:at + 1 + query[at]].decode())
            at += 1 + query[at]
        return ".".join(labels), at + 5

    @staticmethod
    def reply(query, end, address, number=None):
        code = 0x8180 if address else 0x8183
        head = (number or query[:2]) + struct.pack(">HHHHH", code, 1, int(bool(address)), 0, 0)
        record = struct.pack(">HHHIH", 0xC00C, 1, 1, 60, 4) + socket.inet_aton(address) if address else b""
        return head + query[12:end] + record

    def answers(self, query, _address):
        name, end = self.name(query)
        if name == "silent.test":
            return
        if name == "late.test":
            time.sleep(0.3)
        if name == "forged.test":
            other = bytes([query[0] ^ 1, query[1]])
            yield self.reply(query, end, HERE, other)  # another question's number
            yield self.reply(query.replace(b"forged", b"foiled"), end, HERE)  # another name
            yield query[:12]  # a head alone
            yield bytes(600)
            return
        yield self.reply(query, end, NAMES.get(name))


class Sntp(Datagrams):
    """Tells `seconds` (Unix) with what `change(packet)` makes of it; `before` are datagrams sent first."""

    def __init__(self, seconds, change=lambda packet: packet, before=(), silent=0):
        self.seconds = seconds
        self.change = change
        self.before = before
        self.silent = silent
        super().__init__()

    def answers(self, query, _address):
        if len(self.asked) <= self.silent:
            return
        stamp = struct.pack(">II", (self.seconds + 2208988800) % 2**32, 1 << 31)
        packet = bytearray(struct.pack(">BBBB", 0x24, 2, 6, 0xEC) + bytes(20) + query[40:48] + stamp + stamp)
        for other in self.before:
            yield other(bytearray(packet))
        answer = self.change(packet)
        if answer:
            yield bytes(answer)


class Dhcp(Datagrams):
    """Offers one address, and HERE as name server."""

    def __init__(self, address, deaf=0):
        self.address = address
        self.deaf = deaf  # so many questions are not heard
        self.host_names = []
        super().__init__(67, TAP)

    def answers(self, query, _address):
        options, at = {}, 240
        while at < len(query) and query[at] != 255:
            if query[at] == 0:
                at += 1
                continue
            options[query[at]] = query[at + 2:at + 2 + query[at + 1]]
            at += 2 + query[at + 1]
        self.host_names.append(options.get(12, b"").rstrip(b"\0").decode())
        if len(self.asked) > self.deaf and options.get(53) in (b"\x01", b"\x03"):
            self.socket.sendto(self.reply(query, 2 if options[53] == b"\x01" else 5), ("255.255.255.255", 68))
        return ()

    def reply(self, query, kind):
        here = socket.inet_aton(HERE)
        head = bytes([2, 1, 6, 0]) + query[4:8] + bytes(8) + socket.inet_aton(self.address) + here + bytes(4)
        head += query[28:44] + bytes(192) + bytes([99, 130, 83, 99])
        options = bytes([53, 1, kind, 54, 4]) + here + bytes([51, 4, 0, 0, 14, 16, 1, 4, 255, 255, 255, 0])
        options += bytes([3, 4]) + here + bytes([6, 4]) + here + bytes([255])
        return head + options
