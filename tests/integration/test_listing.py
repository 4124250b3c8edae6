"""`ymr returns`: all of them, the filters, pages that break off."""
import json
import signal
import subprocess
import unittest
from decimal import Decimal

from fields import known
from program import DONE, INTERRUPTED, INVALID, LIMIT, NETWORK, REFUSED, YMR, ProgramTest


def key(one):
    return one["order"], one["return"]


def shown(result):
    return [(one["orderId"], one["id"]) for one in result.objects()]


class Listing(ProgramTest):
    def expected(self, **query):
        """As the market lists them, those that do not fit 8 KB at the end."""
        listed = self.market.returns(**query)
        return [key(one) for large in (False, True) for one in listed if self.is_large(one) == large]

    def is_large(self, one):
        return one["return"] in self.large

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        specials = cls.market.specials()
        cls.large = {specials[name]["return"]
                     for name in ("thousand_items", "big_return", "big_element", "big_skeleton")
                     if name in specials}
        for one in cls.market.returns():
            if len(cls.market.text(one["return"]).encode()) > 7500:
                cls.large.add(one["return"])

    def test_every_return_over_tls_and_plain(self):
        for plain in (False, True):
            with self.subTest(plain=plain):
                result = self.run_ymr("returns", "--json", plain=plain, expect=DONE)
                self.assertEqual(self.expected(), shown(result))

    def test_page_sizes_list_the_same(self):
        for size in (1, 7, 50, 100):
            with self.subTest(size=size):
                result = self.run_ymr("returns", "--json", "--page-size", size, plain=True, expect=DONE)
                self.assertEqual(self.expected(), shown(result))

    def test_json_is_the_markets_own_field_by_field(self):
        result = self.run_ymr("returns", "--json", plain=True, expect=DONE)
        objects = result.objects()
        self.assertEqual(len(self.market.returns()), len(objects))
        for got in objects:
            wanted = json.loads(self.market.text(got["id"]), parse_float=Decimal)
            self.assertEqual(known(wanted), known(got), got["id"])
            self.assertEqual(set(known(got)), set(got), "a field that is not of the API")

    def test_returns_that_do_not_fit_are_reported_and_come_by_items(self):
        result = self.run_ymr("returns", "--json", expect=DONE)
        thousand = self.market.special("thousand_items")
        line = next(line for line in result.err.splitlines() if str(thousand["return"]) in line)
        self.assertIn(str(thousand["order"]), line)
        self.assertRegex(line, r"number \d+ of page \d+, needs \d{6} bytes")
        came = next(one for one in result.objects() if one["id"] == thousand["return"])
        self.assertEqual(1000, len(came["items"]))

    def test_filters(self):
        first = self.market.returns()[0]
        cases = [
            (["--type", "UNREDEEMED"], {"type": "UNREDEEMED"}),
            (["--type", "return"], {"type": "RETURN"}),
            (["--status", "WAITING_FOR_DECISION,PREMODERATION_DECISION_WAITING"],
             {"statuses": "WAITING_FOR_DECISION,PREMODERATION_DECISION_WAITING"}),
            (["--status", "refunded", "--status", "REJECTED"], {"statuses": "REFUNDED,REJECTED"}),
            (["--shipment", "READY_FOR_PICKUP"], {"shipmentStatuses": "READY_FOR_PICKUP"}),
            (["--from", "2026-07-01", "--to", "2026-07-31"],
             {"fromDate": "2026-07-01", "toDate": "2026-07-31"}),
            (["--from=2026-10-01"], {"fromDate": "2026-10-01"}),
            (["--order", str(first["order"])], {"orderIds": str(first["order"])}),
            (["--type=RETURN", "--shipment=PICKED,LOST", "--to=2026-09-01"],
             {"type": "RETURN", "shipmentStatuses": "PICKED,LOST", "toDate": "2026-09-01"}),
        ]
        for words, query in cases:
            with self.subTest(words=words):
                wanted = self.expected(**query)
                self.assertTrue(wanted, "this case tests nothing")
                self.assertEqual(wanted,
                                 shown(self.run_ymr("returns", "--json", *words, plain=True, expect=DONE)))

    def test_fifty_orders_in_one_call(self):
        orders = [one["order"] for one in self.market.returns() if one["order"] > 0
                  and not self.is_large(one)][:50]
        result = self.run_ymr("returns", "--json", "--order", ",".join(map(str, orders)), plain=True,
                              expect=DONE)
        self.assertEqual(sorted(orders), sorted(order for order, _ in shown(result)))

    def test_limit(self):
        wanted = self.expected(type="RETURN", statuses="REFUNDED")
        for limit in (1, 5, len(wanted), 1000):
            with self.subTest(limit=limit):
                result = self.run_ymr("returns", "--json", "--limit", limit, "--type", "RETURN", "--status",
                                      "REFUNDED",
                                      "--page-size", 10, expect=DONE)
                self.assertEqual(min(limit, len(wanted)), len(result.objects()))
        result = self.run_ymr("returns", "--json", "--limit", 130, "--type", "UNREDEEMED", expect=DONE)
        self.assertEqual(self.expected(type="UNREDEEMED")[:130], shown(result))

    def test_limit_reads_no_page_too_many(self):
        self.run_ymr("returns", "--limit", 30, "--page-size", 10, "--type", "RETURN", expect=DONE)
        self.assertEqual(3, self.market.counters()["requests"]["getReturns"])

    def test_nothing_matches(self):
        result = self.run_ymr("returns", "--campaign", self.market.campaign_empty, expect=DONE)
        self.assertEqual("", result.out)
        self.assertIn("no return matches", result.err)
        self.assertEqual("", self.run_ymr("-q", "returns", "--campaign", self.market.campaign_empty,
                                          expect=DONE).err)

    def test_elements_too_long_even_by_items(self):
        result = self.run_ymr("-v", "returns", "--json", "--campaign", self.market.campaign_big, expect=DONE)
        wanted = [one["return"] for one in self.market.returns(campaign=self.market.campaign_big)]
        self.assertEqual(sorted(wanted), sorted(one["id"] for one in result.objects()))
        self.assertIn("large buffers", result.err)
        for got in result.objects():
            text = self.market.text(got["id"], campaign=self.market.campaign_big)
            self.assertEqual(known(json.loads(text, parse_float=Decimal)), known(got))

    def test_a_page_that_is_tried_again_is_shown_once(self):
        everything = self.expected()
        for fault, options in (("cut", {"after": 40000}), ("reset", {"after": 40000}),
                               ("cut", {"after": 300}),
                               ("cut", {"after": 40000, "rude": True})):
            with self.subTest(fault=fault, **options):
                self.market.reset()
                self.market.fault(fault, operation="getReturns", skip=1, times=2, **options)
                self.assertEqual(everything, shown(self.run_ymr("returns", "--json", expect=DONE)))

    def test_a_page_that_is_tried_again_counts_once(self):
        self.market.fault("cut", operation="getReturns", after=750000, times=1)
        result = self.run_ymr("returns", "--json", "--limit", 150, expect=DONE)
        self.assertEqual(150, len(result.objects()))

    def test_a_page_that_breaks_off_for_good_is_not_confirmed(self):
        self.market.fault("cut", operation="getReturns", after=40000, skip=1, times=0)
        result = self.run_ymr("returns", "--json", "--retries", 0, expect=NETWORK)
        lines = len(result.objects())
        self.assertGreater(lines, 90)
        self.assertRegex(result.err, r"page 2 is not confirmed: the last %d of the returns shown" %
                         (lines - len([one for one in self.market.returns()[:100]
                                       if not self.is_large(one)])))

    def test_a_page_that_says_error_at_its_end(self):
        self.market.fault("error_200", place="late", operation="getReturns", times=0)
        result = self.run_ymr("returns", "--json", expect=REFUSED)
        self.assertGreater(len(result.objects()), 90)
        self.assertIn("page 1 is not confirmed: the last %d of" % len(result.objects()), result.err)

    def test_stopped_by_a_signal(self):
        self.market.fault("stall", after=60000, seconds=60, operation="getReturns")
        process = subprocess.Popen([YMR, "returns", "--json"], env=self.environment(True),
                                   stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=10)
        self.assertEqual(INTERRUPTED, process.returncode)
        self.assertIn(b"the list of returns: interrupted", err)
        self.assertRegex(err, rb"page 1 is not confirmed: the last \d+ of the returns")

    def test_a_list_that_never_ends(self):
        self.market.fault("same_token", operation="getReturns", times=0)
        result = self.run_ymr("returns", "--json", expect=INVALID)
        self.assertIn("repeats a page token", result.err)

    def test_limit_of_calls(self):
        self.market.fault("limit", seconds=3600, operation="getReturns", times=0)
        result = self.run_ymr("returns", expect=LIMIT, timeout=10)
        self.assertRegex(result.err, r"until 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC \(in 3\d{3} s\)")
        self.market.reset()
        self.market.fault("limit", seconds=1, operation="getReturns", times=1)
        self.run_ymr("returns", "--limit", 1, expect=DONE, timeout=20)

    def test_each_return_is_printed_when_it_is_complete(self):
        self.market.fault("stall", after=60000, seconds=3, then="go", operation="getReturns")
        process = subprocess.Popen([YMR, "returns", "--json"], env=self.environment(True),
                                   stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
        self.addCleanup(process.stdout.close)
        line = process.stdout.readline()
        stalled = process.poll() is None
        process.stdout.read()
        self.assertEqual(DONE, process.wait(20))
        self.assertTrue(stalled)
        self.assertEqual(self.market.returns()[0]["return"], json.loads(line)["id"])


if __name__ == "__main__":
    unittest.main()
