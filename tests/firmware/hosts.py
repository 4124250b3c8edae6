"""Servers on the host that a board talks to without TLS: a stream of known bytes, a burst of datagrams."""

import contextlib
import socket
import threading


def checksum(data, start=0):
    """As the board's own."""
    total = start
    for byte in data:
        total = (total * 31 + byte) & 0xFFFFFFFF
    return total


def pattern(length):
    """Bytes in which a swapped or repeated piece shows."""
    return bytes((i * 7 + (i >> 8) * 13 + (i >> 16)) & 0xFF for i in range(length))


@contextlib.contextmanager
def stream(data):
    """Sends `data` to whoever connects, then closes. Gives the port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        def serve():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection, contextlib.suppress(OSError):
                    connection.sendall(data)
                    connection.shutdown(socket.SHUT_WR)
                    connection.settimeout(10)
                    connection.recv(1)

        threading.Thread(target=serve, daemon=True).start()
        try:
            yield listener.getsockname()[1]
        finally:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def burst(count, size):
    """Answers a datagram that begins with 1 by `count` of `size` bytes, another by one. Gives the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(0.2)
        stop = threading.Event()

        def serve():
            while not stop.is_set():
                try:
                    question, sender = server.recvfrom(2048)
                except TimeoutError:
                    continue
                for _ in range(count if question[:1] == b"\x01" else 1):
                    server.sendto(bytes(size), sender)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            stop.set()
            thread.join()


class Gate:
    """A server's port under another number, which is closed and opened: a server that goes and comes."""

    def __init__(self, to):
        self._to = to
        self.port = 0

    def __enter__(self):
        self.open()
        return self

    def __exit__(self, *_):
        self.close()

    def open(self):
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def close(self):
        """Nobody listens any more. Connections that are open stay."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self, listener):
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._to))
            for source, target in ((client, server), (server, client)):
                threading.Thread(target=self._copy, args=(source, target), daemon=True).start()

    @staticmethod
    def _copy(source, target):
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                target.sendall(piece)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def time_server(unix):
    """Answers SNTP questions with that time. Gives the port."""
    seconds = int(unix) + 2208988800 & 0xFFFFFFFF
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(0.2)
        stop = threading.Event()

        def serve():
            while not stop.is_set():
                with contextlib.suppress(TimeoutError):
                    question, sender = server.recvfrom(2048)
                    stamp = seconds.to_bytes(4, "big") + bytes(4)
                    server.sendto(bytes([0x24, 1]) + bytes(22) + question[40:48] + bytes(8) + stamp, sender)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            stop.set()
            thread.join()
