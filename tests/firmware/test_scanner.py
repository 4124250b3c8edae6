#!/usr/bin/env python3
"""The scanner firmware against the Market's stand-in: test_scanner.py [PART].

build/fw-BOARD/scanner.elf in QEMU, made a device by a configuration block alone; BOARD=… takes one board
only. Boards run side by side. `native` is the same application as a program of this machine, under sanitizers
(native.py). What goes in, goes in over the UART at the pace of 115,200 baud.
"""

import contextlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(__file__).parents[1])]
from hosts import Gate, time_server  # noqa: E402
from market import Market  # noqa: E402
from native import NativeBoard  # noqa: E402
from qemu import Board, Silent  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
BOARDS = ("lm3s6965evb", "mps2-an385", "native")
SMALL = "lm3s6965evb"
HITS = {SMALL: 4}  # matches of one code that are shown
SCANS = 200
ICOUNT = "shift=6"  # an instruction takes 64 ns
CYCLES = {"lm3s6965evb": 3.2, "mps2-an385": 1.6}  # of the board's own clock in that time
TURN = 2_500_000  # instructions
INTERRUPT = 160  # bytes of stack that one takes, at most


def expect(what, wanted, got):
    if wanted != got:
        raise Silent(f"{what}: expected {wanted!r}, got {got!r}")


def image(name):
    return ROOT / f"build/fw-{name}/scanner.elf"


# ---- A device ----------------------------------------------------------------------------------------------


class Bench:
    """A board's place: its Market, its scratch directory."""

    def __init__(self, name, market, scratch):
        self.name, self.market, self.scratch = name, market, scratch

    def configuration(self, **values):
        market = self.market
        values = {"host": "10.0.2.2", "port": market.port, "campaign": market.campaign,
                  "business": market.business, "anchor1": market.ca,
                  # A busy machine may hold QEMU up between two bytes.
                  "pause": 5000, **values}
        path = self.scratch / "device.conf"
        path.write_text("".join(f"{name} = {value}\n" for name, value in values.items()))
        return path

    def device(self, icount=None, **values):
        """A board with that in its configuration; not started yet."""
        path = self.configuration(**values)
        if self.name == "native":
            block = self.scratch / "block"
            subprocess.run([sys.executable, ROOT / "boards/scanner/configure.py", path, block], check=True)
            return NativeBoard(block, self.scratch / "storage")
        out = self.scratch / "device.elf"
        subprocess.run([ROOT / "boards/scanner/configured.sh", image(self.name), out, path], check=True)
        return Board(self.name, out, storage=self.scratch / "storage", icount=icount)

    def blank(self):
        """A board without a configuration."""
        storage = self.scratch / "storage"
        if self.name != "native":
            return Board(self.name, image(self.name), storage=storage)
        block = self.scratch / "block"
        block.write_bytes(b"\xff" * 4096)
        return NativeBoard(block, storage)

    @contextlib.contextmanager
    def ready(self, **values):
        """A new board that has its key and its index."""
        (self.scratch / "storage").unlink(missing_ok=True)
        with self.device(**values) as board:
            self.provision(board)
            board.expect(r"^index \d+ returns \d+ keys$", 60)
            yield board

    def provision(self, board):
        board.expect("^no API key", 30)
        board.ask(f":key {self.market.key}", "^key stored$")

    def in_scope(self):
        """The returns that the index holds, as the Market shows them."""
        listed = self.market.returns(shipmentStatuses="READY_FOR_PICKUP")
        return [json.loads(self.market.text(one["return"])) for one in listed]


def numbers(match):
    return [int(text) for text in match.groups()]


def lines(board, code):
    """What is answered to a code, line by line."""
    board.type(f"{code}\r")
    return said_until_now(board, 60)


def said_until_now(board, seconds=20):
    begin = board._read_to
    board.ask(":cycles", "^cycles .*$", seconds)
    return [line for line in board.said[begin:board._read_to].splitlines()
            if line and not line.startswith("cycles")]


def answers(board, code):
    """The answer's lines without those about index and network."""
    return [line for line in lines(board, code) if re.match("MATCH|NONE|BAD|MORE", line)]


