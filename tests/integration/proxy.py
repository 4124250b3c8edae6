"""A small CONNECT proxy that keeps what it has seen, and fails on demand."""
import select
import socket
import threading

ESTABLISHED = b"HTTP/1.1 200 Connection established\r\nVia: 1.1 test\r\n\r\n"


class Proxy:
    """`with Proxy() as proxy:` serves on 127.0.0.1:`proxy.port` until the block ends.

    answers: what it says to the first requests, one each; then, and without any, ESTABLISHED. A 2xx opens the way.
    login: the base64 of user:password that it wants; others get 407
    to: the port of this machine that every way leads to; None: the one that is asked for
    cut: closes after so many bytes to the client, its own answer included; cut_request: after so many from it
    silent: takes the request and says nothing
    """

    def __init__(self, answers=(), login=None, to=None, cut=None, cut_request=None, silent=False):
        self.answers, self.login, self.to = list(answers), login, to
        self.cut, self.cut_request, self.silent = cut, cut_request, silent
        self.heads, self.seen = [], b""
        self._stop = threading.Event()
        self._threads = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self.port = self._listener.getsockname()[1]
        self.url = "http://127.0.0.1:%d" % self.port

    def __enter__(self):
        self._start(self._accept)
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join(10)
        self._listener.close()

    def _start(self, target, *arguments):
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self):
        while not self._stop.is_set():
            try:
                client, _ = self._listener.accept()
            except socket.timeout:
                continue
            self._start(self._serve, client)

    def _serve(self, client):
        with client:
            try:
                self._tunnel(client)
            except OSError:
                pass

    def _read_head(self, client):
        head = b""
        while b"\r\n\r\n" not in head:
            room = 65536 if self.cut_request is None else self.cut_request - len(head)
            if room <= 0:
                return None
            got = client.recv(room)
            if not got:
                return None
            head += got
        self.heads.append(head.decode("latin-1"))
        self.seen += head
        return head

    def _answer(self, head):
        if self.login and ("Proxy-Authorization: Basic %s\r\n" % self.login).encode() not in head:
            return (b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                    b"Content-Length: 0\r\n\r\n")
        return self.answers.pop(0) if self.answers else ESTABLISHED

    def _tunnel(self, client):
        client.settimeout(10)
        head = self._read_head(client)
        if head is None:
            return
        while self.silent and not self._stop.is_set() and not select.select([client], [], [], 0.05)[0]:
            pass
        if self.silent:
            return
        answer = self._answer(head)
        self._left = self.cut
        if not self._give(client, answer) or answer[9:10] != b"2":
            return
        port = self.to or int(head.split(b" ", 2)[1].rsplit(b":", 1)[1])
        with socket.create_connection(("127.0.0.1", port)) as server:
            self._pass(client, server)

    def _give(self, client, data):
        """False when the cut is reached."""
        if self._left is None:
            client.sendall(data)
            return True
        client.sendall(data[:self._left])
        self._left -= len(data)
        return self._left > 0

    def _pass(self, client, server):
        while not self._stop.is_set():
            for ready in select.select([client, server], [], [], 0.05)[0]:
                data = ready.recv(65536)
                if not data:
                    return
                self.seen += data
                if ready is client:
                    server.sendall(data)
                elif not self._give(client, data):
                    return
