"""The operations over real connections: who gets in, filters, pages, keep-alive, the control port."""
import calendar
import email.utils
import socket
import time
import unittest
import urllib.parse

from market import Market, probe, schema

MOSCOW = 3 * 3600


def framing_of(answer):
    if answer.field("Content-Length"):
        return "length"
    return answer.field("Transfer-Encoding") or "close"


class WithMarket(unittest.TestCase):
    words = {}

    @classmethod
    def setUpClass(cls):
        cls.market = Market(**cls.words).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.market.stop()

    def setUp(self):
        self.market.reset()

    def get(self, path, plain=True, **how):
        how.setdefault("key", self.market.key)
        return probe.get(self.market.plain_url if plain else self.market.base_url, path, ca=self.market.ca,
                         **how)

    def path_of(self, name):
        """The path of getReturn for a special return."""
        return "/v2/campaigns/%(campaign)d/orders/%(order)d/returns/%(return)d" % self.market.special(name)

    def page(self, campaign=None, **query):
        path = "/v2/campaigns/%s/returns" % (campaign or self.market.campaign)
        return self.get(path + ("?" + urllib.parse.urlencode(query) if query else ""))

    def everything(self, campaign=None, **query):
        """All returns of a filter, page after page, and the number of pages."""
        found, pages, token = [], 0, None
        while True:
            answer = self.page(campaign, **dict(query, **({"pageToken": token} if token else {})))
            self.assertEqual(200, answer.status, answer.data[:400])
            result = schema.parse(answer.content().decode())["result"]
            found += result["returns"]
            pages += 1
            token = (result.get("paging") or {}).get("nextPageToken")
            if not token:
                return found, pages


