"""Does what the documentation shows, and compares: examples.py DOCUMENT…

A block of a document is marked with what it is: ```c is a whole program, compiled by a plain compiler and
run; ```sh is run, and must succeed; ```console shows commands behind `$ ` and what they say, where … stands
for anything, alone in its line for any lines; ```python is run; ```text and ```nginx are no examples of
ours. A remark behind the word makes an exception: (one command) has lines of output that begin with `$ `,
too; (until stopped) is ended by SIGTERM when it has begun, and must end well; (not here: why) is not run,
and counted. A block without a mark is an error: somebody has to say what it is. Of a manual page (NAME.in)
the commands are run that it shows.

All blocks of a document are one session, in a directory of its own, with the tree's entries in it and a
Market of its own behind YMR_BASE_URL. What a reader puts in for himself, `export NAME=…`, the Market's
settings take the place of.
"""
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from market import Market  # noqa: E402

SECONDS = 180
AT_A_TIME = 4  # they wait, most of the time
RUN = ("c", "sh", "console", "python")
SHOWN = ("text", "nginx")
PREAMBLE = "import os, subprocess, sys\nsys.path.insert(0, %r)\n" % str(ROOT / "tests")


class Failure(Exception):
    pass


class Block:
    def __init__(self, line, mark, lines):
        self.line = line
        self.language, _, remark = mark.partition(" ")
        self.remark = remark.strip("() ")
        self.text = "\n".join(lines) + "\n"


def blocks(text):
    found, mark, began, lines = [], None, 0, []
    for number, line in enumerate(text.split("\n"), 1):
        fence = re.match(r"\s*```(.*)", line)
        if fence and mark is None:
            mark, began, lines = fence.group(1).strip(), number, []
        elif fence:
            found.append(Block(began, mark, lines))
            mark = None
        elif mark is not None:
            lines.append(line)
    return found


def page_blocks(text):
    """Of a manual page: what is literal in it, commands behind `$ `. A program is README.md's."""
    found = []
    for literal in re.finditer(r"^\.Bd -literal.*?\n(.*?)^\.Ed$", text, re.S | re.M):
        lines = [
            line[2:].replace("\\-", "-") for line in literal.group(1).split("\n") if line.startswith("$ ")
        ]
        if lines:
            found.append(Block(text[: literal.start()].count("\n") + 1, "sh", lines))
    return found


class Session:
    """The shell that a reader of one document would have."""

    def __init__(self, directory, market):
        self.directory, self.market = Path(directory), market
        for entry in ROOT.iterdir():
            if not entry.name.startswith("."):
                (self.directory / entry.name).symlink_to(entry)
        self.env = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("YMR_", "MAKE", "MFLAGS"))
            },
            **market.env,
            "PATH": "%s:%s" % (ROOT / "build", os.environ["PATH"]),
            "HOME": str(directory),
            "COLUMNS": "110",
            "LC_ALL": "C.UTF-8",
        }

    def start(self, command, stdin=subprocess.DEVNULL):
        return subprocess.Popen(
            command,
            cwd=self.directory,
            env=self.env,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, command, wanted=0):
        process = self.start(command)
        try:
            said = process.communicate(timeout=SECONDS)[0]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise Failure(
                "not done after %d s: %s\n%s" % (SECONDS, command, process.communicate()[0])
            ) from None
        if process.returncode != wanted:
            raise Failure("exit status %d of %s\n%s" % (process.returncode, command, said))
        return said

    def shell(self, script):
        """Runs a script, and keeps what it has exported and where it has gone."""
        kept = self.directory / ".exported"
        said = self.run(
            [
                "bash",
                "-e",
                "-o",
                "pipefail",
                "-c",
                "%s\nexport -p >%s" % (own_settings(script), shlex.quote(str(kept))),
            ]
        )
        listed = subprocess.run(
            ["bash", "-c", ". %s; env -0" % shlex.quote(str(kept))],
            capture_output=True,
            text=True,
            check=True,
            env={"PATH": self.env["PATH"]},
        ).stdout
        self.env.update(pair.split("=", 1) for pair in listed.split("\0") if "=" in pair)
        return said


