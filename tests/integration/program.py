"""Runs the program as a person or a script would, and keeps an eye on what it must never do."""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from decimal import Decimal

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))

from market import Market  # noqa: E402

YMR = os.path.abspath(os.environ.get("YMR_PROGRAM", os.path.join(ROOT, "build", "ymr")))
SANITIZED = "asan" in YMR

DONE, USAGE, NETWORK, REFUSED, LIMIT, INVALID = 0, 2, 3, 4, 5, 6
NOT_FOUND, UNKNOWN, LOCAL, INTERRUPTED = 7, 8, 9, 130


class Result:
    def __init__(self, words, code, out, err):
        self.words, self.code, self.raw = words, code, out
        self.out, self.err = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")

    def __str__(self):
        return "ymr %s: exit %s\n--- stdout\n%s\n--- stderr\n%s" % (
            " ".join(self.words), self.code, self.out[:4000], self.err[:4000])

    def objects(self):
        """What --json printed, numbers with a point or an exponent as exact decimals."""
        return [json.loads(line, parse_float=Decimal) for line in self.out.splitlines()]


def environment(of_market):
    """Nothing of the caller's own settings gets through."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS")
            if name in os.environ}
    return {**kept, **of_market}


class ProgramTest(unittest.TestCase):
    """A test with a directory of its own and, unless `market_arguments` is None, a market that all tests of
    the class share."""

    market_arguments = {}
    market = None

    @classmethod
    def setUpClass(cls):
        if cls.market_arguments is not None:
            cls.market = Market(**cls.market_arguments)
            cls.market.__enter__()
            cls.addClassCleanup(cls.market.stop)

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        if self.market:
            self.market.reset()

    def environment(self, plain=False, **changes):
        of_market = {} if not self.market else self.market.plain_env if plain else self.market.env
        changed = {**environment(of_market), **changes}
        return {name: value for name, value in changed.items() if value is not None}

    def run_ymr(self, *words, plain=False, env=None, input=None, timeout=60, expect=None, **popen):
        words = [str(word) for word in words]
        env = self.environment(plain) if env is None else env
        process = subprocess.run([YMR, *words], env=env, input=input, capture_output=True, timeout=timeout,
                                 cwd=self.directory, **popen)
        result = Result(words, process.returncode, process.stdout, process.stderr)
        self.check_manners(result, env)
        if expect is not None:
            self.assertEqual(expect, result.code, str(result))
        return result

    def check_manners(self, result, env):
        """True of every run: no key in sight, no crash, whatever is said begins with the program's name."""
        key = env.get("YMR_API_KEY")
        if key:
            self.assertNotIn(key, result.out + result.err, "the API key is shown")
        self.assertGreaterEqual(result.code, 0, str(result))
        self.assertNotIn("Sanitizer", result.err)
        for line in result.err.splitlines():
            self.assertTrue(line.startswith("ymr: "), str(result))
        if result.code not in (DONE,):
            self.assertIn("ymr: ", result.err)

    def path(self, name):
        return os.path.join(self.directory, name)

    def files(self):
        return sorted(os.listdir(self.directory))
