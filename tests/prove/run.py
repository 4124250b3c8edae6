"""Proves functions of core/ with CBMC: memory, overflow, the end of every loop, and what their manuals promise.

    run.py [--fast] [--jobs N] [NAME...]    every proof, those that their facts call fast, or those named
    run.py --list                           what is proved and what is not, without proving

A folder beside this file is a proof: harness.c, which includes the source file that it proves, and facts, one a line:

    proves    functions that the harness calls; what they call of their own file counts, too
    file      the source of core/ that the harness includes
    with      other sources of core/ that are compiled along
    bound     how much of the input takes any value
    assumes   what the harness takes for granted of its input
    checks    what is asserted beyond what the prover checks by itself
    unwind    passes that a loop may need, and one; `unwind name.0:5` for one loop
    flags     further options of the prover
    without   a check that is switched off, then why
    models    FUNCTION by PROOF: the harness brings FUNCTION itself, as loosely as that other proof promises it; the source's
              own one is called FUNCTION_itself
    plant     a sed expression that makes an error by one in `file`; with it the proof must fail. Every function that touches a
              buffer has one of its own
    fast      takes a few seconds

The file `intended` names the unsigned wraps and narrowing casts that are meant, one a line, by file, function and the
prover's words for it; they are left out of every proof, and each has to be there in one.

What the prover does not see: an index into an array that is a member, through a pointer, is held against the end of the whole
struct only. Where that matters the harness asks for the index itself.

The table shows all of it. Behind it stands every function of core/ that touches a buffer (functions.py says what that means)
and has no proof, or no error planted in it: there may be none. With --fast every other proof is compiled, so that none grows
old unseen.
The last line is "N passed, N failed".
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

from functions import bodies_in, functions_of_core, reached_in

HERE = pathlib.Path(__file__).parent
CORE = pathlib.Path("core")
WORK = pathlib.Path("build/prove")
TOOLS = pathlib.Path(os.environ.get("CBMC_DIR", "build/deps/cbmc"))
LANGUAGE = ["-std=c11", "-Wall", "-Wextra", "-Werror", "-Iinclude", f"-I{HERE}"]
CHECKS = ["bounds-check", "pointer-check", "pointer-overflow-check", "signed-overflow-check",
          "unsigned-overflow-check", "conversion-check", "undefined-shift-check", "div-by-zero-check",
          "unwinding-assertions"]
# What the prover leaves out unless it is asked.
ASKED_FOR = {"pointer-overflow-check", "unsigned-overflow-check", "conversion-check"}
MANY = ("proves", "with", "plant", "flags", "without", "unwind", "models")
MEMORY = 6 * 1024**3  # a proof that needs more is to be cut into smaller ones
SECONDS = int(os.environ.get("YMR_PROVE_SECONDS", "900"))


class Wrong(Exception):
    """A proof that cannot be run as it is written."""


class Proof:
    def __init__(self, folder):
        self.name = folder.name
        self.harness = folder / "harness.c"
        self.facts = {key: [] for key in MANY}
        for line in (folder / "facts").read_text().splitlines():
            key, _, value = line.partition(" ")
            if key in MANY:
                self.facts[key].append(value.strip())
            else:
                self.facts[key] = value.strip()
        for key in ("file", "bound", "assumes", "checks", "plant", "proves"):
            if not self.facts.get(key):
                raise Wrong(f"{folder}/facts has no line `{key}`")

    @property
    def fast(self):
        return "fast" in self.facts

    @property
    def proves(self):
        return " ".join(self.facts["proves"]).split()

    def options(self):
        """Every check but those that the facts switch off."""
        off = {line.split()[0] for line in self.facts["without"]}
        if off - set(CHECKS):
            raise Wrong(f"{self.name}: there is no check {off - set(CHECKS)}")
        chosen = [f"--{check}" for check in CHECKS if check not in off]
        chosen += [f"--no-{check}" for check in off - ASKED_FOR]
        unwind = [word for line in self.facts["unwind"] for word in line.split()]
        general = [word for word in unwind if ":" not in word] or ["18"]
        single = [word for word in unwind if ":" in word]
        chosen += ["--unwind", general[0]] + (["--unwindset", ",".join(single)] if single else [])
        return chosen + " ".join(self.facts["flags"]).split()


class Outcome:
    def __init__(self, proof):
        self.proof, self.seconds, self.properties = proof, 0.0, 0
        self.verdict, self.found, self.said = "not run", "-", ""
        self.intended = set()

    @property
    def held(self):
        return self.verdict == "proved" and self.found == "found"


# ---- The tools ----

def run(command, seconds=SECONDS):
    """What a tool says, how it ends (None: by the limit of its processor time), and the seconds that it took."""
    limited = ["prlimit", f"--cpu={seconds}", f"--as={MEMORY}", *(str(word) for word in command)]
    process = subprocess.Popen(limited, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    with process.stdout:
        said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return None if process.returncode < 0 else process.returncode, said, usage.ru_utime + usage.ru_stime


def sources_for(proof, directory, sed=None):
    """The core in a folder of its own, one file of it changed: includes find the changed one wherever they stand."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    for file in CORE.glob("*.[ch]"):
        (directory / file.name).symlink_to(file.resolve())
    if proof.facts["models"]:
        set_models(proof, directory / proof.facts["file"])
    if sed:
        changed = directory / proof.facts["file"]
        before = changed.read_text()
        after = subprocess.run(["sed", "-E", sed], input=before, capture_output=True, text=True)
        if after.returncode != 0 or after.stdout == before:
            raise Wrong(f"{proof.name}: `{sed}` changes nothing in {changed.name} {after.stderr}")
        changed.unlink()
        changed.write_text(after.stdout)
    return directory


