"""Certificates, versions, resumption; start and stop of the process."""
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest

from market import Market, client, probe
from market.test_http import WithMarket


class Zoo(WithMarket):
    words = {"tls_zoo": True}

    def ask(self, name, **how):
        one = self.market.zoo[name]
        return probe.get(one["url"], "/v2/campaigns/%d/returns?limit=1" % self.market.campaign,
                         self.market.key, one["ca"], **how)

    def test_good_ones_answer(self):
        for name in ("rsa", "rsa_chain", "p384", "tls12", "tls13"):
            answer = self.ask(name)
            self.assertEqual((200, "closed"), (answer.status, answer.end), name)
        self.assertEqual("timeout", self.ask("keep_alive", timeout=0.3).end)

    def test_bad_ones_are_refused_for_their_reason(self):
        for name, reason in (("expired", "certificate has expired"),
                             ("not_yet", "certificate is not yet valid"),
                             ("wrong_host", "Hostname mismatch"), ("self_signed", "self.signed certificate"),
                             ("other_ca", "self.signed certificate in certificate chain")):
            one = self.market.zoo[name]
            with self.assertRaisesRegex(ssl.SSLCertVerificationError, reason):
                probe.connect(one["url"], one["ca"])
        self.assertEqual(0, sum(self.market.counters()["requests"].values()))

    def test_one_bundle_holds_every_good_root(self):
        for name in ("rsa", "rsa_chain", "p384", "tls12"):
            probe.connect(self.market.zoo[name]["url"], self.market.ca_bundle).close()
        with self.assertRaises(ssl.SSLCertVerificationError):
            probe.connect(self.market.zoo["rsa"]["url"], self.market.ca)

    def test_versions(self):
        for name, version in (("tls12", "TLSv1.2"), ("tls13", "TLSv1.3")):
            with probe.connect(self.market.zoo[name]["url"], self.market.ca) as sock:
                self.assertEqual(version, sock.version())
        for name, limit in (("tls12", {"minimum_version": ssl.TLSVersion.TLSv1_3}),
                            ("tls13", {"maximum_version": ssl.TLSVersion.TLSv1_2})):
            context = ssl.create_default_context(cafile=self.market.ca)
            for attribute, value in limit.items():
                setattr(context, attribute, value)
            with self.assertRaises(ssl.SSLError):
                probe.connect(self.market.zoo[name]["url"], context=context)

    def test_keys_and_chains(self):
        for name, curve in (("rsa", "RSA"), ("rsa_chain", "RSA"), ("p384", "ECDSA")):
            context = ssl.create_default_context(cafile=self.market.zoo[name]["ca"])
            context.maximum_version = ssl.TLSVersion.TLSv1_2
            with probe.connect(self.market.zoo[name]["url"], context=context) as sock:
                self.assertIn(curve, sock.cipher()[0])

    def test_sessions_are_resumed_and_counted(self):
        for name in ("tls12", "tls13"):
            self.market.reset()
            context = ssl.create_default_context(cafile=self.market.ca)
            session = None
            for reused in (False, True, True):
                with probe.connect(self.market.zoo[name]["url"], context=context, session=session) as sock:
                    sock.sendall(b"GET /v2/none HTTP/1.1\r\nHost: a\r\n\r\n")
                    while sock.recv(65536):
                        pass
                    self.assertEqual(reused, sock.session_reused, name)
                    session = sock.session
            counters = self.market.counters()
            self.assertEqual((3, 2), (counters["handshakes"], counters["resumed"]), name)

    def test_a_fault_of_one_listener(self):
        self.market.fault("status", code=503, listener="rsa", times=0)
        self.assertEqual((503, 200), (self.ask("rsa").status, self.ask("p384").status))

    def test_refused_handshakes_are_counted(self):
        try:
            probe.connect(self.market.zoo["other_ca"]["url"], self.market.zoo["other_ca"]["ca"])
        except ssl.SSLCertVerificationError:
            pass
        for _ in range(100):
            if self.market.counters()["handshake_failures"]:
                return
            time.sleep(0.02)
        self.fail("not counted")


class Process(unittest.TestCase):
    def start(self, *words, **how):
        """The running process and what its ready file says."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        ready = os.path.join(folder.name, "ready")
        process = subprocess.Popen([sys.executable, client.SERVE, "--ready-file", ready] + list(words),
                                   text=True,
                                   stdout=subprocess.PIPE, **how)
        self.addCleanup(process.stdout.close)
        for _ in range(500):
            if os.path.exists(ready):
                with open(ready) as file:
                    return process, json.load(file)
            time.sleep(0.02)
        process.kill()
        self.fail("not ready")

    def test_signals_end_it_and_its_directory(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            process, ready = self.start()
            self.assertTrue(os.path.exists(ready["ca"]))
            with probe.connect(ready["plain_url"]):
                process.send_signal(number)
                self.assertEqual(0, process.wait(5))
            self.assertFalse(os.path.exists(ready["dir"]))

    def test_it_says_how_to_point_ymr_at_it(self):
        process, ready = self.start("--returns", "40")
        process.terminate()
        said = process.stdout.read()
        process.wait(5)
        for line in ("export YMR_BASE_URL=https://localhost:%d" % ready["port"],
                     "export YMR_CA=" + ready["ca"],
                     "export YMR_API_KEY=" + ready["key"], "export YMR_CAMPAIGN=%d" % ready["campaign"],
                     "export YMR_BUSINESS=%d" % ready["business"]):
            self.assertIn("\n" + line + "\n", said)

    def test_a_directory_that_was_given_stays(self):
        with tempfile.TemporaryDirectory() as folder:
            process, ready = self.start("--dir", folder, "--quiet", "--host", "127.0.0.1")
            process.terminate()
            self.assertEqual(("", 0), (process.stdout.read(), process.wait(5)))
            self.assertEqual(os.path.join(folder, "ca.pem"), ready["ca"])
            self.assertTrue(os.path.exists(ready["ca"]))
            self.assertEqual(0o600, os.stat(os.path.join(folder, "ca.key")).st_mode & 0o777)
            self.assertTrue(ready["base_url"].startswith("https://127.0.0.1:"))

    def test_it_ends_with_the_one_who_started_it(self):
        process, ready = self.start("--until-eof", stdin=subprocess.PIPE)
        process.stdin.close()
        self.assertEqual(0, process.wait(5))
        self.assertFalse(os.path.exists(ready["dir"]))

    def test_a_port_that_is_taken_is_said(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            run = subprocess.run([sys.executable, client.SERVE, "--port", str(taken.getsockname()[1])],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=20)
        self.assertEqual(1, run.returncode)
        self.assertIn("market: ", run.stderr)
        self.assertNotIn("Traceback", run.stderr)

    def test_the_client_stops_it_also_after_an_error(self):
        with self.assertRaises(KeyError):
            with Market(returns=30) as market:
                raise KeyError
        self.assertIsNotNone(market.process.poll())
        self.assertFalse(os.path.exists(market.dir))
