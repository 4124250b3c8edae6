"""Fuzzes the parsers with clang's libFuzzer under AddressSanitizer and UndefinedBehaviorSanitizer.

    run.py [--seconds N] [--edges PERCENT] [--seed N] [TARGET...]
    run.py --keep [TARGET...]       writes the smallest corpus that reaches as much to tests/fuzz/corpus
    run.py --probe                  exits 0 if clang can build a fuzzer, or says what is missing

For each target of targets.py, two at a time:
 1. regressions: every input of tests/fuzz/regressions/TARGET, each of which once failed;
 2. N seconds of fuzzing, from the vectors of the tests, tests/fuzz/corpus/TARGET.txt (what long runs found
    beyond them) and what earlier runs here kept (build/fuzz/TARGET/corpus); another way each time, unless a seed
    is given: then the same way again, as far as the time goes;
 3. how many of the module's edges the repository's inputs reach, and how many all of these, in a build without
    sanitizers and without inlining, so that an edge is one of the source and not one of the sanitizers' own;
 4. each bug of targets.py is planted, and found in half a minute at most: from nothing but the dictionary or,
    where an input has to say a lot to be one, from the repository's inputs on.

An input that fails is kept in build/fuzz/TARGET/failures, and the command that runs it again is printed.
The last line is "N passed, N failed".
"""
import argparse
import concurrent.futures
import glob
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import time

import corpus
from targets import ELSEWHERE, TARGETS

WORK = pathlib.Path("build/fuzz")
FLAGS = ["-std=c11", "-Wall", "-Wextra", "-Werror", "-O1", "-gline-tables-only", "-Iinclude", "-Icore",
         "-Itests", "-I."]
SANITIZED = ["-fno-omit-frame-pointer", "-fno-sanitize-recover=all", "-fsanitize=address,undefined"]
COUNTING = ["-fsanitize=fuzzer-no-link"]
# Without a look at every comparison: for what compares byte by byte and is slow enough.
QUIET = ["-fsanitize-coverage=inline-8bit-counters,pc-table"]
SEED = 20261122
AT_A_TIME = 2


class Tally:
    def __init__(self):
        self.passed, self.failed = 0, 0
        self.lock = threading.Lock()

    def note(self, held, text, details=()):
        with self.lock:
            self.passed += held
            self.failed += not held
            shown = [] if held else details
            print(f"  {'ok   ' if held else 'FAIL '} {text}", *shown, sep="\n", flush=True)
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

def newest(patterns):
    return max(os.path.getmtime(file) for pattern in patterns for file in glob.glob(pattern))


class Kind(concurrent.futures.ThreadPoolExecutor):
    """Objects that are compiled in the same way, each once."""

    def __init__(self, name, flags):
        super().__init__(max_workers=AT_A_TIME)
        self.directory = WORK / name
        self.directory.mkdir(parents=True, exist_ok=True)
        self.flags = flags
        self.headers = newest(["include/ymr/*.h", "core/*.h", "tests/fuzz/*.h", "tests/unit/*.h", "tests/*.h",
                               __file__])
        self.running = {}

    def compile(self, source, to):
        fresh = to.exists() and to.stat().st_mtime > max(self.headers, os.path.getmtime(source))
        if not fresh:
            subprocess.run(["clang", *FLAGS, *self.flags, "-c", source, "-o", str(to)], check=True)
        return to

    def start(self, sources):
        for source in sources:
            if source not in self.running:
                to = self.directory / (pathlib.Path(source).stem + ".o")
                self.running[source] = self.submit(self.compile, source, to)

    def objects(self, sources):
        self.start(sources)
        return [self.running[source].result() for source in sources]


def files_of(patterns):
    return sorted({file for pattern in patterns for file in glob.glob(pattern)})


