"""Compiles and runs the examples that stand in the headers' comments.

A block of code in a comment of ymr/check.h is put into fragments/check.c at the line EXAMPLE (one that
explains a name, into fragments/NAME.c), which is compiled and, but for what takes a board, run against a
Market of its own. A block without such a file, or a file without a block, is an error.
"""
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import headers
import prose

ROOT = headers.ROOT
sys.path.insert(0, str(ROOT / "tests"))

from market import Market  # noqa: E402

FRAGMENTS = ROOT / "tests/docs/fragments"
CODE = re.compile(r"[;{}]\s*(//.*)?$", re.M)
SECONDS = 120
BOARD = "ymr_lwip"  # what begins so is for a board
COMPILE = ["gcc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-D_POSIX_C_SOURCE=200809L"]


def collected():
    """(name, header, code) of each example."""
    for header in headers.Model().headers:
        places = [(header.path.stem, header.doc)] + [
            (item.name, item.doc) for item in header.items if not item.shared
        ]
        for name, text in places:
            for block in prose.blocks(text):
                if block.kind == "code" and CODE.search("\n".join(block.value)):
                    yield name, header, "\n".join(prose.code_lines(block))


def flags():
    return subprocess.run(
        ["make", "-s", "flags"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()


def compile_example(name, code, directory, options):
    frame = (FRAGMENTS / (name + ".c")).read_text()
    source = directory / (name + ".c")
    source.write_text(frame.replace("EXAMPLE\n", code + "\n"))
    if name.startswith(BOARD):
        more = [
            "-fsyntax-only",
            "-Iport/lwip",
            "-isystem",
            os.environ.get("LWIP_DIR", "build/deps/lwip") + "/src/include",
        ]
    else:
        more = ["-o", str(directory / name)]
    words = [*COMPILE, "-I%s" % FRAGMENTS, *more, str(source), *options]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


def run_example(name, directory, env):
    place = directory / ("in-" + name)
    place.mkdir()
    return subprocess.run(
        [str(directory / name)],
        cwd=place,
        env=env,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def check(name, code, directory, options, env):
    """What is wrong with it, or None."""
    done = compile_example(name, code, directory, options)
    if done.returncode == 0 and not name.startswith(BOARD):
        done = run_example(name, directory, env)
    return None if done.returncode == 0 else done.stdout + done.stderr


def settings(market):
    demo = market.special("demo")
    photo = market.photo("demo_big")
    return {
        **os.environ,
        **market.env,
        "ORDER": str(demo["order"]),
        "RETURN": str(demo["return"]),
        "ITEM": str(photo["item"]),
    }


def main():
    examples = list(collected())
    frames = {path.stem for path in FRAGMENTS.glob("*.c")}
    failures = [
        "%s: no fragments/%s.c for its example" % (header.include, name)
        for name, header, _ in examples
        if name not in frames
    ]
    failures += [
        "fragments/%s.c: no header has this example" % name
        for name in frames - {name for name, _, _ in examples}
    ]
    with tempfile.TemporaryDirectory() as temporary, Market() as market, ThreadPoolExecutor(4) as pool:
        options, env = flags(), settings(market)
        wanted = [(name, header, code) for name, header, code in examples if name in frames]
        results = pool.map(lambda one: check(one[0], one[2], Path(temporary), options, env), wanted)
        for (name, header, _), wrong in zip(wanted, results):
            print("  %s  %s: the example of %s" % ("ok  " if wrong is None else "FAIL", header.include, name))
            failures += [] if wrong is None else [wrong]
    for failure in failures:
        print(failure)
    print("%d passed, %d failed" % (max(0, len(examples) - len(failures)), len(failures)))
    sys.exit(1 if failures else 0)


main()
