"""What is shown on a terminal, through a pseudo-terminal of a given width."""
import fcntl
import itertools
import json
import os
import pty
import re
import select
import shlex
import shutil
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

    def test_no_line_is_broken_within_a_word(self):
        demo, answer = self.market.special("demo"), os.path.abspath("tests/data/answer-return.json")
        waiting = next(one["return"] for one in self.market.returns() if one["refundStatus"] == "WAITING_FOR_DECISION")
        for words in (["return", demo["order"], demo["return"]], ["order", demo["order"]], ["decode", answer],
                      ["order", demo["order"], "--deprecated"], ["cost", demo["order"]], ["decisions", waiting],
                      ["help"], ["help", "scan"], ["help", "journal"]):
            _, whole = self.on_terminal(*words, columns=500)
            whole = set(ESCAPE.sub("", whole).split())
            for columns in (40, 60, 80, 120):
                with self.subTest(" ".join(map(str, words[:2])), columns=columns):
                    _, text = self.on_terminal(*words, columns=columns)
                    text = ESCAPE.sub("", text)
                    self.assertEqual(whole, set(text.split()))
                    for line in text.splitlines():
                        # what is still too long is one word that people copy, behind its label
                        if width(line) > columns:
                            self.assertRegex(line, r"^ +(\w+ +)?\S{13,}$|^  --")

    def test_what_is_copied_keeps_its_blanks(self):
        answer = {"status": "OK", "result": {
            "id": 7, "orderId": 8, "returnType": "RETURN", "creationDate": "2026-01-02T03:04:05+03:00",
            "items": [{"shopSku": "a  b " + "c" * 40, "count": 1}]}}
        with open(self.path("answer.json"), "w") as file:
            json.dump(answer, file)
        for columns in (40, 80):
            self.assertIn("a  b " + "c" * 40, self.on_terminal("decode", "answer.json", columns=columns)[1])

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
            else:
                self.assertRegex(text, r"[kM]B/s  \d+:\d\d left\r")
                self.assertNotRegex(text, r"l(e|ef)?\r")

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


    def decoded(self, hours_left, shipment="IN_TRANSIT"):
        """A return that waits for a decision, shown from a file. @return what the terminal got"""
        created = time.time() - (48 - hours_left) * 3600
        answer = {"status": "OK", "result": {
            "id": 7, "orderId": 8, "returnType": "RETURN", "items": [], "shipmentStatus": shipment,
            "creationDate": time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(created)),
            "refundStatus": "WAITING_FOR_DECISION"}}
        with open(self.path("answer.json"), "w") as file:
            json.dump(answer, file)
        return self.on_terminal("decode", "answer.json")[1]

    def test_a_near_deadline_is_red(self):
        self.assertIn("\x1b[31mWAITING_FOR_DECISION\x1b[0m", self.decoded(5))
        self.assertRegex(self.decoded(5), "decide until +....-..-.. ..:.., \x1b\\[31m4 h 59 min left\x1b")
        for hours in (20, -3):
            self.assertIn("\x1b[33mWAITING_FOR_DECISION\x1b[0m", self.decoded(hours))
        self.assertRegex(self.decoded(20), r"decide until +....-..-.. ..:.., 19 h 59 min left\n")
        self.assertIn("which is over: the Market decides", self.decoded(-3))

    def test_lost_goods_are_red(self):
        _, text = self.on_terminal("returns", columns=200)
        painted = dict(re.findall("\x1b\\[(\\d+)m(LOST|PICKED|READY_FOR_PICKUP) *\x1b", text)[::-1])
        for colour, status in re.findall("\x1b\\[(\\d+)m(LOST|PICKED|READY_FOR_PICKUP) *\x1b", text):
            self.assertEqual({"LOST": "31", "PICKED": "32", "READY_FOR_PICKUP": "33"}[status], colour)
        self.assertTrue(painted)

    def test_help_is_a_command(self):
        for words in (["help", "decide"], ["decide", "--help"], ["help", "chat", "send"]):
            self.assertIn("Usage: ymr [OPTIONS] %s" % words[-1 if words[0] == "help" else 0].split()[0],
                          self.run_ymr(*words, expect=DONE).out.replace("OPTIONS] chat ", "OPTIONS] "))
        self.assertEqual(self.run_ymr("--help").out, self.run_ymr("help").out)
        self.assertEqual(self.run_ymr("chat", "--help").out, self.run_ymr("help", "chat").out)
        self.assertRegex(self.run_ymr("help", "chat", expect=DONE).out, r"\n  send +sends a message")
        self.assertNotIn("returns", self.run_ymr("help", "chat").out)

    def test_help_says_what_an_option_is_to_its_command(self):
        for words, said in ((["orders"], "1 to 50"), (["chat", "list"], "1 to 20"), (["returns"], "1 to 100"),
                            (["cancel"], "--order ID  "), (["returns"], "--order ID,…"),
                            (["operation"], "RETURN_CANCELLATION unless given"), (["report"], "RETURN or UNREDEEMED")):
            self.assertIn(said, self.run_ymr("help", *words, expect=DONE).out)

    def test_help_suggests(self):
        self.assertIn('did you mean "decide"', self.run_ymr("help", "decid").err)