def set_models(proof, source):
    """Gives the functions that the harness brings another name where they are defined, and only there."""
    text = source.read_text()
    for line in proof.facts["models"]:
        name, _, by = line.partition(" by ")
        facts = HERE / by / "facts"
        if not facts.exists() or not re.search(rf"^proves .*\b{name}\b", facts.read_text(), re.M):
            raise Wrong(f"{proof.name}: `{line}`, but there is no proof {by} of {name}")
        if not re.search(rf"\b{name}\([^;]*\)\n\{{", brought_by(proof)):
            raise Wrong(f"{proof.name}: the harness brings no {name}")
        text = re.sub(rf"^((?:YMR_APART )?[a-z][^;{{}}()]*?)\b{name}\b(?=\([^;{{}}]*\)\n\{{)", rf"\1{name}_itself", text, flags=re.M)
    source.unlink()
    source.write_text(text)


def brought_by(proof):
    """The text of a harness and of the headers of tests/prove that it includes."""
    wanted, texts = [proof.harness], {}
    while wanted:
        path = wanted.pop()
        if path not in texts:
            texts[path] = path.read_text()
            named = (HERE / name for name in re.findall(r'#include "(\w+\.h)"', texts[path]))
            wanted += [header for header in named if header.exists()]
    return "\n".join(texts.values())


def compile_proof(proof, directory):
    """One program of harness and core; the compiler of the product looks at the harness, too."""
    program = directory / "program.goto"
    others = [directory / name for line in proof.facts["with"] for name in line.split()]
    looks = LANGUAGE + [f"-I{directory}"] + (["-Wno-unused-function"] if proof.facts["models"] else [])
    commands = [["gcc", *looks, "-fsyntax-only", proof.harness]] if directory.name == "sound" else []
    commands.append([TOOLS / "goto-cc", "-DYMR_PROVING", *looks, "-o", program, proof.harness, *others, HERE / "libc.c"])
    for command in commands:
        status, said, _ = run(command)
        if status != 0:
            raise Wrong(f"{proof.name} does not compile:\n{said}")
    return program


def read_intended():
    """Lines `file.c function: the prover's words  why`."""
    lines = [line for line in (HERE / "intended").read_text().splitlines() if line and line[0] != "#"]
    intended = []
    for line in lines:
        words, why, _ = (line.split("  ", 1) + ["", ""])[:3]
        place, _, text = words.partition(": ")
        if not why.strip() or len(place.split()) != 2:
            raise Wrong(f"{HERE}/intended: `{line}` is not FILE FUNCTION: WORDS  WHY")
        intended.append((line, *place.split(), text.strip()))
    return intended


INTENDED = read_intended()


def properties_of(proof, program):
    """What is to be proved, and which intended wraps it leaves out."""
    status, said, _ = run([TOOLS / "cbmc", program, *proof.options(), "--drop-unused-functions", "--show-properties",
                        "--json-ui"])
    try:
        found = next(part["properties"] for part in json.loads(said) if "properties" in part)
    except (ValueError, StopIteration):
        raise Wrong(f"{proof.name}: the prover does not list its properties (exit {status})\n{said}") from None
    names, left_out = [], set()
    for one in found:
        meant = {line for line, *what in INTENDED if is_meant(one, *what)}
        left_out |= meant
        if not meant and not is_foreign_arithmetic(one):
            names.append(one["name"])
    return names, left_out