def memory(board):
    """Every number of :memory, by name."""
    wanted = {"stack": r"^stack (\d+) of \d+, ram", "pool": r"^tls pool (\d+) of",
              "used": r"used (\d+), blocks", "blocks": r"blocks (\d+)",
              "failures": r"blocks \d+, failures (\d+)$", "heap": r"^lwip heap (\d+)",
              "frames": r"frames (\d+) of", "connections": r"connections (\d+) of",
              "sent": r"^frames sent (\d+)", "received": r"received (\d+)", "lost": r"^console lost (\d+)",
              "discarded": r"discarded (\d+)$", "thrown_away": r"thrown_away (\d+)"}
    begin = board._read_to
    board.ask(":memory", "^console lost .*$")
    text = board.said[begin:board._read_to]
    return {name: int(re.search(pattern, text, re.MULTILINE).group(1)) for name, pattern in wanted.items()}


# ---- What the Market has, and what has to be answered ------------------------------------------------------


def fields_of(found):
    """Every (field, text, item) of a return; item from 1, 0 for none."""
    yield "id", str(found["id"]), 0
    yield "orderId", str(found["orderId"]), 0
    for number, item in enumerate(found["items"], 1):
        for instance in item.get("instances") or ():
            for field in ("cis", "imei"):
                if instance.get(field):
                    yield field, instance[field], number
        for track in item.get("tracks") or ():
            if track.get("trackCode"):
                yield "trackCode", track["trackCode"], number
        if item.get("marketSku"):
            yield "marketSku", str(item["marketSku"]), number
        yield "shopSku", item["shopSku"], number


def wanted_lines(returns, code):
    """The matches of a code, without what stands in brackets. `order-N` is a box of the order, too."""
    found = set()
    order = re.fullmatch(r"(\d+)-\d+", code)
    for one in returns:
        for field, text, item in fields_of(one):
            if text == code or (order and field == "orderId" and text == order.group(1)):
                place = f" item {item}" if item else ""
                states = [one.get(name) for name in ("shipmentStatus", "refundStatus")]
                states = "".join(f" {state}" for state in states if state)
                found.add(f"MATCH return {one['id']} order {one['orderId']}{place} by {field}{states}")
    return found


def codes_of(returns, most):
    """A few codes of each field, with few enough matches to be shown."""
    chosen = {}
    for one in returns:
        for field, text, _ in fields_of(one):
            plain = re.fullmatch(r"[0-9A-Za-z_.-]+", text) or field == "cis"
            if plain and text.isascii() and len(wanted_lines(returns, text)) <= most:
                kind = chosen.setdefault(field, [])
                if len(kind) < 3 and text not in kind:
                    kind.append(text)
    return [text for kind in chosen.values() for text in kind]


def without_brackets(line):
    return line.split(" [")[0]


# ---- Tests -------------------------------------------------------------------------------------------------


def test_codes_are_answered_from_the_index_without_a_frame(bench):
    returns = bench.in_scope()
    with bench.ready() as board:
        said_until_now(board)
        before, asked = memory(board), bench.market.counters()["requests"]
        codes = codes_of(returns, HITS.get(bench.name, 16))
        for code in codes:
            got = answers(board, code)
            expect(code, sorted(wanted_lines(returns, code)), sorted(map(without_brackets, got)))
            expect("all unverified", True, all("[unverified, 0 min old]" in line for line in got))
        expect("a foreign code", ["NONE"], answers(board, "hello-1"))
        expect("a wrong digit", ["NONE wrong check digit: scan again"], answers(board, "4600000000000"))
        after = memory(board)
        expect("frames sent and received", [before["sent"], before["received"]],
               [after["sent"], after["received"]])
        expect("requests", asked, bench.market.counters()["requests"])
        print(f"        {bench.name}: {len(codes)} codes of {len(returns)} returns")


def test_each_match_is_verified_if_told_so(bench):
    returns = bench.in_scope()
    with bench.ready(fresh=0) as board:
        for one in returns[:4]:
            code = str(one["orderId"])
            got = answers(board, code)
            expect(code, wanted_lines(returns, code), set(map(without_brackets, got)))
            expect("all verified", True, all("[verified]" in line for line in got))


