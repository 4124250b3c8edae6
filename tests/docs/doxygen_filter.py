"""Gives Doxygen a public header with every comment where Doxygen looks for it: doxygen_filter.py HEADER.

The headers stay as people read them. What they say once for several names, or leave to a table
(headers.py), is said here with each name; text becomes HTML, so that no character of it is taken for a
command.
"""
import html
import re
import sys
from pathlib import Path

import headers
import prose

COMMAND = re.compile(r'[\\@$#%"]|::|--')


def plain(text):
    return COMMAND.sub(lambda found: "\\" + found.group(), html.escape(text, quote=False))


def line(text):
    tags = {"code": "<code>%s</code>", "bold": "<b>%s</b>", "plain": "%s"}
    return "".join(tags[kind] % plain(part) for kind, part in prose.spans(text))


def of_list(block):
    tag = "ul" if block.value[0][0] == "-" else "ol"
    items = ["<br>".join(line(part) for part in text.split("\n\n")) for _, text, _ in block.value]
    return "<%s>\n%s</%s>" % (tag, "".join("<li>%s</li>\n" % item for item in items), tag)


def comment(text, command=""):
    parts = [command] if command else []
    for block in prose.blocks(text):
        if block.kind == "text":
            parts.append(line(block.value))
        elif block.kind == "list":
            parts.append(of_list(block))
        elif block.kind == "code":
            parts.append("@verbatim\n%s\n@endverbatim" % "\n".join(prose.code_lines(block)))
        elif block.kind == "param":
            parts.append("@param %s %s" % (block.name.replace(", ", ","), line(block.value)))
        else:
            parts.append("@return %s" % line(block.value))
    return "/** %s\n */" % "\n\n".join(parts).replace("*/", "* /")


def bare(text):
    return re.sub(r"[ \t]*/\*.*?\*/", "", text, flags=re.S)


def declaration(item):
    if item.kind not in ("struct", "enum"):
        return bare(item.text)
    end = "," if item.kind == "enum" else ";"
    members = [
        "%s\n%s%s" % (comment(member.doc), bare(member.code), end)
        for member in item.members
        if not member.own
    ]
    if item.text.startswith("typedef"):
        return "typedef %s %s {\n%s\n} %s;" % (item.keyword, item.name, "\n".join(members), item.name)
    return "%s %s {\n%s\n};" % (item.keyword, item.name, "\n".join(members))


def main():
    path = Path(sys.argv[1]).resolve()
    if path.suffix != ".h":
        sys.stdout.write(path.read_text())
        return
    header = headers.Model([path]).headers[0]
    print(comment(header.doc, "@file"))
    for item in header.items:
        print(comment(item.doc))
        print(declaration(item))


main()
