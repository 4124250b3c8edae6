#!/usr/bin/env python3
"""What is decided at the scanner's console, against the Market's stand-in: test_decisions.py [PART].

The scanner of the board that has a journal in QEMU, and `native`, the same as a program of this machine
under sanitizers; BOARD=… takes one of them only, SEED=… draws other moments for the power to fail.
"""

import collections
import concurrent.futures
import datetime
import json
import os
import pathlib
import random
import re
import sys
import time

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(__file__).parents[1])]
from hosts import Gate  # noqa: E402
from market import Market  # noqa: E402
from test_scanner import Bench, answers, expect, run  # noqa: E402

BOARDS = ("mps2-an385", "native")
SEED = int(os.environ.get("SEED", "6"))
HURRY = 15  # waits of 15 s take one; the quiet time stays at its least, 20 s
SLOTS = 32
CUTS = 12
REGION = 0x40000 - 16 * 0x1000  # of the journal, in the storage
WANTED, OTHER = "REFUND_MONEY", "DECLINE_REFUND"
SUBMIT = "submitReturnDecision"


# ---- Returns that wait -------------------------------------------------------------------------------------


def waiting(bench, count, decided="UNKNOWN", hours=1):
    """So many new returns of one item that wait for a decision: [(order, return, item)]."""
    began = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=hours)
    found = []
    for i in range(count):
        order, one, item = 68500000000 + i, 58500000 + i, 585000000 + i
        bench.market.add(id=one, orderId=order, returnType="RETURN", refundStatus="WAITING_FOR_DECISION",
                         creationDate=began.isoformat(), shipmentStatus="READY_FOR_PICKUP",
                         items=[{"shopSku": f"SKU-{i}", "count": 1, "decisions": [
                             {"returnItemId": item, "count": 1, "decisionType": decided}]}])
        found.append((order, one, item))
    return found


def decide(board, one, comment=""):
    """@return the number of its record"""
    return board.ask(":decide {} {} {} {} {}".format(*one, WANTED, comment),
                     f"^SAFE (\\d+) return {one[1]}, \\d+ open$").group(1)


def told(bench):
    """How many submits the Market has got."""
    return bench.market.counters()["requests"].get(SUBMIT, 0)


def submits(bench):
    """What was sent: return → bodies."""
    sent = collections.defaultdict(list)
    for request in bench.market.requests():
        if request["operation"] == SUBMIT:
            number = int(re.search(r"/returns/(\d+)/", request["target"]).group(1))
            sent[number].append(json.loads(request["body"]))
    expect("submits that are still listed", told(bench), sum(map(len, sent.values())))
    return sent


def decided(bench, one):
    shown = json.loads(bench.market.text(one[1]))
    return shown["refundStatus"], shown["items"][0]["decisions"][0]["decisionType"]


def cut_power(board):
    board.process.kill()
    board.process.wait()


def settled(board, number, one, seconds=30):
    """@return what stands behind it: "" or ", author unknown" """
    return board.expect(f"^SETTLED {number} return {one[1]}(.*)$", seconds).group(1)


def nothing_is_open(board):
    board.ask(":journal", f"^journal 0 open of {SLOTS}, ")


# ---- Tests -------------------------------------------------------------------------------------------------


def test_a_decision_without_a_network_is_safe_and_arrives_later(bench):
    one, = waiting(bench, 1)
    code = str(bench.in_scope()[0]["orderId"])
    with Gate(bench.market.port) as gate, bench.ready(port=gate.port, hurry=HURRY) as board:
        gate.close()
        number = decide(board, one, "Принято, деньги вернём")
        board.ask(":journal", f"^journal 1 open of {SLOTS}, 0 damaged")
        board.expect("^{} return {} order {} sent 0 times, appended$".format(number, one[1], one[0]))
        time.sleep(3)
        expect("a scan meanwhile", True, "[unverified" in answers(board, code)[0])
        expect("sent so far", {}, submits(bench))
        gate.open()
        expect("settled", "", settled(board, number, one))
        nothing_is_open(board)
        board.ask(f":ack {number}", "^no such record needs the worker")
    expect("sent", {one[1]: [{"returnItemDecisions": [{"returnItemId": one[2], "decisionType": WANTED,
                                                       "comment": "Принято, деньги вернём"}]}]}, submits(bench))
    expect("the Market has", ("DECISION_MADE", WANTED), decided(bench, one))


