"""The functions that core/ defines, and which of them touch a buffer, as clang reads its sources.

A function touches a buffer when its own body indexes, moves a pointer or subtracts two, reads or writes a byte through a
pointer, or copies, compares or fills memory (mem*, str*). One that only hands a pointer on, or follows one to a struct's
member, does not: there is no length that it could go beyond.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import typing

# At the begin of a line a type, the name, its parameters; then the brace on a line of its own.
DEFINITION = re.compile(r"^(?!typedef|struct \w+ \{|enum )(?P<type>(?:YMR_APART )?[a-z][\w \t]*?[\s*]+)(?P<name>\w+)"
                        r"\((?P<parameters>[^;{}]*?)\)\n\{", re.M)
COPIES = re.compile(r"(mem|str)[a-z]+")
BYTE = re.compile(r"(const )?(volatile )?(char|unsigned char|uint8_t)")
PARSE = ["clang", "-std=c11", "-Iinclude", "-Icore", "-fsyntax-only", "-Xclang", "-ast-dump=json"]


class Function(typing.NamedTuple):
    file: str
    name: str
    static: bool


def without_comments(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


def functions_in(path):
    return [Function(path.name, match["name"], "static" in match["type"].split())
            for match in DEFINITION.finditer(without_comments(path.read_text()))]


def type_of(node):
    kind = node.get("type", {})
    return kind.get("desugaredQualType", kind.get("qualType", "")).removesuffix(" restrict").strip()


def touches(node):
    kind, inner = node.get("kind"), node.get("inner", [])
    if kind == "ArraySubscriptExpr":
        return True
    if kind in ("BinaryOperator", "CompoundAssignOperator") and node["opcode"] in ("+", "-", "+=", "-="):
        if type_of(node).endswith("*") or all(type_of(side).endswith("*") for side in inner):
            return True
    if kind == "UnaryOperator" and node["opcode"] in ("++", "--") and type_of(node).endswith("*"):
        return True
    if kind == "UnaryOperator" and node["opcode"] == "*" and BYTE.fullmatch(type_of(node)):
        return True
    if kind == "DeclRefExpr" and node["referencedDecl"]["kind"] == "FunctionDecl":
        if COPIES.fullmatch(node["referencedDecl"]["name"]):
            return True
    return any(touches(child) for child in inner)


def touching_in(path):
    """Names of the functions of one source, those of the headers that it includes among them, that touch a buffer."""
    said = subprocess.run([*PARSE, path], capture_output=True, text=True)
    if said.returncode != 0:
        raise OSError(f"clang cannot read {path}: {said.stderr[:1000]}")
    return {one["name"] for one in json.loads(said.stdout)["inner"]
            if one["kind"] == "FunctionDecl" and touches(one)}


def functions_of_core(core):
    """Every function, and those of them that touch a buffer."""
    every = [one for path in sorted(pathlib.Path(core).glob("*.[ch]")) for one in functions_in(path)]
    sources = sorted(pathlib.Path(core).glob("*.c"))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        named = dict(zip((path.name for path in sources), pool.map(touching_in, sources)))
    of_headers = set().union(*named.values())
    return every, [one for one in every if one.name in named.get(one.file, of_headers)]


def bodies_in(source):
    """The text of every function of a source."""
    text = without_comments(source)
    return {match["name"]: text[match.end():text.find("\n}\n", match.end())] for match in DEFINITION.finditer(text)}


def reached_in(path, names, left_out):
    """The functions of a file that the named ones call, and those these call, but for what is left out."""
    bodies = bodies_in(path.read_text())
    reached, wanted = set(), [name for name in names if name in bodies]
    while wanted:
        name = wanted.pop()
        if name not in reached:
            reached.add(name)
            wanted += [word for word in set(re.findall(r"\w+", bodies[name])) & set(bodies) if word not in left_out]
    return reached
