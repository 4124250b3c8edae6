"""The command line: what is taken, and what is said about the rest."""
import os
import subprocess
import time
import unittest

from program import DONE, LOCAL, NETWORK, USAGE, YMR, ProgramTest

KEY = "ACMA:" + "k" * 40 + ":01234567"


class Usage(ProgramTest):
    market_arguments = None

    def setUp(self):
        super().setUp()
        self.env = self.environment(YMR_API_KEY=KEY, YMR_CAMPAIGN="1", YMR_BASE_URL="http://127.0.0.1:9",
                                    YMR_CA="/nonexistent")

    def ymr(self, *words, env=None, **options):
        return self.run_ymr(*words, env=self.env if env is None else env, **options)

    def test_wrong_words(self):
        cases = [
            ([], "no command"),
            (["retrun", "1", "2"], 'unknown command "retrun": did you mean "return"?'),
            (["parcels"], 'unknown command "parcels"'),
            (["frobnicate"], "ymr help lists the commands"),
            (["returns", "--folow", "5"], "did you mean --follow?"),
            (["returns", "--pagesize", "5"], "did you mean --page-size?"),
            (["returns", "--statuss=REFUNDED"], "did you mean --status?"),
            (["returns", "--stauts", "REFUNDED"], "did you mean --status? See ymr returns --help"),
            (["--stat", "returns"], "did you mean --stats? See ymr --help"),
            (["returns", "--indx", "x"], "unknown option --indx: see ymr returns --help"),
            (["retruns"], 'unknown command "retruns": did you mean "returns"? ymr help lists the commands'),
            (["hepl", "returns"], 'did you mean "help"?'),
            (["journal", "foo"], 'unknown command "journal foo": ymr help journal lists the commands'),
            (["journal", "flsh"], 'did you mean "journal flush"? ymr help journal lists the commands'),
            (["returns", "-z"], "unknown option -z"),
            (["returns", "extra"], "one word too many"),
            (["return", "1"], "return needs ORDER RETURN"),
            (["return", "1", "2", "3"], "one word too many"),
            (["photo", "1", "2", "3"], "photo needs ORDER RETURN ITEM HASH"),
            (["photos"], "photos needs ORDER RETURN"),
            (["return", "1", "2", "--limit", "5"], "--limit is no option of return"),
            (["returns", "-o", "x"], "--output is no option of returns"),
            (["returns", "--limit"], "--limit needs a value"),
            (["returns", "--json=yes"], "--json takes no value"),
            (["returns", "--limit", "0"], "whole number from 1"),
            (["returns", "--limit", "ten"], '"ten"'),
            (["returns", "--page-size", "101"], "from 1 to 100"),
            (["returns", "--page-size", "1e1"], "from 1 to 100"),
            (["returns", "--type", "SOLD"], "known are UNREDEEMED, RETURN"),
            (["returns", "--status", "REFUNDED,GONE"], '"GONE" is not known; known are STARTED_BY_USER'),
            (["returns", "--status", ""], '"" is not known'),
            (["returns", "--shipment", "LOST,"], "known are CREATED"),
            (["returns", "--from", "2026-02-30"], "not a day"),
            (["returns", "--to", "yesterday"], "YYYY-MM-DD"),
            (["returns", "--from", "2026-02-03", "--to", "2026-02-02"],
             "--from 2026-02-03 is after --to 2026-02-02"),
            (["returns", "--order", "1,x"], '"x" is not an order'),
            (["returns", "--order", ",".join("1" * 51)], "more than 50 orders"),
            (["returns", "--timeout", "-1"], "number of seconds"),
            (["returns", "--timeout", "0.0001"], "to the millisecond"),
            (["returns", "--retries", "21"], "from 0 to 20"),
            (["returns", "--campaign", "0"], "whole number from 1"),
            (["--api-key", KEY[:20], "returns"], "unknown option --api-key"),
            (["returns", "--ca", ""], "the value is empty"),
        ]
        for words, said in cases:
            with self.subTest(" ".join(words)[:60]):
                result = self.ymr(*words, expect=USAGE)
                self.assertIn(said, result.err)
                self.assertEqual("", result.out)

    def test_what_is_missing(self):
        for name, said in (("YMR_API_KEY", "no API key: set YMR_API_KEY or give --key-file"),
                           ("YMR_CAMPAIGN", "no campaign: set YMR_CAMPAIGN or give --campaign")):
            for value in (None, ""):
                env = {**self.env, name: value}
                if value is None:
                    del env[name]
                self.assertIn(said, self.ymr("returns", env=env, expect=USAGE).err)

    def test_environment_is_checked_like_options(self):
        self.assertIn("YMR_CAMPAIGN:", self.ymr("returns", env={**self.env, "YMR_CAMPAIGN": "x"},
                                                expect=USAGE).err)
        self.ymr("returns", "--campaign", 5, "--retries", 0, env={**self.env, "YMR_CAMPAIGN": "x"},
                 expect=NETWORK)

    def test_help(self):
        text = self.ymr("--help", expect=DONE).out
        for command in ("returns", "return", "photo", "photos", "decode", "scan"):
            self.assertIn("\n  %s " % command, text)
            about = self.ymr(command, "--help", expect=DONE).out
            self.assertIn("Usage: ymr [OPTIONS] " + command, about)
        for word in ("--campaign ID", "YMR_API_KEY", "--session FILE", "Exit status"):
            self.assertIn(word, text)
        self.assertLess(max(map(len, text.splitlines())), 111)
        self.assertIn("-o, --output FILE", self.ymr("photo", "--help", expect=DONE).out)

    def test_version(self):
        self.assertRegex(self.ymr("--version", expect=DONE).out, r"\Aymr \d+\.\d+\.\d+\n\Z")

    def test_words_behind_two_hyphens(self):
        self.assertIn("HASH", self.ymr("photo", "1", "2", "3", expect=USAGE).err)
        self.ymr("photo", "1", "2", "3", "--retries=0", "--", "-hash", expect=NETWORK)

    def test_odd_bytes_are_shown_harmless(self):
        result = self.ymr(b"\x1b[31m\xff".decode("utf-8", "surrogateescape"), expect=USAGE)
        self.assertNotIn("\x1b", result.err)


