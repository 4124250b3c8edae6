"""Inputs to begin with, made of the test data and of the words in the dictionaries."""
import pathlib

import corpus


def codes():
    """The codes of tests/data/codes.txt, their escapes undone."""
    lines = pathlib.Path("tests/data/codes.txt").read_text(encoding="utf-8").splitlines()
    return [corpus.unescape(line.split("\t")[0]) for line in lines if line and not line.startswith("#")]


def dictionary(name):
    """The words of a target, by their names."""
    lines = pathlib.Path(f"tests/fuzz/{name}.dict").read_text(encoding="ascii").splitlines()
    found = [line.partition("=") for line in lines if "=" in line and not line.startswith("#")]
    return {word: corpus.unescape(text[1:-1]) for word, _, text in found}


def heads():
    """Every field in an answer, every body behind a head that goes with it."""
    words = dictionary("response")
    lines = [word for word in words.values() if b": " in word and word.endswith(b"\r\n")]
    fields = [line for line in lines if b"HTTP" not in line]
    starts = [words[name] for name in ("ok", "connect")] + [b".." + words[name]
                                                            for name in ("older", "none", "part")]
    chunked = [words[name] for name in ("chunk", "chunk_extension")]
    ends = [words[name] for name in ("last", "trailer")]
    return [start + field + b"\r\nhello" for start in starts for field in fields] + [
        starts[0] + words["coding"] + b"\r\n" + chunk + end for chunk in chunked for end in ends] + [
        b".." + words["interim"] * 2 + starts[0][2:] + words["length"] + words["other_length"] + b"\r\nhello",
        starts[0] + b"ETag: " + words["long"] + b"\r\n\r\n", starts[0] + b"Connection: " + words["long"] +
        b"\r\n\r\n",
        starts[0] + b"Content-Length: " + words["long"] + b"\r\n\r\n"] + [
        b".." + words["part"] + b"Content-Range: " + value + b"\r\n\r\n"
        for value in (b"bytes 5-4/9", b"bytes 0-4/3", b"bytes 0", b"bytes 0-", b"bytes 0-4", b"x",
                      b"bytes */*",
                      b"bytes 0-4/5\r\nContent-Range: bytes 0-4/5")] + [
        start + b"Content-Length: " + value + b"\r\n\r\n" for start in starts
        for value in (b"9223372036854775808", b"99999999999999999999", b"5 ", b"-5", b"")] + [
        start + b"Transfer-Encoding: " + value + b"\r\n\r\n" for start in starts
        for value in (b"gzip", b"chunked, gzip", b"CHUNKED ")] + [
        starts[0] + words["coding"] + b"\r\n" + line + b"\r\n" for line in
        (b"0123456789abcdef", b"5;" + b"e" * 300, b"5 x", b'5;"\\\x01"', b"5;\x01", b"x")] + [
        b".." + words["interim"] * 9, b"..HTTP/1.1 101 \r\n\r\n", b"..HTTP/1.1 600 \r\n", b"..HTTP/1.2 ",
        b"..HTTP/1.1 2x",
        starts[0] + b"ETag: \"a\x80\"\r\nConnection:\r\nAccept-Ranges: none,\r\n", starts[0] + b"\x01",
        starts[0] + b" fold"]


def notifications():
    """Bodies, each also with every member that it does not need, and requests with every field."""
    words = dictionary("notification")
    bodies = [text for text in words.values() if text.startswith(b'{"notificationType')]
    members = [text for text in words.values() if text.endswith(b",")]
    starts = [words[name] for name in ("request", "older", "get", "other")]
    fields = [text for text in words.values() if b": " in text and b"HTTP" not in text]
    return [b"H\x01" + words["request"][2:] + words["chunked"]] + [b"\x09" + body for body in bodies] + [
        b"\x09" + body[:1] + member + body[1:] for body in bodies for member in members] + [
        start + field + words["end"] for start in starts for field in fields] + [
        words["request"] + b"Content-Length: %d\r\n\r\n" % len(body) + body for body in bodies]


def texts():
    """Every token as a value, a key, and beside others."""
    words = [text for text in dictionary("json").values()]
    long_key = b'{"' + b"k" * 60 + b'":[{"' + b"q" * 40 + b'":[1,{"z":2}]}]}'
    return [b"\xff" + long_key, b"\x03" + long_key] + [
        b"\xff" + left + word + right for word in words
        for left, right in ((b'{"a":', b"}"), (b'{"a":"', b'"}'), (b'{"', b'":1}'), (b'{"a":[1,', b"]}"),
                            (b"", b""))]


