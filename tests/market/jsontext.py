"""JSON as text: a writer that keeps number text, key order and the way strings are escaped.

The json module would print 3170.0 for 3170.00, 100.0 for 1e2 and one way of escaping for all; a client has to
cope with every form, so each return is written once, in a style of its own, and served as that text from then
on.
"""

SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Raw:
    """A value whose JSON text is given: Raw("1e2")."""

    def __init__(self, text):
        self.text = text


class Style:
    """How one document is written.

    escape: "raw" (UTF-8), "escaped" (\\uXXXX, surrogate pairs) or "mixed" (every second character escaped);
    upper: hex digits in capitals; slash: "/" as "\\/"; space: blanks and line ends between the tokens.
    """

    def __init__(self, escape="raw", upper=False, slash=False, space=False):
        self.escape = escape
        self.upper = upper
        self.slash = slash
        self.comma = " ,\n\t" if space else ","
        self.colon = " : " if space else ":"


PLAIN = Style()


def write(value, style=PLAIN):
    """The JSON text of a value. Floats are refused: their text is a guess."""
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, str):
        return string(value, style)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        pairs = (string(key, style) + style.colon + write(member, style) for key, member in value.items())
        return "{" + style.comma.join(pairs) + "}"
    if isinstance(value, list):
        return "[" + style.comma.join(write(member, style) for member in value) + "]"
    raise TypeError("no JSON text for %r" % (value,))


def string(text, style=PLAIN):
    return '"' + "".join(_character(at, c, style) for at, c in enumerate(text)) + '"'


def _character(at, character, style):
    if character in SHORT:
        return SHORT[character]
    if character == "/" and style.slash:
        return "\\/"
    code = ord(character)
    if code < 0x20:
        return _unit(code, style)
    if code < 0x7F or style.escape == "raw" or (style.escape == "mixed" and at % 2):
        return character
    if code < 0x10000:
        return _unit(code, style)
    code -= 0x10000
    return _unit(0xD800 + (code >> 10), style) + _unit(0xDC00 + (code & 0x3FF), style)


def _unit(code, style):
    return "\\u" + format(code, "04X" if style.upper else "04x")
