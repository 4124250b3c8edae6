"""Are the manual pages whole? pages.py PROGRAM DIRECTORY

ymr(1) and the program's README have every command and every option that the program's own help shows; every
public function has a page, or a link that leads to one.
"""
import re
import subprocess
import sys
from pathlib import Path

import coverage

ROOT = coverage.headers.ROOT


def help_of(program, *words):
    return subprocess.run([program, *words, "--help"], capture_output=True, text=True, check=True).stdout


def commands(program):
    shown = help_of(program).split("Commands\n")[1].split("\n\n")[0]
    return [name.strip() for name in re.findall(r"^  (\w.{15,}?) ", shown, re.M)]


def options(program):
    """Long names, and letters."""
    texts = [help_of(program)] + [help_of(program, *command.split()) for command in commands(program)]
    shown = re.findall(r"^  (?:(-\w), )?(--[\w-]+)", "\n".join(texts), re.M)
    return {name for pair in shown for name in pair if name}


def plain(page):
    """The page as it is read; hyphens of mandoc are minus signs."""
    done = subprocess.run(
        ["mandoc", "-T", "utf8", "-O", "width=78", str(page)], capture_output=True, text=True, check=True
    )
    return re.sub(r".\x08", "", done.stdout)


def named(text, option):
    return re.search(r"(?<![\w-])%s(?![\w-])" % re.escape(option), text)


def main():
    program, directory = sys.argv[1], Path(sys.argv[2])
    found, known = commands(program), options(program)
    page, manual = plain(directory / "man1/ymr.1"), (ROOT / "boards/posix/README.md").read_text()
    wrong = [
        "ymr(1) has no command %s" % name for name in found if not re.search(r"^     %s\b" % name, page, re.M)
    ]
    wrong += [
        "ymr(1) has no option %s" % name
        for name in known
        if not re.search(r"^     .*(?<![\w-])%s\b" % name, page, re.M)
    ]
    wrong += ["boards/posix/README.md has no command %s" % name for name in found if not named(manual, name)]
    wrong += [
        "boards/posix/README.md has no option %s" % name
        for name in known
        if name.startswith("--") and not named(manual, name)
    ]
    functions = sorted(name for kind, name in coverage.declarations() if kind == "function")
    for name in functions:
        link = directory / ("man3/%s.3" % name)
        target = re.match(r"\.so (man3/\w+\.3)\n", link.read_text()) if link.exists() else None
        if not link.exists() or (target and name not in (directory / target.group(1)).read_text()):
            wrong.append("%s(3) is missing" % name)
    print("%d commands, %d options, %d functions" % (len(found), len(known), len(functions)))
    print("".join(line + "\n" for line in wrong), end="")
    if len(found) < 20 or len(known) < 40 or len(functions) < 200:
        sys.exit("so few: the check has gone blind")
    sys.exit(1 if wrong else 0)


main()
