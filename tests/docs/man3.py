"""Writes the man pages of section 3: man3.py UNIX_DATE DIRECTORY

One a public header, and a link for each function.

`man ymr_client` has what ymr/client.h has, `man ymr_get_return` leads there.
"""
import datetime
import re
import sys
from pathlib import Path

import headers
import prose

WIDTH = 76


def escape(text):
    return text.replace("\\", "\\e").replace("-", "\\-")


def quoted(text):
    """An argument of a macro."""
    return '"%s"' % escape(" ".join(text.split())).replace('"', '""')


def protect(line):
    return "\\&" + line if line.startswith((".", "'")) else line


def rich(text):
    fonts = {"code": "\\fB%s\\fR", "bold": "\\fB%s\\fR", "plain": "%s"}
    return "".join(fonts[kind] % part.replace("\\", "\\e") for kind, part in prose.spans(text))


def length(line):
    """As the linter counts, to which a character beyond ASCII is its number: \\[u2026]."""
    return sum(1 if letter < "\x80" else 8 for letter in line)


def filled(text):
    """Lines of running text: a sentence begins a line, and none is long."""
    for sentence in re.split(r"(?<=[.!?])\s+", rich(re.sub(r"\b(\w+)\(\)", r"`\1`", text))):
        line = ""
        for word in sentence.split():
            if line and length(line + " " + word) > WIDTH:
                yield protect(line)
                line = word
            else:
                line = (line + " " + word).strip()
        yield protect(line)


def literal(lines):
    yield ".Bd -literal -offset indent"
    for line in lines:
        yield protect(escape(line)) if line.strip() else ""
    yield ".Ed"


def listed(block):
    bullet = block.value[0][0] == "-"
    yield ".Bl -bullet" if bullet else ".Bl -tag -width 4n"
    for marker, text, _ in block.value:
        yield ".It" if bullet else ".It " + marker
        for number, part in enumerate(text.split("\n\n")):
            if number:
                yield ".Pp"
            yield from filled(part)
    yield ".El"


def body(text, first=True):
    """The blocks of a comment; `first`: nothing stands before it that a paragraph would have to end."""
    for block in prose.blocks(text):
        if block.kind == "list":
            yield from listed(block)
        elif block.kind == "code":
            yield from literal(prose.code_lines(block))
        else:
            if not first:
                yield ".Pp"
            lead = {"param": "`%s`: " % block.name, "return": "Returns: "}.get(block.kind, "")
            yield from filled(lead + block.value)
        first = False


def bare(text):
    return " ".join(re.sub(r"/\*.*?\*/", "", text, flags=re.S).split())


def arguments(text):
    depth, start = 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            yield text[start:at].strip()
            start = at + 1
    yield text[start:].strip()


def synopsis(item):
    kind, name, inside = re.match(r"(.*?)(\w+)\s*\((.*)\);$", bare(item.text)).groups()
    yield ".Ft " + quoted(kind.strip())
    yield ".Fo " + name
    for argument in arguments(inside):
        yield ".Fa " + quoted(argument)
    yield ".Fc"


def together(items):
    """Items that share a comment, side by side."""
    groups = []
    for item in items:
        if item.shared and groups and groups[-1][0].doc == item.doc:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def tagged(title, rows):
    """A list of (its lines as tags, comment, further lines); nothing if there are no rows."""
    rows = list(rows)
    if not rows:
        return
    yield ".Ss " + title
    yield ".Bl -tag -width Ds"
    for tags, text, further in rows:
        yield from tags
        yield from body(text)
        yield from further
    yield ".El"


def functions(items):
    for group in together(items):
        yield [".It Fn " + item.name for item in group], group[0].doc, []


def members(item):
    shown = [member for member in item.members if not member.own]
    if not shown:
        return
    yield ".Bl -tag -width Ds -compact"
    for member in shown:
        if item.kind == "enum":
            yield ".It Dv " + member.name
        else:
            yield ".It Fa " + quoted(bare(member.code))
        yield from body(member.doc)
    yield ".El"


def types(items):
    for item in items:
        tag = ".It Vt " + quoted(item.name or "enum")
        if item.kind in ("callback", "alias"):
            tag = ".It Vt " + quoted(bare(item.text))
        yield [tag], item.doc, list(members(item))


def constants(items):
    for group in together(items):
        tags = []
        for item in group:
            value = re.match(r"#\s*define\s+\w+(\([^)]*\))?[ \t]*(.*)", item.text, re.S).groups()
            short = "" if "\n" in value[1] or value[0] else " " + bare(value[1])
            tags.append(".It Dv " + quoted(item.name + (value[0] or "") + short))
        yield tags, group[0].doc, []


def variables(items):
    for group in together(items):
        yield [
            ".It Va " + quoted(bare(item.text).replace("extern ", "").rstrip(";")) for item in group
        ], group[0].doc, []


def page(header, date, groups):
    kinds = {}
    for item in header.items:
        kinds.setdefault(item.kind, []).append(item)
    called = kinds.get("function", [])
    names = [header.group] + [item.name for item in called if item.name != header.group]
    yield '.\\" Made of %s by tests/docs/man3.py: change that.' % header.path.relative_to(headers.ROOT)
    yield ".Dd " + date
    yield ".Dt %s 3" % header.group.upper()
    yield ".Os"
    yield ".Sh NAME"
    for name in names[:-1]:
        yield ".Nm %s ," % name
    yield ".Nm " + names[-1]
    yield ".Nd " + escape(summary(header))
    yield ".Sh SYNOPSIS"
    yield ".In " + header.include
    for item in called:
        yield from synopsis(item)
    yield ".Sh DESCRIPTION"
    yield from body(header.doc)
    yield from tagged("Functions", functions(called))
    yield from tagged(
        "Types",
        types([item for item in header.items if item.kind in ("struct", "enum", "callback", "alias")]),
    )
    yield from tagged("Constants", constants(kinds.get("macro", [])))
    yield from tagged("Variables", variables(kinds.get("variable", [])))
    yield ".Sh SEE ALSO"
    others = sorted({"ymr"} | (includes(header) & groups))
    for other in others[:-1]:
        yield ".Xr %s 3 ," % other
    yield ".Xr %s 3" % others[-1]


def summary(header):
    text = prose.first_sentence(header.doc).rstrip(".:;").replace("`", "")
    return text[:1].lower() + text[1:] if not re.match(r"[A-Z]{2}|Mbed", text) else text


def includes(header):
    found = re.findall(r'#include "(?:ymr/)?(?:port/\w+/)?(\w+)\.h"', header.path.read_text())
    return {name if name.startswith("ymr_") else "ymr_" + name for name in found}


def date_of(unix):
    day = datetime.datetime.fromtimestamp(unix, datetime.timezone.utc)
    return "%s %d, %d" % (day.strftime("%B"), day.day, day.year)


def main():
    date, directory = date_of(int(sys.argv[1])), Path(sys.argv[2])
    directory.mkdir(parents=True, exist_ok=True)
    model = headers.Model()
    groups = {header.group for header in model.headers if header.items}
    for header in (one for one in model.headers if one.items):
        (directory / (header.group + ".3")).write_text("\n".join(page(header, date, groups)) + "\n")
        for item in header.items:
            if item.kind == "function" and item.name not in groups:
                (directory / (item.name + ".3")).write_text(".so man3/%s.3\n" % header.group)


if __name__ == "__main__":
    main()
