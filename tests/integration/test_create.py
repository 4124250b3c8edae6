"""`ymr create`, `delivery-options`, `cancel`, `operation`: new returns, and what becomes of calls that get lost."""
import time
import unittest

from program import DONE, NETWORK, REFUSED, UNKNOWN, USAGE, ProgramTest

ORDER, POINT = 64000000000, 10025186314
WORDS = {"--order": ORDER, "--external-id": "R-1", "--item": "LAAS-1:blue:2:WRONG_ITEM:WRONG_COLOR", "--point": POINT,
         "--first-name": "Анна", "--last-name": "К", "--phone": "+71234567890"}


def words(*more, **changes):
    changed = {**WORDS, **{"--" + name.replace("_", "-"): value for name, value in changes.items()}}
    return ["create", *[part for name, value in changed.items() if value is not None for part in (name, value)], *more]


class Creation(ProgramTest):
    def sent(self, operation):
        return [one for one in self.market.requests() if one["operation"] == operation]

    def returns(self):
        return self.market.returns(orderIds=ORDER)

    def create(self, **changes):
        [got] = self.run_ymr(*words("--json", **changes), plain=True, expect=DONE).objects()
        return got["id"]

    def test_a_return_is_created(self):
        for plain in (True, False):
            self.market.reset()
            [got] = self.run_ymr(*words("--json"), plain=plain, expect=DONE).objects()
            [one] = self.returns()
            self.assertEqual(one["return"], got["id"])
            self.assertEqual("CREATED", one["shipmentStatus"])
        self.assertIn("Return", self.run_ymr(*words(external_id="R-2", item="LAAS-2:1:BAD_QUALITY:DAMAGED"),
                                             expect=DONE).out)

    def test_an_item_has_all_that_it_was_given(self):
        self.create(item="LAAS-1:blue:1:BAD_QUALITY:DAMAGED:царапина: слева")
        [one] = self.returns()
        text = self.market.text(one["return"])
        for part in ("LAAS-1:blue", "царапина: слева", "DAMAGED"):
            self.assertIn(part, text)
        self.run_ymr(*words("--picture", "https://a/1", "--picture", "https://a/2", "--item",
                            "LAAS-1:blue:1:WRONG_ITEM:WRONG_ITEM", "--picture", "https://a/3", external_id="R-3",
                            item="LAAS-2:1:BAD_QUALITY:DAMAGED"), plain=True, expect=DONE)
        body = self.sent("createReturn")[-1]["body"]
        self.assertIn('"pictures":["https://a/1","https://a/2"]}', body)
        self.assertIn('"pictures":["https://a/3"]}', body)

    def test_a_thousand_items(self):
        items = [part for at in range(1000) for part in ("--item", "offer-%d:1:BAD_QUALITY:DAMAGED:%s" % (at, "я" * 50))]
        result = self.run_ymr(*words(*items, item=None), plain=True, expect=REFUSED)
        self.assertIn("POINT_NOT_AVAILABLE", self.run_ymr(*words(*items, item=None, point=10025186315), plain=True,
                                                          expect=REFUSED).err)
        self.assertIn("ITEM_NOT_AVAILABLE", result.err)
        self.assertEqual(1000, self.sent("createReturn")[-1]["body"].count("offerId"))
        self.assertIn("more than 1000 items", self.run_ymr(*words(*items), expect=USAGE).err)

    def test_what_the_market_refuses(self):
        self.create()
        for changes, code in (({}, "DUPLICATE"), ({"external_id": "R-9"}, "ITEM_NOT_AVAILABLE"),
                              ({"order": 5}, "ORDER_NOT_FOUND"), ({"order": ORDER + 3}, "ORDER_NOT_DELIVERED"),
                              ({"point": 7}, "POINT_NOT_AVAILABLE")):
            self.assertIn(code, self.run_ymr(*words(**changes), plain=True, expect=REFUSED).err)
        self.assertEqual(1, len(self.returns()))

    def test_usage(self):
        for name in WORDS:
            self.assertIn(name, self.run_ymr(*words(**{name[2:].replace("-", "_"): None}), expect=USAGE).err)
        for changes, part in (({"item": "a"}, "OFFER:COUNT:REASON"), ({"item": "a:1"}, "OFFER:COUNT:REASON"),
                              ({"item": "a:0:WRONG_ITEM:WRONG_ITEM"}, "1 to 1000"),
                              ({"item": "a:1001:WRONG_ITEM:WRONG_ITEM"}, "1 to 1000"),
                              ({"item": ":1:WRONG_ITEM:WRONG_ITEM"}, "OFFER"), ({"item": "a:1:NO:WRONG_ITEM"}, "OFFER"),
                              ({"phone": "81234567890"}, "+ and 4 to 15"), ({"phone": "+123"}, "+ and 4 to 15"),
                              ({"point": "1,2"}, "--point"), ({"order": "1,2"}, "--order"), ({"point": 0}, "--point"),
                              ({"first_name": "я" * 513}, "names 512"), ({"item": "я" * 256 + WORDS["--item"][11:]}, "offers 255")):
            self.assertIn(part, self.run_ymr(*words(**changes), expect=USAGE).err)
        self.assertIn("behind the --item", self.run_ymr("create", "--picture", "a", *words()[1:], expect=USAGE).err)
        eleven = [part for at in range(11) for part in ("--picture", "http://a/%d" % at)]
        self.assertIn("more than 10", self.run_ymr(*words(*eleven), expect=USAGE).err)
        self.assertEqual([], self.sent("createReturn"))

    def test_a_subreason_of_another_reason_is_warned_about(self):
        result = self.run_ymr(*words(item="LAAS-2:1:WRONG_ITEM:DAMAGED"), plain=True, expect=REFUSED)
        self.assertIn("DAMAGED is no subreason of WRONG_ITEM", result.err)

    def test_a_lost_answer_is_looked_up(self):
        """The return is there, and nothing is sent twice."""
        for kind, options in (("cut", {"after": 10}), ("no_answer", {"seconds": 0.1}), ("body", {"data": "{"}),
                              ("status", {"code": 500, "applies": True})):
            with self.subTest(kind):
                self.market.reset()
                self.market.fault(kind, operation="createReturn", **options)
                result = self.run_ymr(*words("--json"), plain=True, expect=DONE)
                [one] = self.returns()
                self.assertEqual([{"id": one["return"]}], result.objects())
                self.assertIn("may or may not", result.err)
                self.assertEqual(1, len(self.sent("createReturn")))

    def test_a_lost_request_may_still_arrive(self):
        self.market.fault("cut", operation="createReturn", after=10, applies=False)
        result = self.run_ymr(*words("--json"), plain=True, expect=UNKNOWN)
        self.assertIn("before creating another", result.err)
        self.assertEqual("", result.out)
        self.assertEqual(1, len(self.sent("createReturn")))

    def test_two_alike_cannot_be_told_apart(self):
        item = "LAAS-1:blue:1:WRONG_ITEM:WRONG_COLOR"
        self.create(item=item)
        self.market.fault("cut", operation="createReturn", after=10)
        result = self.run_ymr(*words(item=item, external_id="R-2"), plain=True, expect=UNKNOWN)
        self.assertIn("cannot be told", result.err)

    def test_a_look_up_that_fails_leaves_it_open(self):
        self.market.fault("cut", operation="createReturn", after=10)
        self.market.fault("status", code=403, operation="getReturns")
        self.run_ymr(*words(), plain=True, expect=UNKNOWN)

    def test_nothing_happened_before_the_first_byte(self):
        self.market.fault("accept_reset", times=0, listener="tls")
        self.run_ymr(*words("--retries", 0), expect=NETWORK)
        self.assertEqual([], self.returns())

    # Delivery options.

    def test_points_that_can_take_it(self):
        asked = ["--item", "a:b:2", "--item", "c:1", "--point", "10025186314,10025186315", "--point", "7"]
        [got] = self.run_ymr("delivery-options", *asked, "--json", expect=DONE).objects()
        self.assertEqual({"pickupDelivery": {"logisticPointIds": [POINT]}}, got)
        self.assertEqual("%d\n" % POINT, self.run_ymr("delivery-options", *asked, plain=True, expect=DONE).out)
        self.assertIn('"offerId":"a:b","count":2', self.sent("getReturnDeliveryOptions")[-1]["body"])
        self.assertIn("none", self.run_ymr("delivery-options", "--item", "a:1", "--point", 7, expect=DONE).err)
        for given in ([], ["--item", "a:1"], ["--point", 7], ["--item", "a", "--point", 7],
                      ["--item", "a:0", "--point", 7], ["--item", ":1", "--point", 7],
                      ["--item", "a:1", "--point", ",".join(map(str, range(1, 22)))]):
            self.run_ymr("delivery-options", *given, expect=USAGE)
        self.run_ymr("delivery-options", "--item", "a:1", "--point", "7,7", expect=USAGE)

    # Cancelling.

    def shipment(self, return_id):
        return next(one for one in self.returns() if one["return"] == return_id)["shipmentStatus"]

    def test_a_200_does_not_mean_cancelled(self):
        id_ = self.create()
        [got] = self.run_ymr("cancel", id_, "--json", expect=DONE).objects()
        self.assertEqual("RETURN_CANCELLATION", got["operation"]["type"])
        self.assertEqual("CREATED", self.shipment(id_))
        operation = got["operation"]["id"]
        seen = [self.run_ymr("operation", operation, "--json", plain=True, expect=DONE).objects() for _ in range(3)]
        self.assertEqual([["IN_PROGRESS"], ["IN_PROGRESS"], ["DONE"]], [[one["status"] for one in each] for each in seen])
        self.assertEqual("CANCELLED", self.shipment(id_))
        readable = self.run_ymr("operation", operation, "other", plain=True, expect=DONE)
        self.assertIn(operation + "  DONE", readable.out)
        self.assertIn("1 of these 2", readable.err)

    def test_waiting_until_it_is_cancelled(self):
        id_ = self.create()
        result = self.run_ymr("cancel", id_, "--wait", "--json", plain=True, expect=DONE)
        self.assertEqual(["RETURN_CANCELLATION", "DONE"],
                         [result.objects()[0]["operation"]["type"], result.objects()[1]["status"]])
        self.assertEqual("CANCELLED", self.shipment(id_))
        self.assertEqual(3, len(self.sent("getOperations")))
        id_ = self.create(external_id="R-2")
        self.assertIn("is cancelled", self.run_ymr("cancel", id_, "--wait", plain=True, expect=DONE).out)

    def test_waiting_for_one_that_fails(self):
        self.market.operation(status="FAILED", polls=0)
        id_ = self.create()
        result = self.run_ymr("cancel", id_, "--wait", plain=True, expect=REFUSED)
        self.assertIn("not cancelled", result.err)
        self.assertEqual("CREATED", self.shipment(id_))

    def test_waiting_no_longer_than_told(self):
        self.market.operation(polls=1000)
        id_ = self.create()
        began = time.monotonic()
        result = self.run_ymr("cancel", id_, "--wait", "--timeout", 2, plain=True, expect=UNKNOWN)
        self.assertLess(time.monotonic() - began, 4)
        self.assertIn("ymr operation cancel/", result.err)
        self.market.operation(polls=1000, status="NEW_STATUS")
        self.run_ymr("cancel", id_, "--wait", "--timeout", 1, plain=True, expect=UNKNOWN)

    def test_what_cannot_be_cancelled(self):
        self.assertIn("RETURN_NOT_FOUND", self.run_ymr("cancel", 5, expect=REFUSED).err)
        gone = next(one for one in self.market.returns() if one["shipmentStatus"] == "PICKED")
        self.assertIn("RETURN_NOT_CANCELLABLE", self.run_ymr("cancel", gone["return"], "--wait", plain=True,
                                                             expect=REFUSED).err)
        self.run_ymr("cancel", "x", expect=USAGE)
        self.run_ymr("cancel", 5, "--wait", env=self.environment(YMR_BUSINESS=None), expect=USAGE)

    def test_a_lost_cancellation(self):
        id_ = self.create()
        self.market.fault("cut", operation="cancelReturn", after=10, times=2)
        self.assertIn("--order", self.run_ymr("cancel", id_, plain=True, expect=UNKNOWN).err)
        result = self.run_ymr("cancel", id_, "--order", ORDER, plain=True, expect=UNKNOWN)
        self.assertIn("not cancelled so far", result.err)
        self.assertEqual(2, len(self.sent("cancelReturn")))
        self.assertEqual(1, len(self.sent("getReturn")))

    def test_a_lost_cancellation_of_what_is_cancelled_or_gone(self):
        id_ = self.create()
        self.run_ymr("cancel", id_, "--wait", plain=True, expect=DONE)
        self.market.fault("no_answer", seconds=0.1, operation="cancelReturn", times=3)
        self.assertIn("is cancelled", self.run_ymr("cancel", id_, "--order", ORDER, plain=True, expect=DONE).out)
        gone = next(one for one in self.market.returns() if one["shipmentStatus"] == "PICKED")
        result = self.run_ymr("cancel", gone["return"], "--order", gone["order"], plain=True, expect=REFUSED)
        self.assertIn("handed in", result.err)
        self.run_ymr("cancel", 5, "--order", 5, plain=True, expect=UNKNOWN)

    def test_operations_usage(self):
        self.run_ymr("operation", expect=USAGE)
        self.assertIn("known are", self.run_ymr("operation", "a", "--type", "X", expect=USAGE).err)
        self.run_ymr("operation", "a", "--type", "order_status_update", expect=DONE)
        self.assertIn('"operationType":"ORDER_STATUS_UPDATE"', self.sent("getOperations")[-1]["body"])


if __name__ == "__main__":
    unittest.main()