class Builder:
    def __init__(self, names):
        self.core = Kind("core", SANITIZED + COUNTING)
        self.quiet = Kind("quiet", SANITIZED + QUIET)
        self.harness = Kind("harness", SANITIZED)
        self.counted = Kind("counted", ["-fno-inline", *COUNTING])
        self.plain = Kind("plain", [])
        self.core.start(sorted(set(files_of(["core/*.c"])) - set(files_of(ELSEWHERE))))
        self.harness.start([source for name in names for source in self.sources(name)])
        # What is not measured need not be built anew.
        subprocess.run(["make", "-s", "build/host/libcore.a"], check=True)

    def sources(self, name):
        return [f"tests/fuzz/fuzz_{name}.c", *TARGETS[name].beside]

    def link(self, to, objects, flags, archive):
        to.parent.mkdir(parents=True, exist_ok=True)
        files = [*map(str, objects), str(archive)]
        subprocess.run(["clang", *flags, "-fsanitize=fuzzer", *files, "-o", str(to)], check=True)
        return to

    def archive(self):
        objects = self.core.objects(list(self.core.running))
        to = WORK / "core" / "libcore.a"
        to.unlink(missing_ok=True)
        subprocess.run(["ar", "rcs", str(to), *map(str, objects)], check=True)
        self.sanitized = to

    def objects(self, name, without=None):
        """Those of the harness, and of a quiet target its module; all else is in the archive."""
        objects = self.harness.objects(self.sources(name))
        if TARGETS[name].quiet:
            objects = objects + self.quiet.objects(files_of(TARGETS[name].measured))
        return [file for file in objects if file.stem != without]

    def fuzzer(self, name):
        return self.link(WORK / name / f"fuzz_{name}", self.objects(name), SANITIZED, self.sanitized)

    def measuring(self, name):
        """Only the measured files count their edges."""
        objects = self.plain.objects(self.sources(name))
        objects += self.counted.objects(files_of(TARGETS[name].measured))
        return self.link(WORK / name / f"measure_{name}", objects, [], "build/host/libcore.a")

    def planted(self, name, bug, directory):
        """The file with the bug in it, beside the objects of all others."""
        text = pathlib.Path(bug.file).read_text(encoding="utf-8")
        if text.count(bug.right) != 1:
            raise SystemExit(f"{bug.file} has {text.count(bug.right)} places for this bug, not one: {bug.name}")
        source = directory / pathlib.Path(bug.file).name
        source.write_text(text.replace(bug.right, bug.wrong), encoding="utf-8")
        to = directory / (source.stem + ".o")
        counting = QUIET if TARGETS[name].quiet else COUNTING
        flags = [*FLAGS, *SANITIZED, *counting, "-Wno-unused"]
        subprocess.run(["clang", *flags, "-c", str(source), "-o", str(to)], check=True)
        objects = [to, *self.objects(name, without=to.stem)]
        return self.link(directory / f"fuzz_{name}", objects, SANITIZED, self.sanitized)


# ---- Running ----

def run(program, *arguments):
    options = os.environ | {"ASAN_OPTIONS": "quarantine_size_mb=8", "LSAN_OPTIONS": "detect_leaks=1"}
    result = subprocess.run([str(program), *map(str, arguments)], capture_output=True, text=True,
                            errors="replace", env=options)
    return result.returncode, result.stderr


def options_of(name, seconds, failures):
    return [f"-max_len={TARGETS[name].longest}", f"-dict=tests/fuzz/{name}.dict", *TARGETS[name].options,
            f"-max_total_time={seconds}", f"-artifact_prefix={failures}/", "-print_final_stats=1",
            "-timeout=20"]


def number(pattern, text):
    found = re.findall(pattern, text)
    return int(found[-1]) if found else 0


def places_of(name):
    """What is there to begin with: new inputs go to the first place."""
    places = [WORK / name / "corpus", WORK / name / "vectors"]
    shutil.rmtree(places[1], ignore_errors=True)
    for place in places:
        place.mkdir(parents=True, exist_ok=True)
    for content in [*TARGETS[name].vectors(), *corpus.read(name)]:
        (places[1] / hashlib.sha1(content).hexdigest()).write_bytes(content)
    return places


def run_regressions(name, program, tally):
    for file in sorted(glob.glob(f"tests/fuzz/regressions/{name}/*")):
        status, said = run(program, f"-artifact_prefix={WORK / name}/", file)
        tally.note(status == 0, f"{name}: regression {pathlib.Path(file).name}", [said])


