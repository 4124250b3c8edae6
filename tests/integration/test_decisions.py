"""`ymr application`, `ymr decisions`, `ymr decide`: what is sent, what is not, and what is known of it."""
import http.client
import json
import os
import signal
import subprocess
import time
import unittest

from program import (DONE, INVALID, NETWORK, NOT_FOUND, REFUSED, ROOT, SANITIZED, UNKNOWN, USAGE, YMR, Market,
                     ProgramTest)

FBS, DBS = "PREMODERATION_DECISION_WAITING", "WAITING_FOR_DECISION"
SUBMIT = "submitReturnDecision"


class Waiting:
    """A return that waits for a decision."""

    def __init__(self, market, one):
        self.order, self.id, self.status = one["order"], one["return"], one["refundStatus"]
        body = json.loads(market.text(self.id))
        self.items = [shown["returnItemId"] for item in body["items"]
                      for shown in item.get("decisions") or []]


class DecisionTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.waiting = [Waiting(cls.market, one)
                       for one in cls.market.returns(statuses="%s,%s" % (FBS, DBS))]

    def a_return(self, status=FBS, items=1):
        return next(one for one in self.waiting if one.status == status and len(one.items) == items)

    def shown(self, one, market=None):
        """What the market holds now: (refundStatus, {item: decisionType})."""
        body = json.loads((market or self.market).text(one.id))
        return body["refundStatus"], {shown["returnItemId"]: shown.get("decisionType")
                                      for item in body["items"] for shown in item.get("decisions") or []}

    def decide(self, one, *words, **options):
        options.setdefault("plain", True)
        words = words or (one.items[0], "REFUND_MONEY")
        return self.run_ymr("decide", one.order, one.id, *words, **options)

    def start(self, one, *words):
        """The same without waiting for its end."""
        process = subprocess.Popen([YMR, "decide", *map(str, (one.order, one.id, *words))],
                                   env=self.environment(True), cwd=self.directory, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE)
        self.addCleanup(process.stderr.close)
        return process

    def post(self, one, body):
        """A submit of somebody else: (status, bytes of the whole answer)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.market.plain_port)
        connection.request("POST", "/v2/campaigns/%d/orders/%d/returns/%d/decision/submit"
                           % (self.market.campaign, one.order, one.id), body,
                           {"Api-Key": self.market.key, "Content-Type": "application/json",
                            "Connection": "close"})
        response = connection.getresponse()
        fields = "".join("%s: %s\r\n" % pair for pair in response.getheaders())
        length = len("HTTP/1.1 200 OK\r\n" + fields + "\r\n") + len(response.read())
        connection.close()
        return response.status, length

    def sent(self, operation=SUBMIT):
        """The requests of an operation that the market has got whole."""
        return [request for request in self.market.requests() if request["operation"] == operation]

    def body(self):
        [request] = self.sent()
        return json.loads(request["body"])


class Applications(DecisionTest):
    def application(self, one, *words, **options):
        return self.run_ymr("application", one.order, one.id, *words, plain=True, **options)

    def test_a_whole_file_in_every_framing(self):
        for rest in range(3):
            one = next(each for each in self.waiting if each.id % 3 == rest)
            with self.subTest(rest):
                result = self.application(one, expect=DONE)
                name = "application-%d.pdf" % one.id
                self.assertTrue(result.out.startswith(name + "  "), result.out)
                with open(self.path(name), "rb") as file:
                    data = file.read()
                self.assertTrue(data.startswith(b"%PDF-1.4\n") and data.endswith(b"%%EOF\n"), data)
                self.assertIn(b"(Return %d of order %d)" % (one.id, one.order), data)
                self.assertEqual(data, self.application(one, "-o", "-", expect=DONE).raw)
                [told] = self.application(one, "-o", "f", "--json", expect=DONE).objects()
                self.assertEqual({"orderId": one.order, "returnId": one.id, "file": "f",
                                  "bytes": len(data)}, told)

    def test_over_tls(self):
        one = self.waiting[0]
        self.run_ymr("application", one.order, one.id, expect=DONE)
        self.assertEqual(["application-%d.pdf" % one.id], self.files())

    def test_what_is_none_leaves_no_file(self):
        one = self.waiting[0]
        cases = [("captive", {}, INVALID), ("body", {"data": "<html>sign in</html>"}, INVALID),
                 ("body", {"data": b"\xff\xd8\xff\xe0 a photo"}, INVALID), ("cut", {"after": 500}, NETWORK),
                 ("headers", {"set": {"Content-Type": "image/jpeg"}}, INVALID), ("gzip", {}, INVALID),
                 ("status", {"code": 403}, REFUSED), ("truncate", {"after": 3}, DONE)]
        for kind, options, code in cases:
            with self.subTest(kind, **options):
                self.market.reset()
                self.market.fault(kind, operation="getReturnApplication", times=0, **options)
                self.application(one, "-o", "f", "--retries", 0, expect=code)
                self.assertEqual(["f"] if code == DONE else [], self.files())

    def test_a_second_try_starts_over(self):
        one = self.waiting[0]
        self.market.fault("cut", after=500, operation="getReturnApplication", times=2)
        self.application(one, "-o", "f", expect=DONE)
        with open(self.path("f"), "rb") as file:
            self.assertEqual(1, file.read().count(b"%PDF-"))

    def test_there_is_none(self):
        unredeemed = self.market.special("unredeemed")
        result = self.run_ymr("application", unredeemed["order"], unredeemed["return"], expect=NOT_FOUND)
        self.assertIn("application for return %d" % unredeemed["return"], result.err)
        self.run_ymr("application", 1, 2, expect=NOT_FOUND)
        self.run_ymr("application", 1, 0, expect=USAGE)
        self.assertEqual([], self.files())


class Offers(DecisionTest):
    def test_readable(self):
        out = self.run_ymr("decisions", self.a_return().id, plain=True, expect=DONE).out
        self.assertRegex(out, "  PARTIAL_MONEY_REFUND +10.00 RUR to 1500.00 RUR, at most 50 % of the price\n")
        self.assertIn("because of MECHANICAL_DAMAGE, DEVICE_ACTIVATED", out)
        self.assertIn("  NEW_REFUND_TO_PHONE\n", out)

    def test_json_is_what_came(self):
        for status in (FBS, DBS):
            [told] = self.run_ymr("decisions", self.a_return(status).id, "--json", expect=DONE).objects()
            offers = {offer["decisionType"]: offer for offer in told["availableDecisions"]}
            self.assertEqual("NEW_REFUND_TO_PHONE", told["availableDecisions"][-1]["decisionType"])
            bounds = offers["PARTIAL_MONEY_REFUND"]["partialCompensationBounds"]
            self.assertEqual(("10.00", "1500.0", "RUR", 50),
                             (str(bounds["minAmount"]["value"]), str(bounds["maxAmount"]["value"]),
                              bounds["maxAmount"]["currencyId"], bounds["maxPercent"]))
            self.assertEqual(["MECHANICAL_DAMAGE", "DEVICE_ACTIVATED", "WARRANTY_TERMS_VIOLATED",
                              "NEW_LOOKS_BETTER_IN_GREEN"], offers["DECLINE_REFUND"]["decisionReasonTypes"])
            self.assertNotIn("decisionReasonTypes", offers["REFUND_MONEY"])

    def test_nothing_is_offered(self):
        settled = self.market.special("fast_return")
        self.assertIn("nothing may be decided",
                      self.run_ymr("decisions", settled["return"], expect=DONE).out)
        [told] = self.run_ymr("decisions", settled["return"], "--json", expect=DONE).objects()
        self.assertEqual({"availableDecisions": []}, told)

    def test_refusals(self):
        one = self.waiting[0]
        self.run_ymr("decisions", 7, expect=NOT_FOUND)
        self.run_ymr("decisions", one.id, "--business", 1, expect=REFUSED)
        self.run_ymr("decisions", one.id, "--campaign", 1, expect=REFUSED)
        env = self.environment(YMR_BUSINESS=None)
        self.assertIn("set YMR_BUSINESS", self.run_ymr("decisions", one.id, env=env, expect=USAGE).err)
        self.assertIn("set YMR_BUSINESS",
                      self.run_ymr("decide", one.order, one.id, 1, "REPLACE", env=env, expect=USAGE).err)
        self.run_ymr("decisions", "x", expect=USAGE)


class Deciding(DecisionTest):
    def test_one_item(self):
        one = self.a_return()
        result = self.decide(one, one.items[0], "refund_money", expect=DONE)
        self.assertEqual("%d  REFUND_MONEY\n" % one.items[0], result.out)
        self.assertEqual("", result.err)
        self.assertEqual(("PREMODERATION_DECISION_MADE", {one.items[0]: "REFUND_MONEY"}), self.shown(one))
        wanted = {"returnItemId": one.items[0], "decisionType": "REFUND_MONEY"}
        self.assertEqual({"returnItemDecisions": [wanted]}, self.body())

    def test_over_tls_with_json(self):
        one = self.a_return(DBS)
        [told] = self.decide(one, one.items[0], "REPLACE", "--json", plain=False, expect=DONE).objects()
        self.assertEqual({"orderId": one.order, "returnId": one.id, "outcome": "ACCEPTED"}, told)
        self.assertEqual("DECISION_MADE", self.shown(one)[0])

    def test_options_belong_to_the_item_before_them(self):
        one = self.a_return(items=2)
        first, second = one.items
        self.decide(one, first, "DECLINE_REFUND", "--comment", "Включён 🙂 \"дважды\"",
                    "--reason", "device_activated", "--and", second, "PARTIAL_MONEY_REFUND",
                    "--compensation=149.50:RUR", expect=DONE)
        [request] = self.sent()
        self.assertIn('"value":149.50,', request["body"])
        self.assertEqual({"returnItemDecisions": [
            {"returnItemId": first, "decisionType": "DECLINE_REFUND",
             "decisionReasonType": "DEVICE_ACTIVATED", "comment": "Включён 🙂 \"дважды\""},
            {"returnItemId": second, "decisionType": "PARTIAL_MONEY_REFUND",
             "compensation": {"value": 149.5, "currencyId": "RUR"}}]}, self.body())
        self.assertEqual({first: "DECLINE_REFUND", second: "PARTIAL_MONEY_REFUND"}, self.shown(one)[1])

    def test_advice_does_not_block(self):
        one = self.a_return(DBS)
        for decision, advice in (("REPAIR", "until when"), ("DECLINE_REFUND", "no reason"),
                                 ("OTHER_DECISION", "what is offered"), ("DECLINE_REFUND", "why the refund"),
                                 ("REFUND_MONEY_INCLUDING_SHIPMENT", "what sending it back costs")):
            with self.subTest(decision):
                self.market.reset()
                result = self.decide(one, one.items[0], decision, expect=DONE)
                self.assertIn("ymr: warning: item %d: " % one.items[0], result.err)
                self.assertIn(advice, result.err)
                self.assertEqual({one.items[0]: decision}, self.shown(one)[1])
                self.market.reset()
                self.assertEqual("", self.decide(one, one.items[0], decision, "-q", expect=DONE).err)

    def test_what_is_wrong_is_not_sent(self):
        one = self.a_return(items=2)
        item, other = one.items
        cases = [
            ([item, "PARTIAL_MONEY_REFUND"], "needs a compensation: give --compensation"),
            ([item, "REFUND_MONEY", "--compensation", "5:RUR"], "leave --compensation out"),
            ([item, "PARTIAL_MONEY_REFUND", "--compensation", "0:RUR"], "must be above 0"),
            ([item, "PARTIAL_MONEY_REFUND", "--compensation", "-5:RUR"], "must be above 0"),
            ([item, "PARTIAL_MONEY_REFUND", "--compensation", "5:rubles"], "no currency"),
            ([item, "REFUND_MONEY", "--reason", "DEVICE_ACTIVATED"], "leave --reason out"),
            ([item, "UNKNOWN"], "no decision that can be sent"),
            ([item, "REFUND_MONEY", "--and", item, "REFUND_MONEY"], "named twice"),
            ([item, "REFUND_MONEY", "--and", other, "PARTIAL_MONEY_REFUND"], "item %d: " % other),
        ]
        asked = [
            ([item, "REPAIR"], "does not offer this decision now"),
            ([item, "DECLINE_REFUND", "--reason", "WARRANTY_PERIOD_HAS_EXPIRED"],
             "does not offer this reason"),
            ([item, "PARTIAL_MONEY_REFUND", "--compensation", "9.99:RUR"],
             "below what the Market takes: it says 10.00 RUR"),
            ([item, "PARTIAL_MONEY_REFUND", "--compensation", "1500.01:RUR"],
             "above what the Market takes: it says 1500.00 RUR"),
            ([item, "PARTIAL_MONEY_REFUND", "--compensation", "15:BYN"], "another currency"),
        ]
        for words, message in cases + asked:
            with self.subTest(words):
                self.market.reset()
                result = self.decide(one, *words, expect=USAGE)
                self.assertIn(message, result.err)
                self.assertIn("nothing was sent", result.err)
                wanted = {"getReturnAvailableDecisions": 1} if (words, message) in asked else {}
                self.assertEqual(wanted, self.market.counters()["requests"])

    def test_words_that_are_wrong(self):
        one = self.a_return()
        item = one.items[0]
        for words, message in (
                ([item], "decide needs ORDER RETURN ITEM DECISION"),
                ([item, "GIVE_IT_BACK"],
                 "DECISION: \"GIVE_IT_BACK\" is not known; known are FAST_REFUND_MONEY"),
                (["x", "REPLACE"], "ITEM: \"x\" is not an id"),
                ([item, "REPLACE", "--reason", "WHY_NOT"], "--reason: \"WHY_NOT\" is not known"),
                ([item, "PARTIAL_MONEY_REFUND", "--compensation", "149,50:RUR"], "such as 149.50:RUR"),
                ([item, "PARTIAL_MONEY_REFUND", "--compensation", "149.50"], "such as 149.50:RUR"),
                ([item, "REPLACE", "--and"], "an item is ITEM DECISION"),
                ([item, "REPLACE", "--and", 5], "an item is ITEM DECISION"),
                ([item, "--and", 5, "REPLACE"], "--and stands between items"),
                ([item, "REPLACE", 5, "REPLACE"], "an item is ITEM DECISION"),
                ([item, "REPLACE", "--and", 5, "REPLACE", "--deprecated"], "leave --and out"),
                ([item, "DECLINE_REFUND", "--reason", "DEVICE_ACTIVATED", "--deprecated"],
                 "leave --reason out"),
                ([1, "REPLACE"] + [word for each in range(2, 102) for word in ("--and", each, "REPLACE")],
                 "more than 100 items")):
            with self.subTest(words[:8]):
                self.assertIn(message, self.decide(one, *words, expect=USAGE).err)
        self.assertEqual({}, self.market.counters()["requests"])

    def test_a_comment_that_is_no_utf8(self):
        one = self.a_return()
        words = [b"decide", b"%d" % one.order, b"%d" % one.id, b"%d" % one.items[0], b"REPLACE", b"--comment",
                 b"\xd0\xff"]
        process = subprocess.run([YMR.encode(), *words], env=self.environment(True), capture_output=True)
        self.assertEqual(USAGE, process.returncode)
        self.assertIn(b"not valid UTF-8", process.stderr)

    def test_a_comment_of_some_size(self):
        one = self.a_return(items=2)
        comment = "Длинная история. " * 400
        self.decide(one, one.items[0], "REFUND_MONEY", "--comment", comment, expect=DONE)
        self.assertEqual(comment, self.body()["returnItemDecisions"][0]["comment"])
        self.market.reset()
        first, second = one.items
        long = ["REFUND_MONEY", "--comment", comment * 10]
        process = self.start(one, first, *long, "--and", second, *long)
        self.assertEqual((DONE, b""), (process.wait(20), process.stderr.read()))
        self.assertEqual([comment * 10] * 2, [each["comment"] for each in self.body()["returnItemDecisions"]])
        self.market.reset()
        more = [word for item in range(2, 6) for word in ("--and", item, *long)]
        process = self.start(one, 1, *long, *more)
        self.assertEqual(USAGE, process.wait(20))
        self.assertIn(b"longer than the Market takes: shorten the comments", process.stderr.read())
        self.assertEqual([], self.sent())

    def test_the_market_refuses(self):
        one = self.a_return()
        result = self.decide(one, one.items[0] + 1, "REFUND_MONEY", expect=REFUSED)
        self.assertIn("BAD_REQUEST: returnItemId", result.err)
        for code, ends in ((400, REFUSED), (401, REFUSED), (403, REFUSED), (404, NOT_FOUND), (415, REFUSED),
                           (420, 5), (423, REFUSED)):
            with self.subTest(code):
                self.market.reset()
                self.market.fault("status", code=code, operation=SUBMIT, times=0)
                self.decide(one, expect=ends)
                self.assertEqual(1, len(self.sent()))
                self.assertNotIn("getReturn", self.market.counters()["requests"])

    def test_the_deadline_has_passed(self):
        for status, then in ((FBS, "PREMODERATION_SELECT_DELIVERY"), (DBS, "REFUND_IN_PROGRESS")):
            one = self.a_return(status)
            self.market.advance(one.id, then)
            self.assertIn("does not offer this decision now", self.decide(one, expect=USAGE).err)

    def test_a_decision_is_made_once(self):
        one = self.a_return()
        self.decide(one, expect=DONE)
        self.decide(one, expect=USAGE)
        self.assertEqual(1, len(self.sent()))

    def test_an_item_that_is_left_out_keeps_the_return_waiting(self):
        one = self.a_return(items=2)
        self.decide(one, one.items[0], "REFUND_MONEY", expect=DONE)
        self.assertEqual(FBS, self.shown(one)[0])
        self.decide(one, one.items[1], "REFUND_MONEY", expect=DONE)
        self.assertEqual("PREMODERATION_DECISION_MADE", self.shown(one)[0])


class Deprecated(DecisionTest):
    def old_way(self, one, *more, **options):
        return self.decide(one, one.items[0], "REPLACE", "--deprecated", *more, **options)

    def test_selected_then_confirmed_without_a_body(self):
        one = self.a_return(DBS)
        self.old_way(one, "--comment", "такой же", expect=DONE)
        [selected], [confirmed] = self.sent("setReturnDecision"), self.sent()
        self.assertEqual({"returnItemId": one.items[0], "decisionType": "REPLACE", "comment": "такой же"},
                         json.loads(selected["body"]))
        self.assertEqual("", confirmed["body"])
        self.assertIn(["Content-Length", "0"], confirmed["headers"])
        self.assertNotIn("Content-Type", dict(confirmed["headers"]))
        self.assertEqual(("DECISION_MADE", {one.items[0]: "REPLACE"}), self.shown(one))

    def test_only_dbs(self):
        one = self.a_return(FBS)
        self.decide(one, one.items[0], "REFUND_MONEY", "--deprecated", expect=REFUSED)
        self.assertEqual([], self.sent())

    def test_a_selection_that_is_unknown_is_not_confirmed(self):
        one = self.a_return(DBS)
        for applies in (True, False):
            self.market.reset()
            self.market.fault("cut", after=30, operation="setReturnDecision", applies=applies)
            result = self.old_way(one, expect=UNKNOWN)
            self.assertIn("it was not confirmed, so nothing is decided by this call", result.err)
            self.assertEqual({"getReturnAvailableDecisions": 1, "setReturnDecision": 1},
                             self.market.counters()["requests"])

    def test_a_confirmation_that_is_unknown_is_looked_up(self):
        one = self.a_return(DBS)
        for applies, ends in ((True, DONE), (False, UNKNOWN)):
            self.market.reset()
            self.market.fault("cut", after=30, operation=SUBMIT, applies=applies)
            self.old_way(one, expect=ends)
            self.assertEqual({"getReturnAvailableDecisions": 1, "setReturnDecision": 1, SUBMIT: 1,
                              "getReturn": 1}, self.market.counters()["requests"])


class Unknown(DecisionTest):
    """The answer to a submit is lost."""

    def lost(self, one, kind, *more, applies, operation=SUBMIT, **options):
        self.market.reset()
        self.market.fault(kind, operation=operation, applies=applies, **options)
        return self.decide(one, one.items[0], "REFUND_MONEY", "--json", "--timeout", "5", *more)

    def check_counts(self):
        self.assertEqual({"getReturnAvailableDecisions": 1, SUBMIT: 1, "getReturn": 1},
                         self.market.counters()["requests"])

    def test_whatever_happens_to_the_answer(self):
        one = self.a_return()
        for kind, options in (("cut", {"after": 0}), ("cut", {"after": 200}), ("reset", {"after": 0}),
                              ("reset", {"after": 200}), ("no_answer", {"seconds": 0}), ("garbage", {}),
                              ("stall", {"after": 100, "seconds": 0.1}), ("status", {"code": 500}),
                              ("status", {"code": 503, "errors": "null"}), ("bad_gateway", {}),
                              ("truncate", {"after": 7}), ("captive", {}), ("length", {"delta": 1}),
                              ("both_framings", {}), ("gzip", {})):
            for applies in (True, False):
                with self.subTest(kind, applies=applies, **options):
                    result = self.lost(one, kind, applies=applies, **options)
                    self.check_counts()
                    self.assertEqual(DONE if applies else UNKNOWN, result.code, str(result))
                    if applies:
                        self.assertEqual("MATCHES", result.objects()[0]["outcome"])
                        self.assertIn("by this call or by somebody else, the Market does not say", result.err)
                    else:
                        self.assertEqual("", result.out)
                        self.assertIn("outcome unknown: it still waited", result.err)

    def test_a_refusal_inside_a_good_answer_is_known(self):
        one = self.a_return()
        for place in ("early", "late", "bare"):
            result = self.lost(one, "error_200", applies=None, place=place)
            self.assertEqual(REFUSED, result.code, str(result))
            self.assertNotIn("getReturn", self.market.counters()["requests"])

    def test_silence_until_the_deadline(self):
        one = self.a_return()
        for applies, ends in ((True, DONE), (False, UNKNOWN)):
            began = time.monotonic()
            result = self.lost(one, "no_answer", "--timeout", "0.5", applies=applies, seconds=30)
            self.assertEqual(ends, result.code, str(result))
            self.assertLess(time.monotonic() - began, 4)
            self.check_counts()

    def test_a_submit_that_takes_effect_later_is_not_known_now(self):
        one = self.a_return()
        result = self.lost(one, "cut", applies=0.7, after=0)
        self.assertEqual(UNKNOWN, result.code)
        self.assertIn("yours may yet take effect", result.err)
        end = time.monotonic() + 5
        while self.shown(one)[0] == FBS and time.monotonic() < end:
            time.sleep(0.05)
        self.assertEqual({one.items[0]: "REFUND_MONEY"}, self.shown(one)[1])
        self.assertEqual(1, len(self.sent()))

    def test_the_sum_of_a_compensation_is_not_known(self):
        one = self.a_return()
        self.market.fault("cut", after=0, operation=SUBMIT, applies=True)
        result = self.decide(one, one.items[0], "PARTIAL_MONEY_REFUND", "--compensation", "15:RUR",
                             expect=DONE)
        self.assertIn("nor what the compensation is", result.err)

    def somebody_else(self, one, decision):
        wanted = [{"returnItemId": item, "decisionType": decision} for item in one.items]
        return self.post(one, json.dumps({"returnItemDecisions": wanted}))[0]

    def test_somebody_else_decides_meanwhile(self):
        one = self.a_return()
        for decision, ends, words in (("DECLINE_REFUND", UNKNOWN, "decided, but not as you wanted it"),
                                      ("REFUND_MONEY", DONE, "the Market does not say")):
            with self.subTest(decision):
                self.market.reset()
                self.market.fault("no_answer", seconds=1.5, operation=SUBMIT, applies=False)
                process = self.start(one, one.items[0], "REFUND_MONEY")
                self.wait_for(lambda: self.sent())
                self.assertEqual(200, self.somebody_else(one, decision))
                err = process.communicate(timeout=20)[1].decode()
                self.assertEqual(ends, process.returncode, err)
                self.assertIn(words, err)

    def wait_for(self, condition, seconds=10):
        end = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), end, "it did not come to that")
            time.sleep(0.02)

    def test_the_read_fails_too(self):
        one = self.a_return()
        for kind, options in (("status", {"code": 404}), ("cut", {"after": 300}), ("captive", {}),
                              ("error_200", {"place": "late"}), ("body", {"data": "{\"status\":\"OK\"}"})):
            with self.subTest(kind):
                self.market.reset()
                self.market.fault(kind, operation="getReturn", times=0, **options)
                self.market.fault("cut", after=0, operation=SUBMIT, applies=True)
                result = self.decide(one, one.items[0], "REFUND_MONEY", "--retries", 0, expect=UNKNOWN)
                self.assertIn("outcome unknown: nothing that was read tells", result.err)
                self.assertEqual("", result.out)

    def test_the_read_is_tried_again(self):
        one = self.a_return()
        self.market.fault("cut", after=400, operation="getReturn", times=2)
        self.market.fault("cut", after=0, operation=SUBMIT, applies=True)
        self.decide(one, expect=DONE)
        self.assertEqual(1, len(self.sent()))

    def test_interrupted(self):
        one = self.a_return()
        for number in (signal.SIGINT, signal.SIGTERM):
            self.market.reset()
            self.market.fault("no_answer", seconds=30, operation=SUBMIT)
            process = self.start(one, one.items[0], "REFUND_MONEY")
            self.wait_for(lambda: self.sent())
            time.sleep(0.2)
            process.send_signal(number)
            err = process.communicate(timeout=10)[1].decode()
            self.assertEqual(UNKNOWN, process.returncode, err)
            self.assertIn("outcome unknown, interrupted", err)
            self.assertEqual(1, len(self.sent()))

    def test_the_market_is_killed(self):
        with Market(returns=60) as market:
            one = next(Waiting(market, each) for each in market.returns(statuses=FBS))
            market.fault("stall", after=100, seconds=30, operation=SUBMIT)
            env = {**self.environment(), **market.plain_env}
            process = subprocess.Popen([YMR, "decide", str(one.order), str(one.id), str(one.items[0]),
                                        "REFUND_MONEY"], env=env, cwd=self.directory, stderr=subprocess.PIPE)
            self.wait_for(lambda: any(request["operation"] == SUBMIT for request in market.requests()))
            time.sleep(0.2)
            market.process.kill()
            err = process.communicate(timeout=30)[1].decode()
            self.assertEqual(UNKNOWN, process.returncode, err)
            self.assertIn("the connection was refused", err)
            self.assertIn("outcome unknown: nothing that was read tells", err)


class EveryByte(DecisionTest):
    """The market dies at every byte of a decision's exchange: it never gets a second submit, and nothing is
    told that is not so."""

    market_arguments = {"tls_zoo": True}

    def setUp(self):
        super().setUp()
        self.one = self.a_return()
        self.command = [YMR, "decide", str(self.one.order), str(self.one.id), str(self.one.items[0]),
                        "REFUND_MONEY", "--json"]

    def run_once(self, env):
        process = subprocess.run(self.command, env=env, cwd=self.directory, capture_output=True, timeout=60)
        told = json.loads(process.stdout)["outcome"] if process.stdout else None
        return process.returncode, told, process.stderr.decode("utf-8", "replace")

    def lengths(self, env):
        """Bytes of the submit's request and of its answer, by a run in which nothing happens."""
        self.market.reset()
        self.assertEqual((DONE, "ACCEPTED", ""), self.run_once(env))
        [request] = self.sent()
        self.market.reset()
        status, answer = self.post(self.one, request["body"])
        self.assertEqual(200, status)
        return len(request["head"]) + len(request["body"]), answer

    @unittest.skipIf(SANITIZED, "built for the program as it is")
    def test_what_waited_inside_tls_does_not_leave_later(self):
        probe = os.path.join("build", "host", "tools", "late_record")
        subprocess.run(["make", "-s", probe], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        for name in ("tls12", "tls13"):
            with self.subTest(name):
                self.market.reset()
                env = self.market.zoo_env(name)
                words = [env["YMR_BASE_URL"], env["YMR_CA"], self.market.key, self.market.campaign,
                         self.one.order, self.one.id, self.one.items[0]]
                run = subprocess.run([os.path.join(ROOT, probe), *map(str, words)], capture_output=True,
                                     text=True, timeout=60)
                self.assertEqual((0, "YMR_OK after 2 tries\n"), (run.returncode, run.stdout), run.stderr)
                self.assertEqual({SUBMIT: 1}, self.market.counters()["requests"])

    def check(self, code, told, err, applied):
        """Whatever was told is so, and the market has got one submit at most."""
        waits = self.shown(self.one)[0] == FBS
        self.assertEqual(not applied, waits, err)
        self.assertIn((code, told), ((DONE, "ACCEPTED"), (DONE, "MATCHES"), (UNKNOWN, None)), err)
        self.assertEqual(DONE if applied else UNKNOWN, code, err)
        self.assertLessEqual(len(self.sent()), 1, err)

    def test_every_byte_of_the_answer(self):
        env = self.environment(True)
        answer = self.lengths(env)[1]
        step = 7 if SANITIZED else 1
        for applies in (True, False):
            for after in range(0, answer, step):
                kind = ("cut", "reset")[after % 2]
                self.market.reset()
                self.market.fault(kind, after=after, operation=SUBMIT, applies=applies)
                code, told, err = self.run_once(env)
                with self.subTest(kind, after=after, applies=applies):
                    self.check(code, told, err, applies)
                    self.assertNotEqual("ACCEPTED", told)
                    self.assertEqual({"getReturnAvailableDecisions": 1, SUBMIT: 1, "getReturn": 1},
                                     self.market.counters()["requests"])
        self.market.reset()
        self.market.fault("cut", after=answer, operation=SUBMIT)
        self.assertEqual((DONE, "ACCEPTED", ""), self.run_once(env))

    def test_every_byte_of_the_request(self):
        env = self.environment(True)
        request = self.lengths(env)[0]
        step = 7 if SANITIZED else 1
        for after in range(0, request, step):
            self.market.reset()
            self.market.fault("cut_request", after=after, then=("reset", "rude")[after % 2], listener="plain",
                              skip=1)
            code, told, err = self.run_once(env)
            with self.subTest(after=after):
                self.check(code, told, err, applied=False)
                counters = self.market.counters()
                counters["requests"].pop("unknown", None)
                self.assertEqual({"getReturnAvailableDecisions": 1, "getReturn": 1}, counters["requests"])
                self.assertEqual(3, counters["connections"])

    def test_bytes_of_a_tls_handshake(self):
        """Inside the handshake nothing was sent, so the submit may be sent after it; from then on never."""
        env = self.environment()
        for after in [1, 5, 6] + list(range(19, 1800, 89)):
            self.market.reset()
            self.market.fault("cut", layer="connection", after=after, listener="tls", skip=1)
            code, told, err = self.run_once(env)
            with self.subTest(after=after):
                self.check(code, told, err, applied=self.shown(self.one)[0] != FBS)
                if told == "ACCEPTED":
                    self.assertEqual(1, len(self.sent()), err)

    def test_bytes_of_a_tls_answer(self):
        answer = self.lengths(self.environment(True))[1]
        env = self.environment()
        for applies in (True, False):
            for after in [1, 5] + list(range(13, answer, 17)):
                self.market.reset()
                self.market.fault("cut", layer="tcp", after=after, operation=SUBMIT, applies=applies)
                code, told, err = self.run_once(env)
                with self.subTest(after=after, applies=applies):
                    self.check(code, told, err, applies)
                    self.assertNotEqual("ACCEPTED", told)


if __name__ == "__main__":
    unittest.main()
