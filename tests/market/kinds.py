"""What each kind of fault does, one function a kind, and the options that it takes with their defaults.

A function changes a Plan before it is carried out: the response itself, the bytes that stand for it, the pace
at which they go out, or how the connection ends. Connection kinds act before a request, or the handshake, is
read.
"""
import base64
import gzip
import itertools
import os
import re
import threading

from . import answers
from .pace import Pace

KINDS = {}


class Kind:
    def __init__(self, act, options, connection):
        self.act = act
        self.options = options
        self.connection = connection


class Plan:
    """How one request will be answered.

    stream: an iterator of bytes that stands for the whole response, None for the response's own;
    end: "close", "rude", "reset", "hang_up" (keep-alive is promised and not kept) or "hold" for
    `hold_seconds`; applies: what Fault says; refuses: the client is told that nothing was done.
    """

    def __init__(self, link, request, response):
        self.link = link
        self.request = request
        self.response = response
        self.stream = None
        self.paces = []
        self.end = "close"
        self.hold_seconds = 0.0
        self.until = None
        self.applies = None
        self.refuses = False

    def take_effect(self, effect):
        """Does what the call does, unless it is answered with a refusal, or as the fault wants it."""
        applies = not self.refuses if self.applies is None else self.applies
        if applies is True:
            effect()
        elif applies is not False:
            later = threading.Timer(applies, effect)
            later.daemon = True
            later.start()

    def replace(self, response):
        self.refuses = True
        response.headers += [pair for pair in self.response.headers if pair[0].lower() != "content-type"]
        response.keep_alive = self.response.keep_alive
        self.response = response


def kind(name, connection=False, **options):
    def register(act):
        KINDS[name] = Kind(act, options, connection)
        return act
    return register


def decoded(data):
    """Bytes come over the control port in base64, text as it is."""
    return base64.b64decode(data["base64"]) if isinstance(data, dict) else data.encode("utf-8")


# The pace. layer: "http" counts bytes of the response, "tcp" bytes on the wire, "connection" these from
# accept on.

def _paced(plan, layer, then="go", **how):
    if layer == "http":
        plan.paces.append(Pace(plan.link.hold, then=then, **how))
        return
    # A close_notify after the last byte that may pass would be one byte too many.
    pace = Pace(plan.link.hold, then="rude" if then == "close" else then, **how)
    pace.inner, plan.link.pace = plan.link.pace, pace


@kind("cut", after=0, rude=False, layer="http")
def _cut(plan, after, rude, layer):
    _paced(plan, layer, after=after, then="rude" if rude else "close")


@kind("reset", after=0, layer="http")
def _reset(plan, after, layer):
    _paced(plan, layer, after=after, then="reset")


@kind("stall", after=0, seconds=60.0, then="close", layer="http")
def _stall(plan, after, seconds, then, layer):
    _paced(plan, layer, after=after, seconds=seconds, then=then)


@kind("pieces", sizes=[1], delay=0.0, layer="http")
def _pieces(plan, sizes, delay, layer):
    _paced(plan, layer, sizes=sizes, delay=delay)


@kind("drip", size=1, delay=0.01, layer="http")
def _drip(plan, size, delay, layer):
    _paced(plan, layer, sizes=[size], delay=delay)


# Before the handshake. These work on a plan that has a link and nothing else.

@kind("accept_stall", connection=True, seconds=60.0)
def _accept_stall(plan, seconds):
    plan.link.hold(seconds)
    plan.end = "rude"


@kind("accept_close", connection=True)
def _accept_close(plan):
    plan.end = "rude"


@kind("accept_reset", connection=True)
def _accept_reset(plan):
    plan.end = "reset"


@kind("cut_request", connection=True, after=0, then="reset")
def _cut_request(plan, after, then):
    plan.link.read_at_most(after, then)


@kind("handshake_garbage", connection=True, size=4096)
def _handshake_garbage(plan, size):
    plan.link.send(os.urandom(size))
    plan.end = "rude"


# Instead of the response.

@kind("raw", data="", then="close")
def _raw(plan, data, then):
    plan.stream = iter([decoded(data)])
    plan.end, plan.hold_seconds = then, 60.0


@kind("no_answer", seconds=60.0)
def _no_answer(plan, seconds):
    plan.stream = iter(())
    plan.end, plan.hold_seconds = "hold", seconds


