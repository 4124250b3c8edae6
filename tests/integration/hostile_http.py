"""The corpus of tests/data/hostile, and a server that plays it.

A file is one case: what is expected of the program, a blank line, and what the server does.

    what: one sentence
    run: words of the program; `--retries 0` is put in front, unless they have it
    exit: its exit status
    says: a line of standard error, without `ymr: `; as many as there are
    prints: a line of standard output
    heard: requests that the server must have heard; 1 unless given
    resident: kilobytes of memory that the program may touch; 4096 unless given

    send "…"            bytes as Python writes them: \\r \\n \\x00
    repeat N "…"        the same N times
    for ever "…"        the same until nobody listens
    drip SECONDS "…"    a byte at a time, with this pause between
    pause SECONDS
    hear                another request over the same connection
    hold                says nothing and keeps the connection
    reset               ends it the hard way; without it and `hold` it ends in good order
    next                what follows is for the next connection; the last one's is played again and again

{place} stands for the server's host and port, {other} for those of another server, which nobody may call; in
what is said {n} stands for a number that depends on time, or on how the network cut the bytes.
"""
import ast
import os
import re
import socket
import struct
import threading
import time

from program import ROOT

CORPUS = os.path.join(ROOT, "tests", "data", "hostile")
FIELD = re.compile(r"(what|run|exit|says|prints|heard|resident): ?(.*)$")
STEP = re.compile(r'(send|repeat|for ever|drip|pause|hear|hold|reset|next)(?: ([\d.]+))?(?: (".*"))?$')
PIECE = 65536


class Case:
    def __init__(self, path):
        self.name = os.path.basename(path)[:-len(".http")]
        self.says, self.prints, self.heard, self.resident = [], [], 1, 4096
        with open(path, encoding="utf-8") as file:
            head, script = file.read().split("\n\n", 1)
        for line in head.splitlines():
            name, value = FIELD.match(line).groups()
            if name in ("says", "prints"):
                getattr(self, name).append(value)
            else:
                setattr(self, name, int(value) if name in ("exit", "heard", "resident") else value)
        self.words = self.run.split()
        self.connections = [[]]
        for line in script.splitlines():
            self._add(path, line)

    def _add(self, path, line):
        match = STEP.match(line)
        if not match:
            raise ValueError("%s: not a step: %s" % (path, line))
        name, number, text = match.groups()
        if name == "next":
            self.connections.append([])
        else:
            data = ast.literal_eval("b" + text) if text else b""
            self.connections[-1].append((name, float(number or 0), data))


def cases():
    return [Case(os.path.join(CORPUS, name)) for name in sorted(os.listdir(CORPUS)) if name.endswith(".http")]


class Player:
    """Plays a case on 127.0.0.1; `with` it: `place`, and what was heard in `requests`."""

    def __init__(self, case=None):
        self.connections = case.connections if case else [[]]
        self.requests = []
        self.replaced = {}
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.place = "127.0.0.1:%d" % self.listener.getsockname()[1]
        self.ending = False
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ending = True
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(15)

    def _serve(self):
        number = 0
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(10)
                try:
                    self._play(connection, self.connections[min(number, len(self.connections) - 1)])
                except OSError:
                    pass  # the program has hung up: that is what most of them come to
            number += 1

    def _hear(self, connection):
        request = b""
        while b"\r\n\r\n" not in request:
            piece = connection.recv(PIECE)
            if not piece:
                raise OSError("no request")
            request += piece
        length = re.search(rb"\r\nContent-Length: (\d+)", request)
        body = request.split(b"\r\n\r\n", 1)[1]
        while length and len(body) < int(length[1]):
            body += connection.recv(PIECE)
        self.requests.append(request)

    def _play(self, connection, steps):
        self._hear(connection)
        for name, number, data in steps:
            for placeholder, value in self.replaced.items():
                data = data.replace(placeholder, value)
            if not self._do(connection, name, number, data):
                return
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(PIECE):
            pass

    def _do(self, connection, name, number, data):
        """False when that was the end."""
        if name == "send":
            connection.sendall(data)
        elif name in ("repeat", "for ever"):
            self._repeat(connection, number if name == "repeat" else float("inf"), data)
        elif name == "drip":
            for byte in data:
                connection.sendall(bytes([byte]))
                time.sleep(number)
        elif name == "pause":
            time.sleep(number)
        elif name == "hear":
            self._hear(connection)
        elif name == "hold":
            while connection.recv(PIECE):
                pass
            return False
        else:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        return True

    def _repeat(self, connection, times, data):
        many = max(1, PIECE // len(data))
        while times > 0 and not self.ending:
            now = int(min(times, many))
            connection.sendall(data * now)
            times -= now