def test_codes_during_a_handshake_are_not_lost(bench):
    returns = bench.in_scope()
    codes = [str(one["orderId"]) for one in returns[:9]] + ["4600000000000", "hello-1", "last-code-1"]
    with bench.device() as board:
        board.expect("^no API key", 30)
        board.type(f":key {bench.market.key}\r" + "".join(code + "\r\n" for code in codes))
        board.expect("NONE\nNONE$", 60)
        got = re.findall(r"^(MATCH return \d+ order (\d+)|NONE)", board.said, re.MULTILINE)
        seen = []
        for _, order in got:
            if not order or order not in seen[-1:]:
                seen.append(order)
        expect("orders in their order", codes[:9] + ["", "", ""], seen)
        after = memory(board)
        expect("bytes lost, codes discarded", [0, 0], [after["lost"], after["discarded"]])
    # Of TLS 1.3 some pieces take a second: what comes in meanwhile is taken from within.
    for tls in (12,) if bench.name == SMALL else (12, 13):
        with bench.ready(fresh=0, tls=tls) as board:
            said_until_now(board)
            board.type("".join(code + "\r" for code in codes))
            board.expect("NONE\nNONE$", 90)
            verified = re.findall(r"^MATCH .* order (\d+) .*\[verified\]$", board.said, re.MULTILINE)
            expect("verified", codes[:9], list(dict.fromkeys(verified)))
            after = memory(board)
            expect("bytes lost, codes discarded", [0, 0], [after["lost"], after["discarded"]])


def test_too_many_codes_at_once_are_said_to_be(bench):
    """A server that is silent for 3 s, and in the meantime more than queue and ring hold."""
    if bench.name == "native":
        return
    code = str(bench.in_scope()[0]["orderId"])
    with bench.ready(fresh=0) as board:
        bench.market.fault("no_answer", seconds=3, operation="getReturn")
        board.type(code + "\r" + "".join(f"hello-{i:03}\r" for i in range(250)))
        board.expect("^BAD too long, or bytes were lost: scan again$", 30)
        board.ask(code, r"^MATCH .*\[verified\]$", 30)
        after = memory(board)
        expect("bytes lost", True, after["lost"] > 0)
        expect("lines that were hit", 1, after["discarded"])
        expect("answers to whole lines", True, 20 < board.said.count("NONE\n") < 250)


def test_a_code_without_an_end_of_line_and_one_that_is_too_long(bench):
    with bench.ready(pause=300) as board:
        board.type("hello-1")
        board.expect("^NONE$")
        board.type("x" * 300 + "\r")
        board.expect("^BAD too long, or bytes were lost: scan again$")
        board.type("\0hello-1\r")  # a break on the line
        board.expect("^BAD too long, or bytes were lost: scan again$")
        board.ask("hello-1", "^NONE$")
        board.type("\r\n \r\n")
        board.ask("::", "^scan a code, or type :key ")
        board.ask(":photo 1 2", "^type :photo ORDER RETURN ITEM HASH$")
        board.ask(":decide 1 2 3 NOTHING", "^type :decide ORDER RETURN ITEM DECISION")


def zoo_answer(bench, which, wanted, **values):
    one = bench.market.zoo[which]
    (bench.scratch / "storage").unlink(missing_ok=True)
    with bench.device(**{"port": one["port"], "anchor1": one["ca"], **values}) as board:
        bench.provision(board)
        board.expect(f"^index {wanted}", 60)
        board.ask(":refresh", f"^index {wanted}", 60)
        board.type(":status\n")
        return board.expect("^last connection (.*)$").group(1)


def test_good_chains_are_accepted(bench):
    for which in ("rsa", "rsa_chain", "p384", "tls12"):
        expect(which, "TLSv1.2 resumed", zoo_answer(bench, which, r"\d+ returns"))
    if bench.name != SMALL:
        expect("tls13", "TLSv1.3 resumed", zoo_answer(bench, "tls13", r"\d+ returns", tls=13))


def test_a_second_authority_takes_over(bench):
    """The slot that was left for it has the new one, the first the old one, and servers of both are trusted."""
    new, old = bench.market.zoo["rsa"], bench.market.zoo["other_ca"]["ca"]
    expect("the new one's server", "TLSv1.2 resumed",
           zoo_answer(bench, "rsa", r"\d+ returns", anchor1=old, anchor2=new["ca"]))


def test_static_addresses_do_without_dhcp(bench):
    (bench.scratch / "storage").unlink(missing_ok=True)
    with bench.device(network="static", address="10.0.2.15", netmask="255.255.255.0", gateway="10.0.2.2",
                      dns="10.0.2.3") as board:
        bench.provision(board)
        board.expect(r"^index \d+ returns \d+ keys$", 60)
        board.ask(":status", r"^network 10\.0\.2\.15$")


