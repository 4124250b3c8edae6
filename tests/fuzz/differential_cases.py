"""Cases for differential.py: answers and texts that are right, nearly, and not; the same for one seed."""

# ---- HTTP ----

VERSIONS = [b"HTTP/1.1"] * 12 + [b"HTTP/1.0"] * 3 + [b"HTTP/2.0", b"HTTP/1.2", b"HTTP/0.9", b"http/1.1",
                                                     b"HTTP/11"]
STATUSES = [b" 200 OK"] * 10 + [
    b" 204 None", b" 304 Same", b" 206 Part", b" 404 Not Found", b" 500 ", b" 200 ", b" 200", b" 600 Far",
    b" 099 Low",
    b" 999 Most", b" 20 Short", b" 2000 Long", b"  200 OK", b" 200  OK", b" 101 Other",
    b" 200 \xd0\xbe\xd0\xba",
    b" 200 \x01"]
FIELDS = [
    b"Date: Sun, 06 Nov 1994 08:49:37 GMT", b"Server: x", b"X-Empty:", b"X-Empty: ", b"Connection: close",
    b"Connection: keep-alive", b"Content-Type: application/json", b"Content-Encoding: identity",
    b"Content-Encoding: gzip", b"X-Text: \xff\xfe", b"X-Tab: a\tb", b"X-Space : a", b" X-Fold: a", b"X Y: a",
    b": a",
    b"X-Nul: a\x00b", b"X-Ctl: a\x01b", b"X-Del: a\x7fb", b"X-Cr: a\rb", b"X-Lf: a\nX: b", b"No colon",
    b"X-Folded: a\r\n b", b"X-Folded: a\r\n\tb", b"Content-Range: bytes 0-4/5", b"Content-Range: bytes 9-4/5",
    b"Trailer: X", b"ETag: \"a\"", b"Upgrade: x"]
LENGTHS = [b"Content-Length: %d"] * 8 + [
    b"content-length:%d", b"CONTENT-LENGTH: %d ", b"Content-Length: %d\t", b"Content-Length: +%d",
    b"Content-Length: -%d", b"Content-Length: 0x%d",
    b"Content-Length: %d, %d", b"Content-Length: %d\r\nContent-Length: %d", b"Content-Length: 0%d",
    b"Content-Length: %d.0",
    b"Content-Length: ", b"Content-Length: %d a", b"Content-Length: 99999999999999999999%d",
    b"Content-Length : %d",
    b"Content-Length: %d\r\nTransfer-Encoding: chunked"]
CODINGS = [b"Transfer-Encoding: chunked"] * 8 + [
    b"transfer-encoding:CHUNKED", b"Transfer-Encoding: chunked ", b"Transfer-Encoding: identity",
    b"Transfer-Encoding: gzip, chunked", b"Transfer-Encoding: chunked, gzip", b"Transfer-Encoding: xchunked",
    b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", b"Transfer-Encoding: \x0bchunked",
    b"Transfer-Encoding: chunked\r\nContent-Length: 5", b"Transfer-Encoding: gzip", b"Transfer-Encoding:"]
SIZES = [b"%x\r\n"] * 12 + [
    b"%X\r\n", b"0%x\r\n", b"%x;a=b\r\n", b"%x;a=\"b;c\"\r\n", b"%x ;a\r\n", b"%x \r\n", b"%x;\r\n",
    b" %x\r\n", b"%x\n",
    b"+%x\r\n", b"0x%x\r\n", b"-%x\r\n", b"%xg\r\n", b"\r\n", b"0000000000000000%x\r\n",
    b"fffffffffffffffff%x\r\n",
    b"%x;a=\"\r\n", b"%x;a\x00\r\n", b"%x;" + b"e" * 300 + b"\r\n"]
ENDS = [b"\r\n"] * 16 + [b"\n", b"", b"\r", b" \r\n", b"x\r\n"]
LASTS = [b"0\r\n\r\n"] * 10 + [
    b"0\r\nX: y\r\n\r\n", b"0\r\nContent-Length: 3\r\n\r\n", b"0;a=b\r\n\r\n", b"00\r\n\r\n", b"0\r\n", b"",
    b"0\r\n\n",
    b"0\r\nbad trailer\r\n\r\n", b"0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"]
BODIES = [b"", b"hello", b"{\"a\":1}", b"\r\n", b"0\r\n\r\n", b"x" * 300, b"\x00\xff"]


def put_chunks(rng, body):
    out, at = b"", 0
    while at < len(body):
        size = min(rng.choice([1, 2, 3, 16, 500]), len(body) - at)
        line = rng.choice(SIZES)
        out += (line % size if b"%" in line else line) + body[at:at + size] + rng.choice(ENDS)
        at += size
    return out + rng.choice(LASTS)


def http_answer(rng):
    body, way = rng.choice(BODIES), rng.random()
    lines = [rng.choice(VERSIONS) + rng.choice(STATUSES)]
    lines += [rng.choice(FIELDS) for _ in range(rng.choice([0, 0, 0, 1, 2]))]
    if way < 0.45:
        length = rng.choice(LENGTHS)
        announced = len(body) + rng.choice([0] * 12 + [1, -1, 5])
        lines.append(length.replace(b"%d", str(abs(announced)).encode()))
    elif way < 0.9:
        lines.append(rng.choice(CODINGS))
        body = put_chunks(rng, body)
    if rng.random() < 0.02:
        lines.append(b"X-Long: " + b"l" * 9000)
    rng.random() < 0.3 and lines.append(rng.choice(FIELDS))
    end = rng.choice([b"\r\n"] * 24 + [b"\n"])
    return end.join(lines) + end + end + body + rng.choice([b""] * 12 + [b"more", b"\r\n"])


