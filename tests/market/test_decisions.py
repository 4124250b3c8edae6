"""Deciding: what the stand-in takes, what it refuses, what changes, and how faults keep that apart."""
import http.client
import json
import time
import unittest

from . import decisions
from .client import Market

FBS, DBS = decisions.FBS, decisions.DBS


class DecisionTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.market = Market()
        cls.market.__enter__()
        cls.addClassCleanup(cls.market.stop)

    def setUp(self):
        self.market.reset()

    def call(self, method, path, body=None, type_="application/json"):
        """(status, code of the error or None, the answer as JSON or bytes)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.market.plain_port, timeout=20)
        self.addCleanup(connection.close)
        headers = {"Api-Key": self.market.key, **({"Content-Type": type_} if body is not None else {})}
        data = json.dumps(body).encode() if isinstance(body, (dict, list)) else body
        connection.request(method, path, data, headers)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        if response.getheader("Content-Type") == "application/pdf":
            return response.status, None, content
        answer = json.loads(content)
        return response.status, (answer.get("errors") or [{}])[0].get("code"), answer

    def one(self, status, items=1):
        for listed in self.market.returns(statuses=status):
            body = json.loads(self.market.text(listed["return"]))
            found = [shown["returnItemId"] for item in body["items"] for shown in item.get("decisions") or []]
            if len(found) == items:
                return listed["order"], listed["return"], found
        raise LookupError("no such return")

    def path(self, order, return_id, tail):
        return "/v2/campaigns/%d/orders/%d/returns/%d/%s" % (self.market.campaign, order, return_id, tail)

    def submit(self, order, return_id, *wanted, tail="decision/submit", body=None):
        body = {"returnItemDecisions": list(wanted)} if body is None else body
        return self.call("POST", self.path(order, return_id, tail), body)

    def shown(self, return_id):
        body = json.loads(self.market.text(return_id))
        return body["refundStatus"], [shown.get("decisionType") for item in body["items"]
                                      for shown in item.get("decisions") or []]

    def test_state_goes_on_and_back(self):
        for status in (FBS, DBS):
            order, return_id, [first, second] = self.one(status, items=2)
            before = self.market.text(return_id)
            wanted = [{"returnItemId": item, "decisionType": "REFUND_MONEY"} for item in (first, second)]
            self.assertEqual(200, self.submit(order, return_id, wanted[0])[0])
            self.assertEqual(status, self.shown(return_id)[0])
            self.assertEqual(200, self.submit(order, return_id, wanted[1])[0])
            self.assertEqual((decisions.MADE[status], ["REFUND_MONEY"] * 2), self.shown(return_id))
            self.assertEqual((400, "DECISION_NOT_ALLOWED"), self.submit(order, return_id, wanted[0])[:2])
            listed = self.market.returns(statuses=decisions.MADE[status])
            self.assertIn(return_id, [each["return"] for each in listed])
            for to in decisions.MACHINE[decisions.MADE[status]][:1]:
                self.market.advance(return_id, to)
                self.assertEqual(to, self.shown(return_id)[0])
            with self.assertRaises(ValueError):
                self.market.advance(return_id, status)
            self.market.reset()
            self.assertEqual(before, self.market.text(return_id))

    def test_bodies_that_are_refused(self):
        order, return_id, [item] = self.one(DBS)
        good = {"returnItemId": item, "decisionType": "REFUND_MONEY"}
        partial = {"returnItemId": item, "decisionType": "PARTIAL_MONEY_REFUND"}
        rubles = {"value": 100, "currencyId": "RUR"}
        for wrong in ({}, {"returnItemDecisions": []}, {"returnItemDecisions": None},
                      {"returnItemDecisions": {}}, {"returnItemDecisions": [7]}, [good], b"7"):
            with self.subTest(wrong):
                self.assertEqual(400, self.submit(order, return_id, body=wrong)[0])
        for wrong in ({**good, "returnItemId": str(item)}, {**good, "returnItemId": item + 1},
                      {**good, "returnItemId": 2 ** 63}, {"decisionType": "REFUND_MONEY"},
                      {"returnItemId": item},
                      {**good, "decisionType": "UNKNOWN"}, {**good, "decisionType": "FAST_REFUND_MONEY"},
                      {**good, "decisionReasonType": "DEVICE_ACTIVATED"}, {**good, "comment": 7},
                      {**good, "decisionType": "DECLINE_REFUND", "decisionReasonType": "MECHANICAL"},
                      {**good, "decisionType": "DECLINE_REFUND",
                       "decisionReasonType": "WARRANTY_PERIOD_HAS_EXPIRED"},
                      {**good, "compensation": rubles}, partial, {**partial, "compensation": {"value": 100}},
                      {**partial, "compensation": {**rubles, "value": "100"}},
                      {**partial, "compensation": {**rubles, "value": 9.99}},
                      {**partial, "compensation": {**rubles, "value": 1500.01}},
                      {**partial, "compensation": {**rubles, "currencyId": "BYN"}}):
            with self.subTest(wrong):
                self.assertEqual(400, self.submit(order, return_id, wrong)[0])
        self.assertEqual(400, self.submit(order, return_id, good, good)[0])
        path = self.path(order, return_id, "decision/submit")
        for body in (b"", b"{", b"\xff", b"7"):
            self.assertEqual(400, self.call("POST", path, body)[0])
        self.assertEqual(415, self.call("POST", path, b"{}", "text/plain")[0])
        self.assertEqual(404, self.submit(order + 1, return_id, good)[0])
        self.assertEqual(DBS, self.shown(return_id)[0])
        self.assertEqual(200, self.submit(order, return_id, {**partial, "compensation": rubles})[0])

    def test_selected_then_confirmed(self):
        order, return_id, [item] = self.one(DBS)
        choice = {"returnItemId": item, "decisionType": "REPAIR", "comment": "до мая"}
        self.assertEqual(400, self.call("POST", self.path(order, return_id, "decision/submit"))[0])
        self.assertEqual(200, self.submit(order, return_id, body=choice, tail="decision")[0])
        self.assertEqual(DBS, self.shown(return_id)[0])
        self.assertEqual(200, self.call("POST", self.path(order, return_id, "decision/submit"))[0])
        self.assertEqual(("DECISION_MADE", ["REPAIR"]), self.shown(return_id))
        order, return_id, [item] = self.one(FBS)
        choice = {"returnItemId": item, "decisionType": "REFUND_MONEY"}
        self.assertEqual(400, self.submit(order, return_id, body=choice, tail="decision")[0])

    def offers(self, return_id, business=None, **body):
        body = {"campaignId": self.market.campaign, "returnId": return_id, **body}
        business = business or self.market.business
        return self.call("POST", "/v1/businesses/%d/returns/decisions" % business, body)

    def test_what_is_offered(self):
        for status in (FBS, DBS):
            listed = self.offers(self.one(status)[1])[2]["result"]["availableDecisions"]
            self.assertEqual(decisions.OFFERED[status], [each["decisionType"] for each in listed][:-1])
        settled = self.offers(self.market.special("fast_return")["return"])[2]
        self.assertEqual({"availableDecisions": []}, settled["result"])
        self.assertEqual(404, self.offers(1)[0])
        self.assertEqual(403, self.offers(1, business=1)[0])
        self.assertEqual(403, self.offers(1, campaignId=1)[0])
        self.assertEqual(400, self.offers(0)[0])
        self.assertEqual(400, self.offers("1")[0])

    def test_application(self):
        order, return_id, _ = self.one(FBS)
        status, _, data = self.call("GET", self.path(order, return_id, "application"))
        self.assertEqual(200, status)
        self.assertTrue(data.startswith(b"%PDF-"))
        none = self.market.special("unredeemed")
        self.assertEqual(404, self.call("GET", self.path(none["order"], none["return"], "application"))[0])

    def broken(self, kind, applies, **options):
        """Whether a submit that meets this fault has taken effect."""
        self.market.reset()
        order, return_id, [item] = self.one(FBS)
        if applies is not None:
            options["applies"] = applies
        self.market.fault(kind, operation="submitReturnDecision", **options)
        try:
            self.submit(order, return_id, {"returnItemId": item, "decisionType": "REFUND_MONEY"})
        except (OSError, ValueError, http.client.HTTPException):
            pass
        return self.shown(return_id)[0] != FBS

    def test_faults_and_effects(self):
        for kind, options, by_itself in (("cut", {"after": 9}, True), ("reset", {"after": 0}, True),
                                         ("no_answer", {"seconds": 0}, True),
                                         ("status", {"code": 500}, False),
                                         ("limit", {}, False), ("error_200", {"place": "bare"}, False)):
            with self.subTest(kind):
                self.assertTrue(self.broken(kind, True, **options))
                self.assertFalse(self.broken(kind, False, **options))
                self.assertEqual(by_itself, self.broken(kind, None, **options))
        return_id = self.one(FBS)[1]
        self.assertFalse(self.broken("cut", 0.3, after=9))
        time.sleep(0.6)
        self.assertNotEqual(FBS, self.shown(return_id)[0])

    def test_a_request_that_is_not_read_to_its_end(self):
        order, return_id, [item] = self.one(FBS)
        for after, then in ((0, "reset"), (100, "reset"), (100, "rude")):
            self.market.fault("cut_request", after=after, then=then, listener="plain")
            with self.assertRaises((OSError, http.client.HTTPException)):
                self.submit(order, return_id, {"returnItemId": item, "decisionType": "REFUND_MONEY"})
        self.assertEqual(FBS, self.shown(return_id)[0])
        self.assertEqual({}, self.market.counters()["requests"])
