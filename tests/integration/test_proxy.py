"""Through a CONNECT proxy: the same results, an error for all that it does wrong, and no secret for it to see."""
import base64
import hashlib
import socket
import subprocess
import time
import unittest

from program import DONE, NETWORK, USAGE, YMR, ProgramTest
from proxy import ESTABLISHED, Proxy

LOGIN = base64.b64encode("user:pa@ss слово".encode()).decode()
LOGIN_URL = "http://user:pa%%40ss%%20%%D1%%81лово@127.0.0.1:%d"


class Through(ProgramTest):
    market_arguments = {"tls_zoo": True}

    def setUp(self):
        super().setUp()
        special = self.market.special("unredeemed")
        self.words = ["return", special["order"], special["return"], "--json"]

    def serve(self, **how):
        proxy = Proxy(**how)
        proxy.__enter__()
        self.addCleanup(proxy.__exit__)
        return proxy

    def one(self, proxy, *more, **options):
        return self.run_ymr(*self.words, "--proxy", proxy.url, *more, **options)

    def elsewhere(self, **changes):
        """The environment for a market that is not on this machine, as far as ymr knows: market.example."""
        env = self.environment(**self.market.zoo_env("wrong_host"), RES_OPTIONS="timeout:1 attempts:1",
                               **changes)
        env["YMR_BASE_URL"] = "https://market.example:%d" % self.market.zoo["wrong_host"]["port"]
        return env

    def test_the_same_comes_and_the_proxy_sees_none_of_it(self):
        proxy = self.serve()
        direct = self.run_ymr(*self.words, expect=DONE)
        through = self.one(proxy, "-v", expect=DONE)
        self.assertEqual(direct.out, through.out)
        self.assertIn("localhost:%d by proxy 127.0.0.1:%d" % (self.market.port, proxy.port), through.err)
        self.assertEqual(["CONNECT localhost:%d HTTP/1.1" % self.market.port,
                          "Host: localhost:%d" % self.market.port], proxy.heads[0].split("\r\n")[:2])
        self.assertGreater(len(proxy.seen), 1000)
        for secret in (self.market.key, "Api-Key", "/returns/", str(self.words[1])):
            self.assertNotIn(secret.encode(), proxy.seen)

    def test_photo(self):
        proxy = self.serve()
        photo = self.market.photo("chunked_4096")
        self.run_ymr("photo", photo["order"], photo["return"], photo["item"], photo["hash"], "-o", "one",
                     "--proxy", proxy.url, expect=DONE)
        with open(self.path("one"), "rb") as file:
            self.assertEqual(photo["sha256"], hashlib.sha256(file.read()).hexdigest())

    def test_pages_and_session(self):
        proxy = self.serve()
        self.run_ymr("returns", "--limit", 20, "--page-size", 5, "--session", "kept", "--proxy", proxy.url,
                     expect=DONE)
        self.run_ymr("returns", "--limit", 1, "--session", "kept", "--proxy", proxy.url, expect=DONE)
        counters = self.market.counters()
        self.assertEqual(counters["connections"], len(proxy.heads))
        self.assertEqual(counters["handshakes"] - 1, counters["resumed"])
        self.run_ymr("returns", "--limit", 1, "--session", "kept", expect=DONE)
        self.assertEqual(counters["resumed"] + 1, self.market.counters()["resumed"], "without it: the same server")

    def test_framing_of_the_answer_means_nothing(self):
        for fields in (b"Content-Length: 5\r\n", b"Content-Length: 0\r\n", b"Transfer-Encoding: chunked\r\n",
                       b"Content-Length: 1\r\nContent-Length: 2\r\nConnection: close\r\n"):
            with self.subTest(fields):
                self.one(self.serve(answers=[b"HTTP/1.0 200 OK\r\n" + fields + b"\r\n"]), expect=DONE)
        self.one(self.serve(answers=[b"HTTP/1.1 100 Continue\r\n\r\n" + ESTABLISHED]), expect=DONE)

    def test_what_it_refuses(self):
        html = b"Content-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>"
        rows = ((b"HTTP/1.1 403 Forbidden\r\n" + html, "opens no way to the server (HTTP 403)", 1),
                (b"HTTP/1.1 407 Login\r\n\r\n", "user name and a password that it knows (HTTP 407)", 1),
                (b"HTTP/1.1 502 Bad Gateway\r\n" + html, "did not reach the server (HTTP 502), after 3 tries", 3),
                (b"HTTP/1.1 302 Found\r\nLocation: http://login.example/\r\n\r\n", "(HTTP 302)", 1),
                (b"SSH-2.0-x\r\n", "opens no way to the server: ", 1),
                (b"\x00" * 5000, "opens no way to the server: ", 1),
                (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10000, "opens no way to the server: ", 1))
        for answer, words, tries in rows:
            with self.subTest(answer[:30]):
                proxy = self.serve(answers=[answer] * 9)
                result = self.one(proxy, expect=NETWORK)
                self.assertIn(words, result.err)
                self.assertIn("by proxy 127.0.0.1:%d" % proxy.port, result.err)
                self.assertEqual(tries, len(proxy.heads))
                self.assertEqual("", result.out)
        self.assertEqual({}, self.market.counters()["requests"])

    def test_what_passes_is_tried_again(self):
        proxy = self.serve(answers=[b"HTTP/1.1 503 x\r\n\r\n", b"HTTP/1.1 504 x\r\n\r\n"])
        self.one(proxy, expect=DONE)
        self.assertEqual(3, len(proxy.heads))

    def test_it_closes_anywhere(self):
        whole = self.serve()
        self.one(whole, expect=DONE)
        cuts = list(range(len(ESTABLISHED))) + [len(ESTABLISHED) + n for n in range(1, 1200, 97)]
        requests = range(0, len(whole.heads[0]), 13)
        for how in [{"cut": n} for n in cuts] + [{"cut_request": n} for n in requests]:
            with self.subTest(**how):
                result = self.one(self.serve(**how), "--retries", 0, expect=NETWORK)
                self.assertEqual("", result.out)
                self.assertIn("by proxy", result.err)

    def test_it_says_nothing(self):
        began = time.monotonic()
        result = self.one(self.serve(silent=True), "--connect-timeout", "0.5", "--retries", 0, expect=NETWORK)
        self.assertLess(time.monotonic() - began, 3)
        self.assertIn("no connection within the time allowed", result.err)

    def test_it_is_not_there(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        result = self.run_ymr(*self.words, "--proxy", "127.0.0.1:%d" % port, "--retries", 0, expect=NETWORK)
        self.assertIn("by proxy 127.0.0.1:%d: the connection was refused" % port, result.err)

    def test_login(self):
        proxy = self.serve(login=LOGIN)
        right = self.run_ymr("-v", *self.words, "--proxy", LOGIN_URL % proxy.port, expect=DONE)
        wrong = self.run_ymr("-v", *self.words, "--proxy", (LOGIN_URL % proxy.port).replace("ss", "sst"),
                             expect=NETWORK)
        none = self.run_ymr("-v", *self.words, "--proxy", "http://127.0.0.1:%d" % proxy.port, expect=NETWORK)
        self.assertNotIn("Proxy-Authorization", proxy.heads[-1])
        for result in (right, wrong, none):
            self.check_secrets(result)

    def check_secrets(self, result):
        for secret in (LOGIN, LOGIN[:12], "pa@ss", "pa%40ss", "слово"):
            self.assertNotIn(secret, result.out + result.err)

    def test_wrong_urls_are_refused_without_showing_them(self):
        for url in ("https://user:pa%40ssслово@proxy:80", "http://user:pa%40ss слово@proxy:80",
                    "socks5://proxy:1080", "http://proxy", "http://proxy:0", "http://user:pa%4@proxy:80",
                    "http://user:pa%40ss@", "x" * 300 + ":80"):
            for words, env in ((["--proxy", url], self.environment()), ([], self.elsewhere(HTTPS_PROXY=url))):
                with self.subTest(url, words=words[:1]):
                    result = self.run_ymr(*self.words, *words, env=env, expect=USAGE)
                    self.assertIn("--proxy: " if words else "HTTPS_PROXY: ", result.err)
                    self.assertIn("http://[USER:PASSWORD@]HOST:PORT", result.err)
                    self.check_secrets(result)

    def test_other_programs_cannot_read_the_login(self):
        for by_option in (True, False):
            proxy = self.serve(login=LOGIN, silent=True)
            url = LOGIN_URL % proxy.port
            env = self.elsewhere() if by_option else self.elsewhere(HTTPS_PROXY=url)
            words = [str(word) for word in self.words] + (["--proxy", url] if by_option else [])
            process = subprocess.Popen([YMR, *words], env=env, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            end = time.monotonic() + 10
            while not proxy.heads and time.monotonic() < end:
                time.sleep(0.02)
            shown = b""
            for name in ("cmdline", "environ"):
                with open("/proc/%d/%s" % (process.pid, name), "rb") as file:
                    shown += file.read()
            process.terminate()
            process.wait(10)
            self.assertIn(LOGIN, proxy.heads[0])
            self.assertIn(b"--proxy" if by_option else b"HTTPS_PROXY", shown)
            self.assertNotIn("слово".encode(), shown)

    def test_plain_http_never_goes_through_it(self):
        proxy = self.serve()
        result = self.one(proxy, plain=True, expect=USAGE)
        self.assertIn("--proxy: for https:// only", result.err)
        self.run_ymr(*self.words, env=self.environment(True, HTTPS_PROXY=proxy.url), expect=DONE)
        self.assertEqual([], proxy.heads)

    def test_environment(self):
        proxy = self.serve(to=self.market.zoo["wrong_host"]["port"])
        for name in ("HTTPS_PROXY", "https_proxy"):
            self.run_ymr(*self.words, env=self.elsewhere(**{name: proxy.url}), expect=DONE)
        self.assertEqual(2, len(proxy.heads))
        self.assertIn("CONNECT market.example:", proxy.heads[0])
        both = self.elsewhere(HTTPS_PROXY="http://127.0.0.1:9", https_proxy=proxy.url)
        self.run_ymr(*self.words, env=both, expect=DONE)
        self.run_ymr(*self.words, env=self.elsewhere(HTTPS_PROXY=proxy.url, https_proxy=""), expect=DONE)
        self.run_ymr(*self.words, "--proxy", proxy.url, env=self.elsewhere(HTTPS_PROXY="nonsense"), expect=DONE)
        self.assertEqual(5, len(proxy.heads))
        for other in ({"HTTP_PROXY": proxy.url}, {"ALL_PROXY": proxy.url}):
            self.run_ymr(*self.words, "--retries", 0, env=self.elsewhere(**other), expect=NETWORK)
        self.assertEqual(5, len(proxy.heads), "those are for other things")

    def test_this_machine_needs_no_proxy(self):
        proxy = self.serve()
        self.run_ymr(*self.words, env=self.environment(HTTPS_PROXY=proxy.url), expect=DONE)
        self.assertEqual([], proxy.heads)
        self.one(proxy, env=self.environment(NO_PROXY="*"), expect=DONE)
        self.assertEqual(1, len(proxy.heads), "--proxy is always followed")

    def test_no_proxy(self):
        rows = (("", True), ("market.example", False), (".market.example", False), ("example", False),
                (".example", False), ("*.example", True), ("MARKET.Example", False), ("ket.example", True),
                ("market", True), ("*", False), ("other.example,market.example", False),
                (" other.example , example ", False), ("other.example", True), (",,", True),
                ("a.market.example", True), ("localhost,127.0.0.1", True), (".", True))
        for value, proxied in rows:
            for name in ("NO_PROXY", "no_proxy"):
                with self.subTest(value, name=name):
                    proxy = self.serve(answers=[b"HTTP/1.1 403 x\r\n\r\n"])
                    env = self.elsewhere(HTTPS_PROXY=proxy.url, **{name: value})
                    self.run_ymr(*self.words, "--retries", 0, "--connect-timeout", 2, env=env, expect=NETWORK)
                    self.assertEqual(proxied, len(proxy.heads) == 1)

    def test_no_proxy_of_an_address_is_the_address(self):
        for value, proxied in (("192.0.2.1", False), ("0.2.1", True), ("2.1", True), ("*", False)):
            with self.subTest(value):
                proxy = self.serve(answers=[b"HTTP/1.1 403 x\r\n\r\n"])
                env = self.elsewhere(HTTPS_PROXY=proxy.url, NO_PROXY=value)
                env["YMR_BASE_URL"] = "https://192.0.2.1"
                self.run_ymr(*self.words, "--retries", 0, "--connect-timeout", "0.3", env=env, expect=NETWORK)
                self.assertEqual(proxied, len(proxy.heads) == 1)


if __name__ == "__main__":
    unittest.main()