def interim(rng):
    one = rng.choice([b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 103 Early\r\nLink: a\r\n\r\n",
                      b"HTTP/1.1 102 \r\nContent-Length: 5\r\n\r\n"])
    return one * rng.choice([1, 1, 2, 8, 9, 12])


def mutated(rng, case, bytes_of_interest):
    case = bytearray(case)
    for _ in range(rng.choice([1, 1, 2, 4])):
        at = rng.randrange(len(case) + 1)
        way = rng.random()
        if way < 0.4:
            case[at:at] = rng.choice(bytes_of_interest)
        elif way < 0.7:
            del case[at:at + rng.choice([1, 1, 2, 8])]
        elif way < 0.9 and at < len(case):
            case[at] = rng.choice([rng.randrange(256), case[at] ^ 0x20])
        else:
            case[at:at] = case[at:at + rng.randrange(1, 24)]
    return bytes(case)


def http(rng, count):
    cases = []
    while len(cases) < count:
        case = http_answer(rng)
        if rng.random() < 0.08:
            case = interim(rng) + case
        if rng.random() < 0.02:
            case = rng.choice([b"\r\n", b"\n", b"\r\n\r\n", b" "]) + case
        if rng.random() < 0.35:
            case = mutated(rng, case, [b"\r", b"\n", b"\r\n", b" ", b"\t", b":", b"\x00", b";", b"0", b"\x80",
                                       b","])
        cases.append(case[:rng.randrange(len(case) + 1)] if rng.random() < 0.05 else case)
    return cases


# ---- JSON ----

BLANKS = [b""] * 12 + [b" ", b"\n", b"\t\r\n ", b"\x0b", b"\xc2\xa0", b"\xef\xbb\xbf"]
NUMBERS = [
    b"0", b"-0", b"1", b"-1.5", b"1e5", b"1E+5", b"1.25e-7", b"3170.0", b"0.00", b"1234567890123456789",
    b"9223372036854775807",
    b"9223372036854775808", b"-9223372036854775808", b"123456789012345678901234567890", b"1e400", b"1e-19",
    b"1e18", b"0e99",
    b"01", b"-", b"+1", b".5", b"1.", b"1e", b"1e+", b"0x1", b"1_0", b"--1", b"1.2.3", b"NaN", b"Infinity",
    b"-Infinity"]
CHARACTERS = [
    b"a", b"b", b"\xd0\xbf", b"\xe2\x82\xac", b"\xf0\x9f\x98\x80", b"\\n", b"\\\"", b"\\\\", b"\\/",
    b"\\u0041",
    b"\\u00e9", b"\\ud83d\\ude00", b"\\u0000", b"\x7f", b"\xc2\x80"] * 3 + [
    b"\\ud800", b"\\udc00", b"\\ud800\\u0041", b"\\ud800\\ud800", b"\\udc00\\ud800", b"\\x", b"\\u12g4",
    b"\\u12", b"\n",
    b"\x00", b"\x1f", b"\x80", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\xff"]
NAMES = [b"a", b"b", b"status", b"result", b"errors", b"st\\u0061tus"]


def json_string(rng):
    return b'"' + b"".join(rng.choice(CHARACTERS) for _ in range(rng.choice([0, 1, 1, 2, 5]))) + b'"'


def json_value(rng, depth):
    way = rng.random()
    if depth > 4 or way < 0.25:
        return rng.choice(NUMBERS[:18] * 4 + NUMBERS)
    if way < 0.45:
        return json_string(rng)
    if way < 0.6:
        return rng.choice([b"true", b"false", b"null"] * 6 + [b"True", b"nul", b"nulll", b"undefined"])
    if way < 0.8:
        return json_list(rng, b"[]", [json_value(rng, depth + 1) for _ in range(rng.randrange(4))])
    return json_object(rng, depth)


def json_list(rng, brackets, parts):
    comma = rng.choice([b","] * 40 + [b",,", b"", b";", b" "])
    trailing = rng.choice([b""] * 40 + [b","])
    blank = rng.choice(BLANKS)
    return brackets[:1] + blank + (blank + comma).join(parts) + trailing + blank + brackets[1:]


def json_object(rng, depth):
    members = []
    for _ in range(rng.randrange(4)):
        name = b'"' + rng.choice(NAMES) + b'"' if rng.random() < 0.8 else json_string(rng)
        colon = rng.choice([b":"] * 40 + [b"::", b"=", b"", b" : "])
        members.append(name + rng.choice(BLANKS) + colon + json_value(rng, depth + 1))
    return json_list(rng, b"{}", members)


def json_deep(rng):
    depth = rng.choice([5, 30, 31, 32, 33, 40])
    return b'{"a":' * 1 + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"


def json_texts(rng, count):
    cases = []
    while len(cases) < count:
        way = rng.random()
        case = json_deep(rng) if way < 0.01 else json_value(rng, 0) if way < 0.1 else json_object(rng, 0)
        if rng.random() < 0.3:
            case = mutated(rng, case, [b":", b",", b'"', b"\\", b"{", b"}", b"[", b"]", b"0", b" ", b"\x00",
                                       b"u", b"e"])
        cases.append(rng.choice(BLANKS) + case + rng.choice(BLANKS))
    return cases
