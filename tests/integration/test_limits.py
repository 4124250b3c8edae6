"""The Market's limit of calls: waited for when that fits, told at once when not, and not asked for when it is known."""
import calendar
import email.utils
import re
import time
import unittest

from program import DONE, LIMIT, ProgramTest


def date(seconds_ahead):
    return email.utils.formatdate(time.time() + seconds_ahead, usegmt=True)


class Limits(ProgramTest):
    market_arguments = {}

    def timed(self, *words, **options):
        began = time.monotonic()
        result = self.run_ymr(*words, plain=True, **options)
        return result, time.monotonic() - began

    def one(self, *more, **options):
        special = self.market.special("unredeemed")
        return self.timed("return", special["order"], special["return"], *more, **options)

    def two_pages(self):
        """Words that list 15 returns on two pages, and nothing behind them."""
        small = [row for row in self.market.returns() if row["bytes"] < 3000]
        orders = sorted({row["order"] for row in small[:30]})[:15]
        return ["-v", "returns", "--page-size", 10, "--json", "--order", ",".join(map(str, orders))]

    def asked(self):
        return sum(self.market.counters()["requests"].values())

    def test_two_seconds_ahead_one_wait_then_success(self):
        self.market.fault("limit", seconds=2)
        result, took = self.one("-v", expect=DONE)
        self.assertEqual(2, self.asked())
        self.assertEqual(1, result.err.count("trying again in "))
        self.assertTrue(1 <= took < 20, took)
        self.assertIn("ymr: HTTP 420", result.err)

    def test_as_long_as_it_lasts(self):
        self.market.fault("limit", seconds=2, sticky=True, times=0)
        self.one("--retries", 1, expect=DONE)
        self.assertEqual(2, self.asked(), "not asked while it lasts")

    def test_an_hour_ahead_the_time_is_told_at_once(self):
        for words in (["--timeout", "10"], ["--timeout", "0.5"], []):
            with self.subTest(words):
                self.market.reset()
                self.market.fault("limit", seconds=3600, times=0)
                until = time.time() + 3600
                result, took = self.one(*words, expect=LIMIT)
                self.assertLess(took, 2)
                self.assertEqual(1, self.asked())
                self.assertEqual("", result.out)
                told = re.search(r"until (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC \(in (\d+) s\)", result.err)
                self.assertIsNotNone(told, str(result))
                self.assertAlmostEqual(until, calendar.timegm(time.strptime(told[1], "%Y-%m-%d %H:%M:%S")), delta=3)
                self.assertAlmostEqual(3600, int(told[2]), delta=3)

    def test_a_list_of_which_the_next_page_would_be_refused(self):
        for words in (["--timeout", "10"], []):
            with self.subTest(words):
                self.market.reset()
                self.market.fault("headers", set={"X-RateLimit-Resource-Remaining": "0",
                                                  "X-RateLimit-Resource-Until": date(1800)})
                result, took = self.timed(*self.two_pages(), *words, expect=LIMIT)
                self.assertLess(took, 2)
                self.assertEqual(1, self.asked(), "the second page was not asked for")
                self.assertEqual(10, len(result.objects()), "the first page is whole and counts")
                self.assertRegex(result.err, r"until 20\d\d-.* UTC \(in 1[78]\d\d s\)")
                self.assertNotIn("HTTP 420", result.err)

    def test_a_list_of_which_the_next_page_waits_for_its_turn(self):
        self.market.fault("headers", set={"X-RateLimit-Resource-Remaining": "0", "X-RateLimit-Resource-Until": date(2)})
        result, took = self.timed(*self.two_pages(), expect=DONE)
        self.assertEqual(15, len(result.objects()))
        self.assertEqual(2, self.asked())
        self.assertEqual(1, result.err.count("the limit of calls is used up: waiting "))
        self.assertNotIn("HTTP 420", result.err)
        self.assertTrue(0.5 <= took < 20, took)

    def test_dates_that_help_nobody_end_in_the_error(self):
        for fields in ({"set": {"X-RateLimit-Resource-Until": "soon"}}, {"remove": ["X-RateLimit-Resource-Until"]}):
            with self.subTest(fields):
                self.market.reset()
                self.market.fault("limit", seconds=2, times=0)
                self.market.fault("headers", times=0, **fields)
                _, took = self.one(expect=LIMIT)
                self.assertLess(took, 2)
                self.assertEqual(1, self.asked())


if __name__ == "__main__":
    unittest.main()
