"""--session FILE: the next run resumes the TLS session, but only where, as long and as far as it may."""
import os
import select
import socket
import stat
import threading
import unittest

from program import DONE, NETWORK, ProgramTest

HEAD, FIELDS = 16, 50  # of the file: name and checksum; binding, verified, not after, length
VERIFIED = HEAD + 32
DAY_MS = 24 * 3600 * 1000


def checksum(data):
    value = 0xcbf29ce484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001b3 % 2 ** 64
    return value.to_bytes(8, "big")


class Relay:
    """Another port that leads to the same server."""

    def __init__(self, port):
        self.to = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        client, _ = self.listener.accept()
        with client, socket.create_connection(("127.0.0.1", self.to)) as server:
            other = {client: server, server: client}
            while True:
                for ready in select.select([client, server], [], [])[0]:
                    data = ready.recv(65536)
                    if not data:
                        return
                    other[ready].sendall(data)

    def close(self):
        self.thread.join(10)
        self.listener.close()


class Kept(ProgramTest):
    market_arguments = {"tls_zoo": True}

    def setUp(self):
        super().setUp()
        special = self.market.special("unredeemed")
        self.words = ["-v", "return", special["order"], special["return"], "--session", "kept"]

    def one(self, name="tls12", *more, expect=DONE, **changes):
        env = self.environment(**{**self.market.zoo_env(name), **changes})
        return self.run_ymr(*self.words, *more, env=env, expect=expect)

    def resumed(self, *words, **changes):
        """Whether this run did; both ends must think so."""
        before = self.market.counters()["resumed"]
        result = self.one(*words, **changes)
        self.warnings = [line for line in result.err.splitlines() if "session file" in line]
        client = "session resumed" in result.err
        self.assertNotEqual(client, "whole handshake" in result.err, str(result))
        self.assertEqual(client, self.market.counters()["resumed"] > before, str(result))
        return client

    def read(self):
        with open(self.path("kept"), "rb") as file:
            return file.read()

    def write(self, data, mode=0o600):
        with open(self.path("kept"), "wb") as file:
            file.write(data)
        os.chmod(self.path("kept"), mode)

    def change(self, data, at, new):
        """The file with other bytes in a field, and the right checksum."""
        body = data[HEAD:at] + new + data[at + len(new):]
        return data[:8] + checksum(body) + body

    def test_the_next_run_resumes(self):
        for name, version in (("tls12", "TLSv1.2"), ("tls13", "TLSv1.3")):
            with self.subTest(name):
                self.market.reset()
                if os.path.exists(self.path("kept")):
                    os.remove(self.path("kept"))
                self.assertEqual([False, True, True], [self.resumed(name) for _ in range(3)])
                self.assertEqual({version: 3}, self.market.counters()["tls_versions"])
                self.assertNotIn(self.market.key.encode(), self.read())
                self.assertEqual([], self.warnings)

    def test_only_its_owner_can_read_it(self):
        old = os.umask(0)
        try:
            self.one()
            self.assertEqual(0o600, stat.S_IMODE(os.stat(self.path("kept")).st_mode))
            self.one()
            self.assertEqual(0o600, stat.S_IMODE(os.stat(self.path("kept")).st_mode))
            self.assertEqual(["kept"], self.files())
        finally:
            os.umask(old)

    def test_file_that_others_can_read_is_not_used(self):
        for mode in (0o640, 0o604, 0o620, 0o602):
            with self.subTest(oct(mode)):
                self.one()
                os.chmod(self.path("kept"), mode)
                self.assertFalse(self.resumed())
                self.assertIn("chmod 600", self.warnings[0])
                self.assertEqual(0o600, stat.S_IMODE(os.stat(self.path("kept")).st_mode), "it was written anew")
                self.assertTrue(self.resumed())

    def test_it_belongs_to_the_host(self):
        self.one()
        kept = self.read()
        url = self.market.zoo["tls12"]["url"]
        self.assertIn("localhost", url)
        self.assertFalse(self.resumed(YMR_BASE_URL=url.replace("localhost", "127.0.0.1")))
        self.write(kept)
        self.assertTrue(self.resumed(YMR_BASE_URL=url))

    def test_it_belongs_to_the_port(self):
        for name in ("tls12", "tls13"):
            with self.subTest(name):
                self.one(name)
                relay = Relay(self.market.zoo[name]["port"])
                self.addCleanup(relay.close)
                self.assertFalse(self.resumed(name, YMR_BASE_URL="https://localhost:%d" % relay.port))

    def test_it_belongs_to_the_trusted_certificates(self):
        ca = self.path("ca.pem")
        with open(self.market.zoo["tls12"]["ca"], "rb") as file:
            certificates = file.read()

        def give(content):
            with open(ca, "wb") as file:
                file.write(content)

        give(certificates)
        self.assertEqual([False, True], [self.resumed(YMR_CA=ca) for _ in range(2)])
        self.assertFalse(self.resumed(YMR_CA=self.market.ca_bundle), "another file that trusts the same")
        self.assertEqual([False, True], [self.resumed(YMR_CA=ca) for _ in range(2)])
        give(certificates + b"\n")
        self.assertFalse(self.resumed(YMR_CA=ca), "the file was changed")
        with open(self.market.zoo["rsa"]["ca"], "rb") as file:
            give(file.read())
        result = self.one(YMR_CA=ca, expect=NETWORK)
        self.assertIn("no trusted authority", result.err, "trust was taken away")

    def test_it_belongs_to_the_build(self):
        self.one()
        kept = self.read()
        other = bytes(byte ^ 1 for byte in kept[HEAD:HEAD + 32])
        self.write(self.change(kept, HEAD, other))
        self.assertFalse(self.resumed(), "what another build would have written")
        self.assertEqual([], self.warnings, "is nothing to warn of")

    def test_it_ages(self):
        for name in ("tls12", "tls13"):
            self.one(name)
            kept = self.read()
            verified = int.from_bytes(kept[VERIFIED:VERIFIED + 8], "big")
            for older, used in ((0, True), (DAY_MS - 60000, True), (DAY_MS + 60000, False), (30 * DAY_MS, False),
                                (-60000, False)):
                with self.subTest(name, older=older):
                    self.write(self.change(kept, VERIFIED, (verified - older).to_bytes(8, "big")))
                    self.assertEqual(used, self.resumed(name))
                    self.assertEqual([], self.warnings)

    def test_resuming_does_not_make_it_younger(self):
        self.one()
        kept = self.read()
        verified = int.from_bytes(kept[VERIFIED:VERIFIED + 8], "big") - DAY_MS + 60000
        self.write(self.change(kept, VERIFIED, verified.to_bytes(8, "big")))
        self.assertTrue(self.resumed())
        self.assertEqual(verified, int.from_bytes(self.read()[VERIFIED:VERIFIED + 8], "big"))

    def test_damaged_file_is_passed_over_with_a_warning(self):
        self.one()
        kept = self.read()
        rows = [(b"", "empty"), (kept[:7], "cut"), (kept[:-1], "cut"), (kept + b"x", "longer"),
                (os.urandom(300), "noise"), (b"x" * 100000, "long"),
                (kept.replace(b"ymr-tls1", b"ymr-tls9"), "another version")]
        rows += [(kept[:at] + bytes([kept[at] ^ 4]) + kept[at + 1:], "byte %d" % at) for at in range(0, len(kept), 29)]
        for data, what in rows:
            with self.subTest(what):
                self.write(data)
                self.assertFalse(self.resumed())
                self.assertIn("session file kept is not used", self.warnings[0])
                self.assertTrue(self.resumed(), "it was written anew")

    def test_wrong_session_with_the_right_checksum_does_no_harm(self):
        for name in ("tls12", "tls13"):
            self.one(name)
            kept = self.read()
            for at in range(HEAD + FIELDS, len(kept), 13):
                with self.subTest(name, at=at):
                    self.write(self.change(kept, at, bytes([kept[at] ^ 255])))
                    self.one(name)
                    self.one(name)

    def test_file_that_cannot_be_written_is_a_warning(self):
        self.words[-1] = "missing/kept"
        self.assertFalse(self.resumed())
        self.assertIn("cannot be written: No such file", self.warnings[0])
        self.words[-1] = "."
        self.assertFalse(self.resumed())
        self.assertEqual(2, len(self.warnings))

    def test_nothing_is_kept_of_a_server_that_is_not_trusted(self):
        for name in ("expired", "wrong_host", "self_signed", "other_ca"):
            with self.subTest(name):
                self.one(name, "--retries", 0, expect=NETWORK)
                self.assertEqual([], self.files())


if __name__ == "__main__":
    unittest.main()
