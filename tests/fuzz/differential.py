"""HTTP framing held against Node's own parser, JSON against Python's: the same verdict, the same values.

    differential.py [--cases N] [--seed N] [--show ROW]

Cases come out of a generator and out of the fuzz corpora. Where the library is stricter, the difference is a
row of a table below, with a condition on the case itself; it is counted. Any other difference fails,
and so does
a row that no case of the usual seed meets any more. The last line is "N passed, N failed".
"""
import argparse
import collections
import json
import pathlib
import random
import re
import struct
import subprocess
import sys
from decimal import Decimal, InvalidOperation

import corpus
import differential_cases

PROGRAM = pathlib.Path("build/host/tools/differential")
SEED = 20261122
MAX_DEPTH, MAX_HEAD, MAX_CHUNK_LINE, MAX_INTERIM = 32, 8192, 256, 8

Row = collections.namedtuple("Row", "name verdicts applies")


def ask(command, letter, cases):
    """A line for each case."""
    framed = b"".join(letter + struct.pack("<I", len(case)) + case for case in cases)
    done = subprocess.run(command, input=framed, capture_output=True)
    lines = done.stdout.decode().split("\n")[:-1]
    if done.returncode != 0 or len(lines) != len(cases):
        raise SystemExit(
            f"{command[0]} answered {len(lines)} of {len(cases)} cases: {done.stderr.decode()[-400:]}")
    return [line.split(" ") for line in lines]


# ---- HTTP ----

def fields(case, name):
    """Values of a field, of the last head."""
    return re.findall(rb"(?im)^" + name + rb":[ \t]*([^\r\n]*?)[ \t]*\r?$", case)


def codings(case):
    return [value.lower() for value in fields(case, rb"transfer-encoding")]


def chunk_lines(case):
    return re.findall(rb"(?:^|\r\n)([0-9a-fA-F]+[^\r\n]*)(?=\r)", case.partition(b"\r\n\r\n")[2])


HTTP_ROWS = [
    Row("a content coding that nobody asked for", {"YMR_E_ENCODING"},
        lambda case: any(value.lower() != b"identity" for value in fields(case, rb"content-encoding"))),
    Row("an empty line before a status line", {"YMR_E_HTTP"},
        lambda case: re.match(rb"(?:HTTP/1\.[01] 1\d\d[^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n)*[\r\n]", case)),
    Row("another version than 1.0 and 1.1", {"YMR_E_HTTP"},
        lambda case: re.search(rb"(?:^|\r\n\r\n)HTTP/(?!1\.[01])", case)),
    Row("a status line without the blank behind its code", {"YMR_E_HTTP"},
        lambda case: re.search(rb"(?:^|\r\n\r\n)HTTP/1\.[01] [0-9]{3}\r", case)),
    Row("a status outside 100 … 599", {"YMR_E_HTTP"},
        lambda case: re.search(rb"(?:^|\r\n\r\n)HTTP/1\.[01] (?:[06-9][0-9]{2}|[0-9]{4})", case)),
    Row("a change to another protocol", {"YMR_E_HTTP"}, lambda case: re.search(rb"HTTP/1\.[01] 101", case)),
    Row("a line that ends in a bare LF", {"YMR_E_HTTP"}, lambda case: re.search(rb"(?<!\r)\n", case)),
    Row("a control character in the reason", {"YMR_E_HTTP"},
        lambda case: re.search(
            rb"(?:^|\r\n\r\n)HTTP/1\.[01] \d\d\d [^\r\n]*[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", case)),
    Row("a transfer coding beside chunked", {"YMR_E_FRAMING"},
        lambda case: any(coding != b"chunked" for coding in codings(case))),
    Row("two transfer codings", {"YMR_E_FRAMING"}, lambda case: len(codings(case)) > 1),
    Row("a transfer coding in HTTP/1.0", {"YMR_E_FRAMING"},
        lambda case: re.search(rb"(?:^|\r\n\r\n)HTTP/1\.0 [1-5]", case) and codings(case)),
    Row("a chunk's size of more than 15 digits", {"YMR_E_HTTP"},
        lambda case: any(re.match(rb"[0-9a-fA-F]{16}", line) for line in chunk_lines(case))),
    Row("a chunk's line that is too long", {"YMR_E_HTTP_LIMIT"},
        lambda case: any(len(line) + 2 > MAX_CHUNK_LINE for line in chunk_lines(case))),
    Row("a head that is too long", {"YMR_E_HTTP_LIMIT"}, lambda case: len(case) > MAX_HEAD),
    Row("too many interim answers", {"YMR_E_HTTP_LIMIT"},
        lambda case: len(re.findall(rb"HTTP/1\.[01] 1\d\d", case)) > MAX_INTERIM),
    Row("a part of a whole that does not say which", {"YMR_E_HTTP"},
        lambda case: b" 206 " in case and fields(case, rb"content-range")),
]

