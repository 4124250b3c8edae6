"""The fuzz targets: what is measured, what stands beside it, and the bugs that are planted to be found."""
import pathlib
from typing import NamedTuple


class Plant(NamedTuple):
    """A bug: in `file`, `right` becomes `wrong`."""
    name: str
    file: str
    right: str
    wrong: str


class Target(NamedTuple):
    measured: list      # patterns of the files whose edges count
    beside: list        # further files that they call
    longest: int        # bytes of an input
    vectors: callable   # inputs out of the test data: () -> list of bytes
    plants: list


def codes():
    """The codes of tests/data/codes.txt, their escapes undone."""
    lines = pathlib.Path("tests/data/codes.txt").read_text(encoding="utf-8").splitlines()
    fields = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
    return [unescape(field) for field in fields]


def unescape(field):
    raw, out, at = field.encode(), bytearray(), 0
    while at < len(raw):
        if raw[at:at + 2] == b"\\x":
            out.append(int(raw[at + 2:at + 4], 16))
            at += 4
        else:
            at += raw[at:at + 1] == b"\\"
            out.append(raw[at])
            at += 1
    return bytes(out)


TARGETS = {
    "scan": Target(
        measured=["core/scan*.c", "core/check_digits.c", "core/frame.c"],
        beside=["core/utf8.c"],
        longest=300,
        vectors=codes,
        plants=[
            Plant("an element may be one byte longer than the code", "core/scan_gs1.c",
                  "if (length > text.length) {", "if (length > text.length + 1) {"),
            Plant("the framer writes one byte too far", "core/frame.c",
                  "framer->used == framer->size", "framer->used > framer->size"),
            Plant("a CIS may have a wrong check digit", "core/scan_gs1.c",
                  "if (is_wrong(found->gtin) || ", "if ("),
            Plant("letters behind the last are looked up, too", "core/scan_layout.c",
                  "letter <= 0x44f", "letter <= 0x451"),
        ]),
}