def test_bad_chains_are_refused(bench):
    for which, wanted in (("wrong_host", "YMR_E_TLS_HOST"), ("other_ca", "YMR_E_TLS_UNTRUSTED"),
                          ("self_signed", "YMR_E_TLS_UNTRUSTED"), ("expired", "YMR_E_TLS_EXPIRED")):
        zoo_answer(bench, which, wanted)
    expect("requests that got through", 0, sum(
        1 for one in bench.market.requests() if one["listener"] in ("wrong_host", "other_ca", "self_signed",
                                                                    "expired")))


def clock(board):
    return board.ask(":status", "^clock (.*)$").group(1).split()[0]


def test_a_time_server_is_believed_until_the_market_knows_better(bench):
    year = 365 * 86400
    with time_server(time.time()) as port, bench.device(sntp="10.0.2.2", sntp_port=port) as board:
        board.expect("^network ", 30)
        until = time.monotonic() + 20
        while clock(board) != "provisional" and time.monotonic() < until:
            pass
        expect("before any answer", "provisional", clock(board))
        board.ask(f":key {bench.market.key}", "^key stored$")
        board.expect(r"^index \d+ returns \d+ keys$", 60)
        expect("after one", "trusted", clock(board))
    (bench.scratch / "storage").unlink()
    with time_server(time.time() + 60 * year) as port, bench.device(sntp="10.0.2.2", sntp_port=port) as board:
        bench.provision(board)
        board.expect("^index YMR_E_TLS_EXPIRED, again in 2 s$", 60)
        board.expect(r"^index \d+ returns \d+ keys$", 60)
        expect("a lie is not kept", "trusted", clock(board))
        told = int(board.ask(":status", r"^clock trusted (\d+)$").group(1))
        expect("it is today", True, abs(told - time.time()) < 60)


def test_the_server_goes_and_comes_back(bench):
    returns = bench.in_scope()
    code = str(returns[0]["orderId"])
    with Gate(bench.market.port) as gate, bench.ready(fresh=0, port=gate.port) as board:
        expect("there", True, "[verified]" in answers(board, code)[0])
        gate.close()
        expect("gone", True, re.search(r"\[unverified, 0 min old, YMR_E_(REFUSED|RESET)\]$",
                                       answers(board, code)[0]) is not None)
        board.ask(":refresh", "^index YMR_E_.*, again in 2 s$", 60)
        expect("a miss needs no server", ["NONE"], answers(board, "hello-1"))
        gate.open()
        board.expect(r"^index \d+ returns \d+ keys$", 60)
        expect("back", True, "[verified]" in answers(board, code)[0])


def test_a_start_without_a_network_goes_on_with_the_stored_index(bench):
    returns = bench.in_scope()
    with bench.ready():
        pass
    with bench.device(port=1) as board:
        board.expect(r"^index \d+ returns, stored$", 30)
        board.expect("^index YMR_E_REFUSED, again in 2 s$", 30)
        code = str(returns[0]["orderId"])
        line = answers(board, code)[0]
        expect(code, wanted_lines(returns, code), {without_brackets(line)})
        expect("unverified", True, "[unverified, YMR_E_REFUSED]" in line)


def test_loss_of_frames_is_survived(bench):
    returns = bench.in_scope()
    with bench.ready(fresh=0, lose=30, lose_seed=7) as board:
        for one in returns[:10]:
            code = str(one["orderId"])
            got = answers(board, code)
            expect(code, wanted_lines(returns, code), set(map(without_brackets, got)))
        expect("frames were thrown away", True, memory(board)["thrown_away"] > 0)


def checksum(bench, photo):
    request = urllib.request.Request(bench.market.plain_url + photo["path"],
                                     headers={"Api-Key": bench.market.key})
    total, size = 1, 0
    with urllib.request.urlopen(request) as answer:
        while piece := answer.read(1 << 20):
            total, size = zlib.adler32(piece, total), size + len(piece)
    return [size, total]


def test_a_photo_comes_to_its_checksum(bench):
    photo = bench.market.photo("demo_big")
    with bench.ready() as board:
        began = time.monotonic()
        board.type(":photo {order} {return} {item} {hash}\n".format(**photo))
        board.expect("^taken$")
        code = str(bench.in_scope()[0]["orderId"])
        expect("a code meanwhile", True, "[unverified" in answers(board, code)[0])
        got = numbers(board.expect(r"^PHOTO (\d+) bytes adler32 (\d+)$", 300))
        expect("bytes and checksum", checksum(bench, photo), got)
        print(f"        {bench.name}: {got[0]:,} bytes in {time.monotonic() - began:.0f} s")


