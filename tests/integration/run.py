#!/usr/bin/env python3
"""Runs the tests of the program, or those named: `run.py test_photo`. Its last line is what a stage needs.

    run.py --part 2/3        every third test: most of a test is waiting, so parts run side by side
"""
import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)


class Tally(unittest.TextTestResult):
    """Counts a test with failed parts once."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.bad = set()

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error:
            self.bad.add(test.id())

    def addError(self, test, error):
        super().addError(test, error)
        self.bad.add(test.id())

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.bad.add(test.id())


def tests_of(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from tests_of(test)
        else:
            yield test


def part_of(suite, part):
    """Neighbours are much alike, in what they start and in what they take: each part gets some of each kind."""
    number, parts = (int(word) for word in part.split("/"))
    return unittest.TestSuite(list(tests_of(suite))[number - 1::parts])


def main(names):
    loader = unittest.defaultTestLoader
    part = names[1] if names[:1] == ["--part"] else "1/1"
    names = names[2:] if names[:1] == ["--part"] else names
    suite = part_of(loader.loadTestsFromNames(names) if names else loader.discover(HERE, "test_*.py"), part)
    result = unittest.TextTestRunner(sys.stdout, resultclass=Tally, verbosity=1).run(suite)
    for test, reason in result.skipped:
        print("skipped %s: %s" % (test.id(), reason))
    failed, skipped = len(result.bad), len(result.skipped)
    passed = max(result.testsRun - failed - skipped, 0)
    print("%d passed, %d failed%s" % (passed, failed, ", %d skipped" % skipped if skipped else ""))
    return 1 if failed or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