class Doors(WithMarket):
    def test_the_key_the_campaign_and_the_path_decide(self):
        minimal = self.market.special("minimal")
        good = self.path_of("minimal")
        for path, key, method, status, code in (
                (good, self.market.key, "GET", 200, None),
                (good, None, "GET", 401, "UNAUTHORIZED"),
                (good, self.market.key[:-1], "GET", 401, "UNAUTHORIZED"),
                (good.replace("/orders/", "/orders/1"), self.market.key, "GET", 404, "NOT_FOUND"),
                (good + "0", self.market.key, "GET", 404, "NOT_FOUND"),
                (good.replace(str(minimal["campaign"]), "1"), self.market.key, "GET", 403, "FORBIDDEN"),
                (good.replace(str(minimal["campaign"]), "x"), self.market.key, "GET", 400, "BAD_REQUEST"),
                (good + "%zz", self.market.key, "GET", 400, "BAD_REQUEST"),
                (good, self.market.key, "POST", 405, "METHOD_NOT_ALLOWED"),
                ("/campaigns/1/returns", self.market.key, "GET", 404, "NOT_FOUND"),
                (good + "/", self.market.key, "GET", 404, "NOT_FOUND")):
            for plain in (True, False):
                answer = self.get(path, plain, key=key, method=method)
                self.assertEqual((status, "closed"), (answer.status, answer.end), (path, method))
                body = schema.parse(answer.content().decode())
                self.assertEqual("OK" if status == 200 else "ERROR", body["status"])
                if code:
                    self.assertEqual(code, body["errors"][0]["code"])

    def test_what_is_not_http_is_a_400(self):
        for request in (b"GET / HTTP/1.0\r\nHost: a\r\n\r\n", b"GET /\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
                        b"\0\r\n\r\n",
                        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                        b"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
                        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                        b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", b"GET / HTTP/1.1\nHost: a\n\r\n\r\n"):
            self.assertEqual(400, probe.send(self.market.plain_url, request).status, request)

    def test_every_answer_carries_the_limit(self):
        wrong_weekdays = 0
        for number in range(6):
            answer = self.page(limit=1)
            self.assertEqual("5000", answer.field("X-RateLimit-Resource-Limit"))
            self.assertEqual(str(4999 - number), answer.field("X-RateLimit-Resource-Remaining"))
            until = answer.field("X-RateLimit-Resource-Until")
            seconds = email.utils.parsedate_to_datetime(until).timestamp()
            self.assertTrue(0 < seconds - time.time() <= 3600)
            wrong_weekdays += email.utils.formatdate(seconds, usegmt=True) != until
            self.assertIsNotNone(email.utils.parsedate_to_datetime(answer.field("Date")))
            self.assertEqual("close", answer.field("Connection"))
        self.assertEqual(2, wrong_weekdays)
        self.assertEqual("7000", self.get(self.path_of("minimal")).field("X-RateLimit-Resource-Limit"))
        self.assertIsNotNone(self.get("/nowhere").field("X-RateLimit-Resource-Until"))

    def test_the_control_port_is_plain_only(self):
        self.assertEqual(404, self.get("/_market/counters", plain=False).status)
        self.assertEqual(200, self.get("/_market/counters", key=None, fields=["Connection: close"],
                                       timeout=0.3).status)


class Lists(WithMarket):
    def test_all_pages_together_are_all_returns(self):
        for limit in (None, 1000, 100, 33):
            found, pages = self.everything(**({"limit": limit} if limit else {}))
            self.assertEqual([one["return"] for one in self.market.returns()], [one["id"] for one in found])
            self.assertEqual(-(-420 // min(limit or 50, 100)), pages)
        self.assertEqual(([], 1), self.everything(self.market.campaign_empty))
        self.assertEqual(12, len(self.everything(self.market.campaign_big)[0]))

    def test_the_size_of_a_page(self):
        for query, size in (({}, 50), ({"limit": 1}, 1), ({"limit": 100}, 100), ({"limit": 101}, 100)):
            page = schema.parse(self.page(**query).content().decode())
            self.assertEqual(size, len(page["result"]["returns"]), query)

    def test_filters_give_what_their_texts_say(self):
        bodies = [schema.parse(self.market.text(one["return"])) for one in self.market.returns()]
        orders = [bodies[3]["orderId"], bodies[77]["orderId"], 5]

        def day(body):
            text = body.get("updateDate")
            if not text:
                return ""
            minutes = 0 if text.endswith("Z") else int(text[-5:-3]) * 60 + int(text[-2:])
            zone = minutes * (-60 if text[-6] == "-" else 60)
            seconds = calendar.timegm(time.strptime(text[:19], "%Y-%m-%dT%H:%M:%S")) - zone
            return time.strftime("%Y-%m-%d", time.gmtime(seconds + MOSCOW))

        for query, rule in (
                ({"orderIds": ",".join(map(str, orders))}, lambda body: body["orderId"] in orders),
                ({"statuses": "REFUNDED,REJECTED"},
                 lambda body: body.get("refundStatus") in ("REFUNDED", "REJECTED")),
                ({"statuses": "PREMODERATION_DECISION_WAITING,WAITING_FOR_DECISION"},
                 lambda body: (body.get("refundStatus") or "").endswith(("_WAITING", "_FOR_DECISION"))),
                ({"shipmentStatuses": "LOST"}, lambda body: body.get("shipmentStatus") == "LOST"),
                ({"type": "UNREDEEMED"}, lambda body: body["returnType"] == "UNREDEEMED"),
                ({"fromDate": "2026-08-01"}, lambda body: day(body) >= "2026-08-01"),
                ({"toDate": "2026-08-01"}, lambda body: day(body) and day(body) <= "2026-08-01"),
                ({"fromDate": "2026-08-01", "toDate": "2026-08-20", "type": "RETURN"},
                 lambda body: "2026-08-01" <= day(body) <= "2026-08-20" and body["returnType"] == "RETURN")):
            expected = [body["id"] for body in bodies if rule(body)]
            self.assertGreater(len(expected), 1, query)
            self.assertLess(len(expected), 420, query)
            self.assertEqual(expected, [one["id"] for one in self.everything(limit=20, **query)[0]], query)
            self.assertEqual(expected, [one["return"] for one in self.market.returns(**query)], query)

    def test_lists_come_with_commas_or_repeated(self):
        path = "/v2/campaigns/%d/returns?limit=100&" % self.market.campaign
        with_commas = self.get(path + "statuses=REFUNDED,REJECTED&type=RETURN")
        repeated = self.get(path + "statuses=REFUNDED&type=RETURN&statuses=REJECTED")
        self.assertEqual(200, repeated.status)
        ids = [[one["id"] for one in schema.parse(answer.content().decode())["result"]["returns"]]
               for answer in (with_commas, repeated)]
        self.assertEqual(*ids)
        self.assertGreater(len(ids[0]), 1)

    def test_wrong_queries_are_400(self):
        token = self.first_token()
        for query in ({"orderIds": ",".join(map(str, range(51)))}, {"orderIds": "a"},
                      {"statuses": "refunded"},
                      {"shipmentStatuses": ""}, {"type": "BOTH"}, {"fromDate": "2026-13-01"},
                      {"toDate": "01.01.2026"},
                      {"limit": "0"}, {"limit": "-1"}, {"limit": "many"}, {"pageToken": ""},
                      {"pageToken": "x"},
                      {"pageToken": token[:-4]}, {"pageToken": token, "type": "RETURN"}):
            self.assertEqual(400, self.page(**query).status, query)
        self.assertEqual(200, self.page(orderIds=",".join(map(str, range(50)))).status)
        self.assertEqual(200, self.page(pageToken=token).status)
        unencoded = self.get("/v2/campaigns/%d/returns?pageToken=%s" % (self.market.campaign, token))
        self.assertEqual(400, unencoded.status, "a + that is not encoded is a blank")

    def first_token(self):
        return schema.parse(self.page().content().decode())["result"]["paging"]["nextPageToken"]

    def test_pages_vary_in_framing_and_in_the_place_of_paging(self):
        framings, places = set(), set()
        for limit in range(1, 30):
            answer = self.page(limit=limit)
            framings.add(framing_of(answer))
            places.add(list(schema.parse(answer.content().decode())["result"])[0])
        self.assertEqual({"length", "chunked", "close"}, framings)
        self.assertEqual({"paging", "returns"}, places)

    def test_answers_agree_with_the_description(self):
        description = schema.load()
        if not description:
            self.skipTest("no OpenAPI description at " + schema.FILE)
        checker = schema.Checker(description)
        page = schema.parse(self.page(limit=100).content().decode())
        self.assertEqual([], checker.faults(page, "GetReturnsResponse"))
        one = self.get(self.path_of("huge_ids"))
        self.assertEqual([], checker.faults(schema.parse(one.content().decode()), "GetReturnResponse"))
        self.assertEqual(9007199254740993, schema.parse(one.content().decode())["result"]["id"])
        error = schema.parse(self.page(limit=0).content().decode())
        self.assertEqual([], checker.faults(error, "ApiErrorResponse"))

    def test_a_return_is_served_as_the_text_that_control_tells(self):
        for name, special in self.market.specials().items():
            answer = self.get(self.path_of(name))
            self.assertEqual('{"status":"OK","result":%s}' % special["text"], answer.content().decode(), name)


class KeepAlive(WithMarket):
    words = {"keep_alive": True}

    def test_several_calls_on_one_connection(self):
        path = self.path_of("minimal")
        self.market.fault("framing", to="length", times=0)
        request = "GET %s HTTP/1.1\r\nHost: localhost\r\nApi-Key: %s\r\n%%s\r\n" % (path, self.market.key)
        with probe.connect(self.market.base_url, self.market.ca) as sock:
            for number in range(3):
                last = number == 2
                sock.sendall((request % ("Connection: close\r\n" if last else "")).encode())
                answer = probe.Answer(sock.recv(65536), "", 0)
                self.assertEqual("close" if last else "keep-alive", answer.field("Connection"))
            self.assertEqual(b"", sock.recv(1))
        counters = self.market.counters()
        self.assertEqual((1, {"getReturn": 3}), (counters["connections"], counters["requests"]))


class Counted(WithMarket):
    def test_counters_and_log(self):
        first = self.page(limit=1)
        second = self.get("/v2/none", plain=False)
        counters = self.market.counters()
        self.assertEqual({"getReturns": 1, "unknown": 1}, counters["requests"])
        self.assertEqual({"200": 1, "404": 1}, counters["statuses"])
        self.assertEqual((2, 1, 0), (counters["connections"], counters["handshakes"], counters["resumed"]))
        self.assertGreater(counters["bytes_sent"], len(first.data) + len(second.data))
        one, two = self.market.requests()
        self.assertEqual(("plain", "getReturns", "tls"), (one["listener"], one["operation"], two["listener"]))
        self.assertIn(["Api-Key", self.market.key], one["headers"])
        self.assertTrue(one["head"].startswith("GET /v2/campaigns/"))
        self.market.reset()
        self.assertEqual({}, self.market.counters()["requests"])
        self.assertEqual([], self.market.requests())

    def test_ipv6(self):
        for url in (self.market.plain_url, self.market.base_url):
            try:
                answer = probe.get(url, "/v2/none", ca=self.market.ca, family=socket.AF_INET6)
            except OSError as error:
                self.skipTest("no IPv6 here: %s" % error)
            self.assertEqual(404, answer.status)

    def test_control_says_what_is_wrong(self):
        for arguments, expected in ((dict(kind="nonsense"), "no fault of kind"),
                                    (dict(kind="cut", afterr=1), "no option")):
            with self.assertRaisesRegex(ValueError, expected):
                self.market.fault(**arguments)
        with self.assertRaisesRegex(ValueError, "no such filter"):
            self.market.returns(status="REFUNDED")