def test_a_decision_is_sent_and_a_lost_answer_is_looked_up(bench):
    """Where there is no journal; test_decisions.py has the others."""
    if bench.name != SMALL:
        return
    demo = json.loads(bench.market.special("demo")["text"])
    item = demo["items"][0]["decisions"][0]["returnItemId"]
    command = f":decide {demo['orderId']} {demo['id']} {item} REFUND_MONEY"
    try:
        with bench.ready() as board:
            board.ask(command, "^DECISION done$")
            after = json.loads(bench.market.text(demo["id"]))
            expect("decided", "REFUND_MONEY", after["items"][0]["decisions"][0]["decisionType"])
            bench.market.reset()
            bench.market.fault("reset", after=0, operation="submitReturnDecision", applies=True)
            board.ask(command, "^DECISION YMR_E_OUTCOME_UNKNOWN: looking it up, do not send it again$")
            board.expect("^DECISION as decided$")
            bench.market.reset()
            bench.market.fault("reset", after=0, operation="submitReturnDecision", applies=False)
            board.ask(command, "^DECISION YMR_E_OUTCOME_UNKNOWN: looking it up, do not send it again$")
            board.expect("^DECISION still waits$")
            sent = [one for one in bench.market.requests() if one["operation"] == "submitReturnDecision"]
            expect("sent once", 1, len(sent))
            bench.market.reset()
            bench.market.fault("reset", after=0, operation="submitReturnDecision", applies=True)
            bench.market.fault("reset", after=0, operation="getReturn", times=4)
            board.ask(command, "^DECISION YMR_E_OUTCOME_UNKNOWN: looking it up, do not send it again$")
            board.expect("^DECISION still not known, YMR_E_.*: do not send it again, next look in 2 s$", 30)
            board.ask(command, "^busy, ")
            board.expect("^DECISION still not known, YMR_E_.*: do not send it again, next look in 4 s$", 30)
            board.expect("^DECISION as decided$", 30)
    finally:
        bench.market.reset()


def test_the_key_is_replaced_and_never_shown(bench):
    key, wrong = bench.market.key, "ACMA:not-this-one-0000"
    with bench.device() as board:
        board.expect("^no API key", 30)
        board.ask("4600000000000", "^BAD no API key: type :key and the key$")
        board.ask(f":key {wrong}", "^key stored$")
        board.expect("^index YMR_E_UNAUTHORIZED, again in 2 s$", 60)
        board.ask(":key", "^no key: visible ASCII")
        board.ask(f":key {key}", "^key stored$")
        board.expect(r"^index \d+ returns \d+ keys$", 60)
        for command in (":status", ":memory", ":help", ":cycles", ":longest"):
            board.type(command + "\n")
        board.expect("^longest")
        said = board.said
    storage = (bench.scratch / "storage").read_bytes()
    expect("the new key is stored, the old one gone", [True, False],
           [secret.encode() in storage for secret in (key, wrong)])
    expect("a key that was said", [False, False], [key in said, wrong in said])
    with bench.device() as board:
        board.expect(r"^index \d+ returns \d+ keys$", 60)
        board.ask(":status", "^key present$")
        expect("a key that was said", False, key in board.said)
    (bench.scratch / "storage").unlink()
    built = ROOT / f"build/fw-{bench.name}"
    artifacts = [path for where in (built, bench.scratch) for path in where.rglob("*") if path.is_file()]
    expect("files with the key in them", [],
           [path for path in artifacts if key.encode() in path.read_bytes()])


def test_an_image_without_configuration_says_so_and_stays(bench):
    with bench.blank() as board:
        board.expect("^no configuration: see boards/README.md$")
        board.ask(":key ACMA:not-this-one-0000", "^key stored$")
        board.ask("4600000000000", "^BAD not set up")
        board.ask(":photo 1 2 3 abc", "^busy, ")
        board.ask(":status", "^key none")
        board.ask(":memory", "^console lost 0")
        board.ask(":help", "^scan a code")