def test_power_fails_right_behind_safe(bench):
    ones = waiting(bench, 3)
    with bench.device(port=1, hurry=HURRY) as board:
        board.expect("^no API key", 30)
        numbers = [decide(board, one) for one in ones]
        cut_power(board)
    with bench.device(hurry=HURRY) as board:
        board.expect(f"^journal 3 open of {SLOTS}, 0 damaged", 30)
        board.ask(f":key {bench.market.key}", "^key stored$")
        for number, one in zip(numbers, ones):
            settled(board, number, one)
        nothing_is_open(board)
    expect("sent once each", {one[1]: 1 for one in ones},
           {number: len(bodies) for number, bodies in submits(bench).items()})


def wait_for_submit(bench, seconds):
    """Until the Market has got one more."""
    before, until = told(bench), time.monotonic() + seconds
    while told(bench) == before and time.monotonic() < until:
        time.sleep(0.02)


def test_power_fails_at_any_moment(bench):
    """A decision in each run; submits are answered late, or lost. Half of the cuts wait for one."""
    draw = random.Random(f"{SEED} {bench.name}")
    ones = waiting(bench, CUTS)
    under_way = 0
    with bench.ready(hurry=HURRY) as board:
        cut_power(board)
    for one in ones:
        bench.market.clear_faults()
        if draw.random() < 0.7:
            bench.market.fault("stall", after=0, seconds=0.7, then="go on", operation=SUBMIT, times=0)
        else:
            bench.market.fault("no_answer", seconds=5, operation=SUBMIT, times=0, applies=False)
        with bench.device(hurry=HURRY) as board:
            decide(board, one)
            if draw.random() < 0.5:
                wait_for_submit(bench, 4)
                time.sleep(draw.uniform(0, 0.8))
            else:
                time.sleep(draw.uniform(0, 3))
            board.type(":journal\n")
            board.expect("^journal ")
            time.sleep(draw.uniform(0, 0.05))
            cut_power(board)
            under_way += "times, sent\n" in board.said
    bench.market.clear_faults()
    with bench.device(hurry=HURRY) as board:
        until = time.monotonic() + 60
        while board.ask(":journal", f"^journal (\\d+) open of {SLOTS}, 0 damaged").group(1) != "0":
            expect("in time", True, time.monotonic() < until)
            time.sleep(0.5)
        expect("needs the worker", False, "WORKER" in board.said)
    sent = submits(bench)
    for one in ones:
        expect("of one decision, all alike", True, all(body == sent[one[1]][0] for body in sent[one[1]]))
        expect("the Market has", ("DECISION_MADE", WANTED), decided(bench, one))
    expect("returns that were decided", {one[1] for one in ones}, set(sent))
    print(f"        {bench.name}: seed {SEED}, {CUTS} cuts, {under_way} while nobody knew what a submit "
          f"had led to; {sum(map(len, sent.values())) - CUTS} sent again")


def test_a_refusal_is_final(bench):
    one, other = waiting(bench, 2)
    bench.market.fault("status", code=400, error_code="DECISION_NOT_ALLOWED", operation=SUBMIT)
    with bench.ready(hurry=HURRY) as board:
        number = decide(board, one)
        board.expect(f"^REFUSED {number} DECISION_NOT_ALLOWED return {one[1]}$", 30)
        settled(board, decide(board, other), other)
        nothing_is_open(board)
    with bench.device(hurry=HURRY) as board:
        board.expect(r"^index \d+ returns \d+ keys$", 60)
        nothing_is_open(board)
    expect("sent once each", [1, 1], [len(bodies) for bodies in submits(bench).values()])


