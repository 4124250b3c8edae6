"""`ymr orders`, `order`, `cost`: every order of the market, in both calls, and what is left of it."""
import json
import unittest
from decimal import Decimal

from fields import EXACT, MONEY, TEXT, TRUTH, WHOLE, known
from program import DONE, INVALID, NETWORK, NOT_FOUND, REFUSED, USAGE, ProgramTest

INSTANCE = {"cis": TEXT, "cisFull": TEXT, "uin": TEXT, "rnpt": TEXT, "gtd": TEXT, "countryCode": TEXT}
TRACK = {"trackCode": TEXT, "deliveryServiceId": WHOLE}
PRICES = {"payment": MONEY, "subsidy": MONEY, "cashback": MONEY, "vat": TEXT}
DATES = {"fromDate": TEXT, "toDate": TEXT, "fromTime": TEXT, "toTime": TEXT, "realDeliveryDate": TEXT}
ITEM = {"id": WHOLE, "offerId": TEXT, "offerName": TEXT, "count": WHOLE, "prices": PRICES, "instances": [INSTANCE],
        "requiredInstanceTypes": [TEXT], "itemStatuses": [{"status": TEXT, "count": WHOLE}], "tags": [TEXT]}
ORDER = {"orderId": WHOLE, "campaignId": WHOLE, "programType": TEXT, "externalOrderId": TEXT, "status": TEXT,
         "substatus": TEXT, "creationDate": TEXT, "updateDate": TEXT, "paymentType": TEXT, "paymentMethod": TEXT,
         "fake": TRUTH, "items": [ITEM],
         "prices": {"payment": MONEY, "subsidy": MONEY, "cashback": MONEY, "delivery": PRICES},
         "delivery": {"type": TEXT, "serviceName": TEXT, "deliveryServiceId": WHOLE, "warehouseId": TEXT,
                      "deliveryPartnerType": TEXT, "dispatchType": TEXT, "dates": DATES,
                      "shipment": {"id": WHOLE, "shipmentDate": TEXT, "shipmentTime": TEXT}, "tracks": [TRACK],
                      "estimated": TRUTH},
         "services": {"liftType": TEXT}, "buyerType": TEXT, "notes": TEXT, "cancelRequested": TRUTH,
         "sourcePlatform": TEXT}
OLD_ITEM = {"id": WHOLE, "offerId": TEXT, "offerName": TEXT, "price": EXACT, "buyerPrice": EXACT,
            "buyerPriceBeforeDiscount": EXACT, "count": WHOLE, "vat": TEXT, "shopSku": TEXT,
            "promos": [{"type": TEXT, "discount": EXACT, "subsidy": EXACT, "shopPromoId": TEXT,
                        "marketPromoId": TEXT}],
            "instances": [INSTANCE], "details": [{"itemCount": WHOLE, "itemStatus": TEXT, "updateDate": TEXT}],
            "subsidies": [{"type": TEXT, "amount": EXACT}]}
OLD = {"id": WHOLE, "externalOrderId": TEXT, "status": TEXT, "substatus": TEXT, "creationDate": TEXT, "updatedAt": TEXT,
       "currency": TEXT, "itemsTotal": EXACT, "deliveryTotal": EXACT, "buyerItemsTotal": EXACT,
       "buyerItemsTotalBeforeDiscount": EXACT, "paymentType": TEXT, "paymentMethod": TEXT, "fake": TRUTH,
       "items": [OLD_ITEM], "subsidies": [{"type": TEXT, "amount": EXACT}],
       "delivery": {"type": TEXT, "serviceName": TEXT, "deliveryPartnerType": TEXT, "dates": DATES, "vat": TEXT,
                    "deliveryServiceId": WHOLE, "liftType": TEXT, "liftPrice": EXACT, "dispatchType": TEXT,
                    "tracks": [TRACK], "estimated": TRUTH},
       "buyer": {"id": TEXT, "type": TEXT}, "notes": TEXT, "taxSystem": TEXT, "cancelRequested": TRUTH}


