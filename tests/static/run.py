#!/usr/bin/env python3
"""What compilers and checkers find without running anything: `make static` calls it.

    run.py [--quick] [TOOL…]     gcc, tidy, cppcheck; all unless told. --quick: without clang's analyzer, which takes minutes

gcc is its -fanalyzer; tidy clang-tidy, its analyzer included; cppcheck holds core/ against MISRA C:2012, too. A finding is a
failure unless deviations.txt has a row for it that gives the reason; a row that nothing needs is a failure as well, but only when its
tool ran whole.
"""
import collections
import concurrent.futures
import fnmatch
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
DEVIATIONS = HERE / "deviations.txt"
ROOMS = {"core": [], "port/posix": [], "port/mbedtls": [], "port/device": [], "boards/posix": []}
INCLUDES = ["-Iinclude", "-Icore", "-I.", "-Iport/mbedtls", "-isystem", "build/deps/mbedtls/include"]
DEFINES = ["-D_POSIX_C_SOURCE=200809L", '-DMBEDTLS_CONFIG_FILE="ymr_mbedtls_config.h"', "-DYMR_BUILD_UNIX=0"]
JOBS = os.cpu_count() or 1
CHECKS = "-*,bugprone-*,cert-*,misc-*,performance-*,portability-*"
FINDING = re.compile(r"^(?:\S*/)?((?:core|port|boards|include)/\S+?):(\d+):\d+: (?:warning|error|style|performance|"
                     r"portability): (.*) \[([^\]]+)\]$", re.M)

Finding = collections.namedtuple("Finding", "tool rule file line text")


class Died(Exception):
    pass


def sources(*rooms):
    return sorted(str(path) for room in rooms or ROOMS for path in pathlib.Path(room).glob("*.c"))


def one_by_one():
    return [[path] for path in sources()]


def core_and_rest():
    """MISRA has rules about a whole program, and one process reads its own set of rules once."""
    return [sources("core"), sources(*(room for room in ROOMS if room != "core"))]


def said(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    if done.returncode and not FINDING.search(done.stdout):
        raise Died("%s\n%s" % (" ".join(command), done.stdout[-2000:]))
    return done.stdout


def findings(tool, text):
    for file, line, what, rules in FINDING.findall(text):
        rule = rules.split(",")[0].replace("-Wanalyzer-", "")
        yield Finding(tool, rule, file, int(line), what)


def gcc(paths, quick):
    return said(["gcc", "-std=c11", "-O2", "-fanalyzer", *INCLUDES, *DEFINES, "-c", *paths, "-o", os.devnull])


def tidy(paths, quick):
    checks = CHECKS + ("" if quick else ",clang-analyzer-*")
    return said(["clang-tidy", "--quiet", "--checks=" + checks, *paths, "--", "-std=c11", *INCLUDES, *DEFINES])


def cppcheck(paths, quick):
    """What it writes down for its addon goes into a directory of its own: killed, it would leave that beside the source."""
    misra = ["--addon=misra"] if paths[0].startswith("core/") else []
    with tempfile.TemporaryDirectory() as scratch:
        return said(["cppcheck", "--quiet", "-j%d" % JOBS, "--std=c11", "--platform=unix64", "--inline-suppr", *misra,
                     "--enable=warning,style,performance,portability", "--suppress=missingIncludeSystem",
                     "--suppress=unmatchedSuppression", "--suppress=*:build/*", "--template={file}:{line}:{column}: "
                     "{severity}: {message} [{id}]", "--cppcheck-build-dir=" + scratch, "-UYMR_CONFIG_FILE",
                     "-Iinclude", "-Icore", "-I.", "-Iport/mbedtls", *paths])


TOOLS = {"gcc": (gcc, "gcc", one_by_one), "tidy": (tidy, "clang-tidy", one_by_one),
         "cppcheck": (cppcheck, "cppcheck", core_and_rest)}


class Deviation:
    def __init__(self, line):
        self.tool, self.rule, self.where, self.reason = line.split(None, 3)
        self.used = 0

    def covers(self, found):
        return (self.tool == found.tool and fnmatch.fnmatch(found.rule, self.rule)
                and any(fnmatch.fnmatch(found.file, where) for where in self.where.split(",")))


def read_deviations():
    lines = DEVIATIONS.read_text(encoding="utf-8").splitlines()
    return [Deviation(line) for line in lines if line.strip() and not line.startswith("#")]


def look(tool, quick):
    """A header's finding comes with each file that includes it and counts once."""
    check, _, batches = TOOLS[tool]
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        texts = list(pool.map(lambda paths: check(paths, quick), batches()))
    return sorted({found for text in texts for found in findings(tool, text)})


def judge(tool, found, deviations):
    open_ones = []
    for each in found:
        row = next((row for row in deviations if row.covers(each)), None)
        if row is None:
            open_ones.append(each)
        else:
            row.used += 1
    for each in open_ones:
        print("  FAIL  %s: %s:%d: %s [%s]" % (each.tool, each.file, each.line, each.text, each.rule))
    print("  %-4s  %s: %d files, %d findings, of which %d are recorded deviations"
          % ("FAIL" if open_ones else "ok", tool, len(sources()), len(found), len(found) - len(open_ones)))
    return len(open_ones)


def main(words):
    quick = "--quick" in words
    names = [word for word in words if word != "--quick"] or list(TOOLS)
    passed = failed = 0
    deviations = read_deviations()
    for name in names:
        if shutil.which(TOOLS[name][1]) is None:
            print("  FAIL  %s is not installed" % TOOLS[name][1])
            failed += 1
            continue
        bad = judge(name, look(name, quick), deviations)
        passed, failed = passed + (not bad), failed + bad
    stale = [row for row in deviations if row.tool in names and not row.used
             and not (quick and row.rule.startswith("clang-analyzer"))]
    for row in stale:
        print("  FAIL  deviations.txt: nothing needs the row %s %s %s" % (row.tool, row.rule, row.where))
    failed += len(stale)
    passed += not stale
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Died as problem:
        print("static: " + str(problem))
        print("0 passed, 1 failed")
        sys.exit(1)
