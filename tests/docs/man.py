"""Fills the manual pages that are written by hand, boards/posix/man: man.py UNIX_DATE DIRECTORY

What stands in the program's own tables of commands and options is taken from there, the list of pages from
the headers, the example from README.md: none of it can get out of date.
"""
import datetime
import re
import sys
from pathlib import Path

import headers
import man3

ROOT = headers.ROOT
STRING = r'"(?:[^"\\]|\\.)*"'


def unquote(literals):
    """What adjacent C strings say together."""
    parts = re.findall(STRING, literals)
    return (
        "".join(part[1:-1] for part in parts).replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
    )


def rows(path):
    """Rows of a C table: each a list of its arguments, strings joined."""
    text = re.sub(r"/\*.*?\*/", "", (ROOT / path).read_text(), flags=re.S)
    for row in re.findall(r'^    \{(".*?)\},$', text, re.S | re.M):
        cells = re.findall(r"((?:%s\s*)+|[^,\"]+)(?:,\s*|$)" % STRING, row)
        yield [unquote(cell) if cell.startswith('"') else cell.strip() for cell in cells]


class Command:
    def __init__(self, row):
        self.name, self.words, self.summary, self.more = row[:4]
        self.bit = next(cell for cell in row if cell.startswith("FOR_"))


class Setting:
    def __init__(self, row):
        self.name = row[0]
        self.value, self.variable = (None if cell == "NULL" else cell for cell in row[1:3])
        self.bits = set(re.findall(r"FOR_\w+", row[3]))
        self.letter = row[4].strip("'") if row[4] != "0" else ""
        self.help = row[-1]


class Narrower:
    """What an option is to some of its commands alone."""

    def __init__(self, row):
        self.name, self.help = row[0], row[-1]
        self.bits = set(re.findall(r"FOR_\w+", row[1]))


def commands():
    return [Command(row) for row in rows("boards/posix/commands.c")]


def settings():
    return [Setting(row) for row in rows("boards/posix/settings.c")]


def narrower():
    return [Narrower(row) for row in rows("boards/posix/help.c")]


def sentence(text):
    return headers.capital(text).rstrip(".") + "."


def flag(setting):
    names = ([setting.letter] if setting.letter else []) + [man3.escape("-" + setting.name.lstrip("-"))]
    return " , ".join("Fl " + name for name in names)


def argument(text):
    """A bracket at the end is part of it, not punctuation behind it."""
    return " Ar " + re.sub(r"\]$", r"]\\&", man3.escape(text.replace("…", "..."))) if text else ""


def command_lines():
    known = settings()
    for command in commands():
        yield ".It Cm %s%s" % (command.name, argument(command.words))
        yield from man3.filled(sentence(command.summary))
        if command.more:
            yield from man3.filled(" ".join(command.more.split("\n")).strip())
        own = [setting for setting in known if command.bit in setting.bits]
        if own:
            yield ".Pp"
            yield "Options:"
            for setting in own[:-1]:
                yield ".%s ," % flag(setting).split(" , ")[-1]
            yield ".%s ." % flag(own[-1]).split(" , ")[-1]


def listed(names, end):
    for name in names[:-1]:
        yield ".Cm %s ," % name
    yield ".Cm %s %s" % (names[-1], end)


def option_lines():
    by_bit = {}
    for command in commands():
        by_bit.setdefault(command.bit, []).append(command.name)
    for setting in settings():
        yield ".It %s%s" % (flag(setting), argument(setting.value))
        yield from man3.filled(sentence(setting.help))
        if "FOR_ALL" not in setting.bits:
            names = [name for bit, named in by_bit.items() if bit in setting.bits for name in named]
            yield "With"
            yield from listed(names, ".")
        for row in narrower():
            if row.name == setting.name:
                yield "With"
                yield from listed([name for bit in sorted(row.bits) for name in by_bit[bit]], ":")
                yield from man3.filled(row.help + ".")


def variable_lines():
    for setting in settings():
        if setting.variable:
            yield ".It Ev " + setting.variable
            yield "As"
            yield ".%s ." % flag(setting)


def page_lines():
    for header in headers.Model().headers:
        if header.items:
            yield ".It Xr %s 3" % header.group
            yield from man3.filled(sentence(man3.summary(header)))


def program_lines():
    readme = (ROOT / "README.md").read_text()
    for line in re.search(r"```c\n(.*?)```", readme, re.S).group(1).rstrip("\n").split("\n"):
        yield man3.protect(man3.escape(line)) if line else ""


def main():
    date, directory = man3.date_of(int(sys.argv[1])), Path(sys.argv[2])
    put_in = {
        "commands": command_lines,
        "options": option_lines,
        "variables": variable_lines,
        "pages": page_lines,
        "program": program_lines,
        "date": lambda: [date],
    }
    for source in sorted((ROOT / "boards/posix/man").glob("*.in")):
        text = re.sub(
            r"@(%s)@" % "|".join(put_in),
            lambda found: "\n".join(put_in[found.group(1)]()),
            source.read_text(),
        )
        page = directory / ("man" + source.stem[-1]) / source.stem
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text)


if __name__ == "__main__":
    main()