class Orders(ProgramTest):
    def check_same(self, text, kind, got):
        wanted = json.loads(text, parse_float=Decimal)
        self.assertEqual(known(wanted, kind), known(got, kind))
        self.assertEqual(set(known(got, kind)), set(got), "a field that is none of those")

    def of_store(self):
        return [one for one in self.market.orders() if one["campaign"] == self.market.campaign]

    def partly_refused(self):
        return self.market.special("partly_refused")["order"]

    def test_every_order_in_json(self):
        result = self.run_ymr("orders", "--json", plain=True, expect=DONE)
        listed = self.market.orders()
        self.assertEqual([one["order"] for one in listed], [one["orderId"] for one in result.objects()])
        for got in result.objects():
            self.check_same(self.market.order(got["orderId"])["text"], ORDER, got)
        self.assertNotIn("Тайн", result.out, "an address")
        self.assertNotIn("00417", result.out, "a code")

    def test_every_order_in_json_by_the_older_call(self):
        result = self.run_ymr("orders", "--deprecated", "--json", plain=True, expect=DONE)
        self.assertEqual([one["order"] for one in self.of_store()], [one["id"] for one in result.objects()])
        for got in result.objects():
            self.check_same(self.market.order(got["id"])["old"], OLD, got)
        self.assertNotIn("Тайн", result.out, "a name")

    def test_one_order_over_tls(self):
        for order in (self.partly_refused(), self.market.special("unknown_enums")["order"], 9223372036854775807):
            with self.subTest(order=order):
                texts = self.market.order(order)
                [got] = self.run_ymr("order", order, "--json", expect=DONE).objects()
                self.check_same(texts["text"], ORDER, got)
                [got] = self.run_ymr("order", order, "--json", "--deprecated", expect=DONE).objects()
                self.check_same(texts["old"], OLD, got)

    def test_orders_are_readable(self):
        result = self.run_ymr("orders", plain=True, expect=DONE)
        self.assertEqual([str(one["order"]) for one in self.market.orders()],
                         [line.split()[0] for line in result.out.splitlines()])
        order = self.partly_refused()
        for words in ([], ["--deprecated"]):
            out = self.run_ymr("order", order, *words, plain=True, expect=DONE).out
            for part in ("Order %d" % order, "DELIVERED", "ОТКАЗ-1 x 2", "1125.45 RUR"):
                self.assertIn(part, out)
        self.assertIn("taken out by the store", out)

    def test_nothing_steers_the_terminal(self):
        for words in (["orders"], ["orders", "--deprecated"], ["order", self.market.special("escapes")["order"]]):
            self.assertNotRegex(self.run_ymr(*words, plain=True, expect=DONE).out,
                                "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]")

    def test_filters_and_pages(self):
        some = [one["order"] for one in self.of_store()][5:8]
        for words in ([], ["--deprecated"]):
            key = "id" if words else "orderId"
            result = self.run_ymr("orders", "--order", ",".join(map(str, some)), "--json", *words, plain=True,
                                  expect=DONE)
            self.assertEqual(some, [one[key] for one in result.objects()])
            result = self.run_ymr("orders", "--page-size", 7, "--limit", 10, "--json", *words, plain=True, expect=DONE)
            self.assertEqual(10, len(result.objects()))
            self.assertNotIn("--page-token", result.err, "part of a page is held back")
        self.assertIn("no orders", self.run_ymr("orders", "--order", 5, plain=True, expect=DONE).err)

    def test_a_list_goes_on_where_it_ended(self):
        wanted = [one["order"] for one in self.market.orders()]
        for words in ([], ["--deprecated"]):
            key = "id" if words else "orderId"
            first = self.run_ymr("orders", "--limit", 4, "--json", *words, plain=True, expect=DONE)
            token = first.err.split("--page-token ")[1].strip()
            rest = self.run_ymr("orders", "--page-size", 4, "--limit", 3, "--page-token", token, "--json", *words,
                                plain=True, expect=DONE)
            self.assertEqual(wanted[:7], [one[key] for one in first.objects() + rest.objects()])

    def test_a_token_that_would_do_harm_is_not_shown(self):
        order = self.market.order(self.partly_refused())["text"]
        for token, shown in (("a+/=~", True), ("a b", False), ("\u001b[31m", False), ("я", False), ("x" * 1500, False)):
            body = '{"orders":[%s],"paging":{"nextPageToken":%s}}' % (order, json.dumps(token))
            self.market.fault("body", data=body.encode(), operation="getBusinessOrders", times=0)
            result = self.run_ymr("orders", "--limit", 1, plain=True, expect=DONE)
            self.assertEqual(shown, "--page-token" in result.err)
            self.assertNotIn("\x1b", result.err)
            self.market.clear_faults()

    def test_a_page_that_breaks_off_shows_nothing_of_itself(self):
        self.market.fault("cut", operation="getBusinessOrders", skip=1, after=9000)
        result = self.run_ymr("orders", "--json", plain=True, expect=NETWORK)
        wanted = [one["order"] for one in self.market.orders()]
        self.assertEqual(wanted[:50], [one["orderId"] for one in result.objects()])
        token = result.err.split("--page-token ")[1].strip()
        rest = self.run_ymr("orders", "--page-token", token, "--json", plain=True, expect=DONE)
        self.assertEqual(wanted[50:], [one["orderId"] for one in rest.objects()])

    def test_what_is_not_there(self):
        for words in (["order", 5], ["order", 5, "--deprecated"], ["cost", 5], ["cost", 5, "--deprecated"]):
            result = self.run_ymr(*words, expect=NOT_FOUND)
            self.assertIn("order 5", result.err)
            self.assertEqual("", result.out)
        self.market.fault("body", data="{}", operation="getOrder")
        order = self.partly_refused()
        self.assertIn("no such order", self.run_ymr("order", order, "--deprecated", expect=NOT_FOUND).err)

    def test_what_is_wrong(self):
        self.market.fault("body", data='{"orders":[{"orderId":1}]}', operation="getBusinessOrders", times=2)
        for words in (["orders"], ["order", 5]):
            result = self.run_ymr(*words, plain=True, expect=INVALID)
            self.assertIn("orders[0].campaignId", result.err)
            self.assertEqual("", result.out)
        self.market.fault("status", code=400, operation="getBusinessOrders", error_code="BAD")
        self.assertIn("BAD", self.run_ymr("orders", plain=True, expect=REFUSED).err)

    def test_usage(self):
        no_business = self.environment(YMR_BUSINESS=None)
        no_campaign = self.environment(YMR_CAMPAIGN=None)
        for command in (["orders"], ["order", 5], ["cost", 5]):
            self.assertIn("no business", self.run_ymr(*command, env=no_business, expect=USAGE).err)
            self.assertIn("no campaign", self.run_ymr(*command, "--deprecated", env=no_campaign, expect=USAGE).err)
        self.assertIn("not an id", self.run_ymr("order", "x", expect=USAGE).err)
        self.assertIn("ORDER", self.run_ymr("cost", expect=USAGE).err)
        self.run_ymr("orders", env=no_campaign, expect=DONE)


