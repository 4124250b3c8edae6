"""Servers that do one thing, each in a thread of its own, and a proxy that damages what it carries."""

import contextlib
import socket
import ssl
import struct
import threading


class Server:
    """Listens on a port of the loopback and hands every connection to `handle(self, connection)`, one at a time."""

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


def talk(server, connection):
    """Does what the client's line says: `send N [then rude|reset]`, `take N`, `hold SECONDS`, `vanish`, anything: "hello\\n"."""
    words = read_line(connection)
    if words[0] == "send":
        connection.sendall(pattern(int(words[1])))
        if words[2:] == ["then", "rude"]:
            if isinstance(connection, ssl.SSLSocket):
                socket.socket(fileno=connection.detach()).close()  # FIN, but no close_notify
            return
        if words[2:] == ["then", "reset"]:
            reset(connection)
            return
    elif words[0] == "take":
        data = bytearray()
        while len(data) < int(words[1]):
            piece = connection.recv(65536)
            if not piece:
                break
            data += piece
        server.facts[-1]["taken"] = len(data)
        server.facts[-1]["right"] = bytes(data) == upload_pattern(int(words[1]))
        connection.sendall(b"taken\n")
    elif words[0] == "hold":
        import time
        time.sleep(float(words[1]))
        return
    elif words[0] == "vanish":
        reset(connection)
        return
    else:
        connection.sendall(b"hello\n")
    if isinstance(connection, ssl.SSLSocket):
        with contextlib.suppress(OSError):
            connection.unwrap()
    else:
        connection.shutdown(socket.SHUT_WR)
        with contextlib.suppress(OSError):
            connection.recv(1)


def tls_context(chain, key, versions=None, tickets=True, weak=False):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if weak:
        context.set_ciphers("ALL:@SECLEVEL=0")
    if versions is not None:
        with_warning = ssl.TLSVersion.TLSv1 in versions or ssl.TLSVersion.TLSv1_1 in versions
        import warnings
        with warnings.catch_warnings():
            if with_warning:
                warnings.simplefilter("ignore")
            context.minimum_version, context.maximum_version = versions
    if not tickets:
        context.options |= ssl.OP_NO_TICKET
        context.num_tickets = 0
    context.load_cert_chain(chain, key)
    return context


def tls_handler(context, handle=talk):
    def on_connection(server, connection):
        facts = server.facts[-1]
        local = threading.local()
        local.name = None

        def on_name(_socket, name, _context):
            facts["sni"] = name

        facts["sni"] = None
        context.sni_callback = on_name
        try:
            secure = context.wrap_socket(connection, server_side=True)
        except ssl.SSLError as problem:
            facts["alert"] = problem.reason
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
    """Carries a connection to `port`; from the server's side, byte number `damage` is changed, or all ends after `cut`."""

    def __init__(self, port, damage=None, cut=None, how="close"):
        self.target = port
        self.damage = damage
        self.cut = cut
        self.how = how
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
        if self.how == "reset":
            reset(connection)
        elif self.how == "hold":
            import time
            time.sleep(3)
        else:
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