def pages():
    """A return with every member that it does not need, and with one that is wrong, in a page."""
    words = dictionary("splitter")
    one = words["return"]
    members = [text for text in words.values() if text.endswith(b",") and len(text) > 1]
    names = (b'"id":', b'"amount":', b'"items":', b'"returnType":', b'"fastReturn":')
    values = (b"null", b'"x"', b"1.5", b"true", b"[]", b"[1]", b"{}")
    members += [name + value + b"," for name in names for value in values]
    elements = [one, one.replace(b'"a"', b'"\\\\u0041"'), one + b'],"x":[1,[2]],"returns":[' + one,
                one + b'],"r\\u0065turns":[1', b"[" * 33, b"null", b'"a"', b'"\\u00zz"', b'"\x01"', b"1",
                b"nul", b"[]", b"}", b'{"id":123456789012345678901,"orderId":-5,"a":"' + b"x" * 99 + b'"}']
    elements += [one[:1] + member + one[1:] for member in members]
    elements += [b"{" + member.rstrip(b",") + b"}" for member in members]
    elements += [one.replace(b'"count":1', b'"count":1,' + member.rstrip(b",")) for member in members]
    # How it is cut, how much room there is, how often the receiver says "not now" and how many tokens it has.
    starts = [b"\x07\xff\xff", b"\x03\x14\xff", b"\x05\xff\x01", b"\x04\x14\xff", b"\x04\xff\x00",
              b"\x07\xff\xfe"]
    other_table = [bytes([0x80 | start[0]]) + start[1:] for start in starts]
    return answer() + [start + words["page"] + element + b"," + one + words["paging"]
                       for places, all_elements in ((starts, elements), (other_table, of_every_kind()))
                       for start in places for element in all_elements]


def of_every_kind():
    """What every_kind.c has rows for: all of it, each alone and each with what is wrong there."""
    leaf, branch = b'{"v":1.5,"count":2}', b'{"l":{"v":1},"fastReturn":true,"r":{"v":2,"count":3},"is":[1,2]}'
    bough = b'{"a":' + branch + b',"n":"x","b":' + branch + b"}"
    rows = {b"any": b"[1,{}]", b"count": b"3", b"number": b"-1.25", b"fastReturn": b"false", b"n": b'"x"',
            b"returnType": b'"RETURN"', b"creationDate": b'"2026-06-27T13:59:14.22+03:00"', b"alone": bough,
            b"is": b"[1,-2]", b"ts": b'["a",""]', b"es": b'["UNREDEEMED","NEW"]',
            b"bs": b"[" + bough + b',{"bs":[' + bough + b"]}]"}
    wrong = [b"null", b'"\\u0000"', b"1e400", b"99999999999999999999", b"[null]", b"[[]]", b"[1.5]", b"[{}]", b"{}",
             b'{"a":{"l":{}}}', b'[{"a":{"l":' + leaf + b',"r":{"v":"x"}}}]', b'{"a":1,"a":2}', b'[{"bs":[1]}]',
             b'[{"x":{"l":1},"a":{"z":[{}],"r":' + leaf + b"}}]", b'[{"bs":' * 5 + b"[]" + b"}]" * 5]
    members = [name + b'":' + value for name, value in rows.items()]
    members += [name + b'":' + value for name in rows for value in wrong]
    members.append(b',"'.join(name + b'":' + value for name, value in rows.items()))
    return [b'{"' + member + b',"id":1,"orderId":2.5}' for member in members]


def answer():
    """A return of the Market, as an answer and as a page; two bytes or one say how it is cut."""
    whole = pathlib.Path("tests/data/answer-return.json").read_bytes().strip()
    one = whole.removeprefix(b'{"status":"OK","result":').removesuffix(b"}")
    page = b'{"status":"OK","result":{"returns":[' + one + b"," + one[:-1] + b',"x":[]}],"paging":{}}}'
    return [b"\x40\xff\xff" + page, b"\x40\x40\xff" + page, b"\x03\x20\x01" + page]


# ---- Scripts of a server, see wire.h and fuzz_exchange.c ----

GET, ITEMS, PAGE, PHOTO, SUBMIT, PDF, AVAILABLE = range(7)
CLOSE, RESET, STALL, PAUSE, NEXT = b"\xff\x00", b"\xff\x01", b"\xff\x02", b"\xff\x03\x20", b"\xff\x05"
REFUSE, SLOW_OPEN, DEAF, TORN_SEND = b"\xff\x06", b"\xff\x07\x18", b"\xff\x08", b"\xff\x09\x05"
REST_OF_PHOTO = b"\xff\x0a\xc3"
NOON, LATER = b"Sun, 06 Nov 1994 12:00:00 GMT", b"Sun, 06 Nov 1994 22:00:00 GMT"