def test_an_unknown_outcome_is_looked_up(bench):
    taken, lost = waiting(bench, 2)
    with bench.ready(hurry=HURRY) as board:
        bench.market.fault("reset", after=0, operation=SUBMIT, applies=True)
        expect("settled by a read", ", author unknown", settled(board, decide(board, taken), taken))
        bench.market.fault("reset", after=0, operation=SUBMIT, applies=False)
        number, began = decide(board, lost), time.monotonic()
        expect("settled by the second send", "", settled(board, number, lost, 60))
        expect("quiet before it", True, time.monotonic() - began >= 20)
    sent = submits(bench)
    expect("sent", [1, 2], [len(sent[one[1]]) for one in (taken, lost)])
    expect("the same again", sent[lost[1]][0], sent[lost[1]][1])


def test_a_scan_does_not_wait_for_a_delivery(bench):
    one, other = waiting(bench, 2)
    code = str(bench.in_scope()[0]["orderId"])
    with bench.ready(hurry=HURRY, fresh=0) as board:
        bench.market.fault("stall", after=0, seconds=3, then="go on", operation=SUBMIT)
        number = decide(board, one)
        wait_for_submit(bench, 10)
        began = time.monotonic()
        expect("meanwhile", True, "[unverified, " in answers(board, code)[0])
        expect("at once", True, time.monotonic() - began < 2)
        settled(board, number, one)
        expect("afterwards", True, "[verified]" in answers(board, code)[0])
        number = decide(board, other)
        until = time.monotonic() + 30
        while f"\nSETTLED {number} " not in board.said:
            expect("again and again", True, answers(board, code)[0].startswith("MATCH"))
            expect("delivered between scans", True, time.monotonic() < until)
    expect("sent once each", [1, 1], [len(bodies) for bodies in submits(bench).values()])


def test_the_waits_of_the_product(bench):
    one, = waiting(bench, 1)
    with bench.device() as board:
        began = time.monotonic()
        bench.provision(board)
        settled(board, decide(board, one), one)
        expect("15 s after the start", True, 14 <= time.monotonic() - began < 25)


def test_what_only_a_person_can_settle_goes_to_one(bench):
    one, = waiting(bench, 1, decided=OTHER)
    bench.market.advance(one[1], "DECISION_MADE")
    with bench.ready(hurry=HURRY) as board:
        number = decide(board, one)
        board.expect(f"^WORKER {number} return {one[1]}: the Market has another decision$", 30)
        cut_power(board)
    with bench.device(hurry=HURRY) as board:
        board.expect(f"^WORKER {number} return {one[1]}: the Market has another decision$", 30)
        board.ask(":journal", f"^{number} return .*, needs the worker: the Market has another decision$")
        board.ask(f":ack {number}0", "^no such record needs the worker: :journal lists them$")
        board.ask(":ack", "^type :ack and the number")
        board.ask(f":ack {number}", f"^ACKNOWLEDGED {number}$")
        nothing_is_open(board)
    expect("sent", {}, submits(bench))


def test_a_deadline_is_told(bench):
    one, = waiting(bench, 1, hours=47.5)
    bench.market.fault("limit", seconds=3600, operation=SUBMIT, sticky=True)
    with bench.ready(hurry=HURRY) as board:
        number = decide(board, one)
        left = int(board.expect(f"^DEADLINE {number} return {one[1]}, (\\d+) min left$", 90).group(1))
        expect("minutes left", True, 25 <= left < 30)