class KeyFile(ProgramTest):
    def setUp(self):
        super().setUp()
        self.env = self.environment(YMR_API_KEY=None)

    def with_file(self, content, mode=0o600, expect=None):
        with open(self.path("key"), "wb") as file:
            file.write(content)
        os.chmod(self.path("key"), mode)
        result = self.run_ymr("-v", "returns", "--limit", "1", "--key-file", "key", env=self.env,
                              expect=expect)
        self.assertNotIn(self.market.key, result.out + result.err)
        return result

    def test_blanks_around_the_key(self):
        for before, after in (("", ""), ("", "\n"), (" \t", " \r\n\n")):
            self.with_file((before + self.market.key + after).encode(), expect=DONE)
            headers = dict(self.market.requests()[-1]["headers"])
            self.assertEqual(self.market.key, headers["Api-Key"])

    def test_others_may_read_it(self):
        self.assertIn("chmod 600", self.with_file(self.market.key.encode(), 0o644, DONE).err)
        self.assertNotIn("chmod", self.with_file(self.market.key.encode(), 0o600, DONE).err)

    def test_files_that_hold_no_key(self):
        for content, code, said in ((b"", USAGE, "nothing but blanks"), (b" \n", USAGE, "nothing but blanks"),
                                    (b"x" * 5000, LOCAL, "longer than"), (b"a\0b", LOCAL, "NUL"),
                                    (b"abc\r\nX-Evil: 1", USAGE, "character 4"),
                                    ("ключ".encode(), USAGE, "character 1")):
            with self.subTest(content[:10]):
                result = self.with_file(content, expect=code)
                self.assertIn(said, result.err)
        self.assertEqual({}, self.market.counters()["requests"])

    def test_no_such_file(self):
        result = self.run_ymr("returns", "--key-file", "missing", env=self.env, expect=LOCAL)
        self.assertIn("missing: No such file", result.err)

    def test_the_environment_of_the_process_holds_it_no_longer(self):
        self.market.fault("no_answer", seconds=3)
        process = subprocess.Popen([YMR, "returns", "--limit", "1", "--retries", "0"], env=self.environment(),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 10
        while not self.market.counters()["requests"] and time.monotonic() < end:
            time.sleep(0.02)
        with open("/proc/%d/environ" % process.pid, "rb") as file:
            environ = file.read()
        process.terminate()
        process.wait(10)
        self.assertIn(b"YMR_API_KEY", environ)
        self.assertNotIn(self.market.key.encode(), environ)


if __name__ == "__main__":
    unittest.main()