BEHIND = "bytes behind the answer: the connection is closed, the answer counts"
# Where Node refuses what the library takes: extensions and trailers,
# which say nothing to it, are passed over.
HTTP_MORE = [
    Row("a chunk extension of any form (RFC 9112, section 7.1.1: ignored)", {"YMR_OK"},
        lambda case: any(re.match(rb"[0-9a-fA-F]+[ \t]*;", line) for line in chunk_lines(case))),
    Row("a tab behind a length (RFC 9112, section 5: optional whitespace)", {"YMR_OK"},
        lambda case: re.search(rb"(?i)content-length:[ \t]*\d+[ ]*\t", case)),
    Row(BEHIND, set(), None),
    Row("a length in a trailer (RFC 9110, section 6.5.1: ignored)", {"YMR_OK"},
        lambda case: re.search(rb"(?i)\r\n0+[^\r]*\r\n(?:.*\r\n)*content-length:", case)),
]


def http_difference(case, ours, theirs):
    """None if they agree, or the row of the difference, or what it is."""
    taken = ours[0] == "YMR_OK"
    if taken and theirs[0] == "OK":
        return None if ours[1:3] == theirs[1:3] else "another status or body"
    if taken:
        behind = int(ours[3]) < len(case)
        return BEHIND if behind else row_of(HTTP_MORE, case, ours[0], "Node refuses it")
    if theirs[0] != "OK":
        return None
    return row_of(HTTP_ROWS, case, ours[0], "Node takes it")


def row_of(rows, case, verdict, otherwise):
    return next((row.name for row in rows if verdict in row.verdicts and row.applies(case)), otherwise)


# ---- JSON ----

class Pairs(list):
    """An object, names that come twice included."""


class Number(str):
    pass


class Constant(str):
    pass


def depth_of(value):
    """Without recursion: Python's own limit is far above the library's."""
    deepest, todo = 0, [(value, 0)]
    while todo:
        at, depth = todo.pop()
        deepest = max(deepest, depth)
        if isinstance(at, Pairs):
            todo += [(inner, depth + 1) for _, inner in at] or [(None, depth + 1)]
        elif isinstance(at, list):
            todo += [(inner, depth + 1) for inner in at] or [(None, depth + 1)]
    return deepest


def number(text):
    """As tests/tools/differential.c writes it, by Python's exact numbers."""
    try:
        sign, digits, exponent = Decimal(text).as_tuple()
    except InvalidOperation:  # its exponent is beyond even Python's
        return f"n{text}/YMR_E_RANGE"
    coefficient = int("".join(map(str, digits))) * (-1 if sign else 1)
    known = -2 ** 63 <= coefficient < 2 ** 63 and -18 <= exponent <= 18
    return f"n{text}/" + (f"{coefficient}/{exponent}" if known else "YMR_E_RANGE")


def canonical(value):
    if isinstance(value, Pairs):
        return "{" + ",".join(canonical(name) + ":" + canonical(inner) for name, inner in value) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, Number):
        return number(value)
    if isinstance(value, str):
        return "s" + value.encode("utf-8", "surrogatepass").hex()
    return {True: "t", False: "f", None: "z"}[value]


def parse(case):
    """(value, None), or (None, why)."""
    try:
        return json.loads(case.decode("utf-8"), object_pairs_hook=Pairs, parse_int=Number, parse_float=Number,
                          parse_constant=Constant), None
    except (ValueError, RecursionError) as error:
        return None, str(error)


def has_constant(value):
    if isinstance(value, (Pairs, list)):
        return any(has_constant(inner[1] if isinstance(value, Pairs) else inner) for inner in value)
    return isinstance(value, Constant)


