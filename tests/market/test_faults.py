"""Faults: each kind does to the bytes what it says, over plain HTTP and over TLS, and then is used up."""
import gzip
import json
import os
import time

from market import kinds, probe
from market.test_http import WithMarket


class Faults(WithMarket):
    def setUp(self):
        super().setUp()
        self.path = self.path_of("minimal")
        self.true_body = '{"status":"OK","result":%s}' % self.market.special("minimal")["text"]

    def faulty(self, kind, plain=True, timeout=5, most=1 << 20, **options):
        self.market.fault(kind, **options)
        return self.get(self.path, plain, timeout=timeout, most=most)

    def both(self, kind, **options):
        """The answers over plain HTTP and over TLS; the fault is gone after each."""
        for plain in (True, False):
            answer = self.faulty(kind, plain, **options)
            self.assertEqual([], self.market.faults(), kind)
            after = self.get(self.path, plain)
            self.assertEqual((200, self.true_body), (after.status, after.content().decode()), "after " + kind)
            yield plain, answer

    def test_cut_and_reset_after_so_many_bytes(self):
        for kind, end in (("cut", "closed"), ("reset", "reset")):
            for after in (0, 1, 100, 300):
                for plain, answer in self.both(kind, after=after):
                    self.assertEqual((after, end), (len(answer.data), answer.end), (kind, plain))

    def test_rude_ends_leave_out_close_notify(self):
        for kind, options, size in (("cut", {"after": 50, "rude": True}, 50), ("rude", {}, None),
                                    ("raw", {"data": b"x", "then": "rude"}, 1)):
            for plain, answer in self.both(kind, **options):
                self.assertEqual("closed" if plain else "rude", answer.end, kind)
                self.assertEqual(size or len(answer.data), len(answer.data))
                self.assertGreater(len(answer.data), 0)

    def test_bytes_of_the_wire_and_of_the_connection(self):
        for layer in ("tcp", "connection"):
            answer = self.faulty("cut", plain=False, after=90, layer=layer)
            self.assertEqual((b"", "rude"), (answer.data, answer.end), layer)
            self.assertEqual(90, len(self.faulty("cut", after=90, layer=layer).data), layer)

    def test_stall(self):
        for then, size, end in (("close", 40, "closed"), ("go", None, "closed"), ("reset", 40, "reset")):
            for plain, answer in self.both("stall", after=40, seconds=0.4, then=then):
                self.assertEqual((size or len(answer.data), end), (len(answer.data), answer.end))
                self.assertTrue(0.35 < answer.seconds < 10, answer.seconds)
        answer = self.faulty("stall", after=40, seconds=5, timeout=0.3)
        self.assertEqual((40, "timeout"), (len(answer.data), answer.end))

    def test_pieces_and_drip_change_nothing_but_the_time(self):
        for plain, answer in self.both("pieces", sizes=[1, 2, 3, 7, 64]):
            self.assertEqual(self.true_body, answer.content().decode())
        for plain, answer in self.both("drip", size=50, delay=0.05):
            self.assertEqual(self.true_body, answer.content().decode())
            self.assertGreater(answer.seconds, 0.25)

    def test_one_byte_a_time_is_one_byte_a_record(self):
        self.market.fault("pieces", delay=0.001)
        sizes = []
        with probe.connect(self.market.base_url, self.market.ca) as sock:
            request = "GET %s HTTP/1.1\r\nHost: a\r\nApi-Key: %s\r\n\r\n" % (self.path, self.market.key)
            sock.sendall(request.encode())
            while True:
                data = sock.recv(4096)
                if not data:
                    break
                sizes.append(len(data))
        self.assertEqual({1}, set(sizes))

    def test_before_the_handshake(self):
        for kind, options, plain_end, tls_end in (
                ("accept_close", {}, "closed", "rude"), ("accept_reset", {}, "reset", "reset"),
                ("accept_stall", {"seconds": 0.3}, "closed", "rude")):
            for plain, answer in self.both(kind, **options):
                self.assertEqual((b"", plain_end if plain else tls_end), (answer.data, answer.end), kind)
        self.assertEqual("timeout", self.faulty("accept_stall", plain=False, timeout=0.3, listener="tls").end)
        self.assertIn("refused", self.faulty("handshake_garbage", plain=False, listener="tls").end)

    def test_a_request_that_is_not_read_to_its_end(self):
        for after in (0, 1, 40):
            for then, end in (("reset", "reset"), ("close", "closed"), ("rude", "closed")):
                answer = self.faulty("cut_request", after=after, then=then, listener="plain")
                self.assertEqual(b"", answer.data)
                self.assertIn(answer.end, (end, "reset"))  # what was not read makes a reset of any end
            self.assertEqual(200, self.get(self.path).status)
        self.assertNotIn(answer.end, ("timeout", "endless"))

    def test_raw_bytes_and_garbage(self):
        data = bytes(range(256)) * 3
        for plain, answer in self.both("raw", data=data):
            self.assertEqual((data, "closed"), (answer.data, answer.end))
        for plain, answer in self.both("garbage", size=999):
            self.assertEqual((999, None), (len(answer.data), answer.status))
        answer = self.faulty("raw", data="HTTP/1.1 200 OK\r\n\r\n", then="hold", timeout=0.3)
        self.assertEqual((19, "timeout"), (len(answer.data), answer.end))
        for plain, answer in self.both("no_answer", seconds=0.2):
            self.assertEqual((b"", "closed"), (answer.data, answer.end))

    def test_what_never_ends(self):
        for kind, start in (("endless_header", b"HTTP/1.1 200 OK\r\nX-Endless: end"),
                            ("endless_headers", b"HTTP/1.1 200 OK\r\nX-Endless: yes\r\n"),
                            ("endless_1xx", b"HTTP/1.1 103 "), ("endless_body", b"HTTP/1.1 200 OK\r\n")):
            answer = self.faulty(kind)
            self.assertEqual("endless", answer.end)
            self.assertTrue(answer.data.startswith(start), kind)

    def test_error_answers(self):
        for code in (400, 401, 403, 404, 405, 415, 420, 423, 500, 503):
            for plain, answer in self.both("status", code=code):
                body = json.loads(answer.content())
                self.assertEqual((code, "ERROR", 1), (answer.status, body["status"], len(body["errors"])))
                self.assertIsNotNone(answer.field("X-RateLimit-Resource-Until"))
        for errors, expected in (("null", None), ("empty", []), ("absent", "absent")):
            body = json.loads(self.faulty("status", errors=errors).content())
            self.assertEqual(expected, body.get("errors", "absent"))
        body = json.loads(self.faulty("status", error_code="X", message="Ы").content())
        self.assertEqual([{"code": "X", "message": "Ы"}], body["errors"])

    def test_pages_that_are_no_json(self):
        for kind, status in (("bad_gateway", 502), ("captive", 200)):
            for plain, answer in self.both(kind):
                self.assertEqual(status, answer.status)
                self.assertEqual("text/html; charset=utf-8", answer.field("Content-Type"))
                self.assertTrue(answer.content().startswith(b"<!DOCTYPE html>"))
        answer = self.faulty("redirect", location="https://other.invalid/x")
        self.assertEqual((302, "https://other.invalid/x"), (answer.status, answer.field("Location")))

    def test_limit_and_when_it_ends(self):
        answer = self.faulty("limit", seconds=100)
        self.assertEqual((420, "0"), (answer.status, answer.field("X-RateLimit-Resource-Remaining")))
        self.market.fault("limit", seconds=1, sticky=True, times=0)
        statuses = [self.get(self.path).status for _ in range(3)]
        self.assertEqual([420] * 3, statuses)
        time.sleep(1.1)
        self.assertEqual(200, self.get(self.path).status)
        self.assertEqual([], self.market.faults())

    def test_200_that_says_error(self):
        for place, names in (("early", ["status", "errors", "result"]),
                             ("late", ["result", "status", "errors"]),
                             ("bare", ["status", "errors"])):
            for plain, answer in self.both("error_200", place=place):
                body = json.loads(answer.content())
                self.assertEqual((200, names, "ERROR"), (answer.status, list(body), body["status"]))

    def test_other_body_and_other_framing(self):
        for plain, answer in self.both("body", data='{"привет":1}'):
            self.assertEqual((200, '{"привет":1}'), (answer.status, answer.content().decode()))
        for plain, answer in self.both("body", data=b"\xff\0"):
            self.assertEqual(b"\xff\0", answer.content())
        for plain, answer in self.both("truncate", after=17):
            self.assertEqual(self.true_body[:17], answer.content().decode())
        for to in ("length", "chunked", "close"):
            for plain, answer in self.both("framing", to=to, sizes=[3]):
                self.assertEqual(self.true_body, answer.content().decode())
                self.assertEqual(to == "length", answer.field("Content-Length") is not None)
                self.assertEqual(to == "chunked", answer.field("Transfer-Encoding") is not None)

    def test_lies_about_the_length(self):
        for delta in (5, -5):
            answer = self.faulty("length", delta=delta)
            self.assertEqual(len(answer.body) + delta, int(answer.field("Content-Length")))
            self.assertEqual("closed", answer.end)
        answer = self.faulty("both_framings")
        self.assertTrue(answer.field("Content-Length") and answer.field("Transfer-Encoding"))
        self.assertTrue(self.faulty("oversized_chunk").body.startswith(b"ffffffffffffffff0\r\n"))

    def test_gzip_and_headers(self):
        answer = self.faulty("gzip")
        self.assertEqual("gzip", answer.field("Content-Encoding"))
        self.market.fault("framing", to="length")
        self.assertEqual(self.true_body, gzip.decompress(self.faulty("gzip").content()).decode())
        answer = self.faulty("headers", set={"Date": "never"}, add=[["X-A", "1"], ["X-A", "2"]],
                             remove=["Content-Type"])
        self.assertEqual(("never", None), (answer.field("Date"), answer.field("Content-Type")))
        self.assertEqual(["1", "2"], [value for name, value in answer.fields if name == "X-A"])

    def test_same_token(self):
        def token(answer):
            return json.loads(answer.content())["result"]["paging"].get("nextPageToken")
        first = token(self.page(limit=10))
        self.market.fault("same_token", times=0)
        self.assertEqual(first, token(self.page(limit=10)))
        self.assertEqual(first, token(self.page(limit=10, pageToken=first)))
        self.market.clear_faults()
        self.assertNotEqual(first, token(self.page(limit=10, pageToken=first)))

    def test_hold_and_hang_up(self):
        self.market.fault("framing", to="length", times=2)
        answer = self.faulty("hold", seconds=5, timeout=0.3)
        self.assertEqual(("timeout", self.true_body), (answer.end, answer.content().decode()))
        answer = self.faulty("hang_up")
        self.assertEqual(("closed", "keep-alive"), (answer.end, answer.field("Connection")))

    def test_where_and_how_often(self):
        def status(path=None, plain=True):
            return self.get(path or self.path, plain).status
        self.market.fault("status", code=500, times=2, skip=1)
        self.assertEqual([200, 500, 500, 200], [status() for _ in range(4)])
        pages = "/v2/campaigns/%d/returns" % self.market.campaign
        for where, hit, missed in (({"operation": "getReturns"}, (pages, True), (None, True)),
                                   ({"listener": "tls"}, (None, False), (None, True)),
                                   ({"path": "limit=7"}, (pages + "?limit=7", True), (pages, True))):
            self.market.fault("status", code=503, times=0, **where)
            self.assertEqual((503, 200), (status(*hit), status(*missed)), where)
            self.market.clear_faults()

    def test_faults_add_up(self):
        self.market.fault("body", data="x" * 1000)
        self.market.fault("framing", to="chunked", sizes=[100])
        self.market.fault("pieces", sizes=[3, 5])
        answer = self.faulty("cut", after=400)
        self.assertEqual(400, len(answer.data))
        self.assertEqual("chunked", answer.field("Transfer-Encoding"))

    def test_every_kind_is_tried_here_and_in_the_manual(self):
        folder = os.path.dirname(os.path.abspath(__file__))
        with open(__file__, encoding="utf-8") as file:
            tests = file.read()
        with open(os.path.join(folder, "README.md"), encoding="utf-8") as file:
            manual = file.read()
        for kind in kinds.KINDS:
            self.assertIn('"%s"' % kind, tests)
            self.assertIn("`%s" % kind, manual)
