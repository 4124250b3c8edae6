"""Reads the public headers as what they are: declarations, each with the comment that explains it.

The house's way of writing them, which the reference in HTML (doxygen_filter.py) and the man pages (man3.py)
are made of:

- `/** … */` explains what follows, `/**< … */` what stands before it. Declarations without a blank line
  between them share the comment of the first.
- In a struct, `/* … */` behind a member says that it is the library's own; alone in its line it
  says so of the members up to the next blank line ("The library's own."). So are members behind a blank line of which none is explained.
- What a table says is not said again: a member that a row of core/ fills is explained by the row (the API's
  name of the field), a constant made by an X-macro by its row.
"""
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = ["include/ymr/*.h", "port/*/ymr_*.h"]

TOKEN = re.compile(
    r'/\*.*?\*/|//[^\n]*|^[ \t]*#(?:\\\n|/\*.*?\*/|[^\n])*|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|\n|[ \t]+|\w+|.',
    re.S | re.M,
)


# A struct whose comment says so has no member for others.
OWN = r"\b[Aa]ll\s+of\s+it\s+is\s+the\s+library's\.|\bThe\s+library's\."
# What begins a part of a struct that is.
OWN_PART = r"The library's own|of no use outside"


class Item:
    """One declaration: kind is macro, function, variable, struct, enum, alias or callback."""

    def __init__(self, kind, name, text, doc, line):
        self.kind, self.name, self.text, self.doc, self.line = kind, name, text, doc, line
        self.members = []
        self.shared = False  # the comment is that of the declaration before it

    def __repr__(self):
        return "%s %s" % (self.kind, self.name)


class Member:
    """A member of a struct, or a constant of an enum; `code` declares it. `own`: the library's, not for others."""

    def __init__(self, name, doc, own=False, code=""):
        self.name, self.doc, self.own, self.code = name, doc, own, code or name


class Header:
    def __init__(self, path):
        self.path = path
        self.doc = ""
        self.items = []

    @property
    def include(self):
        where = str(self.path.relative_to(ROOT))
        return where[len("include/") :] if where.startswith("include/") else self.path.name

    @property
    def group(self):
        """The name of its man page: ymr_client, ymr_posix."""
        return self.path.stem if self.path.stem.startswith("ymr_") else "ymr_" + self.path.stem


def public_headers():
    """Every public header, in the order of its path."""
    return sorted(path for pattern in PUBLIC for path in ROOT.glob(pattern))


def body_of(comment):
    """A comment's text without its frame; lines keep how far they are indented."""
    text = re.sub(r"^/\*\*?<? ?|\s*\*/$", "", comment)
    lines = [re.sub(r"^[ \t]*\*(?: |$)", "", line) if i else line for i, line in enumerate(text.split("\n"))]
    # What goes on below a trailing comment is set off from the code, not from its own beginning.
    if not re.search(r"\n[ \t]*\*", comment):
        lines = [line.strip() for line in lines]
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def is_doc(token):
    return token.startswith("/**") and not token.startswith("/**/")


