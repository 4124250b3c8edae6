"""A comment's text as blocks: paragraphs, lists, what stands as it is, parameters, what is returned.

What decides is how far a line is indented, as it does for whoever reads the header: a list begins with `-`,
`1.` or `(a)`, its further lines are set in; other lines that are set in stand as they are (code, tables).
"""
import re

LIST = re.compile(r"(\s*)(-|\d+\.|\([a-z]\))\s+(.*)")


class Block:
    """kind is text, code, list, param or return; `value` a string, lines, or items with their marker."""

    def __init__(self, kind, value, name=""):
        self.kind, self.value, self.name = kind, value, name

    def __repr__(self):
        return "%s %s %r" % (self.kind, self.name, self.value)


def indent(line):
    return len(line) - len(line.lstrip())


def split_commands(text):
    """(line, inside): each @param and @return begins a line; `inside` says that it did not in the header."""
    for line in text.split("\n"):
        before, *command = re.split(r"(?=@(?:param|return)\b)", line, maxsplit=1)
        if before.strip() or not command:
            yield before.rstrip(), False
        if command:
            yield command[0], bool(before.strip())


def blocks(text):
    found, command, inline, blank = [], None, False, True
    for line, stood_inside in split_commands(text):
        start = re.match(r"@(param|return)\s+(.*)", line)
        if start:
            command, inline, blank = add_command(found, *start.groups()), stood_inside, False
        elif not line.strip():
            command, blank = None, True
        elif command and (inline or line[0] == " "):
            command.value += " " + line.strip()
        else:
            command = None
            add_line(found, line, blank)
            blank = False
    return [block for block in found if block.value]


def add_command(found, kind, text):
    if kind == "return":
        found.append(Block("return", text))
    else:
        names, said = re.match(r"((?:\w+, )*\w+)\s*(.*)", text).groups()
        found.append(Block("param", said, names))
    return found[-1]


def add_line(found, line, blank):
    latest = found[-1] if found else None
    item = LIST.match(line)
    if item and (latest is None or latest.kind != "code" or blank):
        if latest is None or latest.kind != "list":
            found.append(Block("list", []))
        found[-1].value.append([item.group(2), item.group(3), indent(line)])
    elif (
        latest
        and latest.kind == "list"
        and indent(line) > latest.value[-1][2]
        and (not blank or is_prose(line))
    ):
        latest.value[-1][1] += ("\n\n" if blank else " ") + line.strip()
    elif indent(line) >= 2:
        if latest is None or latest.kind != "code":
            found.append(Block("code", []))
        elif blank:
            latest.value.append("")
        found[-1].value.append(line)
    elif latest and latest.kind == "text" and not blank:
        latest.value += " " + line.strip()
    else:
        found.append(Block("text", line.strip()))


def is_prose(line):
    """Not a row of a table, nor code."""
    return not re.search(r"\S {2,}\S|[;{}|]\s*$|^\s*\|", line)


def code_lines(block):
    margin = min(indent(line) for line in block.value if line.strip())
    return [line[margin:] for line in block.value]


def spans(text):
    """(kind, text): plain, or what stands in `backticks`, or **bold**."""
    for part in re.split(r"(``.+?``|`[^`]+`|\*\*[^*]+\*\*)", text):
        if len(part) > 2 and part[0] == part[-1] == "`":
            yield "code", part.strip("`")
        elif part.startswith("**") and len(part) > 4:
            yield "bold", part[2:-2]
        elif part:
            yield "plain", part


def first_sentence(text):
    """The first sentence of the first paragraph: for a line that says what this is."""
    paragraph = next((block.value for block in blocks(text) if block.kind == "text"), "")
    return re.split(r"(?<=[^.A-Z][.])\s", paragraph + " ")[0].strip()
