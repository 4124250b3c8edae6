#!/usr/bin/env python3
"""The ports against servers of the Python standard library: run.py build/host/tools/port_probe [PART].

A test is a function that states facts; those with PART in their name are run, all without it.
"""

import subprocess
import sys
import tempfile
import time

import test_bundle
import test_hunger
import test_journal_file
import test_memory
import test_sessions
import test_tcp
import test_tls
from harness import problems, tables, world

MODULES = (test_tcp, test_tls, test_sessions, test_memory, test_hunger, test_bundle, test_journal_file)


def tests(part):
    for module in MODULES:
        for name, test in vars(module).items():
            if name.startswith("test_") and part in name:
                yield name, test


def run(name, test):
    problems.clear()
    began = time.monotonic()
    try:
        test()
    except (OSError, KeyError, ValueError, subprocess.SubprocessError) as problem:
        problems.append("%s: %r" % (type(problem).__name__, problem))
    print("  %s  %s (%.1f s)" % ("FAIL" if problems else "ok  ", name[5:], time.monotonic() - began))
    for problem in problems:
        print("        " + problem)
    return not problems


def main():
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    with tempfile.TemporaryDirectory() as directory:
        world.make(sys.argv[1], directory)
        results = [run(name, test) for name, test in tests(part)]
    for line in tables:
        print(line)
    print("%d passed, %d failed" % (results.count(True), results.count(False)))
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