class Reader:
    """Walks the tokens of one header."""

    def __init__(self, text):
        self.tokens = TOKEN.findall(text)
        self.items = []
        self.file_doc = ""

    def read(self):
        doc, blank, line, code, depth, began = None, True, 1, [], 0, 1
        for token in self.tokens:
            here = line
            line += token.count("\n")
            if depth == 0 and not code:
                if token == "\n":
                    blank = blank or previous_newline
                    previous_newline = True
                    continue
                previous_newline = False if token.strip() else previous_newline
                if not token.strip():
                    continue
                if token.startswith("/*"):
                    if is_doc(token) and token[3:4] != "<":
                        doc = self.take_doc(token, doc)
                    elif token.startswith("/**<"):
                        self.items[-1].doc = body_of(token)
                        self.items[-1].shared = False
                    continue
                if token.lstrip().startswith("#"):
                    if self.take_macro(token.strip(), doc, blank, here):
                        doc, blank = None, False
                    previous_newline = False
                    continue
                began = here
            code.append(token)
            depth += (token in "{(") - (token in "})") if len(token) == 1 else 0
            if token == ";" and depth == 0:
                self.take_declaration("".join(code).strip(), doc, blank, began)
                doc, blank, code, previous_newline = None, False, [], False
        return self

    def take_doc(self, token, waiting):
        if waiting is None and not self.items and not self.file_doc:
            self.file_doc = body_of(token)
            return None
        return body_of(token)

    def add(self, item, blank):
        if item.doc is None and not blank and self.items:
            item.doc, item.shared = self.items[-1].doc, True
        item.doc = item.doc or ""
        self.items.append(item)

    def take_macro(self, token, doc, blank, line):
        found = re.match(r"#\s*define\s+(\w+)(\([^)]*\))?[ \t]*(.*)", token, re.S)
        if not found or found.group(1).endswith("_H") or not found.group(1).startswith("YMR_"):
            return False
        if any(item.name == found.group(1) for item in self.items):
            return True  # the other branch of an #if
        trailing = re.search(r"/\*\*<.*?\*/", found.group(3), re.S)
        if trailing and not found.group(2):
            doc = body_of(trailing.group())
            token = token.replace(trailing.group(), "").rstrip()
        self.add(Item("macro", found.group(1), token, doc, line), blank)
        return True

    def take_declaration(self, text, doc, blank, line):
        if re.fullmatch(r"struct \w+;|typedef struct (\w+) \1;|_Static_assert\(.*\);", text, re.S):
            return
        bare = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
        body = re.match(r"(?:typedef\s+)?(struct|union|enum)\s*(\w*)\s*\{(.*)\}\s*(\w*)\s*;$", text, re.S)
        if body:
            kind, tag, inside, name = body.groups()
            item = Item("enum" if kind == "enum" else "struct", name or tag, text, doc, line)
            item.keyword = kind
            item.members = read_constants(inside) if kind == "enum" else read_members(inside)
            if kind != "enum" and re.search(OWN, item.doc or ""):
                for member in item.members:
                    member.own = True
        elif bare.startswith("typedef"):
            called = re.search(r"\(\s*\*\s*(\w+)\s*\)\s*\(|(\w+)\s*\(", bare)
            name = (called.group(1) or called.group(2)) if called else re.search(r"(\w+)\s*;$", bare).group(1)
            item = Item("callback" if called else "alias", name, text, doc, line)
        elif bare.startswith("extern") and "(" not in bare:
            item = Item("variable", re.search(r"(\w+)\s*(?:\[[^]]*\])?\s*;$", bare).group(1), text, doc, line)
        else:
            found = re.search(r"(\w+)\s*\(", bare)
            item = Item("function", found.group(1), text, doc, line)
        self.add(item, blank)


def read_constants(inside):
    """The constants that are written out; rows of X-macros are put in by Model."""
    inside = re.sub(r"^[ \t]*#[^\n]*$", "", inside, flags=re.M)
    constants, doc = [], None
    for found in re.finditer(
        r"(/\*\*<.*?\*/)|(/\*\*(?!<).*?\*/)|/\*.*?\*/|(\w+_LIST\s*\(\w+\))|(\w+)(\s*=\s*[^,/}]+)?,?",
        inside,
        re.S,
    ):
        behind, before, rows, name, value = found.groups()
        if behind and constants:
            constants[-1].doc = body_of(behind)
        elif before:
            doc = body_of(before)
        elif rows:
            constants.append(Member("*" + re.match(r"\w+", rows).group(), ""))
        elif name:
            constants.append(Member(name, doc or "", code=name + (value or "").rstrip()))
            doc = None
    return constants


def declared(text):
    """(name, declaration) of each that `int a, b[3];`, a pointer to a function or a nested union declares."""
    nested = re.match(r"(?:struct|union)\s*\w*\s*\{(.*)\}\s*(\w*)\s*$", text, re.S)
    if nested:
        inner = [(member.name, member.code) for member in read_members(nested.group(1))]
        return ([(nested.group(2), text)] if nested.group(2) else []) + inner
    pointer = re.search(r"\(\s*\*\s*(\w+)\s*\)\s*\(", text)
    if pointer:
        return [(pointer.group(1), text)]
    first, *others = text.split(",")
    kind = re.match(r"(.*?)\w+\s*(?:\[[^]]*\]|:\s*\d+|\s)*$", first, re.S).group(1)
    parts = [first] + [kind + other.strip() for other in others]
    return [(re.search(r"(\w+)\s*(?:\[[^]]*\]|:\s*\d+|\s)*$", part).group(1), part) for part in parts]


def read_members(inside):
    paragraphs = re.split(r"\n[ \t]*\n", inside)
    members = []
    for number, paragraph in enumerate(paragraphs):
        found = read_paragraph(paragraph)
        if number and found and not any(member.doc for member in found):
            for member in found:
                member.own = True
        members += found
    return members


def read_paragraph(paragraph):
    members, doc, own, code, depth = [], None, False, "", 0
    latest = []  # what the last declaration declared, as long as its line goes on
    for token in TOKEN.findall(paragraph):
        if token.startswith("/*"):
            if depth:
                continue
            if token.startswith("/**<"):
                for member in latest:
                    member.doc = body_of(token)
            elif is_doc(token):
                doc = body_of(token)
            elif latest:
                for member in latest:
                    member.own = True
            else:
                own = own or re.search(OWN_PART, token) is not None
            continue
        if token == "\n" and depth == 0 and not code.strip():
            latest = []
        depth += (token in "{(") - (token in "})") if len(token) == 1 else 0
        if token == ";" and depth == 0:
            latest = [Member(name, doc or "", own, one) for name, one in declared(code.strip())]
            members += latest
            doc, code = None, ""
        else:
            code += token
    return members


