"""Servers that do one thing, each in a thread of its own, and a proxy that damages what it carries."""

import contextlib
import socket
import ssl
import struct
import threading
import time
import warnings


class Server:
    """Listens on the loopback and hands every connection to `handle(self, connection)`, one at a time."""

    def __init__(self, handle, family=socket.AF_INET, port=0, backlog=8):
        self.handle = handle
        self.facts = []  # what handlers noted, one dict a connection
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        self.socket.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", port))
        self.socket.listen(backlog)
        self.port = self.socket.getsockname()[1]
        self.ending = False
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            if self.ending:
                connection.close()
                return
            connection.settimeout(10)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.facts.append({})
            try:
                self.handle(self, connection)
            except (OSError, ValueError) as problem:
                self.facts[-1].setdefault("problem", str(problem))
            finally:
                with contextlib.suppress(OSError):
                    connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.ending = True
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join(12)


def reset(connection):
    """Closes with RST."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def read_line(connection):
    line = b""
    while not line.endswith(b"\n"):
        byte = connection.recv(1)
        if not byte:
            raise ValueError("end before a line")
        line += byte
    return line.decode().split()


def fnv(data, start=0xcbf29ce484222325):
    value = start
    for byte in data:
        value = ((value ^ byte) * 0x100000001b3) & 0xffffffffffffffff
    return value


def pattern(length):
    block = bytes((i * 131 + i // 256) & 255 for i in range(65536))
    return (block * (length // len(block) + 1))[:length]


def upload_pattern(length):
    block = bytes((i * 7 + i // 251) & 255 for i in range(65536))
    return (block * (length // len(block) + 1))[:length]


def finish(server, connection):
    """Ends in good order: close_notify and its answer, or FIN and its answer."""
    with contextlib.suppress(OSError):
        if isinstance(connection, ssl.SSLSocket):
            connection.unwrap()
            server.facts[-1]["closed"] = True
        else:
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1)


def send(server, connection, length, *then):
    connection.sendall(pattern(int(length)))
    if then == ("then", "rude"):
        socket.socket(fileno=connection.detach()).close()  # FIN, but no close_notify
    elif then == ("then", "reset"):
        reset(connection)
    elif then == ("then", "hold"):
        time.sleep(1)
    else:
        finish(server, connection)


def take(server, connection, length):
    time.sleep(0.3)  # until the client has to wait
    data = bytearray()
    while len(data) < int(length):
        piece = connection.recv(65536)
        if not piece:
            break
        data += piece
    server.facts[-1].update(taken=len(data), right=bytes(data) == upload_pattern(int(length)))
    connection.sendall(b"taken\n")
    finish(server, connection)


def hold(_server, _connection, seconds):
    time.sleep(float(seconds))


def vanish(_server, connection):
    reset(connection)


def turn_away(_server, connection):
    """Ends its half and hears no more: what is sent to it then is answered with RST."""
    connection.shutdown(socket.SHUT_WR)
    time.sleep(0.2)
    reset(connection)


def hello(server, connection):
    connection.sendall(b"hello\n")
    finish(server, connection)


def talk(server, connection):
    """Does what the client's line says: `send N [then rude|reset|hold]`, `take N`, `hold SECONDS`, …"""
    name, *rest = read_line(connection)
    verbs = (send, take, hold, vanish, turn_away, hello)
    next(verb for verb in verbs if verb.__name__ == name)(server, connection, *rest)


def tls_context(chain, key, versions=None, tickets=True, weak=False):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if weak:
        context.set_ciphers("ALL:@SECLEVEL=0")
    if versions is not None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # 1.0 and 1.1 are what is to be refused
            context.minimum_version, context.maximum_version = versions
    if not tickets:
        context.options |= ssl.OP_NO_TICKET
        context.num_tickets = 0
    context.load_cert_chain(chain, key)
    return context


def wants_client_certificates(context, authority):
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(authority)
    return context


def drain(connection):
    """Hears the client out: bytes that nobody reads would turn the end into RST, which overtakes the alert."""
    with connection:
        connection.settimeout(2)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(4096):
            pass


def tls_handler(context, handle=talk):
    def on_connection(server, connection):
        facts = server.facts[-1]

        def on_name(_socket, name, _context):
            facts["sni"] = name

        facts["sni"] = None
        context.sni_callback = on_name
        secure = context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        try:
            secure.do_handshake()
        except ssl.SSLError:
            drain(socket.socket(fileno=secure.detach()))
            raise
        facts["version"] = secure.version()
        facts["resumed"] = secure.session_reused
        facts["cipher"] = secure.cipher()[0]
        handle(server, secure)
        with contextlib.suppress(OSError):
            secure.close()

    return on_connection


class TlsServer(Server):
    def __init__(self, chain, key, versions=None, tickets=True, weak=False, handle=talk, **options):
        super().__init__(tls_handler(tls_context(chain, key, versions, tickets, weak), handle), **options)


class Blackhole:
    """A port that never answers: its queue is full, so that the kernel drops every SYN."""

    def __init__(self, family=socket.AF_INET, port=0):
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        if family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        self.socket.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", port))
        self.socket.listen(0)
        self.port = self.socket.getsockname()[1]
        self.waiting = []
        for _ in range(8):
            one = socket.socket(family, socket.SOCK_STREAM)
            one.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                one.connect(self.socket.getsockname()[:2])
            self.waiting.append(one)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for one in (*self.waiting, self.socket):
            one.close()


class Proxy(Server):
    """Carries a connection to `port`. From there, byte `damage` is changed, or all ends after `cut`."""

    def __init__(self, port, damage=None, cut=None):
        self.target = port
        self.damage = damage
        self.cut = cut
        super().__init__(Proxy._carry)

    def _carry(self, connection):
        other = socket.create_connection(("127.0.0.1", self.target))
        up = threading.Thread(target=self._upwards, args=(connection, other), daemon=True)
        up.start()
        passed = 0
        while True:
            data = bytearray(other.recv(4096))
            if not data:
                break
            if self.damage is not None and passed <= self.damage < passed + len(data):
                data[self.damage - passed] ^= 0x40
            if self.cut is not None and passed + len(data) >= self.cut:
                connection.sendall(data[:self.cut - passed])
                break
            connection.sendall(data)
            passed += len(data)
        connection.shutdown(socket.SHUT_RDWR)
        other.close()
        up.join(5)

    @staticmethod
    def _upwards(connection, other):
        with contextlib.suppress(OSError):
            while True:
                data = connection.recv(4096)
                if not data:
                    break
                other.sendall(data)
        with contextlib.suppress(OSError):
            other.shutdown(socket.SHUT_WR)