def fuzz(name, program, places, arguments, tally):
    failures = WORK / name / "failures"
    shutil.rmtree(failures, ignore_errors=True)
    failures.mkdir()
    options = [*options_of(name, arguments.seconds, failures), f"-seed={arguments.seed}"]
    status, said = run(program, *options, *places)
    runs = number(r"stat::number_of_executed_units:\s+(\d+)", said)
    tally.note(status == 0, f"{name}: {runs:,} inputs in {arguments.seconds} s, nothing found",
               ["\n".join(said.splitlines()[-60:]),
                *(f"        run it again: {program} {file}" for file in sorted(failures.iterdir()))])


def edges_of(name, program, places):
    """Reached, and all that there are."""
    _, said = run(program, "-runs=0", f"-artifact_prefix={WORK / name}/",
                  f"-max_len={TARGETS[name].longest}", *places)
    return number(r"cov: (\d+)", said), number(r"\((\d+) inline 8-bit counters\)", said)


def measure(name, program, places, wanted, tally):
    """The repository's own inputs have to reach that much: what luck adds differs from run to run."""
    known, edges = edges_of(name, program, places[1:])
    reached, _ = edges_of(name, program, places)
    percent = 100 * known / edges if edges else 0
    tally.note(percent >= wanted, f"{name}: {known} of {edges} edges reached by the repository's inputs, "
                                  f"{percent:.1f} %; {reached} with what was found")


def run_plant(name, bug, builder, seconds, tally):
    directory = WORK / name / "planted" / re.sub(r"\W+", "-", bug.name)
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    program = builder.planted(name, bug, directory)
    began = time.monotonic()
    seeds = [WORK / name / "vectors"] if TARGETS[name].seeded else []
    (directory / "corpus").mkdir()
    options = [*options_of(name, seconds, directory), f"-seed={SEED}"]
    status, said = run(program, *options, directory / "corpus", *seeds)
    taken = time.monotonic() - began
    reason = re.search(r"(broken: .*|AddressSanitizer: \S+|runtime error: .*)", said)
    how = f"{reason.group(1)}, after {taken:.1f} s" if reason else f"not found in {taken:.0f} s"
    tally.note(status != 0 and reason is not None, f"{name}: planted: {bug.name}: {how}")


def run_target(name, builder, arguments, tally):
    program = builder.fuzzer(name)
    places = places_of(name)
    run_regressions(name, program, tally)
    for bug in TARGETS[name].plants:
        run_plant(name, bug, builder, max(arguments.seconds, 30), tally)
    if arguments.seconds > 0:
        fuzz(name, program, places, arguments, tally)
    measure(name, builder.measuring(name), places, arguments.edges, tally)


def keep(name, builder):
    """Of what earlier runs found, what reaches an edge of the module that the vectors do not."""
    chosen = WORK / name / "chosen"
    shutil.rmtree(chosen, ignore_errors=True)
    chosen.mkdir(parents=True)
    for content in TARGETS[name].vectors():
        (chosen / hashlib.sha1(content).hexdigest()).write_bytes(content)
    known = {file.name for file in chosen.iterdir()}
    run(builder.measuring(name), "-merge=1", "-use_counters=0", f"-max_len={TARGETS[name].longest}", chosen,
        *places_of(name))
    inputs = [file.read_bytes() for file in chosen.iterdir() if file.name not in known]
    corpus.write(name, inputs)
    print(f"{name}: {len(inputs)} inputs, {sum(map(len, inputs)):,} bytes kept")


def main():
    parser = argparse.ArgumentParser(description="Fuzzes the parsers.")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--edges", type=float, default=90, help="per cent of a module's that must be reached")
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    parser.add_argument("--keep", action="store_true", help="write what was found to tests/fuzz/corpus")
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
    names = arguments.targets or list(TARGETS)
    builder, tally = Builder(names), Tally()
    builder.archive()
    with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
        work = keep if arguments.keep else run_target
        extra = () if arguments.keep else (arguments, tally)
        for running in [pool.submit(work, name, builder, *extra) for name in names]:
            running.result()
    if arguments.keep:
        return 0
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
