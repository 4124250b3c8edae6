#!/usr/bin/env python3
"""Runs every operation of the API's description against Prism, which answers from the same description.

Its last line is what a stage needs. README.md says what is checked and how to run a round again.
"""
import argparse
import os
import random
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import prism  # noqa: E402
from description import Description  # noqa: E402
from operations import ROWS  # noqa: E402
from rounds import Bench, kinds_of  # noqa: E402

DEFAULT_OPENAPI = os.path.join(HERE, "..", "..", "..", "shared", "openapi", "market-returns.json")


class Tally:
    def __init__(self, arguments):
        self.arguments = arguments
        self.passed = self.failed = self.skipped = 0

    def line(self):
        skipped = ", %d skipped" % self.skipped if self.skipped else ""
        return "%d passed, %d failed%s" % (self.passed, self.failed, skipped)

    def skip(self, what, why):
        self.skipped += 1
        print("  skip  %s: %s" % (what, why))

    def fail(self, row, name, result):
        self.failed += 1
        print("  FAIL  %s, round %s: make contract SEED=%s ONLY=%s ROUND=%s" % (
            row.name, name, self.arguments.seed, row.name, name))
        print("        ymr %s" % " ".join(map(repr, result.words)))
        for fault in result.faults[:12]:
            print("        " + fault)
        kept = os.path.join(prism.HOME, "failed-%s-%s.txt" % (row.name, name))
        with open(kept, "wb") as file:
            file.write(result.transcript())
        print("        what was sent and received: %s" % os.path.relpath(kept))

    def summary(self, row, bench, rounds, unkept):
        missing = sorted(bench.known - bench.seen)
        parts = ["%d rounds" % rounds]
        if bench.known:
            parts.append("%d of %d fields came and were printed%s" % (
                len(bench.known) - len(missing), len(bench.known),
                ", not " + ", ".join(missing[:4]) + (" …" if len(missing) > 4 else "") if missing else ""))
        if row.passed_over:
            parts.append("passed over: " + ", ".join(row.passed_over))
        if bench.broken:
            parts.append("%d answers of Prism's broke the schema (%s) and were drawn again" % (
                sum(bench.broken.values()), ", ".join(sorted(bench.broken))))
        print("  %-4s  %s: %s" % ("FAIL" if unkept else "ok", row.name, "; ".join(parts)))


def run_row(row, description, port, tally):
    arguments = tally.arguments
    bench = Bench(row, description, port, arguments.program)
    names = [arguments.round] if arguments.round else kinds_of(row, description, arguments.rounds)
    before = tally.failed
    for name in names:
        seed = "%s/%s/%s" % (arguments.seed, row.name, name)
        result = bench.run(name, random.Random(seed), seed)
        if arguments.round:
            sys.stdout.flush()
            sys.stdout.buffer.write(result.transcript())
        if result.faults:
            tally.fail(row, name, result)
        elif result.skipped:
            tally.skip("%s, round %s" % (row.name, name), result.skipped)
        else:
            tally.passed += 1
    tally.summary(row, bench, len(names), tally.failed - before)


def run(arguments):
    description = Description(arguments.openapi)
    tally = Tally(arguments)
    chosen = arguments.only.split(",") if arguments.only else None
    rows = [row for row in ROWS if not chosen or row.name in chosen or row.operation in chosen]
    began = time.monotonic()
    with prism.running(arguments.openapi) as port:
        for row in rows:
            run_row(row, description, port, tally)
    if not chosen:
        for name in sorted(set(description.operations) - {row.operation for row in ROWS}):
            tally.failed += 1
            print("  FAIL  %s: no row of operations.py" % name)
    print("seed %s, %d rounds, Prism %s, %.0f s" % (
        arguments.seed, arguments.rounds, prism.installed(), time.monotonic() - began))
    print(tally.line())
    return 1 if tally.failed or not tally.passed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--openapi", default=os.environ.get("YMR_OPENAPI") or DEFAULT_OPENAPI)
    parser.add_argument("--program", default=os.environ.get("YMR_PROGRAM") or "build/ymr")
    parser.add_argument("--rounds", type=int, default=20, help="good answers an operation")
    parser.add_argument("--seed", default=str(random.randrange(10 ** 6)), help="of arguments and answers")
    parser.add_argument("--only", metavar="OPERATION,…")
    parser.add_argument("--round", metavar="NAME", help="one round again, with all its bytes")
    arguments = parser.parse_args()
    arguments.openapi = os.path.abspath(arguments.openapi)
    arguments.program = os.path.abspath(arguments.program)
    if not os.path.exists(arguments.openapi):
        sys.exit("%s is not there: give the API's description with --openapi" % arguments.openapi)
    try:
        prism.install()
    except prism.Unavailable as why:
        sys.exit(str(why))
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