def own_settings(script):
    """Without what a reader puts in for himself."""
    script = re.sub(r"\b[A-Z_]+=\S*…\S*|\b(?:YMR_CAMPAIGN|YMR_BUSINESS)=\d+", "", script)
    return re.sub(r"(?m)^export\s*(?=#|$)", "", script)


def pattern(expected):
    """What is shown, as a regular expression."""
    lines = []
    for line in expected.rstrip("\n").split("\n"):
        if line.strip() == "…":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(
                ".*".join(
                    re.escape(part.rstrip()) if part == line.split("…")[-1] else re.escape(part)
                    for part in line.split("…")
                )
                + r"[ \t]*\n"
            )
    return "".join(lines)


def run_console(session, block):
    parts = [block.text] if block.remark == "one command" else re.split(r"(?m)^(?=\$ )", block.text)
    for part in parts:
        if not part.strip():
            continue
        command, _, expected = part[2:].partition("\n")
        while command.endswith("\\"):
            more, _, expected = expected.partition("\n")
            command = command[:-1] + more
        said = session.shell(command)
        wanted = pattern(expected) if expected.strip() else ""
        if not re.fullmatch(wanted, said if said.endswith("\n") or not said else said + "\n"):
            raise Failure("$ %s\nsays\n%s\nand not\n%s" % (command, said, expected))


def run_until_stopped(session, block):
    process = session.start(["bash", "-c", "exec " + own_settings(block.text).strip()])
    time.sleep(2)
    if process.poll() is not None:
        raise Failure("ended by itself with %d\n%s" % (process.returncode, process.communicate()[0]))
    os.killpg(process.pid, signal.SIGTERM)
    said = process.communicate(timeout=20)[0]
    ended_by_make = block.text.startswith("make ") and process.returncode in (2, -signal.SIGTERM)
    if process.returncode != 0 and not ended_by_make:
        raise Failure("exit status %d when stopped\n%s" % (process.returncode, said))


def run_c(session, block):
    (session.directory / "program.c").write_text(block.text)
    session.shell("gcc -std=c11 -Wall -Wextra -Werror program.c $(make -s flags) -o program")
    demo = session.market.special("demo")
    words = [session.market.base_url, session.market.ca, str(demo["order"]), str(demo["return"])]
    if " of " not in session.run(["./program", *words]):
        raise Failure("the program prints no item")
    if "knows no such thing" not in session.run(["./program", *words[:3], "1"], wanted=1):
        raise Failure("the program does not say that there is no such return")


def run(session, block):
    if block.remark == "until stopped":
        run_until_stopped(session, block)
    elif block.language == "c":
        run_c(session, block)
    elif block.language == "sh":
        session.shell(block.text)
    elif block.language == "console":
        run_console(session, block)
    else:
        (session.directory / "example.py").write_text(PREAMBLE + block.text)
        session.run([sys.executable, "example.py"])


def check(path):
    """What is to be said of one document, and (passed, failed, left out)."""
    said, counts = [], [0, 0, 0]
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    with tempfile.TemporaryDirectory() as directory, Market() as market:
        session = Session(directory, market)
        read = page_blocks if path.suffix == ".in" else blocks
        for block in read(path.read_text()):
            place = "%s:%d %s" % (name, block.line, block.language or "without a mark")
            if block.remark.startswith("not here"):
                said.append("  left  %s: %s" % (place, block.remark))
                counts[2] += 1
            elif block.language in RUN:
                try:
                    run(session, block)
                    said.append("  ok    %s" % place)
                    counts[0] += 1
                except Failure as failure:
                    said.append("  FAIL  %s\n        %s" % (place, str(failure).replace("\n", "\n        ")))
                    counts[1] += 1
            elif block.language not in SHOWN:
                said.append("  FAIL  %s: say what it is, see tests/docs/examples.py" % place)
                counts[1] += 1
    return said, counts


def main():
    total = [0, 0, 0]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for said, counts in pool.map(check, [Path(word).resolve() for word in sys.argv[1:]]):
            total = [a + b for a, b in zip(total, counts)]
            print("".join(line + "\n" for line in said), end="")
    print("%d passed, %d failed" % (total[0], total[1]) + (", %d skipped" % total[2] if total[2] else ""))
    sys.exit(1 if total[1] else 0)


main()
