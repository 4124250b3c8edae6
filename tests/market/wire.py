"""HTTP/1.1 as bytes: a request read whole, a response as an iterator of the bytes that go out."""
import itertools
import re

MAX_HEAD = 16384
MAX_BODY = 524288
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")

REASONS = {200: "OK", 206: "Partial Content", 302: "Found", 400: "Bad Request", 401: "Unauthorized",
           403: "Forbidden",
           404: "Not Found", 405: "Method Not Allowed", 413: "Content Too Large",
           415: "Unsupported Media Type",
           416: "Range Not Satisfiable", 420: "Enhance Your Calm", 423: "Locked",
           500: "Internal Server Error",
           501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable"}


class BadRequest(Exception):
    """The request is no HTTP/1.1 request; the text says why."""


class Request:
    """A request as received. headers: (name, value) pairs; path: the target before "?", as sent."""

    def __init__(self, head):
        self.head = head.decode("latin-1")
        lines = self.head.split("\r\n")[:-2]
        parts = lines[0].split(" ")
        if len(parts) != 3 or parts[2] != "HTTP/1.1" or not TOKEN.match(parts[0]):
            raise BadRequest("request line: %r" % lines[0])
        self.method, self.target = parts[0], parts[1]
        self.path, _, self.query = self.target.partition("?")
        if not self.target.startswith("/") or re.search(r"[^!-~]", self.target):
            raise BadRequest("target: %r" % self.target)
        self.headers = [self._field(line) for line in lines[1:]]
        if len(self.all("host")) != 1:
            raise BadRequest("exactly one Host field is required")
        self.body = b""

    @staticmethod
    def _field(line):
        name, colon, value = line.partition(":")
        if not colon or not TOKEN.match(name) or re.search(r"[\r\n\0]", value):
            raise BadRequest("header field: %r" % line)
        return name, value.strip(" \t")

    def all(self, name):
        return [value for each, value in self.headers if each.lower() == name]

    def get(self, name, default=None):
        """The value of a field by its name in small letters."""
        return (self.all(name) or [default])[0]

    def body_length(self):
        lengths = self.all("content-length")
        signed = any(not re.match(r"[0-9]{1,9}\Z", length) for length in lengths)
        if self.all("transfer-encoding") or len(lengths) > 1 or signed:
            raise BadRequest("a request body must come with one Content-Length")
        length = int(lengths[0]) if lengths else 0
        if length > MAX_BODY:
            raise BadRequest("a request body is at most 512 KB")
        return length


def read_request(link):
    """The next request of a link, or None when the client is done. `link.unread` keeps what came after it."""
    while b"\r\n\r\n" not in link.unread:
        if len(link.unread) > MAX_HEAD:
            raise BadRequest("head over %d bytes" % MAX_HEAD)
        more = link.receive()
        if not more:
            if link.unread:
                raise BadRequest("the request ends in its head")
            return None
        link.unread += more
    head, _, link.unread = link.unread.partition(b"\r\n\r\n")
    request = Request(head + b"\r\n\r\n")
    length = request.body_length()
    while len(link.unread) < length:
        more = link.receive()
        if not more:
            raise BadRequest("the request ends in its body")
        link.unread += more
    request.body, link.unread = link.unread[:length], link.unread[length:]
    return request


class Response:
    """What an operation answers. framing: "length", "chunked" or "close".

    body() gives an iterator of blocks, size their sum. Faults change any of this before it is written;
    `result` is the JSON text of an answer's result, from which the error_200 fault builds another answer;
    `effect` does what the call does, once it is known how it is answered.
    """

    def __init__(self, status, body=b"", type_="application/json;charset=UTF-8", framing="length"):
        self.status = status
        self.headers = [("Content-Type", type_)]
        self.framing = framing
        self.chunk_sizes = (1, 7, 1500, 4093)
        self.length_error = 0
        self.keep_alive = False
        self.result = None
        self.effect = None
        self.set_body(body)

    def set_body(self, body):
        self.size = len(body)
        self.body = lambda: iter([body]) if body else iter(())

    def set_stream(self, size, blocks):
        """blocks: a function that gives an iterator of that many bytes."""
        self.size = size
        self.body = blocks

    def set_header(self, name, value):
        """Replaces a field; None takes it out."""
        self.headers = [pair for pair in self.headers if pair[0].lower() != name.lower()]
        if value is not None:
            self.headers.append((name, value))

    def head(self):
        if self.framing == "close":
            self.keep_alive = False
        lines = ["HTTP/1.1 %d %s" % (self.status, REASONS.get(self.status, "Status"))]
        lines += ["%s: %s" % pair for pair in self.headers]
        if self.framing == "length":
            lines.append("Content-Length: %d" % (self.size + self.length_error))
        if self.framing == "chunked":
            lines.append("Transfer-Encoding: chunked")
        lines.append("Connection: %s" % ("keep-alive" if self.keep_alive else "close"))
        return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n"

    def stream(self):
        """Every byte of the response, head first, in blocks of 64 KB or more but for the last."""
        body = self.body()
        if self.framing == "chunked":
            body = chunked(body, self.chunk_sizes)
        return gathered(itertools.chain([self.head()], body))


def chunked(blocks, sizes):
    """The chunked form: sizes taken in turn, extensions on some chunks, two trailer fields at the end."""
    forms = itertools.cycle([b"%x\r\n", b"%X;ext\r\n", b'%x;name="a;\\"b"\r\n', b"000%x\r\n",
                             b"%x ; k=v\r\n"])
    for block, form in zip(cut(blocks, sizes), forms):
        yield form % len(block)
        yield block
        yield b"\r\n"
    yield b"0;last\r\nX-Checksum: none\r\nX-Trailer: passed over\r\n\r\n"


def cut(blocks, sizes):
    """The same bytes in blocks of exactly these sizes, taken in turn; the last may be shorter."""
    turn = itertools.cycle(sizes)
    kept, wanted = bytearray(), next(turn)
    for block in blocks:
        kept += block
        at = 0
        while len(kept) - at >= wanted:
            yield bytes(kept[at:at + wanted])
            at += wanted
            wanted = next(turn)
        del kept[:at]
    if kept:
        yield bytes(kept)


def gathered(blocks, least=65536):
    """Joins small blocks, so that an answer goes out in few writes."""
    kept = []
    size = 0
    for block in blocks:
        kept.append(block)
        size += len(block)
        if size >= least:
            yield b"".join(kept)
            kept, size = [], 0
    if kept:
        yield b"".join(kept)
