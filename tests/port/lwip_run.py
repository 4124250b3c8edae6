#!/usr/bin/env python3
"""port/lwip against the kernel's TCP over a TAP device: lwip_run.py 'build/asan/lwip-%s/probe' [PART].

Most of a test is waiting, so several go on at a time, each in a process and a network namespace of its own,
where nobody else has its addresses. `lwip_run.py PROBE =NAME` is such a process: one test, right here.
"""

import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import lwip_test_faults
import lwip_test_market
import lwip_test_net
import lwip_test_tcp
from harness import problems, tables, world
from lwip_world import CableZoo, Dns, make_cable

MODULES = (lwip_test_tcp, lwip_test_net, lwip_test_faults, lwip_test_market)
AT_A_TIME = 3 * (os.cpu_count() or 1)
SECONDS = 300


def tests():
    return {name: test for module in MODULES for name, test in vars(module).items()
            if name.startswith("test_")}


def run_here(name):
    began = time.monotonic()
    make_cable()
    with tempfile.TemporaryDirectory() as directory:
        world.probe = str(pathlib.Path(sys.argv[1]).resolve())
        world.zoo = CableZoo(directory)
        with Dns() as world.dns:
            try:
                tests()[name]()
            except (OSError, KeyError, ValueError, RuntimeError, subprocess.SubprocessError) as problem:
                problems.append("%s: %r" % (type(problem).__name__, problem))
    verdict = "FAIL" if problems else "ok  "
    print("  %s  %s (%.1f s)" % (verdict, name[5:], time.monotonic() - began))
    for line in problems[:40] + tables:
        print("        " + line.strip())
    return 1 if problems else 0


def run_apart(name):
    """A network namespace as root, or as the root of a user namespace."""
    own_network = ["unshare", "-n" if os.geteuid() == 0 else "-rn"]
    try:
        done = subprocess.run([*own_network, sys.executable, __file__, sys.argv[1], "=" + name],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return False, "  FAIL  %s is not done after %d s\n" % (name[5:], SECONDS)
    said = done.stdout
    if not said.startswith(("  ok", "  FAIL")):
        said = "  FAIL  %s ended with %d\n%s" % (name[5:], done.returncode, said)
    return done.returncode == 0, said


def main():
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    if part.startswith("="):
        return run_here(part[1:])
    results = []
    with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
        for passed, said in pool.map(run_apart, [name for name in tests() if part in name]):
            results.append(passed)
            print(said, end="", flush=True)
    print("%d passed, %d failed" % (results.count(True), results.count(False)))
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
