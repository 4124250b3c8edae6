"""The inputs that are kept in the repository: a file a target, an input a line, so that a change can be read.

What is not visible ASCII is written as \\xNN, a backslash as \\\\.
"""
import pathlib

HERE = pathlib.Path("tests/fuzz/corpus")


def escape(content):
    return "".join(chr(byte) if 0x20 <= byte < 0x7f and byte != 0x5c else
                   "\\\\" if byte == 0x5c else f"\\x{byte:02x}" for byte in content)


def unescape(line):
    """Also that of tests/data/codes.txt, which is UTF-8, and of the dictionaries."""
    raw, out, at = line.encode(), bytearray(), 0
    while at < len(raw):
        if raw[at:at + 2] == b"\\x":
            out.append(int(raw[at + 2:at + 4], 16))
            at += 4
        else:
            at += raw[at:at + 1] == b"\\"
            out.append(raw[at])
            at += 1
    return bytes(out)


def read(name):
    file = HERE / f"{name}.txt"
    return [unescape(line) for line in file.read_text().split("\n")[:-1]] if file.exists() else []


def write(name, inputs):
    HERE.mkdir(exist_ok=True)
    (HERE / f"{name}.txt").write_text("".join(sorted(escape(content) + "\n" for content in inputs)))