def test_a_full_journal_says_so_and_keeps_what_it_has(bench):
    ones = waiting(bench, SLOTS + 1)
    with bench.device() as board:
        board.expect("^no API key", 30)
        numbers = [decide(board, one) for one in ones[:-1]]
        board.ask(":decide {} {} {} {}".format(*ones[-1], WANTED),
                  "^NOT SAFE YMR_E_FULL: the journal is full: ")
        board.type(":journal\n")
        board.expect(f"^{numbers[-1]} return .* appended$")
        listed = re.findall(r"^(\d+) return (\d+) order (\d+) sent 0 times, appended$", board.said,
                            re.MULTILINE)
        expect("listed", [(number, str(one[1]), str(one[0])) for number, one in zip(numbers, ones)],
               listed)
        cut_power(board)
    with bench.device() as board:
        board.expect(f"^journal {SLOTS} open of {SLOTS}, 0 damaged")


def test_what_cannot_be_decided_is_not_kept(bench):
    one, = waiting(bench, 1)
    with bench.device() as board:
        board.expect("^no API key", 30)
        board.ask(":decide {} {} {} PARTIAL_MONEY_REFUND".format(*one), "^NOT SAFE YMR_E_ARGUMENT: ")
        board.type(":decide {} {} {} REPAIR ".format(*one).encode() + b"\xff\n")
        board.expect("^NOT SAFE YMR_E_ARGUMENT: ")
        board.ask(":decide 1 2 3 NOTHING", "^type :decide ORDER RETURN ITEM DECISION, ")
        board.ask(":journal nothing", "^type :journal, or :journal format$")
        nothing_is_open(board)


def test_a_region_that_is_no_journal_is_said_to_be(bench):
    one, = waiting(bench, 1)
    storage = bench.scratch / "storage"
    with bench.ready(hurry=HURRY) as board:
        board.ask(":journal format", "^journal not formatted: it can be read$")
        cut_power(board)
    content = bytearray(storage.read_bytes())
    content[REGION:] = random.Random(SEED).randbytes(len(content) - REGION)
    storage.write_bytes(content)
    unreadable = ("JOURNAL YMR_E_STORED: cannot be read; "
                  ":journal format makes an empty one, what it held is lost$")
    with bench.device(hurry=HURRY) as board:
        board.expect("^" + unreadable)
        board.ask(":decide {} {} {} {}".format(*one, WANTED), "^NOT SAFE, " + unreadable)
        board.ask(":journal", "^" + unreadable)
        board.ask(":journal format", "^journal formatted$")
        settled(board, decide(board, one), one)
        code = str(bench.in_scope()[0]["orderId"])
        expect("the index is as it was", True, answers(board, code)[0].startswith("MATCH"))


def test_a_decision_that_cannot_be_read_goes_to_the_worker(bench):
    one, other = waiting(bench, 2)
    storage = bench.scratch / "storage"
    with bench.device(port=1) as board:
        board.expect("^no API key", 30)
        spoilt, sound = decide(board, one, "text " * 20), decide(board, other)
        cut_power(board)
    content = bytearray(storage.read_bytes())
    at = content.index(b"text text", REGION)
    content[at:at + 20] = bytes(20)
    storage.write_bytes(content)
    with bench.device(hurry=HURRY) as board:
        board.ask(f":key {bench.market.key}", "^key stored$")
        board.expect(f"^WORKER {spoilt} return {one[1]}: what was decided cannot be read any more$", 30)
        settled(board, sound, other)
        board.ask(f":ack {spoilt}", f"^ACKNOWLEDGED {spoilt}$")
    expect("sent", [other[1]], list(submits(bench)))


# ---- Running -----------------------------------------------------------------------------------------------


def run_one(label, test, name):
    with Market() as market:
        return run(label, test, name, market)


def main():
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    names = os.environ.get("BOARD", " ".join(BOARDS)).split()
    chosen = [(label[5:].replace("_", " "), test, name) for label, test in globals().copy().items()
              if label.startswith("test_") and part in label for name in names]
    # Most of the time they wait, the longest first.
    chosen.sort(key=lambda one: one[1] is not test_power_fails_at_any_moment)
    with concurrent.futures.ThreadPoolExecutor(6) as several:
        results = list(several.map(lambda one: run_one(*one), chosen))
    print(f"{results.count(True)} passed, {results.count(False)} failed")
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
