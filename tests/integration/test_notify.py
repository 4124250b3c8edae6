"""`ymr notify`: what is taken, what is refused, from whom, and that nothing which was taken gets lost."""
import contextlib
import datetime
import fcntl
import http.client
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest

from program import DONE, INTERRUPTED, LOCAL, NETWORK, ROOT, SANITIZED, USAGE, YMR, ProgramTest

PING = {"notificationType": "PING", "time": "2025-01-01T00:00:00Z"}
CREATED = {"notificationType": "ORDER_RETURN_CREATED", "campaignId": 21840317, "orderId": 58430694721,
           "returnId": 26839123, "returnType": "RETURN",
           "items": [{"offerId": "Чехол \"X\"", "count": 2}, {"offerId": "b", "count": 1}],
           "createdAt": "2026-06-27T13:59:14.22+03:00"}
UPDATED = {"notificationType": "ORDER_RETURN_STATUS_UPDATED", "campaignId": 21840317, "orderId": 58430694721,
           "returnId": 26839123, "statuses": {"refundStatus": "NEW_STATUS", "shipmentStatus": "PICKED"},
           "updatedAt": "2026-06-28T13:59:14+03:00"}
STARTED = {"notificationType": "CHAT_ARBITRAGE_STARTED", "chatId": 5, "businessId": 7,
           "startedAt": "2026-06-28T10:00:00Z"}
FINISHED = {"notificationType": "CHAT_ARBITRAGE_FINISHED", "chatId": 5, "businessId": 7,
            "finishedAt": "2026-06-28T10:00:00Z"}
CHAT = {"notificationType": "CHAT_CREATED", "chatId": 5, "businessId": 7, "createdAt": "2026-06-28T10:00:00Z"}
MESSAGE = {"notificationType": "CHAT_MESSAGE_SENT", "chatId": 5, "messageId": "901", "businessId": 7,
           "sentAt": "2026-06-28T10:00:00Z"}
OURS = [PING, CREATED, UPDATED, STARTED, FINISHED, CHAT, MESSAGE]


def chat(number):
    return dict(CHAT, chatId=number)


class Answer:
    def __init__(self, raw):
        self.raw = raw
        head, _, self.body = raw.partition(b"\r\n\r\n")
        lines = head.decode("ascii").split("\r\n")
        self.status = int(lines[0].split()[1]) if lines[0] else None
        self.fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}

    def __str__(self):
        return repr(self.raw)

    def json(self):
        return json.loads(self.body)


def request(body, path="/notification", method="POST", fields=(), version="1.1"):
    lines = ["%s %s HTTP/%s" % (method, path, version), "Host: shop.example",
             "Content-Type: application/json", "Content-Length: %d" % len(body), *fields]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def text_of(event):
    return event if isinstance(event, bytes) else json.dumps(event).encode()


class Server:
    """One `ymr notify`, its lines and what it says."""

    def __init__(self, test, *words, listen="127.0.0.1:0", stdout=None, env=None, read=True):
        self.test = test
        self.err_path = test.path("notify.err")
        self.lines = []
        with open(self.err_path, "wb") as err:
            self.process = subprocess.Popen(
                [YMR, "notify", "--listen", listen, *map(str, words)], cwd=test.directory, stderr=err,
                env={**test.environment(), **(env or {})},
                stdout=subprocess.PIPE if stdout is None else stdout)
        test.addCleanup(self.end)
        self.reader = None
        if stdout is None and read:
            self.start_reading()
        self.host, self.port = self.wait_for_place()

    def start_reading(self):
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line)

    def err(self):
        with open(self.err_path, encoding="utf-8") as file:
            return file.read()

    def wait_for_place(self):
        end = time.monotonic() + 10
        while time.monotonic() < end:
            found = re.search(r"listening on (?:\[(\S+)\]|([^:\s]+)):(\d+) for", self.err())
            if found:
                return found.group(1) or found.group(2), int(found.group(3))
            if self.process.poll() is not None:
                break
            time.sleep(0.01)
        raise AssertionError("it does not listen: %s" % self.err())

    def connect(self, host=None):
        return socket.create_connection((host or self.host, self.port), 30)

    def send(self, raw, host=None):
        with self.connect(host) as sock:
            sock.sendall(raw)
            return read_answer(sock)

    def post(self, event, *fields, **options):
        return self.send(request(text_of(event), fields=fields, **options))

    def objects(self, count):
        """The lines so far, `count` of them: a line is out before its answer, but our thread may be late."""
        end = time.monotonic() + 10
        while len(self.lines) < count and time.monotonic() < end:
            time.sleep(0.01)
        self.test.assertEqual(count, len(self.lines), self.lines)
        return [json.loads(line) for line in self.lines]

    def stop(self, number=signal.SIGTERM, timeout=15):
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(timeout)
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


