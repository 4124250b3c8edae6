"""A client for the self-test that shows exactly what came: the bytes, and how the connection ended."""
import re
import socket
import ssl
import time
import urllib.parse


def client_context(ca=None):
    """Verifies, and tells an end without close_notify from one with it, as Debian's Python does not by itself."""
    context = ssl.create_default_context(cafile=ca)
    context.options &= ~getattr(ssl, "OP_IGNORE_UNEXPECTED_EOF", 1 << 7)
    return context


class Answer:
    """end: "closed" (in good order), "rude" (no close_notify), "reset", "timeout", "refused …"."""

    def __init__(self, data, end, seconds):
        self.data = data
        self.end = end
        self.seconds = seconds
        self.head, _, self.body = data.partition(b"\r\n\r\n")
        lines = self.head.decode("latin-1").split("\r\n")
        status = re.match(r"HTTP/1\.1 (\d{3}) ", lines[0])
        self.status = int(status.group(1)) if status else None
        self.fields = [tuple(line.split(": ", 1)) for line in lines[1:] if ": " in line]

    def field(self, name):
        values = [value for each, value in self.fields if each.lower() == name.lower()]
        return values[0] if values else None

    def content(self):
        """The body without its framing; AssertionError when the framing is not whole."""
        if self.field("Transfer-Encoding") != "chunked":
            length = self.field("Content-Length")
            came = str(len(self.body))
            assert length in (None, came), "%s bytes of %s" % (came, length)
            return self.body
        at, parts = 0, []
        while True:
            line_end = self.body.index(b"\r\n", at)
            size = int(self.body[at:line_end].split(b";")[0], 16)
            at = line_end + 2
            if size == 0:
                assert self.body.endswith(b"\r\n\r\n"), "no end of the trailer"
                return b"".join(parts)
            assert self.body[at + size:at + size + 2] == b"\r\n", "a chunk of the wrong size"
            parts.append(self.body[at:at + size])
            at += size + 2


class Tls:
    """TLS over memory buffers: the ssl module's own sockets take a reset for an end of file."""

    def __init__(self, sock, ca, name):
        self.sock = sock
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        context = client_context(ca)
        self.tls = context.wrap_bio(self.incoming, self.outgoing, server_hostname=name)
        self._pump(self.tls.do_handshake)

    def sendall(self, data):
        self._pump(lambda: self.tls.write(data))

    def recv(self, size):
        try:
            return self._pump(lambda: self.tls.read(size))
        except ssl.SSLZeroReturnError:
            return b""

    def _pump(self, action):
        while True:
            try:
                result = action()
                self._flush()
                return result
            except ssl.SSLWantReadError:
                self._flush()
                data = self.sock.recv(1 << 18)
                self.incoming.write(data) if data else self.incoming.write_eof()

    def _flush(self):
        if self.outgoing.pending:
            self.sock.sendall(self.outgoing.read())


def dial(url, family=socket.AF_INET, timeout=10):
    """A TCP connection to the URL's port on loopback."""
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.settimeout(timeout)
    try:
        sock.connect(("::1" if family == socket.AF_INET6 else "127.0.0.1", urllib.parse.urlsplit(url).port))
        return sock
    except BaseException:
        sock.close()
        raise


def connect(url, ca=None, session=None, context=None):
    """A connected socket, with verified TLS of the ssl module for https."""
    parts = urllib.parse.urlsplit(url)
    sock = dial(url)
    if parts.scheme != "https":
        return sock
    try:
        context = context or client_context(ca)
        return context.wrap_socket(sock, server_hostname=parts.hostname, session=session,
                                   suppress_ragged_eofs=False)
    except BaseException:
        sock.close()
        raise


def get(url, path, key=None, ca=None, method="GET", fields=(), **how):
    """One request, everything that came until the end of the connection."""
    lines = ["%s %s HTTP/1.1" % (method, path), "Host: localhost"] + list(fields)
    lines += ["Api-Key: " + key] if key else []
    return send(url, ("\r\n".join(lines) + "\r\n\r\n").encode(), ca, **how)


def send(url, request, ca=None, most=1 << 27, **how):
    """Sends these bytes, reads until the end, or until more than `most` bytes have come ("endless")."""
    started = time.monotonic()
    data = bytearray()
    with dial(url, **how) as sock:
        end = _exchange(sock, urllib.parse.urlsplit(url), ca, request, data, most)
    return Answer(bytes(data), end, time.monotonic() - started)


def _exchange(sock, parts, ca, request, data, most):
    """Fills data; how it ended."""
    try:
        stream = Tls(sock, ca, parts.hostname) if parts.scheme == "https" else sock
        stream.sendall(request)
        while len(data) <= most:
            more = stream.recv(1 << 18)
            if not more:
                return "closed"
            data += more
        return "endless"
    except (ConnectionResetError, BrokenPipeError):
        return "reset"
    except socket.timeout:
        return "timeout"
    except ssl.SSLEOFError:
        return "rude"
    except ssl.SSLError as error:
        # Which class this one has depends on the version of OpenSSL.
        if error.reason == "UNEXPECTED_EOF_WHILE_READING":
            return "rude"
        return "refused: " + str(error.reason or error)