class Costs(ProgramTest):
    def cost(self, order, *words):
        [got] = self.run_ymr("cost", order, "--json", *words, plain=True, expect=DONE).objects()
        return got

    def expected(self, order):
        """By hand, from what the market holds."""
        texts = self.market.order(order)
        body = json.loads(texts["text"], parse_float=Decimal)
        prices = body["prices"]
        cost = sum(Decimal(prices[name]["value"]) for name in ("payment", "cashback") if name in prices)
        returns = [json.loads(self.market.text(one["return"], texts["campaign"]), parse_float=Decimal)
                   for one in self.market.returns(orderIds=order, campaign=texts["campaign"])]
        if any(not one.get("amount") and not (one.get("refundAmount") is not None
                                              and prices["payment"]["currencyId"] == "RUR") for one in returns):
            return cost, None, texts["lines"]
        back = sum(Decimal(one["amount"]["value"]) if one.get("amount") else Decimal(one["refundAmount"]) / 100
                   for one in returns)
        return cost, cost - back, texts["lines"]

    def check(self, order, *words):
        cost, after, lines = self.expected(order)
        if after is None:
            result = self.run_ymr("cost", order, "--json", *words, plain=True, expect=INVALID)
            self.assertIn("no amount", result.err)
            [got] = result.objects()
            self.assertNotIn("costAfterReturns", got)
        else:
            got = self.cost(order, *words)
            self.assertEqual(after, Decimal(got["costAfterReturns"]))
        self.assertEqual(cost, Decimal(got["cost"]))
        taken = {offer: pieces["DELIVERED_TO_BUYER"] + pieces["RETURNED"] for offer, pieces in lines.items()}
        self.assertEqual(taken, {item["offerId"]: item["taken"] for item in got["items"]})

    def test_costs_of_many_orders(self):
        orders = [one["order"] for one in self.market.orders() if one["order"] > 0]
        self.assertGreater(len(orders), 400)
        for order in orders[::9] + [self.market.special(name)["order"]
                                    for name in ("huge_ids", "thousand_items", "no_items", "unknown_enums")]:
            with self.subTest(order=order):
                self.check(order)
                if self.market.order(order)["campaign"] == self.market.campaign:
                    self.check(order, "--deprecated")

    def test_the_partly_refused_order(self):
        order = self.market.special("partly_refused")["order"]
        for words in ([], ["--deprecated"]):
            got = self.cost(order, *words)
            self.assertEqual(("RUR", Decimal("1250.50"), Decimal("750.50"), Decimal("500.00"), 2),
                             tuple(got[name] for name in ("currencyId", "cost", "returned", "costAfterReturns",
                                                          "returns")))
            self.assertEqual([("ОТКАЗ-1", 2, 1, 0, 1), ("ОТКАЗ-2", 2, 0, 1, 2), ("never sent", 0, 0, 0, 0)],
                             [tuple(item.values()) for item in got["items"]])
            readable = self.run_ymr("cost", order, *words, expect=DONE).out
            self.assertIn("costs now       500.00 RUR", readable)
            self.assertIn("ОТКАЗ-1: 2 ordered, 1 taken, 1 refused", readable)

    def test_returns_of_the_store_that_has_the_order(self):
        special = self.market.special("partly_refused")
        env = self.environment(YMR_CAMPAIGN="21840319")
        [got] = self.run_ymr("cost", special["order"], "--json", env=env, expect=DONE).objects()
        self.assertEqual(2, got["returns"])

    def test_no_sum_of_two_currencies(self):
        order = self.market.special("partly_refused")["order"]
        body = ('{"status":"OK","result":{"returns":[{"id":1,"orderId":%d,"returnType":"RETURN","items":[],'
                '"amount":{"value":1,"currencyId":"USD"}}]}}' % order)
        self.market.fault("body", data=body, operation="getReturns")
        result = self.run_ymr("cost", order, plain=True, expect=INVALID)
        self.assertIn("different currencies", result.err)
        self.assertEqual("", result.out)

    def test_pieces_that_do_not_fit_are_told(self):
        order = self.market.special("partly_refused")["order"]
        body = ('{"status":"OK","result":{"returns":[{"id":1,"orderId":%d,"returnType":"UNREDEEMED","items":['
                '{"shopSku":"ОТКАЗ-1","count":3},{"shopSku":"?","count":4}],'
                '"amount":{"value":1,"currencyId":"RUR"}}]}}' % order)
        self.market.fault("body", data=body.encode(), operation="getReturns")
        result = self.run_ymr("cost", order, plain=True, expect=DONE)
        self.assertIn("4 pieces that are not in it", result.err)
        self.assertIn("more of ОТКАЗ-1 was refused than ordered", result.err)


if __name__ == "__main__":
    unittest.main()
