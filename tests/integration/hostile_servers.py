"""TLS servers that do not keep to the rules, each a function for servers.Server."""
import os
import re
import select
import socket
import ssl
import subprocess
import sys
import time

from program import ROOT

sys.path.append(os.path.join(ROOT, "tests", "port"))

from servers import Server, drain, reset, tls_context, wants_client_certificates  # noqa: E402, F401

LIST = b'{"status":"OK","result":{"paging":{},"returns":[]}}'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
WHOLE = HEAD + b"Content-Length: %d\r\n\r\n" % len(LIST) + LIST
V10, V11 = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
V12, V13 = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3


def record(kind, content, version=b"\x03\x03"):
    return bytes([kind]) + version + len(content).to_bytes(2, "big") + content


def handshake(kind, content, version=b"\x03\x03"):
    return record(22, bytes([kind]) + len(content).to_bytes(3, "big") + content, version)


def hello(version=b"\x03\x03", suite=b"\xc0\x2b"):
    """A ServerHello without a session and without compression."""
    return handshake(2, version + bytes(32) + b"\0" + suite + b"\0", version[:1] + min(version[1:], b"\x03"))


def tls(context, then):
    """A handshake in good order; then whatever `then` does after the request."""
    def on_connection(server, connection):
        secure = context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        try:
            secure.do_handshake()
            request = b""
            while b"\r\n\r\n" not in request:
                piece = secure.recv(4096)
                if not piece:
                    return
                request += piece
        except ssl.SSLError:
            drain(socket.socket(fileno=secure.detach()))
            raise
        server.facts[-1]["request"] = request
        then(secure)
    return on_connection


def raw(*parts):
    """Plain bytes after the client's first ones, and then silence; an iterator of them may be endless."""
    def on_connection(_server, connection):
        connection.recv(4096)
        for part in parts:
            for piece in [part] if isinstance(part, bytes) else part:
                connection.sendall(piece)
        drain(connection)
    return on_connection


def endless(piece):
    while True:
        yield piece * (65536 // len(piece))


# ---- What a server may do after the request -------------------------------------------------------------

def polite(*parts):
    def then(secure):
        for part in parts:
            secure.sendall(part)
        secure.unwrap()
    return then


def bare(secure):
    """The connection without its TLS."""
    return socket.socket(fileno=secure.detach())


def rude(*parts):
    """FIN without close_notify."""
    def then(secure):
        for part in parts:
            secure.sendall(part)
        bare(secure).close()
    return then


def gone(*parts):
    def then(secure):
        for part in parts:
            secure.sendall(part)
        reset(bare(secure))
    return then


def below(*parts):
    """Bytes past TLS."""
    def then(secure):
        connection = bare(secure)
        for part in parts:
            connection.sendall(part)
        drain(connection)
    return then


def silent(secure):
    with bare(secure) as connection:
        select.select([connection], [], [], 10)


class OpensslServer:
    """`openssl s_server`, which can ask for another handshake. `with` it: `port`."""

    def __init__(self, chain, key, words=()):
        self.process = subprocess.Popen(
            ["openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", chain, "-key", key, *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, bufsize=0)
        self.port = int(re.search(rb"ACCEPT 127\.0\.0\.1:(\d+)\n", self._until(b"ACCEPT "))[1])

    def _until(self, text):
        """What it prints up to the end of the line that has this."""
        seen, end = b"", time.monotonic() + 10
        while (text not in seen or not seen.endswith(b"\n")) and time.monotonic() < end:
            if select.select([self.process.stdout], [], [], 0.2)[0]:
                piece = os.read(self.process.stdout.fileno(), 4096)
                if not piece:
                    break
                seen += piece
        return seen

    def renegotiate(self):
        """Waits for a request, then asks."""
        self._until(b"User-Agent")
        self.process.stdin.write(b"r\n")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()
