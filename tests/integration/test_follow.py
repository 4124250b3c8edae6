"""`ymr returns --follow`: each change once, whatever happens on the way."""
import datetime
import json
import os
import re
import signal
import subprocess
import threading
import time
import unittest

from program import DONE, INTERRUPTED, LOCAL, REFUSED, USAGE, YMR, ProgramTest

WAITING = "WAITING_FOR_DECISION,PREMODERATION_DECISION_WAITING"
MOSCOW = datetime.timezone(datetime.timedelta(hours=3))
TODAY = "2027-01-10T10:00:%02d+03:00"


def last(requests, operation="getReturns"):
    return [one["target"] for one in requests if one["operation"] == operation][-1]


class Follower:
    """One `ymr returns --follow`, its lines and what it says."""

    def __init__(self, test, *words, env=None, stdout=None):
        self.test = test
        self.err_path = test.path("follow.err")
        self.lines = []
        with open(self.err_path, "wb") as err:
            self.process = subprocess.Popen([YMR, "returns", "--follow", "1", *map(str, words)], stderr=err,
                                            env=env or test.environment(plain=True), cwd=test.directory,
                                            stdout=stdout or subprocess.PIPE)
        test.addCleanup(self.end)
        self.reader = None
        if not stdout:
            self.reader = threading.Thread(target=self.read, daemon=True)
            self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line)

    def err(self):
        with open(self.err_path, encoding="utf-8") as file:
            return file.read()

    def wait(self, what, condition, seconds=20):
        end = time.monotonic() + seconds
        while not condition():
            self.test.assertLess(time.monotonic(), end,
                                 "%s: %d lines\n%s" % (what, len(self.lines), self.err()))
            time.sleep(0.02)

    def objects(self):
        return [json.loads(line) for line in list(self.lines)]

    def rounds(self, more=2):
        """Waits until so many more lists have come whole: what was to be printed has been."""
        def done():
            return self.test.market.counters()["statuses"].get("200", 0)
        before = done()
        self.wait("%d rounds" % more, lambda: done() >= before + more)
        time.sleep(0.2)

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        code = self.process.wait(15)
        if self.reader:
            self.reader.join(10)
        for line in self.err().splitlines():
            self.test.assertTrue(line.startswith("ymr: "), self.err())
        return code

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.reader:
            self.reader.join(10)
        if self.process.stdout:
            self.process.stdout.close()