def is_meant(one, file, function, text):
    place = one.get("sourceLocation", {})
    return (file in ("*", pathlib.Path(place.get("file", "")).name) and function in ("*", place.get("function"))
            and text in one["description"] and "overflow" in one["description"])


def is_foreign_arithmetic(one):
    """Casts and wraps of the harness, its models and the prover's own library are none of the core's."""
    file = one.get("sourceLocation", {}).get("file", "builtin")
    of_core = "builtin" not in file and not pathlib.Path(file).resolve().is_relative_to(HERE.resolve())
    return not of_core and re.search(r"overflow on unsigned|type conversion", one["description"]) is not None


def functions_called(program):
    """What the harness reaches, by goto-instrument's call graph."""
    status, said, _ = run([TOOLS / "goto-instrument", "--reachable-call-graph", program])
    if status != 0:
        raise Wrong(f"no call graph of {program}\n{said}")
    return set(re.findall(r"-> (?:\w+\.c:)?(\w+)$", said, re.M)) | set(re.findall(r"^(\w+) -> ", said, re.M))


def selected(names):
    return [word for name in names for word in ("--property", name)]


def prove(proof):
    outcome = Outcome(proof)
    try:
        program = compile_proof(proof, sources_for(proof, WORK / proof.name / "sound"))
        lacking = set(proof.proves) - functions_called(program)
        if lacking:
            raise Wrong(f"{proof.name}: the harness does not call {', '.join(sorted(lacking))}")
        names, outcome.intended = properties_of(proof, program)
        command = [TOOLS / "cbmc", program, *proof.options(), "--drop-unused-functions", *selected(names)]
        status, said, outcome.seconds = run(command)
        (WORK / proof.name / "said").write_text(said)
        counted = re.search(r"\*\* \d+ of (\d+) failed", said)
        if status is None:
            outcome.verdict = "too long"
        elif "no body for" in said:
            raise Wrong(proof.name + ": " + ", ".join(sorted(set(re.findall(r"no body for .*", said)))))
        elif counted and status == 0 and "VERIFICATION SUCCESSFUL" in said:
            outcome.verdict, outcome.properties = "proved", int(counted.group(1))
        else:
            outcome.verdict = "FAILED"
            outcome.said = "\n".join(re.findall(r".*: FAILURE$", said, re.M) or [said[-2000:]])
        if outcome.verdict == "proved":
            outcome.found = find_planted(proof)
    except Wrong as wrong:
        outcome.verdict, outcome.said = "WRONG", str(wrong)
    return outcome


def find_planted(proof):
    """Each planted error must make the proof fail, and not by failing to compile."""
    for number, sed in enumerate(proof.facts["plant"]):
        program = compile_proof(proof, sources_for(proof, WORK / proof.name / f"planted{number}", sed))
        names, _ = properties_of(proof, program)
        status, said, _ = run([TOOLS / "cbmc", program, *proof.options(), "--drop-unused-functions", "--stop-on-fail",
                            *selected(names)])
        (WORK / proof.name / f"said.planted{number}").write_text(said)
        if status != 10 or "VERIFICATION FAILED" not in said:
            return f"NOT FOUND: {sed}"
    return "found"


# ---- What it prints ----

def print_row(outcome):
    proof, facts = outcome.proof, outcome.proof.facts
    mark = "ok   " if outcome.held else "FAIL "
    print(f"  {mark} {proof.name:<24} {facts['file']:<20} {outcome.seconds:6.1f} s {outcome.properties:5d} properties  "
          f"{outcome.verdict}, planted error {outcome.found}")
    details = [("bound", [facts["bound"]]), ("assumes", [facts["assumes"]]), ("checks", [facts["checks"]]),
               ("models", facts["models"]), ("without", facts["without"]),
               ("intended", sorted(outcome.intended))]
    for key, lines in details:
        for line in lines:
            print(f"          {key:<9}{line}")
    if outcome.said:
        print("\n".join("        | " + line for line in outcome.said.splitlines()[:40]))
    sys.stdout.flush()