def read_answer(sock):
    raw = b""
    with contextlib.suppress(ConnectionResetError):
        while True:
            part = sock.recv(65536)
            if not part:
                break
            raw += part
    return Answer(raw)


class NotifyTest(ProgramTest):
    market_arguments = None

    def serve(self, *words, **options):
        return Server(self, "--allow", "127.0.0.1", *words, **options)

    def refused(self, answer, status, type_):
        self.assertEqual(status, answer.status, answer)
        self.assertEqual(type_, answer.json()["error"]["type"], answer)
        self.assertTrue(answer.json()["error"]["message"], answer)


class Taken(NotifyTest):
    def test_all_types_line_by_line(self):
        server = self.serve("--name", "Лавка №1")
        for event in OURS:
            before = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=1)
            answer = server.post(event)
            self.assertEqual(200, answer.status, answer)
            self.assertEqual("application/json", answer.fields["content-type"])
            self.assertEqual("close", answer.fields["connection"])
            body = answer.json()
            self.assertEqual({"version", "name", "time"}, set(body))
            self.assertEqual(("1.0.0", "Лавка №1"), (body["version"], body["name"]))
            self.assertTrue(body["time"].endswith("Z"))
            told = datetime.datetime.fromisoformat(body["time"][:-1] + "+00:00")
            self.assertLess(before, told)
            self.assertLess(told, before + datetime.timedelta(seconds=20))
        self.assertEqual(OURS, server.objects(len(OURS)), "one line each, the API's own names and values")
        self.assertEqual(DONE, server.stop())

    def test_what_is_not_ours_is_acknowledged_and_kept_by_name(self):
        server = self.serve()
        others = ["ORDER_CREATED", "ORDER_UPDATED", "ORDER_CANCELLED", "ORDER_CANCELLATION_REQUEST",
                  "ORDER_STATUS_UPDATED", "GOODS_FEEDBACK_CREATED", "GOODS_FEEDBACK_COMMENT_CREATED",
                  "QUESTION_CREATED", "OF_NEXT_YEAR"]
        for name in others:
            event = {"notificationType": name, "orderId": 5, "unknown": {"a": [1]}, "statuses": []}
            answer = server.post(event)
            self.assertEqual(200, answer.status, answer)
        self.assertEqual([{"notificationType": name, "orderId": 5} for name in others],
                         server.objects(len(others)))
        self.assertNotIn("warning", server.err())

    def test_a_number_for_the_message(self):
        server = self.serve()
        self.assertEqual(200, server.post(dict(MESSAGE, messageId=9007199254740993)).status)
        self.assertEqual("9007199254740993", server.objects(1)[0]["messageId"])

    def test_duplicates(self):
        server = self.serve()
        for event in (CREATED, UPDATED, {"notificationType": "OF_NEXT_YEAR", "x": 1}):
            self.assertEqual(200, server.post(event).status)
            for _ in range(2):
                self.refused(server.post(event), 400, "DUPLICATED_EVENT")
        reordered = dict(reversed(CREATED.items()), createdAt="2026-06-27T10:59:14.220Z", extra=None)
        self.refused(server.post(reordered), 400, "DUPLICATED_EVENT")
        for event in (dict(UPDATED, updatedAt="2026-06-28T13:59:15+03:00"), dict(UPDATED, returnId=1),
                      dict(UPDATED, statuses={"shipmentStatus": "PICKED"}), chat(1), chat(2)):
            self.assertEqual(200, server.post(event).status, event)
        self.assertEqual(200, server.post(PING).status)
        self.assertEqual(200, server.post(PING).status, "a PING is answered each time")
        server.objects(10)

    def test_no_notification(self):
        server = self.serve("-v")
        for body in (b"", b"{", b"[]", b"null", b"PING", b"{}{}", b'{"notificationType":7}', b"\xff", b"{}",
                     b'{"notificationType":"PING"}\0',
                     b'{"notificationType":"PING","notificationType":"PING"}',
                     b'{"notificationType":"\xd0"}', b"[" * 100000, b'{"a":' * 20000,
                     b'{"notificationType":"ORDER_RETURN_CREATED","orderId":5}',
                     json.dumps(dict(CREATED, createdAt="soon")).encode()):
            with self.subTest(body[:40]):
                self.refused(server.post(body), 400, "WRONG_EVENT_FORMAT")
        self.assertIn("campaignId", server.post(b'{"notificationType":"ORDER_RETURN_CREATED"}')
                      .json()["error"]["message"])
        self.assertEqual(200, server.post(PING).status, "it goes on")
        server.objects(1)
        self.assertIn("sent no valid notification: createdAt", server.err())

    def test_long_ones(self):
        server = self.serve()
        items = [{"offerId": "Я" * 80 + str(number), "count": number} for number in range(1000)]
        event = dict(CREATED, items=items)
        body = json.dumps(event, ensure_ascii=False).encode()
        self.assertGreater(len(body), 180000)
        self.assertEqual(200, server.post(body).status)
        self.assertEqual([event], server.objects(1))
        body = b'{"notificationType":"X","a":[' + b",".join([b"1"] * 131000) + b"]}"
        self.assertEqual(200, server.post(body).status, "as many tokens as fit into a body")

    def test_a_line_stands_in_the_file_when_the_answer_comes(self):
        with open(self.path("events"), "wb") as file:
            server = self.serve(stdout=file)
        for number in range(20):
            self.assertEqual(200, server.post(chat(number)).status)
            with open(self.path("events"), encoding="utf-8") as file:
                self.assertEqual(number, json.loads(file.read().splitlines()[-1])["chatId"])

    def test_control_characters_steer_no_terminal(self):
        server = self.serve()
        event = {"notificationType": "\x1b[31m\u202e\n", "orderId": 1}
        self.assertEqual(200, server.post(event).status)
        self.assertEqual([event], server.objects(1))
        self.assertTrue(all(0x20 <= byte < 0x7F for byte in server.lines[0][:-1]), server.lines)


