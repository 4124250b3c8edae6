"""A server that keeps the connection open: the next call goes over it, and nobody notices when it has ended."""
from program import DONE, ProgramTest


class Reuse(ProgramTest):
    market_arguments = {"keep_alive": True}

    def listing(self, plain=False, size=100):
        result = self.run_ymr("returns", "--json", "--page-size", size, plain=plain, expect=DONE)
        return sorted(one["id"] for one in result.objects())

    def test_pages_share_one_connection(self):
        wanted = sorted(one["return"] for one in self.market.returns())
        for plain in (True, False):
            with self.subTest(plain=plain):
                self.market.reset()
                self.assertEqual(wanted, self.listing(plain))
                counted = self.market.counters()
                self.assertGreaterEqual(counted["requests"]["getReturns"], 5)
                self.assertEqual(1, counted["connections"], counted)

    def test_a_connection_that_has_ended_is_replaced(self):
        wanted = sorted(one["return"] for one in self.market.returns())
        for plain in (True, False):
            with self.subTest(plain=plain):
                self.market.reset()
                self.market.fault("hang_up", operation="getReturns", times=0)
                result = self.run_ymr("returns", "--json", "--retries", 0, plain=plain, expect=DONE)
                self.assertEqual(wanted, sorted(one["id"] for one in result.objects()))
                self.assertNotIn("again", result.err)

    def test_one_that_closes_each_time_is_no_error(self):
        self.market.reset()
        self.market.fault("headers", set={"Connection": "close"}, operation="getReturns", times=0)
        self.assertEqual(420, len(self.listing()))
        counted = self.market.counters()
        self.assertGreaterEqual(counted["connections"], counted["requests"]["getReturns"])

    def test_a_decision_never_goes_over_a_kept_one(self):
        demo = self.market.special("demo")
        [item] = [part["returnItemId"] for one in self.run_ymr("return", demo["order"], demo["return"], "--json",
                                                               expect=DONE).objects()
                  for part in one["items"][0]["decisions"]][:1]
        self.market.reset()
        self.run_ymr("decide", demo["order"], demo["return"], item, "REFUND_MONEY", expect=DONE)
        counted = self.market.counters()
        self.assertEqual(1, counted["requests"]["submitReturnDecision"], counted)
        self.assertGreaterEqual(counted["connections"], 2, counted)
