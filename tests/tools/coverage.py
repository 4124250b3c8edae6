"""Runs the unit tests and says which lines and branches of core/ they reached, as lcov counts them.

    coverage.py           runs build/coverage/unit; exit 1 if anything of core/ was not reached
    coverage.py --try     shows on a file of its own that what is wrong is found

A branch is what gcc makes of one condition: each operand of && and || counts by itself, both ways. There are no
exceptions: what no input can reach is written so that it need not be there. jsmn is not ours: it stands in a
row by itself and nothing is asked of it.
"""

import collections
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
OBJECTS = ROOT / "build/coverage/core"
UNIT = ROOT / "build/coverage/unit"
COUNT_BRANCHES = ("--rc", "lcov_branch_coverage=1")

File = collections.namedtuple("File", "lines branches")


class Tally:
    """Of how many lines and branches how many were reached; and which were not."""

    def __init__(self):
        self.lines = self.hit_lines = self.branches = self.hit_branches = 0
        self.missing = []

    def add(self, other):
        for name in ("lines", "hit_lines", "branches", "hit_branches"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.missing += other.missing

    def row(self, name):
        return (f"  {name:28} {self.hit_lines:6} of {self.lines:6} lines {share(self.hit_lines, self.lines)}"
                f" {self.hit_branches:6} of {self.branches:6} branches"
                f" {share(self.hit_branches, self.branches)}")


def share(part, whole):
    """Never rounded up to 100."""
    tenths = 1000 * part // whole if whole else 1000
    return f"{tenths // 10:3}.{tenths % 10} %"


def run_tests():
    """The counts of earlier runs go: each run adds to them."""
    for counts in OBJECTS.glob("*.gcda"):
        counts.unlink()
    run = subprocess.run([UNIT], cwd=ROOT, capture_output=True, text=True)
    if run.returncode != 0:
        print(run.stdout + run.stderr)
        sys.exit(f"coverage: the unit tests ended with {run.returncode}: what they reach says nothing then")
    return run.stdout.splitlines()[-1]


def capture(directory, base):
    """lcov's trace file, read: path → what it counted. Its warnings are about itself."""
    with tempfile.TemporaryDirectory() as scratch:
        trace = pathlib.Path(scratch) / "trace"
        run = subprocess.run(
            ["lcov", "--quiet", *COUNT_BRANCHES, "--capture", "--directory", directory,
             "--base-directory", base, "--output-file", trace], capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"coverage: lcov failed\n{run.stdout}{run.stderr}")
        return read_trace(trace.read_text(), base)


def read_trace(text, base):
    """What several objects have of one header is one: reached in any of them is reached."""
    files = {}
    for record in text.splitlines():
        kind, _, rest = record.partition(":")
        if kind == "SF":
            path = pathlib.Path(rest).resolve()
            name = str(path.relative_to(base)) if path.is_relative_to(base) else str(path)
            here = files.setdefault(name, File(collections.Counter(), collections.defaultdict(dict)))
        elif kind == "DA":
            line, count = rest.split(",")[:2]
            here.lines[int(line)] += int(count)
        elif kind == "BRDA":
            line, block, branch, taken = rest.split(",")
            known = here.branches[int(line)]
            known[block, branch] = known.get((block, branch), False) or taken not in ("-", "0")
    return files


def judge(name, file, source):
    """What of one source was reached."""
    tally, text = Tally(), source.split("\n")
    tally.lines, tally.hit_lines = len(file.lines), sum(count > 0 for count in file.lines.values())
    for at in sorted(set(file.lines) | set(file.branches)):
        taken = file.branches.get(at, {}).values()
        untaken = len(taken) - sum(taken)
        tally.branches += len(taken)
        tally.hit_branches += sum(taken)
        if file.lines.get(at) == 0:
            tally.missing.append(f"{name}:{at}: never run: {text[at - 1].strip()}")
        elif untaken > 0:
            tally.missing.append(
                f"{name}:{at}: {untaken} of {len(taken)} branches never taken: {text[at - 1].strip()}")
    return tally


def without_counts():
    """Sources with code of which lcov knows nothing, because no test was linked with it."""
    for notes in sorted(OBJECTS.glob("*.gcno")):
        if not notes.with_suffix(".gcda").exists():
            symbols = subprocess.run(["nm", notes.with_suffix(".o")], capture_output=True, text=True,
                                     check=True)
            if re.search(r"^[0-9a-f]+ [Tt] (?!_sub_)", symbols.stdout, re.M):
                yield f"core/{notes.stem}.c: no test is linked with it"


def report():
    closing = run_tests()
    files = capture(OBJECTS, ROOT)
    ours, jsmn = Tally(), Tally()
    for name in sorted(files):
        path = ROOT / name
        if path.name == "jsmn.h":
            jsmn.add(judge(name, files[name], path.read_text()))
        elif name.startswith(("core/", "include/")):
            tally = judge(name, files[name], path.read_text())
            ours.add(tally)
            if tally.missing:
                print(tally.row(name))
    ours.missing += without_counts()
    print("\n".join(ours.missing), end="\n" if ours.missing else "")
    print(f"  the unit tests: {closing}")
    print(ours.row("core/"))
    if jsmn.lines:
        print(jsmn.row("jsmn, of itself"))
    return ours


TRIAL = """int main(int count, char **words)
{
    if (count == 1 && words[0][0] != 0) {
        return 0;
    }
    return 3;
}
"""


def try_out():
    """Each kind of finding, and no other, in a program that has one of each."""
    with tempfile.TemporaryDirectory() as scratch:
        base = pathlib.Path(scratch).resolve()
        (base / "trial.c").write_text(TRIAL)
        subprocess.run(["gcc", "--coverage", "-O0", "-c", "trial.c"], cwd=base, check=True)
        subprocess.run(["gcc", "--coverage", "trial.o", "-o", "trial"], cwd=base, check=True)
        subprocess.run([base / "trial"], cwd=base, check=True)
        found = judge("trial.c", capture(base, base)["trial.c"], TRIAL).missing
    expected = ["trial.c:3: 2 of 4 branches", "trial.c:6: never run"]
    right = len(found) == len(expected) and all(any(f.startswith(e) for f in found) for e in expected)
    print("\n".join(found))
    return 0 if right else 1


def main():
    if shutil.which("lcov") is None:
        sys.exit("coverage: lcov is missing: install the Debian package lcov")
    if sys.argv[1:] == ["--try"]:
        return try_out()
    ours = report()
    complete = [ours.lines == ours.hit_lines, ours.branches == ours.hit_branches, not ours.missing]
    print(f"{sum(complete)} passed, {len(complete) - sum(complete)} failed")
    return 0 if all(complete) else 1


if __name__ == "__main__":
    sys.exit(main())