class Follow(ProgramTest):
    market_arguments = {"returns": 80}

    def follow(self, *words, **options):
        return Follower(self, "--json", *words, **options)

    def ids(self, **query):
        return sorted(one["return"] for one in self.market.returns(**query))

    def start(self, *words, query=None, **options):
        """A follower that has printed what there is."""
        wanted = self.ids(**(query or {}))
        follower = self.follow(*words, **options)
        follower.wait("the first round", lambda: len(follower.lines) >= len(wanted))
        self.assertEqual(wanted, sorted(one["id"] for one in follower.objects()))
        return follower

    def changes(self, follower, known, count):
        follower.wait("%d changes" % count, lambda: len(follower.lines) >= known + count)
        follower.rounds(1 if count else 2)
        self.assertEqual(known + count, len(follower.lines))
        return follower.objects()[known:]

    def plain_return(self, number=0):
        """An ordinary return with a date and both statuses."""
        fit = [one for one in self.market.returns(type="RETURN")
               if one["updateDate"] and one["refundStatus"] and one["shipmentStatus"] and not one["name"]]
        return fit[number]["return"]

    def test_everything_then_each_change_once(self):
        follower = self.start()
        known = len(follower.lines)
        self.assertEqual([], self.changes(follower, known, 0), "nothing has changed")
        one, two = self.plain_return(0), self.plain_return(1)
        self.market.touch(one, updateDate=TODAY % 1)
        came, = self.changes(follower, known, 1)
        self.assertEqual((one, TODAY % 1), (came["id"], came["updateDate"]))
        self.market.touch(one, refundStatus="REFUNDED_BY_SHOP")
        came, = self.changes(follower, known + 1, 1)
        self.assertEqual("REFUNDED_BY_SHOP", came["refundStatus"], "a status alone is a change, too")
        self.market.touch(one, shipmentStatus="NEW_STATUS_OF_NEXT_YEAR")
        self.market.touch(two, updateDate=TODAY % 2)
        came = self.changes(follower, known + 2, 2)
        self.assertEqual({one, two}, {each["id"] for each in came})
        self.assertEqual(DONE, follower.stop())

    def test_an_earlier_state_that_comes_back_is_not_told_again(self):
        """One of the Market's servers may lag behind the other."""
        follower = self.start()
        known = len(follower.lines)
        one = self.plain_return()
        self.market.touch(one, updateDate=TODAY % 1, refundStatus="REFUNDED")
        self.changes(follower, known, 1)
        self.market.touch(one, updateDate=TODAY % 2, refundStatus="REJECTED")
        self.changes(follower, known + 1, 1)
        self.market.touch(one, updateDate=TODAY % 1, refundStatus="REFUNDED")
        self.assertEqual([], self.changes(follower, known + 2, 0))
        self.market.touch(one, updateDate="2027-01-10T07:00:02.000Z", refundStatus="REJECTED")
        self.assertEqual([], self.changes(follower, known + 2, 0), "the same instant in other words")

    def test_later_rounds_ask_from_the_day_before_the_newest_change(self):
        follower = self.start("--status", WAITING + ",REFUNDED", "--type", "RETURN",
                              "--shipment", "PICKED,LOST",
                              query={"statuses": WAITING + ",REFUNDED", "type": "RETURN",
                                     "shipmentStatuses": "PICKED,LOST"})
        follower.rounds()
        first, later = [each["target"] for each in self.market.requests()][:2]
        self.assertNotIn("fromDate", first)
        self.assertIn("fromDate=", later)
        self.assertEqual(first, re.sub(r"&fromDate=\d{4}-\d\d-\d\d", "", later), "and no filter is lost")

    def test_the_day_is_that_of_moscow(self):
        newest = max(self.market.returns(fromDate="2026-01-01"), key=lambda one: one["updateDate"][:10])
        self.assertLess(newest["updateDate"], "2026-11-25", "the data have grown out of this test")
        self.market.touch(self.plain_return(), updateDate="2026-11-26T22:30:00Z")
        follower = self.start()
        follower.rounds()
        yesterday = datetime.datetime.now(MOSCOW) - datetime.timedelta(days=1)
        self.assertIn("fromDate=" + min("2026-11-26", yesterday.strftime("%Y-%m-%d")),
                      last(self.market.requests()))

    def test_a_date_in_the_future_shuts_nothing_out(self):
        self.market.touch(self.plain_return(0), updateDate="2099-01-01T00:00:00Z")
        follower = self.start()
        known = len(follower.lines)
        day = datetime.datetime.now(MOSCOW).strftime("%Y-%m-%d")
        self.market.touch(self.plain_return(1), updateDate=day + "T00:00:01+03:00")
        self.assertEqual(1, len(self.changes(follower, known, 1)))

    def test_a_later_from_stays(self):
        follower = self.follow("--from", "2030-01-01")
        follower.rounds(3)
        self.assertIn("fromDate=2030-01-01", last(self.market.requests()))
        self.assertEqual([], follower.lines)
        one = self.plain_return()
        self.market.touch(one, updateDate="2031-01-01T00:00:00Z")
        self.assertEqual([one], [each["id"] for each in self.changes(follower, 0, 1)])
        follower.rounds()
        self.assertIn("fromDate=2030-01-01", last(self.market.requests()))

    def test_a_status_filter(self):
        follower = self.start("--status", WAITING, query={"statuses": WAITING})
        known = len(follower.lines)
        one = next(each for each in self.market.returns(statuses="REFUNDED") if each["updateDate"])["return"]
        self.market.touch(one, refundStatus="WAITING_FOR_DECISION", updateDate=TODAY % 3)
        self.assertEqual([one], [each["id"] for each in self.changes(follower, known, 1)])
        self.market.touch(one, refundStatus="DECISION_MADE", updateDate=TODAY % 4)
        self.assertEqual([], self.changes(follower, known + 1, 0), "what does not match any more is not told")

    def test_large_returns_come_too(self):
        thousand = self.market.special("thousand_items")
        follower = self.start()
        came = [one for one in follower.objects() if one["id"] == thousand["return"]]
        self.assertEqual([1000], [len(one["items"]) for one in came])

    def test_pages_that_break_off_print_nothing_twice_and_nothing_unconfirmed(self):
        wanted = self.ids()
        self.market.fault("cut", after=30000, operation="getReturns", times=3)
        self.market.fault("error_200", place="late", operation="getReturns", times=2, skip=3)
        follower = self.follow("--page-size", "20", "--retries", "0")
        follower.wait("all of them", lambda: len(follower.lines) >= len(wanted))
        follower.rounds(5)
        self.assertEqual(wanted, sorted(one["id"] for one in follower.objects()))
        self.assertEqual(DONE, follower.stop())

    def test_nothing_of_a_page_that_says_error_at_its_end(self):
        self.market.fault("error_200", place="late", operation="getReturns", times=0)
        follower = self.follow("--retries", "0")
        follower.wait("three rounds", lambda: self.market.counters()["requests"].get("getReturns", 0) >= 3)
        self.assertEqual([], follower.lines)
        self.assertEqual(1, len(follower.err().splitlines()), "told once: " + follower.err())
        self.market.clear_faults()
        wanted = self.ids()
        follower.wait("all of them", lambda: len(follower.lines) >= len(wanted))
        self.assertIn("can be read again", follower.err())

    def test_network_errors_are_survived_and_told_once(self):
        follower = self.start("--retries", "0")
        known = len(follower.lines)
        self.market.fault("reset", after=10, operation="getReturns", times=4)
        before = self.market.counters()["requests"]["getReturns"]
        follower.wait("four failures", lambda: self.market.counters()["requests"]["getReturns"] >= before + 4)
        self.market.touch(self.plain_return(), updateDate=TODAY % 5)
        self.assertEqual(1, len(self.changes(follower, known, 1)))
        said = follower.err().splitlines()
        self.assertEqual(2, len(said), said)
        self.assertIn("127.0.0.1:%d" % self.market.plain_port, said[0])
        self.assertIn("can be read again", said[1])

    def test_nobody_there_at_the_start(self):
        env = {**self.environment(), "YMR_BASE_URL": "http://127.0.0.1:9"}
        follower = self.follow("--retries", "0", env=env)
        follower.wait("a word", lambda: follower.err())
        time.sleep(2.5)
        self.assertIsNone(follower.process.poll(), "it goes on")
        self.assertEqual(1, len(follower.err().splitlines()))
        self.assertEqual(INTERRUPTED, follower.stop(signal.SIGINT))

    def test_limits_are_respected(self):
        """A wait of up to 10 s is the client's own; this one is longer."""
        follower = self.start("--retries", "0", "-v")
        known = len(follower.lines)
        self.market.fault("limit", seconds=13, operation="getReturns", times=1)
        follower.wait("the refusal", lambda: self.market.counters()["statuses"].get("420"))
        refused, asked = time.monotonic(), follower.err().count("asking")
        before = self.market.counters()["requests"]["getReturns"]
        self.market.touch(self.plain_return(), updateDate=TODAY % 6)
        follower.wait("the change", lambda: len(follower.lines) > known)
        self.assertGreater(time.monotonic() - refused, 11, "not before the Market's time")
        self.assertLessEqual(self.market.counters()["requests"]["getReturns"], before + 2)
        self.assertLessEqual(follower.err().count("asking"), asked + 2)
        self.assertLessEqual(follower.err().count("used up: waiting"), 2, "nor tried in vain meanwhile")
        self.assertIn("limit of calls is reached, until 20", follower.err())

    def test_what_will_not_pass_ends_it(self):
        follower = self.start()
        self.market.fault("status", code=401, operation="getReturns", times=0)
        self.assertEqual(REFUSED, follower.process.wait(15))
        self.assertIn("API key", follower.err())
        result = self.run_ymr("returns", "--follow", "1", "--campaign", "5", plain=True, timeout=15,
                              expect=REFUSED)
        self.assertEqual("", result.out)

    def test_an_overloaded_market_is_waited_for(self):
        follower = self.start("--retries", "0")
        known = len(follower.lines)
        for code in (500, 503, 423):
            self.market.fault("status", code=code, operation="getReturns", times=1)
        self.market.fault("captive", operation="getReturns", times=1)
        time.sleep(3)
        self.market.touch(self.plain_return(), updateDate=TODAY % 7)
        self.assertEqual(1, len(self.changes(follower, known, 1)))

    def test_limit_of_lines(self):
        result = self.run_ymr("returns", "--follow", "1", "--json", "--limit", "7", plain=True, timeout=30,
                              expect=DONE)
        self.assertEqual(7, len(result.objects()))
        count = len(self.ids())
        follower = self.start("--limit", count + 1)
        follower.rounds()
        self.market.touch(self.plain_return(), updateDate=TODAY % 8)
        self.assertEqual(DONE, follower.process.wait(15))
        follower.reader.join(10)
        self.assertEqual(count + 1, len(follower.lines))

    def test_signals(self):
        for number, code in ((signal.SIGINT, INTERRUPTED), (signal.SIGTERM, DONE)):
            follower = self.start()
            began = time.monotonic()
            self.assertEqual(code, follower.stop(number))
            self.assertLess(time.monotonic() - began, 5)
        self.market.reset()
        self.market.fault("stall", after=2000, seconds=60, operation="getReturns", times=0)
        follower = self.follow()
        follower.wait("a request", lambda: self.market.counters()["requests"].get("getReturns"))
        self.assertEqual(INTERRUPTED, follower.stop(signal.SIGINT))
        self.assertEqual([], follower.lines)

    def test_nobody_reads_any_more(self):
        reading, writing = os.pipe()
        gone = Follower(self, "--json", "--from", "2030-01-01", stdout=writing)
        os.close(writing)
        gone.wait("a round", lambda: self.market.counters()["requests"].get("getReturns", 0) >= 1)
        os.close(reading)
        self.assertEqual(LOCAL, gone.process.wait(15))
        self.assertIn("standard output: Broken pipe", gone.err())

    def test_a_table_for_people(self):
        follower = Follower(self, "--status", WAITING)
        wanted = self.ids(statuses=WAITING)
        follower.wait("the table", lambda: len(follower.lines) >= len(wanted) + 1)
        self.market.touch(wanted[0], updateDate=TODAY % 9)
        follower.wait("a row", lambda: len(follower.lines) >= len(wanted) + 2)
        follower.stop()
        self.assertIn(b"RETURN", follower.lines[0])
        headings = [line for line in follower.lines if line.startswith(b"RETURN ")]
        self.assertEqual(follower.lines[:1], headings, "one heading")
        self.assertIn(str(wanted[0]).encode(), follower.lines[-1])

    def test_over_tls_with_sessions_kept(self):
        follower = self.start("--session", "tls", env=self.environment())
        known = len(follower.lines)
        self.market.touch(self.plain_return(), updateDate=TODAY % 10)
        self.assertEqual(1, len(self.changes(follower, known, 1)))
        self.assertGreater(self.market.counters()["resumed"], 0)
        self.assertEqual(DONE, follower.stop())

    def test_usage(self):
        for seconds in ("0", "-1", "1.5", "x", "86401"):
            self.run_ymr("returns", "--follow", seconds, expect=USAGE)
        self.run_ymr("return", "1", "2", "--follow", "5", expect=USAGE)


if __name__ == "__main__":
    unittest.main()
