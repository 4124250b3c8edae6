"""A board in QEMU: started with an image, spoken to over its UART, ended with the block.

    with Board("lm3s6965evb", image, storage=directory / "storage") as board:
        board.expect("ready")
        board.type("4601234567893\\n")             # at the pace of 115,200 baud
        line = board.expect(r"return (\\d+)").group(1)
        board.ends(0)                             # it has called board_exit(0)

The UART is a socket that QEMU connects to before the first instruction, so that nothing of what the board
says is lost. 10.0.2.2 inside is 127.0.0.1 outside.
"""

import json
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import threading
import time

MODELS = {"lm3s6965evb": "stellaris", "mps2-an385": "lan9118"}
BAUD = 115200
BITS_OF_A_BYTE = 10


class Silent(AssertionError):
    """The board did not say what was expected; the text is what it said."""


class Board:
    """`arguments`: further ones for QEMU, its network is called `net`; `files`: name → path of the host."""

    def __init__(self, name, image, storage=None, icount=None, network=True, arguments=(), files=None):
        self.name, self.image, self.icount, self.network = name, str(image), icount, network
        self.files = dict(files or {})
        if storage is not None:
            self.files["storage"] = str(storage)
        self.arguments = list(arguments)
        self.said = ""
        self._read_to = 0
        self._change = threading.Condition()
        self._ended = False

    # ---- Life ----

    def command(self, console):
        semihosting = "enable=on,target=native,arg=fw"
        for name, path in self.files.items():
            if any(c in str(path) for c in ", "):
                raise ValueError(f"a path with a comma or a blank cannot be told: {path}")
            semihosting += f",arg={name}={path}"
        command = ["qemu-system-arm", "-M", self.name, "-display", "none", "-monitor", "none",
                   "-qmp", f"unix:{self._directory.name}/control,server=on,wait=off",
                   "-chardev", f"socket,id=uart,path={console}", "-serial", "chardev:uart",
                   "-semihosting-config", semihosting, "-kernel", self.image]
        if self.network:
            command += ["-nic", f"user,id=net,model={MODELS[self.name]}"]
        else:
            command += ["-nic", "none"]
        if self.icount is not None:
            command += ["-icount", self.icount]
        return command + self.arguments

    def __enter__(self):
        self._directory = tempfile.TemporaryDirectory(prefix="board-")
        console = os.path.join(self._directory.name, "uart")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(console)
            listener.listen(1)
            listener.settimeout(30)
            self._log = open(os.path.join(self._directory.name, "qemu.log"), "w+")
            self.process = subprocess.Popen(self.command(console), stdin=subprocess.DEVNULL,
                                            stdout=self._log, stderr=self._log)
            try:
                self._uart = self._accept(listener)
            except BaseException:
                self._end_process()
                raise
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()
        return self

    def _accept(self, listener):
        listener.settimeout(0.2)
        for _ in range(150):
            try:
                return listener.accept()[0]
            except TimeoutError:
                if self.process.poll() is not None:
                    break
        raise Silent(f"QEMU did not start the board (exit {self.process.poll()}):\n{self.log()}")

    def __exit__(self, *_):
        self._end_process()
        self._uart.close()
        self._reader.join(5)
        self._log.close()
        self._directory.cleanup()

    def _end_process(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def ends(self, code, seconds=20):
        """The board has to end by itself, with this exit code."""
        try:
            got = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Silent(f"the board did not end in {seconds} s; it said:\n{self.tail()}") from None
        self._reader.join(5)
        if got != code:
            raise Silent(f"the board ended with {got}, not {code}; it said:\n{self.tail()}\n{self.log()}")

    def log(self):
        """What QEMU itself complained about."""
        self._log.flush()
        return pathlib.Path(self._log.name).read_text()

    def cable(self, plugged):
        """Pulls or plugs the network cable."""
        with socket.socket(socket.AF_UNIX) as control:
            control.settimeout(10)
            control.connect(f"{self._directory.name}/control")
            with control.makefile("rw") as lines:
                lines.readline()
                for command in ({"execute": "qmp_capabilities"},
                                {"execute": "set_link", "arguments": {"name": "net", "up": plugged}}):
                    lines.write(json.dumps(command) + "\n")
                    lines.flush()
                    answer = json.loads(lines.readline())
                    if "return" not in answer:
                        raise Silent(f"QEMU refuses {command}: {answer}")

    # ---- Console ----

    def _listen(self):
        while True:
            try:
                some = self._uart.recv(65536)
            except OSError:
                some = b""
            with self._change:
                self.said += some.decode("utf-8", "replace")
                self._ended = not some
                self._change.notify_all()
            if not some:
                return

    def expect(self, pattern, seconds=20):
        """Waits for a regular expression in whole lines behind what was expected before. @return the match"""
        wanted = re.compile(pattern, re.MULTILINE)
        until = time.monotonic() + seconds
        with self._change:
            while True:
                match = wanted.search(self.said, self._read_to, self.said.rfind("\n") + 1)
                if match:
                    self._read_to = match.end()
                    return match
                left = until - time.monotonic()
                if left <= 0 or self._ended:
                    raise Silent(f"no {pattern!r} in {seconds} s, but:\n{self.tail()}\n{self.log()}")
                self._change.wait(left)

    def tail(self):
        return self.said[self._read_to:][-3000:] or "(nothing)"

    def type(self, text, baud=BAUD):
        """Sends bytes as a UART of that speed delivers them: never more than fit into the time so far."""
        data = text if isinstance(text, bytes) else text.encode()
        began, sent = time.monotonic(), 0
        while sent < len(data):
            due = int((time.monotonic() - began) * baud / BITS_OF_A_BYTE) + 1
            if due > sent:
                self._uart.sendall(data[sent:due])
                sent = min(due, len(data))
            time.sleep(0.0005)

    def type_at_once(self, text):
        """Without a pace: as fast as the UART is emptied."""
        self._uart.sendall(text if isinstance(text, bytes) else text.encode())

    def ask(self, line, pattern, seconds=20):
        """Types a line, waits for its answer."""
        self.type(line + "\n")
        return self.expect(pattern, seconds)