def covered_by(proofs):
    """Functions by file: those named, and of the same file what they call and the harness does not bring itself."""
    covered = set()
    for proof in proofs:
        file = proof.facts["file"]
        models = {line.split()[0] for line in proof.facts["models"]}
        covered |= {(None, name) for name in proof.proves}
        covered |= {(file, name) for name in reached_in(CORE / file, proof.proves, models)}
    return covered


def is_covered(function, covered):
    if function.static and function.file.endswith(".c"):
        return (function.file, function.name) in covered
    return (None, function.name) in covered


def planted_in(proof):
    """The functions, by file, whose text the planted errors of a proof change."""
    before, places = (CORE / proof.facts["file"]).read_text(), set()
    for sed in proof.facts["plant"]:
        after = bodies_in(subprocess.run(["sed", "-E", sed], input=before, capture_output=True, text=True).stdout)
        places |= {(proof.facts["file"], name) for name, body in bodies_in(before).items() if after.get(name) != body}
    return places


def why_stale(proof):
    """What keeps a proof from being run on the code of today; it is compiled, not proved."""
    try:
        program = compile_proof(proof, sources_for(proof, WORK / proof.name / "sound"))
        for number, sed in enumerate(proof.facts["plant"]):
            sources_for(proof, WORK / proof.name / f"planted{number}", sed)
        lacking = set(proof.proves) - functions_called(program)
        return f"the harness of {proof.name} does not call {', '.join(sorted(lacking))}" if lacking else None
    except Wrong as wrong:
        return str(wrong)


def print_stale(proofs, pool):
    """Says how many proofs that are not run today fit the code no more."""
    reasons = [why for why in pool.map(why_stale, proofs) if why]
    print(f"proofs for `make prove` that fit the code of today: {len(proofs) - len(reasons)} of {len(proofs)}")
    print("".join(f"  FAIL  {why}\n" for why in reasons), end="")
    return len(reasons)


def print_uncovered(proofs):
    """Says what is not proved, and answers whether that is anything."""
    covered = covered_by(proofs)
    every, touching = functions_of_core(CORE)
    missing = [one for one in touching if not is_covered(one, covered)]
    planted = {place for proof in proofs for place in planted_in(proof)}
    print(f"functions of core/: {len(every)}, proved {sum(is_covered(one, covered) for one in every)}")
    print(f"of these touch a buffer: {len(touching)}, proved {len(touching) - len(missing)}, "
          f"without a proof {len(missing)}{':' if missing else ''}")
    print_by_file(missing)
    alone = [one for one in touching if is_covered(one, covered) and (one.file, one.name) not in planted]
    print(f"proved, and no error is planted in them: {len(alone)}{':' if alone else ''}")
    print_by_file(alone)
    return bool(missing or alone)


def print_by_file(functions):
    for file in sorted({one.file for one in functions}):
        print(f"  {file}: {' '.join(one.name for one in functions if one.file == file)}")


def read_proofs():
    return [Proof(folder.parent) for folder in sorted(HERE.glob("*/facts"))]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("names", nargs="*")
    arguments.add_argument("--fast", action="store_true")
    arguments.add_argument("--list", action="store_true")
    arguments.add_argument("--jobs", type=int, default=os.cpu_count())
    options = arguments.parse_args()
    every = read_proofs()
    unknown = set(options.names) - {proof.name for proof in every}
    if unknown:
        raise SystemExit(f"no such proof: {', '.join(sorted(unknown))}; tests/prove has one folder a proof")
    chosen = [proof for proof in every
              if (proof.name in options.names if options.names else proof.fast or not options.fast)]
    began = time.monotonic()
    passed, failed, left_out = 0, 0, set()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        if not options.list:
            for outcome in pool.map(prove, chosen):
                print_row(outcome)
                passed += outcome.held
                failed += not outcome.held
                left_out |= outcome.intended
            print(f"{len(chosen)} proofs in {time.monotonic() - began:.0f} s")
        if options.fast:
            failed += print_stale([proof for proof in every if not proof.fast], pool)
    if not (options.names or options.fast or options.list):
        for line, *_ in INTENDED:
            if line not in left_out:
                failed += 1
                print(f"  FAIL  nothing fits the line of {HERE}/intended: {line}")
    if not options.names:
        is_open = print_uncovered(every)
        print(f"  {'FAIL' if is_open else 'ok  '}  every function that touches a buffer is proved, with an error planted in it")
        passed, failed = passed + (not is_open), failed + is_open
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (Wrong, OSError) as wrong:
        sys.exit(str(wrong))