def macro_rows(text):
    """Rows of an X-macro: lists of their arguments."""
    return [
        re.findall(r'"(?:[^"\\]|\\.)*"|[^,"]+', row)
        for row in re.findall(r"\bX\(((?:\"[^\"]*\"|[^()\"])*)\)", text)
    ]


def table_rows():
    """(struct, member) → the API's name of the field, from the descriptor tables of core/."""
    rows = {}
    for path in sorted((ROOT / "core").glob("*.c")):
        for found in re.finditer(
            r'YMR_(?:REQUIRED|OPTIONAL)(?:_LIST)?\(\s*(\w+),\s*([\w.]+),\s*"([^"]+)"', path.read_text()
        ):
            rows[found.group(1), found.group(2)] = found.group(3)
    return rows


def table_calls():
    """YMR_GET_RETURN → getReturn, from the table of calls."""
    text = (ROOT / "core/operations.c").read_text()
    return {
        "YMR_" + name: said for name, said in re.findall(r'^OPERATION\((\w+),\s*\w+,\s*"(\w+)"', text, re.M)
    }


class Model:
    """All headers, and with what the tables say put in."""

    def __init__(self, paths=None):
        self.headers = [self.read_header(path) for path in paths or public_headers()]
        self.rows = table_rows()
        self.calls = table_calls()
        self.lists = {
            item.name: item
            for header in self.headers
            for item in header.items
            if item.kind == "macro" and item.name.endswith("_LIST")
        }
        for header in self.headers:
            for item in header.items:
                self.complete(item)

    @staticmethod
    def read_header(path):
        header = Header(path)
        reader = Reader(path.read_text()).read()
        header.doc, header.items = reader.file_doc, reader.items
        return header

    def complete(self, item):
        if item.kind == "enum":
            item.members = [constant for member in item.members for constant in self.constants(item, member)]
        elif item.kind == "struct":
            for member in item.members:
                member.doc = self.from_table(item, member)
        elif item.kind == "variable" and (not item.doc or item.shared):
            item.doc = self.of_variable(item) or item.doc

    def constants(self, item, member):
        if not member.name.startswith("*"):
            member.doc = member.doc or self.of_constant(member.name)
            return [member]
        rows = [
            [argument.strip() for argument in row] for row in macro_rows(self.lists[member.name[1:]].text)
        ]
        if len(rows[0]) == 2:
            return [Member("%s_%s" % (prefix, name), "`%s`" % name) for prefix, name in rows]
        prefix = re.search(r"#\s*define\s+\w+\(name\b[^)]*\)\s*(\w*?)(?:##)?name\b", item.text).group(1)
        valued = re.match(r"-?\d+$", rows[0][1])
        return [
            Member(
                prefix + row[0],
                capital(row[-1].strip('"')) + ".",
                code=prefix + row[0] + (" = " + row[1] if valued else ""),
            )
            for row in rows
        ]

    def of_constant(self, name):
        """What the ends of names stand for all over the library, and what the table of calls says."""
        if name in self.calls:
            return "`%s`." % self.calls[name]
        ends = {
            "_ABSENT": "The field is absent or null.",
            "_COUNT": "How many there are.",
            "_UNRECOGNIZED": "A value that this version does not know; ymr_enum.text has it.",
        }
        return next((said for end, said in ends.items() if name.endswith(end)), "")

    def from_table(self, item, member):
        if member.name == "present" and any(struct == item.name for struct, _ in self.rows):
            return member.doc or "whether the answer had it"
        name = self.rows.get((item.name, member.name))
        return ": ".join(part for part in ("`%s`" % name if name else "", member.doc) if part)

    @staticmethod
    def of_variable(item):
        of = re.fullmatch(r"(ymr_\w+)_(shape|names)", item.name)
        if of and of.group(2) == "shape":
            return "The descriptor table of %s, for ymr_decode and ymr_list_next." % of.group(1)
        return "The names of %s, for ymr_enum_name and ymr_enum_value." % of.group(1) if of else ""


def capital(text):
    return text[:1].upper() + text[1:]


def undocumented(model):
    """Names without a word about them: (place, name)."""
    for header in model.headers:
        place = str(header.path.relative_to(ROOT))
        if not header.doc:
            yield place, "the header itself"
        for item in header.items:
            if not item.doc:
                yield "%s:%d" % (place, item.line), item.name or "enum"
            for member in item.members:
                if not member.doc and not member.own:
                    yield "%s:%d" % (place, item.line), "%s.%s" % (item.name, member.name)
