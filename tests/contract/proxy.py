"""A proxy between ymr and Prism that keeps every request and answer byte for byte.

What ymr sends goes on as it is, but for the header lines that steer Prism (the seed of its random answer, a
status). An answer that the round has no use for is drawn again from Prism, with another seed; the one that
ymr gets is Prism's to the last byte.
"""
import contextlib
import socket
import threading

MOST_DRAWS = 400
SECONDS = 30


class Message:
    """An HTTP message as it came: its bytes, and what was read in them."""

    def __init__(self, head, body=b""):
        self.raw = head + body
        self.body = body
        lines = head.decode("latin-1").split("\r\n")[:-2]
        self.first = lines[0]
        self.headers = [(name.lower(), value.strip(" \t"))
                        for name, _, value in (line.partition(":") for line in lines[1:])]

    def all(self, name):
        return [value for each, value in self.headers if each == name]

    def get(self, name):
        return (self.all(name) or [None])[0]

    @property
    def method(self):
        return self.first.split(" ")[0]

    @property
    def target(self):
        return self.first.split(" ")[1]

    @property
    def status(self):
        return int(self.first.split(" ")[1])


class Exchange:
    """A request of ymr's, the answer that it got, and why other answers were drawn again."""

    def __init__(self, request):
        self.request = request
        self.answer = None
        self.rejected = []
        self.settled = False  # the answer is one that the round has a use for


class Cut(Exception):
    """The peer ended the connection within a message."""


def _read(link, more=b""):
    """(the next message, what came behind it), or (None, b"") at the end."""
    while b"\r\n\r\n" not in more:
        piece = link.recv(65536)
        if not piece:
            if more:
                raise Cut
            return None, b""
        more += piece
    head, _, rest = more.partition(b"\r\n\r\n")
    head += b"\r\n\r\n"
    lengths = Message(head).all("content-length")
    length = int(lengths[0]) if lengths else 0
    while len(rest) < length:
        piece = link.recv(65536)
        if not piece:
            raise Cut
        rest += piece
    return Message(head, rest[:length]), rest[length:]


def _steered(request, headers):
    """The request's bytes with header lines put in, in place of those of the same name."""
    head, _, body = request.raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    names = {name.lower() for name in headers}
    lines = [line for line in lines if line.partition(":")[0].lower() not in names]
    lines += ["%s: %s" % pair for pair in headers.items()]
    return "\r\n".join([first, *lines]).encode("latin-1") + b"\r\n\r\n" + body


def _ask(upstream, raw):
    with socket.create_connection(("127.0.0.1", upstream), SECONDS) as link:
        link.sendall(raw)
        answer, _ = _read(link)
        if answer is None:
            raise Cut
        return answer


def draw(upstream, exchange, number, steer, judge):
    """Fills in the answer of an exchange, the number-th of its round.

    steer(exchange, number, draw)  the header lines that go to Prism, draw by draw
    judge(exchange, number)  None when the answer will do, else why not
    """
    for attempt in range(MOST_DRAWS):
        exchange.answer = _ask(upstream, _steered(exchange.request, steer(exchange, number, attempt)))
        why = judge(exchange, number)
        if why is None:
            exchange.settled = True
            break
        exchange.rejected.append(why)
    return exchange.answer


class Proxy:
    """Serves on a port of its own for one round and is gone with it: nothing late gets into the next one."""

    def __init__(self, upstream, steer, judge):
        self.upstream, self.steer, self.judge = upstream, steer, judge
        self.exchanges = []
        self._lock = threading.Lock()
        self._links = []

    def __enter__(self):
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=16)
        self.port = self._listener.getsockname()[1]
        self._acceptor = threading.Thread(target=self._accept)
        self._acceptor.start()
        return self

    def __exit__(self, *_):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._acceptor.join()
        self._listener.close()
        for one in self._links:
            one.join()

    def _accept(self):
        while True:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            link.settimeout(SECONDS)
            self._links.append(threading.Thread(target=self._serve, args=(link,)))
            self._links[-1].start()

    def _serve(self, link):
        """A connection that breaks shows in the round: ymr fails, or an exchange has no answer."""
        with link, contextlib.suppress(OSError, Cut):
            message, more = _read(link)
            while message is not None:
                link.sendall(self._carry(message).raw)
                message, more = _read(link, more)

    def _carry(self, request):
        """The answer to a request; one request at a time."""
        with self._lock:
            exchange = Exchange(request)
            number = len(self.exchanges)
            self.exchanges.append(exchange)
            return draw(self.upstream, exchange, number, self.steer, self.judge)
