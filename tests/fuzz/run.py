"""Fuzzes the parsers with clang's libFuzzer under AddressSanitizer and UndefinedBehaviorSanitizer.

    run.py [--seconds N] [--edges PERCENT] [TARGET...]
    run.py --probe                  exits 0 if clang can build a fuzzer, or says what is missing

For each target of targets.py:
 1. regressions: every input of tests/fuzz/regressions/TARGET, each of which once failed;
 2. N seconds of fuzzing, from the vectors of the tests, tests/fuzz/corpus/TARGET (what a long run found beyond
    them) and what earlier runs here kept (build/fuzz/TARGET/corpus);
 3. how many of the module's edges all these inputs reach, in a build without sanitizers and without
    inlining, so that an edge is one of the source and not one of the sanitizers' own;
 4. each bug of targets.py is planted, and found from nothing but the dictionary, in N seconds at most.

An input that fails is kept in build/fuzz/TARGET/failures, and the command that runs it again is printed.
The last line is "N passed, N failed".
"""
import argparse
import glob
import hashlib
import pathlib
import re
import shutil
import subprocess
import sys
import time

from targets import TARGETS

WORK = pathlib.Path("build/fuzz")
FLAGS = ["-std=c11", "-Wall", "-Wextra", "-Werror", "-O1", "-g", "-Iinclude", "-Icore"]
SANITIZED = ["-fno-omit-frame-pointer", "-fno-sanitize-recover=all", "-fsanitize=address,undefined"]
COUNTING = ["-fsanitize=fuzzer-no-link"]
SEED = 20261122


class Tally:
    def __init__(self):
        self.passed, self.failed = 0, 0

    def note(self, held, text):
        self.passed += held
        self.failed += not held
        print(f"  {'ok   ' if held else 'FAIL '} {text}", flush=True)
        return held


def has_libfuzzer():
    """Its run-time library is a package of its own, so a program is linked to see."""
    WORK.mkdir(parents=True, exist_ok=True)
    source = WORK / "probe.c"
    source.write_text("int LLVMFuzzerTestOneInput(const char *d, unsigned long n);\n"
                      "int LLVMFuzzerTestOneInput(const char *d, unsigned long n) { return d && n > 9; }\n")
    command = ["clang", *SANITIZED, "-fsanitize=fuzzer", str(source), "-o", str(WORK / "probe")]
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


# ---- Building ----

def object_of(source, directory):
    return directory / (pathlib.Path(source).stem + ".o")


def compile_all(sources, directory, flags):
    """All at the same time: they are small."""
    running = [subprocess.Popen(["clang", *FLAGS, *flags, "-c", source, "-o", object_of(source, directory)])
               for source in sources]
    if any([process.wait() for process in running]):
        raise SystemExit("the sources do not compile")


def link(name, directory, objects, flags):
    program = directory / f"fuzz_{name}"
    subprocess.run(["clang", *flags, "-fsanitize=fuzzer", *map(str, objects), "-o", str(program)], check=True)
    return program


def measured_files(name):
    return sorted(file for pattern in TARGETS[name].measured for file in glob.glob(pattern))


def build(name, directory, flags):
    """Only the measured files count their edges; the target itself and what stands beside them do not."""
    directory.mkdir(parents=True, exist_ok=True)
    measured = measured_files(name)
    others = [*TARGETS[name].beside, f"tests/fuzz/fuzz_{name}.c"]
    compile_all(measured, directory, flags + COUNTING)
    compile_all(others, directory, flags)
    return link(name, directory, [object_of(source, directory) for source in measured + others], flags)


# ---- Running ----

def run(program, *arguments):
    result = subprocess.run([str(program), *map(str, arguments)], capture_output=True, text=True,
                            errors="replace")
    return result.returncode, result.stderr


def options_of(name, seconds, failures):
    return [f"-max_len={TARGETS[name].longest}", f"-dict=tests/fuzz/{name}.dict",
            f"-max_total_time={seconds}", f"-artifact_prefix={failures}/", "-print_final_stats=1"]


def number(pattern, text):
    found = re.findall(pattern, text)
    return int(found[-1]) if found else 0


def write_vectors(name, directory):
    directory.mkdir(parents=True, exist_ok=True)
    for content in TARGETS[name].vectors():
        (directory / hashlib.sha1(content).hexdigest()).write_bytes(content)


