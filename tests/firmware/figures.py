#!/usr/bin/env python3
"""Prints what the scanner firmware takes of a CPU, in instructions: figures.py [BOARD].

Counted by QEMU (-icount), so they are the same on every machine but for the turns of the main loop that wait
for the network. `make firmware` and build/fw-BOARD/bringup.elf first.
"""

import pathlib
import socket
import ssl
import sys
import tempfile

from test_scanner import (CYCLES, ICOUNT, ROOT, SCANS, Bench, Board, Market, answers, figures, longest, memory,
                          said_until_now)

CHAINS = (("P-256", "tls12", 12), ("RSA-2048", "rsa", 12), ("RSA-2048, intermediate", "rsa_chain", 12),
          ("TLS 1.3, P-256", "tls13", 13))
AES_128_ONLY = {"lm3s6965evb"}  # YMR_TLS_AES_256=0


def key_bits(one, name):
    """Of the cipher that a listener prefers of a board's: AES takes more rounds with a longer key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if name in AES_128_ONLY:
        context.set_ciphers("ECDHE+AESGCM:!AES256")
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with socket.create_connection(("127.0.0.1", one["port"])) as plain, context.wrap_socket(plain) as secured:
        suite, _, bits = secured.cipher()
    if "AES" not in suite or "GCM" not in suite:
        raise ValueError(f"there is nothing to compare {suite} with")
    return bits


def of_gcm(name, bits):
    """Mbed TLS' own AES-GCM, instructions a byte."""
    with Board(name, ROOT / f"build/fw-{name}/bringup.elf", icount=ICOUNT, network=False) as board:
        board.expect("after power")
        cycles, size = map(int, board.ask(f"gcm {bits}", r"^gcm (\d+) for (\d+)$").groups())
    return cycles / CYCLES[name] / size


def of_calls(bench, which, tls):
    """Handshake, resumed one, getReturn (and its bytes), a code from the index, the longest turn."""
    one = bench.market.zoo[which]
    setting = {"icount": ICOUNT, "port": one["port"], "anchor1": one["ca"], "tls": tls}
    code = bench.in_scope()[0]["orderId"]
    with bench.ready(fresh=0, **setting) as board:
        for _ in range(2):
            answers(board, code)
        whole, resumed, call, size, _ = figures(board)
        turn, _ = longest(board)
    with bench.ready(**setting) as board:
        answers(board, code)
        index = figures(board)[4]
    return whole, resumed, call, size, index, turn


def of_photo(bench):
    """A photo, instructions a byte."""
    photo = bench.market.photo("chunked_1000000")
    one = bench.market.zoo["tls12"]
    with bench.ready(icount=ICOUNT, port=one["port"], anchor1=one["ca"]) as board:
        board.type(":photo {order} {return} {item} {hash}\n".format(**photo))
        board.expect("^PHOTO .*", 600)
        _, _, call, size, _ = figures(board)
    return call / size


def of_memory(bench):
    """The marks after many verified scans, each over a connection of its own."""
    codes = [str(one["orderId"]) for one in bench.in_scope()]
    with bench.ready(fresh=0) as board:
        for i in range(SCANS):
            board.type(codes[i % len(codes)] + "\r")
            board.expect(r"^MATCH .* \[verified\]$", 30)
        said_until_now(board)
        return memory(board)


def main():
    names = sys.argv[1:] or list(CYCLES)
    with Market(tls_zoo=True) as market, tempfile.TemporaryDirectory() as scratch:
        print("| instructions | first handshake | resumed | getReturn after it | code from the index "
              "| longest turn |")
        print("| --- | --- | --- | --- | --- | --- |")
        for name in names:
            bench = Bench(name, market, pathlib.Path(scratch))
            for label, which, tls in CHAINS[:3] if name == "lm3s6965evb" else CHAINS:
                whole, resumed, call, size, index, turn = of_calls(bench, which, tls)
                print(f"| {name}, {label} | {whole:,} | {resumed:,} | {call:,} ({size:,} bytes) | {index:,} "
                      f"| {turn:,} |", flush=True)
        print("\n| photo, instructions a byte | the firmware | AES-GCM alone | all else |\n"
              "| --- | --- | --- | --- |")
        for name in names:
            bits = key_bits(market.zoo["tls12"], name)
            photo, gcm = of_photo(Bench(name, market, pathlib.Path(scratch))), of_gcm(name, bits)
            print(f"| {name}, AES-{bits} | {photo:.1f} | {gcm:.1f} | {photo / gcm - 1:.0%} |", flush=True)
        print(f"\n| bytes after {SCANS} scans | TLS pool: peak | in use | blocks | failures | stack: peak "
              "| lwIP heap: peak |\n| --- | --- | --- | --- | --- | --- | --- |")
        for name in names:
            marks = of_memory(Bench(name, market, pathlib.Path(scratch)))
            print(f"| {name} | {marks['pool']:,} | {marks['used']:,} | {marks['blocks']} | {marks['failures']} "
                  f"| {marks['stack']:,} | {marks['heap']:,} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
