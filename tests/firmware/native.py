"""The scanner application as a program of this machine, under ASan and UBSan, in place of a board.

Its cable ends in a QEMU without a machine, whose user network is the same as a board's: 10.0.2.2 inside is
127.0.0.1 outside.
"""

import os
import pathlib
import subprocess
import tempfile
import time

from qemu import Board, Silent

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / "build/asan/native/scanner"


class NativeBoard(Board):
    def __init__(self, block, storage):
        super().__init__("native", PROGRAM, storage=storage)
        self.block, self.storage = str(block), str(storage)

    def __enter__(self):
        self._place = tempfile.TemporaryDirectory(prefix="switch-")
        self._cable = os.path.join(self._place.name, "cable")
        self._switch = subprocess.Popen(
            ["qemu-system-arm", "-M", "none", "-display", "none", "-monitor", "none", "-nodefaults",
             "-netdev", "user,id=outside",
             "-netdev", f"stream,id=inside,server=on,addr.type=unix,addr.path={self._cable}",
             "-netdev", "hubport,id=one,hubid=0,netdev=outside",
             "-netdev", "hubport,id=two,hubid=0,netdev=inside"],
            stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            until = time.monotonic() + 20
            while not os.path.exists(self._cable):
                if self._switch.poll() is not None or time.monotonic() > until:
                    raise Silent("QEMU did not open its end of the cable")
                time.sleep(0.01)
            return super().__enter__()
        except BaseException:
            self._end_switch()
            raise

    def command(self, console):
        return [str(PROGRAM), console, self._cable, self.block, self.storage]

    def __exit__(self, *what):
        log = self.log()
        super().__exit__(*what)
        self._end_switch()
        if "Sanitizer" in log or "runtime error" in log:
            raise Silent(f"the sanitizers found something:\n{log[-4000:]}")

    def _end_switch(self):
        self._switch.terminate()
        self._switch.wait()
        self._place.cleanup()
