"""Servers that do not keep to HTTP, one file of tests/data/hostile each: exit status, words, memory, and who
hears the key."""
import concurrent.futures
import os
import re
import subprocess
import tempfile
import time
import unittest

import hostile_http
from program import SANITIZED, YMR, environment

KEY = "ACMA:hostile-secret-key:01234567"
LONGEST = 60  # seconds, under the sanitizers on a slow machine


def resident_peak_kb(pid):
    """What was the most so far. The kernel's figure for a finished child has this program's own in it."""
    with open("/proc/%d/status" % pid) as status:
        return next((int(line.split()[1]) for line in status if line.startswith("VmHWM")), 0)


class Run:
    """One case, run in a directory of its own."""

    def __init__(self, case):
        with tempfile.TemporaryDirectory() as directory, hostile_http.Player(case) as server, \
                hostile_http.Player() as other:
            self.place = server.place
            server.replaced = {b"{place}": server.place.encode(), b"{other}": other.place.encode()}
            words = ["--base-url", "http://" + server.place]
            words += [] if "--retries" in case.words else ["--retries", "0"]
            began = time.monotonic()
            self._run([YMR, *words, *case.words], directory)
            self.seconds = time.monotonic() - began
            self.files = os.listdir(directory)
        self.requests, self.elsewhere = server.requests, other.requests

    def _run(self, words, directory):
        env = environment({"YMR_API_KEY": KEY, "YMR_CAMPAIGN": "7", "YMR_BUSINESS": "5"})
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(words, env=env, cwd=directory, stdin=subprocess.DEVNULL, stdout=out,
                                       stderr=err)
            self.resident_kb = 0
            end = time.monotonic() + LONGEST
            while process.poll() is None:
                if time.monotonic() > end:
                    process.kill()
                self.resident_kb = max(self.resident_kb, resident_peak_kb(process.pid))
                time.sleep(0.005)
            self.exit = process.returncode
            self.out, self.err = (self._text(file) for file in (out, err))

    @staticmethod
    def _text(file):
        file.seek(0)
        return file.read().decode("utf-8", "replace").splitlines()


class HostileHttp(unittest.TestCase):
    maxDiff = None

    def check(self, case, run):
        self.assertEqual((case.exit, case.prints), (run.exit, run.out), "%s: %s" % (case.what, run.err))
        self.assertEqual(len(case.says), len(run.err), run.err)
        for wanted, said in zip(case.says, run.err):
            pattern = re.escape("ymr: " + wanted.replace("{place}", run.place)).replace(r"\{n\}", r"\d+")
            self.assertRegex(said, "^%s$" % pattern)
        self.assertEqual([], run.files, "nothing is left behind")
        self.assertEqual(case.heard, len(run.requests), "requests")
        self.assertEqual([], run.elsewhere, "nobody else is called")
        self.assertLess(run.seconds, LONGEST, "no hang")
        if not SANITIZED:
            self.assertLess(run.resident_kb, case.resident, "kB resident")

    def test_the_corpus(self):
        corpus = hostile_http.cases()
        self.assertGreater(len(corpus), 100)
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            for case, run in zip(corpus, pool.map(Run, corpus)):
                with self.subTest(case.name):
                    self.check(case, run)


if __name__ == "__main__":
    unittest.main()