def has_lone_surrogate(text):
    return re.search(r"s(?:..)*?ed[ab]", text) is not None


JSON_ROWS = [
    Row("a root that is no object", {"YMR_E_TYPE", "YMR_E_TRUNCATED", "YMR_E_SYNTAX"},
        lambda value: not isinstance(value, Pairs)),
    Row("NaN and Infinity", {"YMR_E_SYNTAX"}, has_constant),
    Row("nested too deeply", {"YMR_E_DEPTH"}, lambda value: depth_of(value) > MAX_DEPTH),
    Row("a lone surrogate", {"YMR_E_ESCAPE"}, lambda value: has_lone_surrogate(canonical(value))),
]
BIG = "a number beyond 64 bits or 18 places: its text is kept, its value refused"
TWICE = "a known name twice"


def is_twice(value):
    names = [name for name, _ in value if name in ("status", "result", "errors")]
    return len(names) > len(set(names))


def json_difference(value, why, ours):
    taken = ours[0] == "YMR_OK"
    if why is not None:
        return "Python refuses it: " + why if taken else None
    if not taken:
        return row_of(JSON_ROWS, value, ours[0], "Python takes it")
    if canonical(value) != ours[1]:
        return "other values"
    if ours[2] == "YMR_E_DUPLICATE":
        return TWICE if is_twice(value) else "no name comes twice"
    return BIG if "YMR_E_RANGE" in ours[1] else None


# ---- Both ----

class Tally:
    def __init__(self, show, every_row):
        self.passed, self.failed, self.show, self.every_row = 0, 0, show, every_row

    def note(self, held, text):
        self.passed += held
        self.failed += not held
        print(f"  {'ok   ' if held else 'FAIL '} {text}", flush=True)

    def close(self, what, cases, found, rows):
        agreed = len(cases) - sum(map(len, found.values()))
        unknown = {name: at for name, at in found.items() if name not in rows}
        for name, at in sorted(found.items()):
            if name in unknown or name == self.show:
                for index in at[:5]:
                    print(f"        {name}: {cases[index][0]!r} {cases[index][1]}")
        self.note(not unknown, f"{what}: {len(cases):,} cases, {agreed:,} the same, "
                               f"{len(cases) - agreed:,} differ in {len(found)} ways, {len(unknown)} unknown")
        for name in rows:
            self.note(name in found or not self.every_row,
     f"{what}: {name}: {len(found.get(name, []))} cases")


def of_corpora(names):
    """(name, bytes in front that are no part of the text)."""
    return [content[front:] for name, front in names for content in corpus.read(name)]


def run_http(count, rng, tally):
    cases = differential_cases.http(rng, count) + of_corpora([("response", 2)])
    ours, theirs = ask([str(PROGRAM)], b"H", cases), ask(["node", "tests/fuzz/differential.js"], b"H", cases)
    found = collections.defaultdict(list)
    for index, case in enumerate(cases):
        difference = http_difference(case, ours[index], theirs[index])
        if difference is not None:
            found[difference].append(index)
    shown = [(case, (our[:2], their[:2])) for case, our, their in zip(cases, ours, theirs)]
    tally.close("HTTP against Node", shown, found, [row.name for row in HTTP_ROWS + HTTP_MORE])


def run_json(count, rng, tally):
    cases = differential_cases.json_texts(rng, count) + of_corpora(
        [("json", 1), ("splitter", 3), ("notification", 1)])
    ours = ask([str(PROGRAM)], b"J", cases)
    found = collections.defaultdict(list)
    for index, case in enumerate(cases):
        difference = json_difference(*parse(case), ours[index])
        if difference is not None:
            found[difference].append(index)
    shown = [(case, our[:1]) for case, our in zip(cases, ours)]
    tally.close("JSON against Python", shown, found, [row.name for row in JSON_ROWS] + [BIG, TWICE])


def main():
    parser = argparse.ArgumentParser(description="Holds HTTP and JSON against other parsers.")
    parser.add_argument("--cases", type=int, default=6000, help="that are generated, for each of both")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--show", help="print cases of this row, too")
    arguments = parser.parse_args()
    tally = Tally(arguments.show, every_row=arguments.seed == SEED)
    run_http(arguments.cases, random.Random(arguments.seed), tally)
    run_json(arguments.cases, random.Random(arguments.seed), tally)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