def run_regressions(name, program, tally):
    for file in sorted(glob.glob(f"tests/fuzz/regressions/{name}/*")):
        status, said = run(program, file)
        if not tally.note(status == 0, f"{name}: regression {pathlib.Path(file).name}"):
            print(said)


def fuzz(name, program, places, seconds, tally):
    failures = WORK / name / "failures"
    failures.mkdir(exist_ok=True)
    status, said = run(program, *options_of(name, seconds, failures), *places)
    runs = number(r"stat::number_of_executed_units:\s+(\d+)", said)
    if not tally.note(status == 0, f"{name}: {runs:,} inputs in {seconds} s, nothing found"):
        print("\n".join(said.splitlines()[-60:]))
        for file in sorted(failures.iterdir()):
            print(f"        run it again: {program} {file}")


def measure(name, places, wanted, tally):
    program = build(name, WORK / name / "measured", ["-fno-inline"])
    _, said = run(program, "-runs=0", f"-max_len={TARGETS[name].longest}", *places)
    covered = number(r"cov: (\d+)", said)
    edges = number(r"\((\d+) inline 8-bit counters\)", said)
    percent = 100 * covered / edges if edges else 0
    tally.note(percent >= wanted, f"{name}: {covered} of {edges} edges reached, {percent:.1f} %")


def run_target(name, arguments, tally):
    directory = WORK / name
    program = build(name, directory, SANITIZED)
    run_regressions(name, program, tally)
    kept = pathlib.Path("tests/fuzz/corpus", name)
    places = [directory / "corpus", directory / "vectors"] + ([kept] if kept.is_dir() else [])
    places[0].mkdir(exist_ok=True)
    write_vectors(name, places[1])
    fuzz(name, program, places, arguments.seconds, tally)
    measure(name, places, arguments.edges, tally)
    for bug in TARGETS[name].plants:
        run_plant(name, bug, arguments.seconds, tally)


# ---- Planted bugs ----

def plant(bug, directory):
    """The file with the bug in it, beside the objects of all others."""
    text = pathlib.Path(bug.file).read_text(encoding="utf-8")
    if text.count(bug.right) != 1:
        raise SystemExit(f"{bug.file} has {text.count(bug.right)} places for the bug, not one: {bug.right}")
    planted = directory / pathlib.Path(bug.file).name
    planted.write_text(text.replace(bug.right, bug.wrong), encoding="utf-8")
    return planted


def run_plant(name, bug, seconds, tally):
    directory = WORK / name / "planted"
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    planted = plant(bug, directory)
    compile_all([str(planted)], directory, SANITIZED + COUNTING + ["-Wno-unused"])
    objects = [file for file in (WORK / name).glob("*.o") if file.stem != planted.stem]
    program = link(name, directory, [*objects, object_of(planted, directory)], SANITIZED)
    began = time.monotonic()
    status, said = run(program, *options_of(name, seconds, directory), f"-seed={SEED}")
    taken = time.monotonic() - began
    reason = re.search(r"(broken: .*|AddressSanitizer: \S+|runtime error: .*)", said)
    how = f"{reason.group(1)}, after {taken:.1f} s" if reason else f"not found in {taken:.0f} s"
    tally.note(status != 0 and reason is not None, f"{name}: planted: {bug.name}: {how}")


def main():
    parser = argparse.ArgumentParser(description="Fuzzes the parsers.")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--edges", type=float, default=90, help="per cent of a module's that must be reached")
    parser.add_argument("--probe", action="store_true", help="only look whether clang can build a fuzzer")
    parser.add_argument("targets", nargs="*", help="all, unless some are named: " + ", ".join(TARGETS))
    arguments = parser.parse_args()
    unknown = [name for name in arguments.targets if name not in TARGETS]
    if unknown:
        parser.error(f"no target {unknown[0]}; there is: " + ", ".join(TARGETS))
    if not has_libfuzzer():
        print("clang or its libFuzzer is missing (packages clang and libclang-rt-*-dev)")
        return 3
    if arguments.probe:
        return 0
    tally = Tally()
    for name in arguments.targets or TARGETS:
        run_target(name, arguments, tally)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


sys.exit(main())
