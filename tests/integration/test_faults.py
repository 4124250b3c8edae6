"""Every exit status, and every way in which a call can go wrong: told within the deadline, with a remedy."""
import socket
import subprocess
import time
import unittest

from program import DONE, INVALID, LIMIT, LOCAL, NETWORK, NOT_FOUND, REFUSED, USAGE, YMR, ProgramTest


class Faults(ProgramTest):
    market_arguments = {"tls_zoo": True}

    def one(self, *more, **options):
        special = self.market.special("demo")
        return self.run_ymr("return", special["order"], special["return"], *more, **options)

    def test_refusals(self):
        for code, status in ((400, REFUSED), (401, REFUSED), (403, REFUSED), (404, NOT_FOUND), (405, REFUSED),
                             (415, REFUSED), (420, LIMIT), (423, REFUSED), (500, REFUSED), (503, REFUSED)):
            for errors in ("list", "null", "empty", "absent"):
                with self.subTest(code=code, errors=errors):
                    self.market.reset()
                    self.market.fault("status", code=code, errors=errors, error_code="SOME_CODE",
                                      message="Some words",
                                      times=0, operation="getReturn")
                    result = self.one("--retries", 0, plain=True, expect=status)
                    if errors == "list" and status == REFUSED:
                        self.assertIn("SOME_CODE: Some words", result.err)
                        self.assertIn("HTTP %d" % code, result.err)
                    self.assertEqual("", result.out)

    def test_what_a_server_says_cannot_steer_the_terminal(self):
        self.market.fault("status", code=400, errors="list", error_code="A\x1b[2JB",
                          message="\u202ex\x9b31m\ny", times=0)
        err = self.one(expect=REFUSED).err
        self.assertNotRegex(err, "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]")
        self.assertEqual(1, err.count("\n"))

    def test_error_with_status_200(self):
        for place in ("early", "late", "bare"):
            with self.subTest(place):
                self.market.fault("error_200", place=place, operation="getReturn")
                self.assertEqual("", self.one(expect=REFUSED).out)

    def test_pages_for_people(self):
        self.market.fault("bad_gateway", times=0)
        result = self.one("--retries", 0, expect=REFUSED)
        self.assertIn("HTTP 502", result.err)
        self.assertNotIn("JSON", result.err)
        self.market.reset()
        self.market.fault("captive", times=0)
        self.assertIn("answer in its place", self.one(expect=INVALID).err)
        self.market.reset()
        self.market.fault("redirect", location="https://elsewhere.example/", times=0)
        self.assertIn("redirect", self.one(expect=INVALID).err)

    def test_what_is_tried_again(self):
        for kind, options in (("reset", {"after": 0}), ("cut", {"after": 100}), ("status", {"code": 503}),
                              ("bad_gateway", {}), ("no_answer", {"seconds": 0})):
            with self.subTest(kind):
                self.market.reset()
                self.market.fault(kind, times=2, **options)
                self.one(expect=DONE)
                self.market.fault(kind, times=1, **options)
                self.one("--retries", 0, expect=REFUSED if kind in ("status", "bad_gateway") else NETWORK)

    def test_cut_anywhere(self):
        for after in (0, 1, 9, 17, 60, 200, 400, 700, 1200):
            with self.subTest(after=after):
                self.market.reset()
                self.market.fault("cut", after=after, times=0)
                result = self.one("--retries", 0, expect=NETWORK)
                self.assertEqual("", result.out)
                self.assertIn("closed before the answer was complete", result.err)

    def test_not_http(self):
        for kind, options in (("garbage", {}), ("raw", {"data": b"SSH-2.0-x\r\n"}), ("both_framings", {}),
                              ("gzip", {}),
                              ("raw", {"data": b"HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nabcde"}),
                              ("oversized_chunk", {}), ("endless_header", {}), ("length", {"delta": -5})):
            with self.subTest(kind):
                self.market.reset()
                self.market.fault(kind, times=0, operation="getReturn", **options)
                self.assertEqual("", self.one("--retries", 0, expect=INVALID).out)

    def test_deadlines(self):
        cases = [(["--timeout", "0.7"], "no_answer", {"seconds": 30}, "took longer than allowed"),
                 (["--timeout", "0.7"], "stall", {"after": 500, "seconds": 30}, "took longer than allowed"),
                 (["--timeout", "0.7"], "drip", {"size": 1, "delay": 0.05}, "took longer than allowed"),
                 (["--connect-timeout", "0.7", "--retries", "0"], "accept_stall", {}, "no connection within"),
                 (["--connect-timeout", "0.7", "--retries", "0"], "stall",
                  {"layer": "connection", "after": 200, "seconds": 30}, "no connection within")]
        for words, kind, options, message in cases:
            with self.subTest(kind, **options):
                self.market.reset()
                self.market.fault(kind, times=0, listener="tls", **options)
                began = time.monotonic()
                result = self.one(*words, expect=NETWORK)
                self.assertLess(time.monotonic() - began, 3)
                self.assertIn(message, result.err)

    def test_nobody_there(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        result = self.one("--base-url", "http://127.0.0.1:%d" % port, "--retries", 0, expect=NETWORK)
        self.assertIn("127.0.0.1:%d: the connection was refused (Connection refused)" % port, result.err)
        result = self.one("--base-url", "https://no-such-host.invalid", "--retries", 0, expect=NETWORK)
        self.assertIn("no-such-host.invalid", result.err)

    def test_certificates_that_prove_nothing(self):
        for name, words in (("expired", "expired"), ("not_yet", "not valid yet"),
                            ("wrong_host", "another host"),
                            ("self_signed", "no trusted authority"), ("other_ca", "no trusted authority")):
            with self.subTest(name):
                env = self.environment(**self.market.zoo_env(name))
                result = self.one("--retries", 0, env=env, expect=NETWORK)
                self.assertIn(words, result.err)
                self.assertEqual({}, self.market.counters()["requests"])

    def test_certificates_that_do(self):
        for name in ("rsa", "rsa_chain", "p384", "tls12", "tls13", "keep_alive"):
            with self.subTest(name):
                self.one(env=self.environment(**self.market.zoo_env(name)), expect=DONE)

    def test_trusted_certificates_that_cannot_be_read(self):
        for path, content in (("missing.pem", None), ("empty.pem", "nothing here")):
            with self.subTest(path):
                if content is not None:
                    with open(self.path(path), "w") as file:
                        file.write(content)
                result = self.one("--ca", path, "--retries", 0, expect=LOCAL)
                self.assertIn(path, result.err)

    def test_plain_http_only_to_this_machine(self):
        for url in ("http://api.partner.market.yandex.ru", "http://10.0.0.1", "http://127.0.0.1.example.com",
                    "ftp://localhost", "https://user@localhost", "https://localhost/path", "localhost"):
            with self.subTest(url):
                self.assertIn("--base-url", self.one("--base-url", url, expect=USAGE).err)

    def test_session_file_resumes(self):
        file = self.path("session")
        first = self.one("-v", "--session", file, expect=DONE)
        second = self.one("-v", "--session", file, expect=DONE)
        self.assertIn("whole handshake", first.err)
        self.assertIn("session resumed", second.err)
        self.assertEqual(1, self.market.counters()["resumed"])

    def test_standard_output_that_is_full(self):
        with open("/dev/full", "w") as full:
            process = subprocess.run([YMR, "returns"], env=self.environment(True), stdout=full,
                                     stderr=subprocess.PIPE)
        self.assertEqual(LOCAL, process.returncode)
        self.assertIn(b"standard output: No space left on device", process.stderr)


if __name__ == "__main__":
    unittest.main()