@unittest.skipUnless(shutil.which("tmux"), "tmux is not installed")
class InTmux(ProgramTest):
    """A terminal that somebody sits at: what stands on its screen, cell by cell."""

    COLUMNS = 100

    def setUp(self):
        super().setUp()
        self.socket = os.path.join(self.directory, "tmux")

    def tmux(self, *words):
        done = subprocess.run(["tmux", "-u", "-f", "/dev/null", "-S", self.socket, *words], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, universal_newlines=True, timeout=20,
                              env=self.environment(True, TERM="xterm-256color", LC_ALL="C.UTF-8"))
        self.assertEqual(0, done.returncode, done.stderr)
        return done.stdout

    def screen(self, *words, until="^done", rows=50):
        """Runs ymr on a screen of its own. @return its lines once one of them matches `until`"""
        command = " ".join(shlex.quote(str(word)) for word in (YMR, *words)) + "; echo done $?; sleep 60"
        self.tmux("new-session", "-d", "-x", str(self.COLUMNS), "-y", str(rows), command)
        try:
            end = time.monotonic() + 30
            while time.monotonic() < end:
                lines = self.tmux("capture-pane", "-p").splitlines()
                if any(re.search(until, line) for line in lines):
                    return lines
                time.sleep(0.05)
            self.fail("never seen: %s in %s" % (until, lines))
        finally:
            self.tmux("kill-server")

    def test_cyrillic_is_aligned(self):
        lines = self.screen("decode", os.path.abspath("tests/data/answer-return.json"))
        at = next(number for number, line in enumerate(lines) if line.startswith("  directions"))
        value = [lines[at], *itertools.takewhile(lambda line: line.startswith(" " * 18), lines[at + 1:])]
        self.assertGreater(len(value), 1)
        for line in value:
            self.assertRegex(line[17:19], " [А-Яа-я«]")
            self.assertLessEqual(len(line.rstrip()), self.COLUMNS)

    def test_the_columns_stand_below_their_headings(self):
        lines = self.screen("returns", "--status", "WAITING_FOR_DECISION", rows=100)
        [heading] = [line for line in lines if line.startswith("RETURN")]
        at = heading.index("REFUND")
        rows = [line for line in lines if "WAITING_FOR_DEC" in line]
        self.assertTrue(rows)
        for row in rows:
            if not re.search(r"\d{16}", row):  # a long id takes from the columns behind it
                self.assertEqual("WAITING", row[at:at + 7])

    def test_a_photo_shows_how_far_it_is(self):
        self.market.fault("stall", after=20000000, seconds=3, then="go", operation="getReturnPhoto")
        photo = self.market.photo("demo_big")
        lines = self.screen("photo", photo["order"], photo["return"], photo["item"], photo["hash"], "-o", "p",
                            until=r"MB of 50\.0 MB")
        [line] = [line for line in lines if "MB of 50.0 MB" in line]
        self.assertRegex(line, r"\[=*>? *\] +\d+% .*MB of 50\.0 MB")


if __name__ == "__main__":
    unittest.main()