class Http(NotifyTest):
    def test_path_and_method(self):
        server = self.serve()
        for path in ("/", "/notifications", "/notification/", "/notification?x=1", "/market/notification",
                     "http://shop.example/notification", "*"):
            self.refused(server.post(PING, path=path), 404, "UNKNOWN")
        for method in ("GET", "PUT", "DELETE", "OPTIONS", "post"):
            answer = server.post(PING, method=method)
            self.refused(answer, 405, "UNKNOWN")
            self.assertEqual("POST", answer.fields["allow"])
        server.objects(0)

    def test_a_path_of_its_own(self):
        for given in ("/market", "/market/"):
            server = self.serve(listen="127.0.0.1:0" + given)
            self.assertEqual(200, server.post(PING, path="/market/notification").status)
            self.assertEqual(404, server.post(PING).status)
            server.stop()

    def test_bodies_too_big(self):
        server = self.serve()
        fits = b'{"notificationType":"X"}' + b" " * (256 * 1024 - 24)
        self.assertEqual(200, server.post(fits).status)
        self.refused(server.post(fits + b" "), 413, "UNKNOWN")
        head = b"POST /notification HTTP/1.1\r\nHost: a\r\n"
        self.refused(server.send(head + b"Content-Length: 99999999999999\r\n\r\n"), 413, "UNKNOWN")
        endless = head + b"Transfer-Encoding: chunked\r\n\r\n" + (b"10000\r\n" + b" " * 65536 + b"\r\n") * 5
        self.refused(server.send(endless), 413, "UNKNOWN")
        self.refused(server.send(head + b"X: " + b"x" * 20000 + b"\r\n\r\n"), 431, "UNKNOWN")
        server.objects(1)

    def test_chunked_and_http_1_0(self):
        server = self.serve()
        body = text_of(CREATED)
        chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part)
                          for part in (body[at:at + 7] for at in range(0, len(body), 7))) + b"0\r\n\r\n"
        head = b"POST /notification HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        self.assertEqual(200, server.send(head + chunks).status)
        self.assertEqual(200, server.send(b"POST /notification HTTP/1.0\r\nContent-Length: %d\r\n\r\n"
                                          % len(text_of(CHAT)) + text_of(CHAT)).status)
        self.assertEqual([CREATED, CHAT], server.objects(2))

    def test_smuggling(self):
        server = self.serve()
        body = text_of(PING)
        line = b"POST /notification HTTP/1.1\r\nHost: a\r\n"
        for fields in (b"Content-Length: 57\r\nTransfer-Encoding: chunked\r\n", b"Content-Length: 57\r\n" * 2,
                       b"Content-Length: +57\r\n", b"Content-Length : 57\r\n",
                       b"Transfer-Encoding: xchunked\r\n",
                       b"Content-Length: 57\nX: y\r\n", b"X: \0\r\nContent-Length: 57\r\n", b" X: y\r\n",
                       b"Host: b\r\nContent-Length: 57\r\n"):
            self.refused(server.send(line + fields + b"\r\n" + body), 400, "UNKNOWN")
        self.refused(server.send(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"), 400, "UNKNOWN")
        second = request(body) + request(text_of(CHAT))
        self.assertEqual(1, server.send(second).raw.count(b"HTTP/1.1"), "one request a connection")
        self.assertEqual([PING], server.objects(1))

    def test_a_sender_that_asks_first(self):
        server = self.serve()
        body = text_of(CHAT)
        with server.connect() as sock:
            head, _, _ = request(body, fields=["Expect: 100-continue"]).partition(b"\r\n\r\n")
            sock.sendall(head + b"\r\n\r\n")
            self.assertEqual(b"HTTP/1.1 100 Continue\r\n\r\n", sock.recv(1000))
            sock.sendall(body)
            self.assertEqual(200, read_answer(sock).status)
        self.refused(server.post(PING, "Expect: miracles"), 417, "UNKNOWN")
        self.refused(server.post(PING, "Content-Encoding: gzip"), 415, "UNKNOWN")

    def test_byte_by_byte(self):
        server = self.serve()
        with server.connect() as sock:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for byte in request(text_of(CHAT)):
                sock.sendall(bytes([byte]))
            self.assertEqual(200, read_answer(sock).status)

    def test_slow_senders_are_cut(self):
        server = self.serve()
        slow = {"head": b"POST /notification HTTP/1.1\r\nHost: a\r\nX: ", "nothing": b"",
                "body": request(b" " * 1000)[:-1000]}
        socks = {name: server.connect() for name in slow}
        began = time.monotonic()
        cut = {}
        for name, sock in socks.items():
            self.addCleanup(sock.close)
            sock.sendall(slow[name])
            sock.settimeout(0.05)
        while len(cut) < len(socks) and time.monotonic() < began + 20:
            self.assertEqual(200, server.post(PING).status, "others are served meanwhile")
            for name, sock in socks.items():
                if name in cut:
                    continue
                with contextlib.suppress(socket.timeout):
                    raw = sock.recv(65536)
                    cut[name] = (time.monotonic() - began, Answer(raw))
                if name not in cut and name != "nothing":
                    sock.sendall(b"x" if name == "head" else b" ")
            time.sleep(0.3)
        self.assertEqual(set(slow), set(cut))
        for name, (seconds, answer) in cut.items():
            self.assertEqual(408, answer.status, name)
            self.assertGreater(seconds, 9, name)
            self.assertLess(seconds, 13, name)

    def test_two_at_once(self):
        server = self.serve()
        raw = [request(text_of(chat(number))) for number in (1, 2)]
        with server.connect() as first, server.connect() as second:
            first.sendall(raw[0][:150])
            second.sendall(raw[1][:100])
            time.sleep(0.1)
            second.sendall(raw[1][100:])
            self.assertEqual(200, read_answer(second).status)
            first.sendall(raw[0][150:])
            self.assertEqual(200, read_answer(first).status)
        self.assertEqual([2, 1], [one["chatId"] for one in server.objects(2)])

    def test_more_than_there_is_room_for(self):
        server = self.serve()
        idle = [server.connect() for _ in range(16)]
        for sock in idle:
            self.addCleanup(sock.close)
        time.sleep(0.5)
        with server.connect() as late:
            late.sendall(request(text_of(CHAT)))
            late.settimeout(0.5)
            with self.assertRaises(socket.timeout):
                late.recv(1)
            idle[3].close()
            late.settimeout(10)
            self.assertEqual(200, read_answer(late).status)

    def test_many_at_the_same_time(self):
        server = self.serve()
        answers = []

        def post(number):
            answers.append(server.post(chat(number)).status)
        threads = [threading.Thread(target=post, args=(number,)) for number in range(100)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([200] * 100, answers)
        self.assertEqual(set(range(100)), {one["chatId"] for one in server.objects(100)})


class Allowed(NotifyTest):
    def test_only_the_market_unless_told_otherwise(self):
        server = Server(self)
        self.refused(server.post(PING), 403, "UNKNOWN")
        self.assertIn("name its address with --trusted-proxy", server.err())
        server.objects(0)

    def test_ranges(self):
        for allow, status in (("127.0.0.0/8", 200), ("10.0.0.0/8,127.0.0.1", 200), ("127.0.0.2", 403),
                              ("10.0.0.0/8", 403), ("::/0", 403), ("0.0.0.0/0", 200), ("::1", 403)):
            with self.subTest(allow):
                server = Server(self, "--allow", allow)
                self.assertEqual(status, server.post(PING).status)
                server.stop()

    @unittest.skipUnless(os.path.exists("/proc/net/if_inet6"), "no IPv6 here")
    def test_ipv6(self):
        server = Server(self, "--allow", "::1", listen="[::1]:0")
        self.assertEqual(200, server.post(PING).status)
        server.stop()
        server = Server(self, "--allow", "127.0.0.1", listen="[::]:0")
        self.assertEqual(200, server.send(request(text_of(PING)), host="127.0.0.1").status,
                         "IPv4 over an IPv6 socket")
        self.assertEqual(403, server.send(request(text_of(PING)), host="::1").status)

    def test_forwarded_by_a_trusted_proxy(self):
        server = Server(self, "--trusted-proxy", "127.0.0.1")
        cases = [
            (["X-Forwarded-For: 5.45.207.1"], 200),
            (["X-Forwarded-For: 141.8.142.127"], 200),
            (["x-forwarded-for: 5.255.253.64"], 200),
            (["X-Forwarded-For: ::ffff:5.45.207.1"], 200),
            (["X-Forwarded-For: 9.9.9.9, 5.45.207.1"], 200),
            (["X-Forwarded-For: 9.9.9.9", "X-Forwarded-For: 5.45.207.1"], 200),
            # what stands before the last address is the sender's own word
            (["X-Forwarded-For: 5.45.207.1, 9.9.9.9"], 403),
            (["X-Forwarded-For: 5.45.207.1", "X-Forwarded-For: 9.9.9.9"], 403),
            (["X-Forwarded-For: 5.45.207.1,"], 403),
            (["X-Forwarded-For: 5.45.207.128"], 403),
            (["X-Forwarded-For: 127.0.0.1"], 403),
            (["X-Forwarded-For: 5.45.207.1:4711"], 403),
            (["X-Forwarded-For: unknown"], 403),
            (["X-Forwarded-For:"], 403),
            (["X-Real-IP: 5.45.207.1", "Forwarded: for=5.45.207.1"], 403),
            ([], 403),
        ]
        for fields, status in cases:
            with self.subTest(fields):
                self.assertEqual(status, server.post(PING, *fields).status)
        server.objects(len([status for _, status in cases if status == 200]))

    def test_forwarded_in_a_trailer_is_not_believed(self):
        server = Server(self, "--trusted-proxy", "127.0.0.1")
        body = text_of(CHAT)
        raw = (b"POST /notification HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
               b"%x\r\n%s\r\n0\r\nX-Forwarded-For: 5.45.207.1\r\n\r\n" % (len(body), body))
        self.refused(server.send(raw), 403, "UNKNOWN")

    def test_anybody_else_may_forward_what_he_likes(self):
        server = Server(self, "--allow", "10.0.0.0/8", "--trusted-proxy", "127.0.0.2")
        self.assertEqual(403, server.post(PING, "X-Forwarded-For: 10.0.0.1").status)
        server.stop()
        server = self.serve()
        self.assertEqual(200, server.post(PING, "X-Forwarded-For: 9.9.9.9").status, "the peer counts")

    def test_a_stranger_learns_nothing_of_the_path(self):
        server = Server(self, "--trusted-proxy", "127.0.0.1")
        for path, method in (("/", "POST"), ("/notification", "GET")):
            answer = server.post(PING, "X-Forwarded-For: 9.9.9.9", path=path, method=method)
            self.assertEqual(403, answer.status)


class Output(NotifyTest):
    """Standard output that is slow, full or gone."""

    def test_it_is_gone(self):
        server = self.serve(read=False)
        with server.connect() as sock:
            sock.sendall(request(text_of(CHAT))[:-5])
            time.sleep(0.3)
            server.process.stdout.close()
            self.refused(read_answer(sock), 500, "UNKNOWN")
        self.assertEqual(LOCAL, server.process.wait(10))
        self.assertIn("standard output: Broken pipe", server.err())

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full here")
    def test_it_is_full(self):
        with open("/dev/full", "wb") as full:
            server = self.serve(stdout=full)
        self.refused(server.post(CHAT), 500, "UNKNOWN")
        self.assertEqual(LOCAL, server.process.wait(10))
        self.assertIn("standard output: No space left", server.err())

    def test_it_is_closed_from_the_start(self):
        result = subprocess.run(["sh", "-c", '"$0" notify --listen 127.0.0.1:0 >&-', YMR],
                                env=self.environment(), capture_output=True, timeout=10)
        self.assertEqual(LOCAL, result.returncode, result)
        self.assertIn(b"standard output", result.stderr)

    @unittest.skipUnless(hasattr(fcntl, "F_SETPIPE_SZ"), "a pipe's size cannot be set here")
    def test_nobody_reads_it(self):
        server = self.serve(read=False)
        fcntl.fcntl(server.process.stdout, fcntl.F_SETPIPE_SZ, 4096)
        long = {"notificationType": "N" * 4000}
        taken = []
        for number in range(3):
            with server.connect() as sock:
                sock.settimeout(1)
                sock.sendall(request(text_of(dict(long, orderId=number))))
                try:
                    taken.append(read_answer(sock).status)
                except socket.timeout:
                    break
        stuck = len(taken)
        self.assertEqual([200] * stuck, taken)
        self.assertLess(stuck, 3, "the pipe is full now")
        began = time.monotonic()
        self.refused(server.post(PING), 500, "UNKNOWN")
        self.assertLess(time.monotonic() - began, 3, "a PING waits for a second")
        began = time.monotonic()
        self.refused(server.post(CHAT), 500, "UNKNOWN")
        self.assertGreater(time.monotonic() - began, 9)
        self.assertLess(time.monotonic() - began, 13)
        again = []
        thread = threading.Thread(target=lambda: again.append(server.post(CHAT)))
        thread.start()
        time.sleep(0.3)
        server.start_reading()
        thread.join(10)
        self.assertEqual([200], [answer.status for answer in again], "sent again before its line was out")
        self.refused(server.post(CHAT), 400, "DUPLICATED_EVENT")
        self.refused(server.post(dict(long, orderId=stuck)), 400, "DUPLICATED_EVENT")
        self.assertEqual(DONE, server.stop())
        events = [json.loads(line) for line in server.lines]
        self.assertEqual(list(range(stuck + 1)), [one["orderId"] for one in events if "orderId" in one])
        self.assertEqual([CHAT], [one for one in events if one["notificationType"] == "CHAT_CREATED"], "once")

    def test_a_caller_who_has_gone(self):
        server = self.serve()
        with server.connect() as sock:
            sock.sendall(request(text_of(CHAT)))
        server.objects(1)
        self.refused(server.post(CHAT), 400, "DUPLICATED_EVENT")
        with server.connect() as sock:
            sock.sendall(request(text_of(MESSAGE))[:-10])
        self.assertEqual(200, server.post(MESSAGE).status)
        server.objects(2)


class Ends(NotifyTest):
    def test_signals(self):
        for number, code in ((signal.SIGTERM, DONE), (signal.SIGINT, INTERRUPTED),
                             (signal.SIGHUP, INTERRUPTED)):
            server = self.serve()
            self.assertEqual(200, server.post(PING).status)
            with server.connect() as sock:
                sock.sendall(request(text_of(CHAT))[:-10])
                time.sleep(0.2)
                began = time.monotonic()
                self.assertEqual(code, server.stop(number), number)
                self.assertLess(time.monotonic() - began, 5)
                self.assertEqual(None, read_answer(sock).status, "half a request gets no answer")
            with self.assertRaises(ConnectionRefusedError):
                server.connect()
            server.objects(1)

    def test_the_address_is_free_again_at_once(self):
        server = self.serve()
        server.post(PING)
        server.stop()
        again = self.serve(listen="127.0.0.1:%d" % server.port)
        self.assertEqual(200, again.post(PING).status)
        result = self.run_ymr("notify", "--listen", "127.0.0.1:%d" % server.port, expect=NETWORK)
        self.assertIn("in use", result.err)

    def test_what_is_said(self):
        self.assertNotIn("TLS", self.serve().err())
        self.assertIn("put a TLS proxy in front", self.serve(listen="0.0.0.0:0").err())

    def test_usage(self):
        cases = [
            ([], "give --listen ADDRESS:PORT"),
            (["--listen", "8080"], "--listen:"),
            (["--listen", ":8080"], "--listen:"),
            (["--listen", "*:8080"], "--listen:"),
            (["--listen", "::1:8080"], "--listen:"),
            (["--listen", "[127.0.0.1]:8080x"], "--listen:"),
            (["--listen", "127.0.0.1:"], "--listen:"),
            (["--listen", "127.0.0.1:65536"], "--listen:"),
            (["--listen", "127.0.0.1:-1"], "--listen:"),
            (["--listen", "shop.example:80"], "--listen:"),
            (["--listen", "127.0.0.1:0/a b"], "--listen:"),
            (["--listen", "127.0.0.1:0/a?b"], "--listen:"),
            (["--listen", "127.0.0.1:0/" + "a" * 300], "--listen:"),
            (["--listen", "127.0.0.1:0", "--allow", "5.45.207.1/25"], "first address"),
            (["--listen", "127.0.0.1:0", "--allow", "all"], "no address and no range"),
            (["--listen", "127.0.0.1:0", "--allow", "1.2.3.4,"], "no address and no range"),
            (["--listen", "127.0.0.1:0", "--trusted-proxy", "nginx"], "no address and no range"),
            (["--listen", "127.0.0.1:0", "--allow", ",".join(["1.2.3.4"] * 33)], "more than 32"),
            (["--listen", "127.0.0.1:0", "--name", "x" * 101], "1 to 100 characters"),
            (["--listen", "127.0.0.1:0", "--name", ""], "empty"),
            (["--listen", "127.0.0.1:0", "extra"], "one word too many"),
        ]
        for words, said in cases:
            with self.subTest(words):
                self.assertIn(said, self.run_ymr("notify", *words, expect=USAGE).err)
        self.assertIn("--trusted-proxy", self.run_ymr("notify", "--help", expect=DONE).out)

    @unittest.skipIf(SANITIZED, "the sanitizers have an allocator of their own")
    def test_it_never_allocates(self):
        trap = self.path("no_malloc.so")
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "no_malloc.c")
        compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", trap, source], check=True, cwd=ROOT)
        server = self.serve("-v", env={"LD_PRELOAD": trap})
        for event in [*OURS, {"x": 1}]:
            server.post(event)
        self.assertEqual(DONE, server.stop())
        self.assertEqual(len(OURS), len(server.lines))


def nginx_block():
    """The server block of the manual, so that what stands there is what was tried."""
    with open(os.path.join(ROOT, "boards", "posix", "README.md"), encoding="utf-8") as file:
        return re.search(r"```nginx\n(.*?)```", file.read(), re.S).group(1)


NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


@unittest.skipUnless(NGINX, "nginx is not installed")
@unittest.skipUnless(shutil.which("openssl"), "openssl is not installed")
class BehindNginx(NotifyTest):
    def write_certificate(self, directory):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=shop.example",
                        "-keyout", directory + "/key.pem", "-out", directory + "/chain.pem"],
                       check=True, capture_output=True)

    def write_configuration(self, directory, port, backend):
        block = nginx_block()
        for old, new in (("listen 443 ssl;", "listen 127.0.0.1:%d ssl;" % port),
                         ("/etc/ssl/shop.example/", directory + "/"),
                         ("127.0.0.1:8080", "127.0.0.1:%d" % backend)):
            self.assertIn(old, block, "the manual's block has changed")
            block = block.replace(old, new)
        with open(directory + "/nginx.conf", "w", encoding="utf-8") as file:
            file.write("daemon off; pid %s/pid; error_log stderr; worker_processes 1; events {}\n"
                       "http {\naccess_log off;\n" % directory)
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"):
                file.write("%s_temp_path %s/%s;\n" % (kind, directory, kind))
            file.write(block + "}\n")

    def start_nginx(self, backend):
        """The port on which it takes TLS."""
        directory = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, directory)
        os.chmod(directory, 0o755)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.write_certificate(directory)
        self.write_configuration(directory, port, backend)
        log = open(directory + "/log", "wb+")
        self.addCleanup(log.close)
        process = subprocess.Popen([NGINX, "-p", directory, "-c", directory + "/nginx.conf"], stderr=log)
        self.addCleanup(process.wait, 10)
        self.addCleanup(process.terminate)
        self.wait(port, process, log)
        return port

    def wait(self, port, process, log):
        end = time.monotonic() + 10
        while time.monotonic() < end and process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return
            time.sleep(0.05)
        log.seek(0)
        self.fail("nginx does not listen: %s" % log.read().decode())

    def post(self, port, event, **fields):
        """(status, body), over TLS, by way of nginx."""
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=20, context=context)
        names = {name.replace("_", "-"): value for name, value in fields.items()}
        connection.request("POST", "/notification", text_of(event), names)
        response = connection.getresponse()
        answer = response.status, response.read()
        connection.close()
        return answer

    def test_the_block_of_the_manual(self):
        server = Server(self, "--allow", "127.0.0.1", "--trusted-proxy", "127.0.0.1")
        port = self.start_nginx(server.port)
        for event in OURS:
            status, body = self.post(port, event)
            self.assertEqual((200, "1.0.0"), (status, json.loads(body).get("version")), body)
        status, body = self.post(port, CREATED)
        self.assertEqual((400, "DUPLICATED_EVENT"), (status, json.loads(body)["error"]["type"]))
        self.assertEqual(200, self.post(port, chat(1), X_Forwarded_For="9.9.9.9")[0],
                         "nginx says who called, not the caller")
        items = [{"offerId": "Я" * 80, "count": 1}] * 1000
        body = json.dumps(dict(CREATED, returnId=2, items=items), ensure_ascii=False).encode()
        self.assertEqual(200, self.post(port, body)[0], "a long one")
        self.assertEqual(413, self.post(port, b" " * (257 * 1024))[0])
        server.objects(len(OURS) + 2)
        server.stop()
        self.assertEqual(502, self.post(port, chat(2))[0], "nobody there: the Market sends it again")

    def test_a_stranger_behind_nginx(self):
        server = Server(self, "--trusted-proxy", "127.0.0.1")
        port = self.start_nginx(server.port)
        self.assertEqual(403, self.post(port, CHAT)[0])
        self.assertEqual(403, self.post(port, CHAT, X_Forwarded_For="5.45.207.1")[0],
                         "an address that the caller has made up")
        server.objects(0)


if __name__ == "__main__":
    unittest.main()
