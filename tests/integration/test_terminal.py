"""What is shown on a terminal, through a pseudo-terminal of a given width."""
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
import unicodedata
import unittest

from program import DONE, YMR, ProgramTest

ESCAPE = re.compile("\x1b\\[[0-9;]*[A-Za-z]")


def width(text):
    total = 0
    for character in text:
        if unicodedata.combining(character) or character in "\u200d\ufe0f":
            continue
        total += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return total


class Terminal(ProgramTest):
    def on_terminal(self, *words, columns=80, stream="stdout", **changes):
        """Runs ymr with one stream on a terminal. @return (exit status, what the terminal was sent)"""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: slave}
        env = self.environment(True, TERM="xterm", **changes)
        process = subprocess.Popen([YMR, *map(str, words)], env=env, cwd=self.directory,
                                   stdin=subprocess.DEVNULL,
                                   **streams)
        os.close(slave)
        text = self.read_all(master, process)
        os.close(master)
        return process.wait(20), text.decode("utf-8").replace("\r\n", "\n")

    def read_all(self, master, process):
        text = b""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if select.select([master], [], [], 0.2)[0]:
                try:
                    part = os.read(master, 65536)
                except OSError:
                    break
                if not part:
                    break
                text += part
            elif process.poll() is not None:
                break
        return text

    def test_the_table_fits(self):
        for columns in (40, 60, 80, 100, 132, 200):
            with self.subTest(columns=columns):
                code, text = self.on_terminal("returns", columns=columns)
                self.assertEqual(DONE, code)
                lines = ESCAPE.sub("", text).splitlines()
                self.assertEqual(len(self.market.returns()) + 1, len(lines))
                huge = [line for line in lines if width(line) > columns]
                # ids and amounts of 19 digits are shown whole, whatever the width
                self.assertLessEqual(len(huge), 2 if columns < 200 else 0, huge)
                for line in huge:
                    self.assertRegex(line, r"\d{16}")

    def test_a_long_id_takes_from_the_columns_beside_it(self):
        negative = str(self.market.special("negative_ids")["return"])
        _, text = self.on_terminal("returns", "--no-color", columns=132)
        [line] = [line for line in text.splitlines() if negative in line]
        self.assertLessEqual(width(line), 132)

    def test_ids_are_never_cut(self):
        _, text = self.on_terminal("returns", columns=40)
        for one in self.market.returns():
            self.assertIn(str(one["return"]), text)

    def test_colours_mean_something(self):
        _, text = self.on_terminal("returns", columns=200)
        self.assertIn("\x1b[33mPREMODERATION_DECISION_WAITING\x1b[0m", text)
        self.assertIn("\x1b[32mREFUNDED\x1b[0m", text)
        self.assertIn("\x1b[31mREJECTED\x1b[0m", text)
        for words, changes in ((["--no-color"], {}), ([], {"NO_COLOR": "1"}), (["--json"], {})):
            _, text = self.on_terminal("returns", *words, columns=200, **changes)
            self.assertNotIn("\x1b", text)
        self.assertNotIn("\x1b", self.run_ymr("returns").out)

    def test_a_return_fits(self):
        for name in ("demo", "escapes", "unknown_enums"):
            special = self.market.special(name)
            for columns in (60, 80, 120):
                _, text = self.on_terminal("return", special["order"], special["return"], columns=columns)
                for line in ESCAPE.sub("", text).splitlines():
                    if "  directions" in line or "buyer" in line or line.startswith(" " * 18):
                        self.assertLessEqual(width(line), columns, line)

    def photo(self, name, *words):
        photo = self.market.photo(name)
        return ["photo", photo["order"], photo["return"], photo["item"], photo["hash"], "-o", "p", *words]

    def test_progress(self):
        self.market.fault("stall", after=20000000, seconds=1, then="go", operation="getReturnPhoto")
        for columns in (40, 80, 120):
            _, text = self.on_terminal(*self.photo("demo_big"), stream="stderr", columns=columns)
            steps = text.split("\r\x1b[K")
            self.assertIn("50.0 MB of 50.0 MB", steps[-1])
            self.assertTrue(steps[-1].endswith("\n"))
            for step in steps:
                self.assertLess(width(step.rstrip("\n")), columns)
            if columns >= 80:
                self.assertIn("100%", steps[-1])

    def test_progress_is_off(self):
        for words in (["--no-progress"], ["-q"]):
            self.assertEqual("", self.on_terminal(*self.photo("demo_small", *words), stream="stderr")[1])
        self.assertEqual("", self.run_ymr(*self.photo("demo_small")).err)

    def test_an_error_takes_the_bar_away(self):
        self.market.fault("stall", after=30000000, seconds=1, then="close", times=0,
                          operation="getReturnPhoto")
        code, text = self.on_terminal(*self.photo("demo_big", "--retries", "0"), stream="stderr")
        self.assertEqual(3, code)
        self.assertRegex(text, "\r\x1b\\[Kymr: [^\r\x1b]*\n\\Z")


if __name__ == "__main__":
    unittest.main()