def test_200_scans_leave_the_memory_as_10_do(bench):
    returns = bench.in_scope()
    codes = [str(one["orderId"]) for one in returns]
    with bench.ready(fresh=0) as board:
        before = bench.market.counters()
        marks = {}
        for i in range(SCANS):
            board.type(codes[i % len(codes)] + "\r")
            board.expect(r"^MATCH .* \[verified\]$", 30)
            if i + 1 in (10, SCANS):
                said_until_now(board)
                marks[i + 1] = memory(board)
        after = bench.market.counters()
        ten, last = marks[10], marks[SCANS]
        same = ("pool", "used", "blocks", "failures", "heap")
        expect("marks after 10 and after 200 scans", {name: ten[name] for name in same},
               {name: last[name] for name in same})
        # An interrupt may meet the deepest call at any time. lwIP's slots for frames and connections are
        # there or not: how many were ever full at once is a matter of the network's timing.
        expect(f"stack {ten['stack']} and {last['stack']} differ by an interrupt", True,
               last["stack"] - ten["stack"] <= INTERRUPT)
        expect("failures of the pool", 0, marks[SCANS]["failures"])
        expect("handshakes that were not resumed", 0, after["handshakes"] - before["handshakes"]
               - (after["resumed"] - before["resumed"]))
        print(f"        {bench.name}: {marks[SCANS]}")


def figures(board):
    """Instructions of whole and resumed handshake, of the last call, the answer's bytes; of the index."""
    board.type(":cycles\n")
    whole, resumed, call, size, index = numbers(board.expect(
        r"^cycles handshake (\d+) resumed (\d+) call (\d+) for (\d+) bytes, index (\d+)$"))
    whole, resumed, call, index = (round(cycles / CYCLES[board.name])
                                   for cycles in (whole, resumed, call, index))
    return whole, resumed, call, size, index


def longest(board):
    """Instructions of the longest turn of the main loop since the last ask, and what it was spent with."""
    board.type(":longest\n")
    cycles, part = board.expect(r"^longest turn (\d+) cycles \d+ us (\w+)$").groups()
    return round(int(cycles) / CYCLES[board.name]), part


def test_no_turn_of_the_main_loop_is_long(bench):
    """Instructions are counted, not times: 2,500,000 are 50 ms at 50 MHz and one instruction a cycle."""
    if bench.name == "native":
        return
    photo = bench.market.photo("chunked_1000000")
    for which in ("tls12", "rsa_chain"):
        one = bench.market.zoo[which]
        with bench.ready(icount=ICOUNT, port=one["port"], anchor1=one["ca"], fresh=0) as board:
            turns = {"index": longest(board)}
            board.type(":photo {order} {return} {item} {hash}\n".format(**photo))
            board.expect("^PHOTO .*", 120)
            turns["photo"] = longest(board)
            for found in bench.in_scope()[:5]:
                answers(board, found["orderId"])
            turns["scans"] = longest(board)
        print(f"        {bench.name}, {which}: {turns}")
        expect(f"turns of {which} below {TURN:,} instructions", [],
               [turn for turn in turns.values() if turn[0] > TURN])


# ---- Running -----------------------------------------------------------------------------------------------


def run(label, test, name, market):
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="scanner-") as scratch:
        try:
            test(Bench(name, market, pathlib.Path(scratch)))
            problem = None
        except (AssertionError, OSError, ValueError, IndexError, KeyError, AttributeError,
                subprocess.SubprocessError) as caught:
            problem = f"{type(caught).__name__}: {caught}"
    seconds = time.monotonic() - began
    print(f"  {'FAIL' if problem else 'ok  '}  {name}: {label} ({seconds:.1f} s)", flush=True)
    if problem:
        print("        " + problem.replace("\n", "\n        "), flush=True)
    market.reset()
    return problem is None


def run_board(name, part):
    chosen = [(label[5:].replace("_", " "), test) for label, test in globals().copy().items()
              if label.startswith("test_") and part in label]
    with Market(tls_zoo=True) as market:
        results = [run(label, test, name, market) for label, test in chosen]
    print(f"{results.count(True)} passed, {results.count(False)} failed", flush=True)
    return 0 if results and all(results) else 1


def run_side_by_side(names, part):
    """Each board in a process of its own; what they say comes one after the other, with one sum."""
    started = [subprocess.Popen([sys.executable, __file__, part], env={**os.environ, "BOARD": name},
                                stdout=subprocess.PIPE, text=True) for name in names]
    passed = failed = 0
    for process in started:
        said, _ = process.communicate()
        sums = re.search(r"^(\d+) passed, (\d+) failed\n\Z", said, re.MULTILINE)
        print(said[:sums.start()] if sums else said, end="", flush=True)
        passed += int(sums.group(1)) if sums else 0
        failed += int(sums.group(2)) if sums else 1
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


def main():
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    names = os.environ.get("BOARD", " ".join(BOARDS)).split()
    return run_board(names[0], part) if len(names) == 1 else run_side_by_side(names, part)


if __name__ == "__main__":
    sys.exit(main())