def whole(body, head=0, chunked=0):
    """An answer out of the tables of fuzz_exchange.c."""
    return b"\xff\x0a" + bytes([body + 12 * head + 96 * chunked])


def cut(missing, body, head=0, chunked=0):
    """The same, without its last bytes."""
    return b"\xff\x0b" + whole(body, head, chunked)[2:] + bytes([missing])


def good_calls():
    return [
        (GET, whole(0)), (ITEMS, whole(0, chunked=1)), (AVAILABLE, whole(7)), (PDF, whole(6, 2)),
        (GET, whole(11)), (PHOTO, whole(5, 1)), (PHOTO, whole(5, 1, 1)),
        (PHOTO, cut(5, 5, 1) + RESET + REST_OF_PHOTO),
        (PAGE, whole(2) + CLOSE + whole(1)), (PAGE, whole(2) + NEXT + whole(1)), (SUBMIT, whole(8)),
        (SUBMIT, REFUSE + whole(8)), (GET, whole(4, 4) + CLOSE + whole(0)), (GET, PAUSE + whole(0)),
        (GET, whole(4, 5) + CLOSE + whole(0)), (GET, cut(4, 0) + CLOSE + whole(0))]


def bad_calls():
    broken_off = [(PHOTO, cut(missing, 5, 1, 1) + CLOSE) for missing in (2, 5, 7)]
    long_token = b'{"status":"OK","result":{"returns":[],"paging":{"nextPageToken":"' + b"t" * 230 + b'"}}}'
    return broken_off + [
        (PAGE, b"HTTP/1.1 200 OK\r\n\r\n" + long_token + CLOSE), (PAGE, whole(2) + CLOSE + whole(2)),
        (PAGE, whole(2) + CLOSE + whole(3) + CLOSE + whole(2)), (PAGE, whole(2) + b"x" + NEXT + whole(1)),
        (PHOTO, cut(5, 5, 1) + CLOSE + b"HTTP/1.1 416 No\r\nContent-Length: 0\r\n\r\n" + CLOSE + whole(5, 1)),
        (PHOTO, whole(6, 1)), (PHOTO, REST_OF_PHOTO[1:]), (PDF, whole(5, 2)), (SUBMIT, whole(4)),
        (SUBMIT, whole(4, 3)), (SUBMIT, whole(4, 4)), (SUBMIT, whole(10, 7)),
        (SUBMIT, TORN_SEND + RESET + whole(8)), (SUBMIT, cut(4, 8) + CLOSE + whole(8)), (GET, whole(4, 3)),
        (GET, whole(9, 6)), (GET, STALL), (GET, SLOW_OPEN), (GET, DEAF), (GET, whole(0) + b"x" + NEXT),
        (GET, b"HTTP/1.1 401 No\r\nContent-Type: application/json\r\n\r\n" + b"x" * 40)]


def refusals():
    until = b"Date: " + NOON + b"\r\nX-RateLimit-Resource-Until: "
    head = b"HTTP/1.1 %s\r\nContent-Type: application/json\r\n%s\r\n"
    return [(GET, head % (status, field) + body + CLOSE)
            for status in (b"401 No", b"404 No", b"420 Slow", b"302 Far")
            for field in (b"", until + NOON + b"\r\n", until + LATER + b"\r\n")
            for body in (b"{}", b'{"status":"ERROR","errors":[{"code":"A"}]}')]


def photos():
    """What goes on wrongly, and what does not begin like a photo."""
    part = b"HTTP/1.1 206 P\r\nContent-Type: %s\r\nContent-Range: bytes %s\r\n\r\nlast."
    wrong = (b"35-39/41", b"35-39/*", b"34-38/40", b"35-39/99999999999")
    ranges = [(b"image/jpeg", where) for where in wrong] + [(b"image/png", b"35-39/40")]
    begun = [(PHOTO, cut(5, 5, 1) + RESET + part % one + CLOSE) for one in ranges]
    return begun + [(PHOTO, b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n" + body + CLOSE)
                    for body in (b"", b"\xff\x0c\xd8", b"\xff\x0c\xd8\xff\x0c", b"\xff\x0cx")]


def calls():
    """Each with callers and networks of several kinds; what comes behind a call is for one more."""
    kinds = [(0x05, 0), (0x0e, 0), (0xd9, 0), (0x42, 0), (0x04, 220)]
    scripts = good_calls() + bad_calls() + refusals() + photos()
    return [bytes([call * 8, ways, 0x40, patience]) + script + script
            for call, script in scripts for ways, patience in kinds]