@kind("garbage", size=4096)
def _garbage(plan, size):
    plan.stream = iter([os.urandom(size)])


@kind("endless_header")
def _endless_header(plan):
    plan.stream = itertools.chain([b"HTTP/1.1 200 OK\r\nX-Endless: "], itertools.repeat(b"endless " * 1024))


@kind("endless_headers")
def _endless_headers(plan):
    plan.stream = itertools.chain([b"HTTP/1.1 200 OK\r\n"], itertools.repeat(b"X-Endless: yes\r\n" * 512))


@kind("endless_1xx")
def _endless_1xx(plan):
    plan.stream = itertools.repeat(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 64)


@kind("endless_body")
def _endless_body(plan):
    plan.response.framing = "close"
    plan.response.set_stream(0, lambda: itertools.repeat(b" " * 65536))


# Other answers.

@kind("status", code=500, errors="list", error_code=None, message=None)
def _status(plan, code, errors, error_code, message):
    plan.replace(answers.error(code, message, error_code, errors))


@kind("limit", seconds=60, sticky=False)
def _limit(plan, seconds, sticky):
    plan.replace(answers.error(420))
    answers.limit_until(plan.response, plan.until, seconds)


@kind("bad_gateway")
def _bad_gateway(plan):
    plan.replace(answers.html(502, "Bad Gateway"))


@kind("captive")
def _captive(plan):
    plan.replace(answers.html(200, "Добро пожаловать в Wi-Fi кафе «Чашка»"))


@kind("redirect", location="https://elsewhere.invalid/", code=302)
def _redirect(plan, location, code):
    plan.replace(answers.html(code, "Found"))
    plan.response.set_header("Location", location)


@kind("error_200", place="late")
def _error_200(plan, place):
    plan.refuses = True
    plan.response.set_body(answers.error_in_200(plan.response.result, place))


# The true answer, changed.

@kind("body", data="")
def _body(plan, data):
    plan.response.set_body(decoded(data))


@kind("truncate", after=0)
def _truncate(plan, after):
    plan.response.set_body(b"".join(plan.response.body())[:after])


@kind("framing", to="length", sizes=None)
def _framing(plan, to, sizes):
    plan.response.framing = to
    plan.response.chunk_sizes = sizes or plan.response.chunk_sizes


@kind("length", delta=1)
def _length(plan, delta):
    plan.response.framing = "length"
    plan.response.length_error = delta


@kind("both_framings")
def _both_framings(plan):
    plan.response.framing = "chunked"
    plan.response.headers.append(("Content-Length", str(plan.response.size)))


@kind("oversized_chunk")
def _oversized_chunk(plan):
    plan.response.framing = "chunked"
    plan.stream = iter([plan.response.head(), b"ffffffffffffffff0\r\n{}\r\n0\r\n\r\n"])


@kind("gzip")
def _gzip(plan):
    plan.response.set_body(gzip.compress(b"".join(plan.response.body())))
    plan.response.set_header("Content-Encoding", "gzip")


@kind("headers", set={}, add=[], remove=[])
def _headers(plan, set, add, remove):
    for name in remove:
        plan.response.set_header(name, None)
    for name, value in set.items():
        plan.response.set_header(name, value)
    plan.response.headers += [tuple(pair) for pair in add]


@kind("same_token")
def _same_token(plan):
    asked = re.search(r"(?:^|&)pageToken=([^&]*)", plan.request.query)
    if asked and plan.response.result:
        body = b"".join(plan.response.body()).decode("utf-8")
        again = '"nextPageToken":"%s"' % answers.unquoted(asked.group(1))
        plan.response.set_body(re.sub(r'"nextPageToken":"[^"]*"', lambda _: again, body).encode("utf-8"))


# The end.

@kind("rude")
def _rude(plan):
    plan.end = "rude"


@kind("hold", seconds=60.0)
def _hold(plan, seconds):
    plan.end, plan.hold_seconds = "hold", seconds


@kind("hang_up")
def _hang_up(plan):
    plan.response.keep_alive = True
    plan.end = "hang_up"


def apply(faults, plan):
    """Lets these faults change the plan, in their order."""
    for fault in faults:
        plan.until = fault.until
        plan.applies = fault.applies if plan.applies is None else plan.applies
        KINDS[fault.kind].act(plan, **fault.options)
