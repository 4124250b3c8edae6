"""One connection: a TCP socket, TLS over it when the listener has a context, and control over how it ends.

TLS runs over memory buffers (ssl.SSLObject), not over the socket, so that faults can also cut and stall the
encrypted bytes, inside a record or inside the handshake, and so that close_notify is sent, or not, as the
test wants.
"""
import select
import socket
import ssl
import struct
import time

IDLE = 60.0
READ = 65536


class Ended(Exception):
    """The connection is to end now: "close" (in good order), "rude" (no close_notify) or "reset" (RST)."""

    def __init__(self, how):
        super().__init__(how)
        self.how = how


class Gone(Exception):
    """The client has closed or reset the connection."""


class Link:
    """`pace`: what faults do to the bytes on the wire; `count` is called with the number that goes out."""

    def __init__(self, sock, stopping, count):
        self.sock = sock
        self.stopping = stopping
        self.count = count
        self.unread = b""
        self.pace = None
        self.tls = None
        self.left_to_read = None
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(IDLE)

    def read_at_most(self, number, then):
        """Takes so many bytes from the wire and ends the connection when there is one more."""
        self.left_to_read, self.after_reading = number, then

    def handshake(self, context):
        """TLS as the server. Raises ssl.SSLError when the client will not have it."""
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(self.incoming, self.outgoing, server_side=True)
        while True:
            try:
                tls.do_handshake()
                break
            except ssl.SSLWantReadError:
                self._flush()
                self.incoming.write(self._read_wire())
            except ssl.SSLError:
                self._flush()
                raise
        self._flush()
        self.tls = tls

    def receive(self):
        """The next bytes from the client, b"" at its end."""
        if not self.tls:
            try:
                return self._read_wire()
            except Gone:
                return b""
        while True:
            try:
                return self.tls.read(READ)
            except ssl.SSLWantReadError:
                try:
                    self.incoming.write(self._read_wire())
                except Gone:
                    return b""
            except ssl.SSLError:
                return b""

    def send(self, data):
        """All of it, encrypted if this is a TLS connection."""
        if not self.tls:
            return self._write_wire(data)
        view = memoryview(data)
        for at in range(0, len(view), READ):
            self.tls.write(view[at:at + READ])
            self._flush()

    def hold(self, seconds):
        """Says nothing for so long; raises Gone as soon as the client has left."""
        end = time.monotonic() + seconds
        while not self.stopping.is_set():
            left = end - time.monotonic()
            if left <= 0:
                return
            if select.select([self.sock], [], [], min(left, 0.5))[0]:
                self._read_wire()
        raise Ended("rude")

    def finish(self, how):
        """Ends the connection; unless it is reset, waits a little for the client to end its side."""
        try:
            if how == "reset":
                time.sleep(0.02)  # a reset overtakes what the other side has not yet read
                self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            if how == "close" and self.tls:
                self._close_notify()
            self.sock.shutdown(socket.SHUT_WR)
            self.hold(2.0)
        except (OSError, Gone, Ended):
            pass
        finally:
            self.sock.close()

    def _close_notify(self):
        try:
            self.tls.unwrap()
        except ssl.SSLError:
            pass
        self._flush()

    def _flush(self):
        if self.outgoing.pending:
            self._write_wire(self.outgoing.read())

    def _write_wire(self, data):
        if self.pace:
            self.pace.write(self._write_socket, data)
        else:
            self._write_socket(data)

    def _write_socket(self, data):
        # Counted first, so that a client which has read it all finds the counter right.
        self.count(len(data))
        try:
            self.sock.sendall(data)
        except OSError:
            self.count(-len(data))
            raise Gone() from None

    def _read_wire(self):
        if self.left_to_read == 0:
            self._await_wire()
            raise Ended(self.after_reading)
        try:
            data = self.sock.recv(READ if self.left_to_read is None else min(READ, self.left_to_read))
        except OSError:
            raise Gone() from None
        if not data:
            raise Gone()
        if self.left_to_read is not None:
            self.left_to_read -= len(data)
        return data

    def _await_wire(self):
        select.select([self.sock], [], [], IDLE)
