"""TLS servers that must not be believed: each ends in a message of its own, and none hears the key."""
import tempfile
import threading
import time
import unittest

import hostile_certificates
import hostile_servers as hs
from program import DONE, NETWORK, ProgramTest
from proxy import Proxy

KEY = "ACMA:hostile-secret-key:01234567"

UNTRUSTED = "no trusted authority signed the server's certificate: "
WHO = ": who answers there? Its authority's certificate can be given with --ca"
HOST = "the server's certificate is for another host: "
WEAK = "the server's certificate uses a key or signature that is too weak: "
SETUP = ": something between here and the server answers in its place, or the server is set up wrongly"
RECORD = "a TLS record is damaged or too long: "
HANDSHAKE = "the TLS handshake failed: "

EXPIRED = ("the server's certificate has expired: if this machine's clock is right, the server's owner must "
           "renew it")
EARLY = "the server's certificate is not valid yet: is the clock right?: set this machine's clock"
SELF_SIGNED = UNTRUSTED + "it is signed by itself" + WHO
NO_ISSUER = UNTRUSTED + "who signed it is not known, or left out of what the server sends" + WHO
OTHER_ROOT = UNTRUSTED + "its authority is not one of the trusted ones" + WHO
FORGED = UNTRUSTED + "the authority that it names did not sign it" + SETUP
NOT_AUTHORITY = UNTRUSTED + "what signed it is not allowed to sign" + SETUP
PURPOSE = (UNTRUSTED + "it is not made for a server: the server's owner must have one made with the usage "
           "serverAuth")
LONG_CHAIN = (UNTRUSTED + "too many certificates stand between it and an authority: the server's owner must "
              "send a shorter chain")
ELSEWHERE = HOST + "check --base-url"
WILDCARD = HOST + "its wildcard does not cover this name: check --base-url"
NO_NAME = (HOST + "it has no name of a host: the server's owner must have one made with the host as "
           "subjectAltName")
WEAK_KEY = (WEAK + "its key is too short, or of a kind that is not taken: the server's owner must renew it "
            "with RSA of 2048 bits, P-256 or P-384")
WEAK_HASH = WEAK + "a signature's hash is shorter than SHA-256: the server's owner must renew it with SHA-256"
NOT_TLS = "what came is no TLS: check --base-url: is that the port of HTTPS?"
CHANGED = RECORD + "a record was changed on its way: try again, or check the network"
BROKE_OFF = HANDSHAKE + "the server broke off: try again, or check --base-url"
FAILED = HANDSHAKE + "does something else than the Market answer there? Check --base-url"
TOO_MUCH = (HANDSHAKE + "the server sends too much, as with too many certificates: its owner must send a "
            "shorter chain")
ANEW = HANDSHAKE + "the server asked for another one on the open connection" + SETUP
VERSION = "the server speaks no TLS version that is accepted: TLS 1.2 and 1.3 are: check --base-url"
CLOSED = "the connection was closed before the answer was complete: try again"
RESET = "the connection was reset (Connection reset by peer): try again"
TOTAL = "the call took longer than allowed: give more with --timeout"
NOTHING = "ymr: no return matches"

# The chain as the server sends it, and what the program says. Of several faults, the one that no clock heals.
CERTIFICATES = (
    ("good", NOTHING),
    ("expired", EXPIRED),
    ("early", EARLY),
    ("by_early_middle early_middle", EARLY),
    ("expired_elsewhere", ELSEWHERE),
    ("expired_for_clients", PURPOSE),
    ("expired_self", SELF_SIGNED),
    ("elsewhere", ELSEWHERE),
    ("address_as_name", ELSEWHERE),
    ("no_name", NO_NAME),
    ("wild_all", WILDCARD),
    ("self_signed", SELF_SIGNED),
    ("by_stranger", NO_ISSUER),
    ("by_stranger stranger", OTHER_ROOT),
    ("by_middle", NO_ISSUER),
    ("by_middle middle", NOTHING),
    ("by_middle root", NO_ISSUER),
    ("by_double", FORGED),
    ("by_double double", OTHER_ROOT),
    ("by_no_ca no_ca", NOT_AUTHORITY),
    ("by_no_sign no_sign", NOT_AUTHORITY),
    ("by_below_short below_short short", NOT_AUTHORITY),
    ("for_clients", PURPOSE),
    ("sha1", WEAK_HASH),
    ("by_sha1_middle sha1_middle", WEAK_HASH),
    ("by_rsa1024_middle rsa1024_middle", WEAK_KEY),
    ("by_p521_middle p521_middle", WEAK_KEY),
    ("by_deep " + " ".join("deep%d" % i for i in range(9, -1, -1)), LONG_CHAIN),
    ("huge", TOO_MUCH),
)

# A certificate with another key than P-256, by the key's name.
KEYS = (("rsa1024", "rsa1024", WEAK_KEY), ("expired_weak", "rsa1024", WEAK_KEY), ("p521", "p521", BROKE_OFF),
        ("ed25519", "ed25519", BROKE_OFF))

# What the certificate says, what the program was told to ask, and whether that fits.
NAMES = (
    ("wild", "shop.market.test", NOTHING),
    ("wild", "SHOP.Market.test", NOTHING),
    ("wild", "a.b.market.test", WILDCARD),
    ("wild", "market.test", WILDCARD),
    ("wild", "shopmarket.test", WILDCARD),
    ("wild_top", "market.test", WILDCARD),
    ("wild_top", "shop.market.test", WILDCARD),
    ("wild_middle", "a.b.test", WILDCARD),
    ("wild_partial", "shop.market.test", WILDCARD),
    ("wild_two", "a.b.test", WILDCARD),
    ("wild_all", "market.test", WILDCARD),
    ("elsewhere", "market.test", ELSEWHERE),
)

PART = hs.HEAD + b"Content-Length: %d\r\n\r\n" % len(hs.LIST) + hs.LIST[:20]
UNTIL_CLOSE = hs.HEAD + b"\r\n" + hs.LIST

AFTER_THE_REQUEST = (
    ("plain text after TLS", hs.below(hs.WHOLE), RECORD + NOT_TLS),
    ("a record of an unknown kind", hs.below(hs.record(99, bytes(100))), RECORD + NOT_TLS),
    ("garbage in a record", hs.below(hs.record(23, bytes(100))), CHANGED),
    ("too short for a record", hs.below(hs.record(23, bytes(3))), CHANGED),
    ("an empty record", hs.below(hs.record(23, b"")), RECORD + NOT_TLS),
    ("a record of 64 KB", hs.below(b"\x17\x03\x03\xff\xff" + bytes(70000)),
     RECORD + "try again, or check the network"),
    ("an alert that nobody vouches for", hs.below(hs.record(21, b"\2\x28")), CHANGED),
    ("a cut in the body", hs.rude(PART), CLOSED),
    ("close_notify in the body", hs.polite(PART), CLOSED),
    ("a reset in the body", hs.gone(PART), RESET),
    ("until close, cut", hs.rude(UNTIL_CLOSE), CLOSED),
    ("until close, close_notify", hs.polite(UNTIL_CLOSE), NOTHING),
    ("a whole answer, then a cut", hs.rude(hs.WHOLE), NOTHING),
    ("no answer, cut", hs.rude(), CLOSED),
    ("no answer, close_notify", hs.polite(), CLOSED),
    ("silence", hs.silent, TOTAL),
)

WARNING = hs.record(21, b"\1\x5a")

INSTEAD_OF_A_HANDSHAKE = (
    ("HTTP", hs.raw(hs.WHOLE), HANDSHAKE + NOT_TLS),
    ("SSH", hs.raw(b"SSH-2.0-OpenSSH_9.2\r\n"), HANDSHAKE + NOT_TLS),
    ("bytes of no kind", hs.raw(bytes(range(30, 230))), HANDSHAKE + NOT_TLS),
    ("a ServerHello of TLS 1.1", hs.raw(hs.hello(b"\3\2")), VERSION),
    ("a ServerHello of TLS 1.0", hs.raw(hs.hello(b"\3\1")), VERSION),
    ("a ServerHello of SSL 3", hs.raw(hs.hello(b"\3\0")), VERSION),
    ("alert: version", hs.raw(hs.record(21, b"\2\x46")), VERSION),
    ("alert: handshake failure", hs.raw(hs.record(21, b"\2\x28")), BROKE_OFF),
    ("a cipher suite that was not offered", hs.raw(hs.hello(suite=b"\0\5")), FAILED),
    ("no cipher at all", hs.raw(hs.hello(suite=b"\0\0")), FAILED),
    ("no certificate", hs.raw(hs.hello() + hs.handshake(11, b"\0\0\0")), FAILED),
    ("a certificate that is none", hs.raw(hs.hello() + hs.handshake(11, b"\0\0\6\0\0\3abc")), FAILED),
    ("key exchange before the certificate", hs.raw(hs.hello() + hs.handshake(12, bytes(80))), FAILED),
    ("Finished before everything", hs.raw(hs.hello() + hs.handshake(20, bytes(12))), FAILED),
    ("garbage in a record", hs.raw(hs.record(22, bytes(range(200)))), CLOSED),
    ("a record of 64 KB", hs.raw(b"\x16\3\3\xff\xff" + bytes(66000)), FAILED),
    ("a message of 16 MB", hs.raw(hs.record(22, b"\2\xff\xff\xff"), hs.endless(hs.record(22, bytes(1000)))),
     TOO_MUCH),
    ("empty records for ever", hs.raw(hs.endless(hs.record(22, b""))), HANDSHAKE + NOT_TLS),
    ("warnings for ever", hs.raw(hs.endless(WARNING)), TOTAL),
    ("a ServerHello, warnings for ever", hs.raw(hs.hello(), hs.endless(WARNING)), TOTAL),
    ("ChangeCipherSpec for ever", hs.raw(hs.endless(hs.record(20, b"\1"))), TOTAL),
    ("HelloRequests for ever", hs.raw(hs.hello(), hs.endless(hs.handshake(0, b""))), FAILED),
    ("data for ever", hs.raw(hs.endless(hs.record(23, bytes(100)))), FAILED),
    ("an end", hs.raw(), CLOSED),
)


class HostileTls(ProgramTest):
    market_arguments = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.made = hostile_certificates.make_all(directory.name)
        cls.contexts = [cls.context("good", versions=(version, version)) for version in (hs.V12, hs.V13)]

    @classmethod
    def context(cls, *chain, versions=None, key="p256"):
        return hs.tls_context(cls.made.chain(*chain), cls.made.path(key + ".key"), versions, weak=True)

    def check(self, port, wanted, host="localhost", ca="root", proxy=None):
        """Holds what the program says against what it should."""
        place = "%s:%d" % (host, port)
        words = ["--base-url", "https://" + place, "--ca", self.made.path(ca + ".pem"), "--retries", 0]
        words += ["--timeout", 2 if wanted == TOTAL else 20]
        if proxy:
            words += ["--proxy", proxy.url]
            place += " by proxy 127.0.0.1:%d" % proxy.port
        env = self.environment(YMR_API_KEY=KEY, YMR_CAMPAIGN="7")
        began = time.monotonic()
        result = self.run_ymr(*words, "returns", env=env, expect=DONE if wanted == NOTHING else NETWORK)
        self.assertLess(time.monotonic() - began, 12, "no hang")
        self.assertEqual(wanted if wanted == NOTHING else "ymr: %s: %s" % (place, wanted), result.err.strip())
        self.assertEqual("", result.out)

    def check_certificate(self, context, wanted, **options):
        with hs.Server(hs.tls(context, hs.polite(hs.WHOLE))) as server:
            if "host" in options and not options["host"][0].isdigit():
                with Proxy(to=server.port) as proxy:
                    self.check(443, wanted, proxy=proxy, **options)
            else:
                self.check(server.port, wanted, **options)
        self.assertEqual(wanted == NOTHING, "request" in server.facts[-1], "who hears the request")

    def check_both(self, *chain, wanted, key="p256", **options):
        """The same certificate in both versions of TLS."""
        for version in (hs.V12, hs.V13):
            with self.subTest(" ".join(chain), version=version.name, **options):
                context = self.context(*chain, versions=(version, version), key=key)
                self.check_certificate(context, wanted, **options)

    def test_certificates(self):
        for names, wanted in CERTIFICATES:
            self.check_both(*names.split(), wanted=wanted)

    def test_certificates_with_other_keys(self):
        for name, key, wanted in KEYS:
            self.check_both(name, wanted=wanted, key=key)

    def test_key_usage(self):
        """An openssl server of TLS 1.2 does not even try to sign with such a key."""
        context = self.context("for_signing", versions=(hs.V13, hs.V13))
        self.check_certificate(context, PURPOSE)

    def test_authorities(self):
        rows = (("by_old_root", "old_root", EXPIRED), ("good", "good", NO_ISSUER),
                ("self_signed", "self_signed", SELF_SIGNED), ("good", "stranger", NO_ISSUER))
        for name, ca, wanted in rows:
            self.check_both(name, wanted=wanted, ca=ca)

    def test_names(self):
        for name, host, wanted in NAMES:
            self.check_both(name, wanted=wanted, host=host)

    def test_addresses(self):
        for name, wanted in (("good", NOTHING), ("wild_address", WILDCARD), ("address_as_name", ELSEWHERE)):
            self.check_both(name, wanted=wanted, host="127.0.0.1")

    def test_old_versions(self):
        for version in (hs.V10, hs.V11):
            with self.subTest(version.name):
                self.check_certificate(self.context("good", versions=(version, version)), VERSION)

    def test_what_comes_after_the_request(self):
        for name, then, wanted in AFTER_THE_REQUEST:
            for context in self.contexts:
                with self.subTest(name, version=context.minimum_version.name):
                    with hs.Server(hs.tls(context, then)) as server:
                        self.check(server.port, wanted)

    def test_what_comes_instead_of_a_handshake(self):
        for name, handler, wanted in INSTEAD_OF_A_HANDSHAKE:
            with self.subTest(name):
                with hs.Server(handler) as server:
                    self.check(server.port, wanted)

    def test_a_reset_in_the_handshake(self):
        with hs.Server(lambda _, connection: (connection.recv(4096), hs.reset(connection))) as server:
            self.check(server.port, RESET)

    def test_another_handshake_on_the_open_connection(self):
        chain = self.made.chain("good")
        with hs.OpensslServer(chain, self.made.path("p256.key"), ["-tls1_2"]) as server:
            asking = threading.Thread(target=server.renegotiate)
            asking.start()
            self.check(server.port, ANEW)
            asking.join()

    def test_alerts_after_the_handshake(self):
        """A server of TLS 1.3 hears after the client's last word that it has no certificate to show."""
        later = "the connection was reset: the server broke off: try again, or check --base-url"
        for version, wanted in ((hs.V12, BROKE_OFF), (hs.V13, later)):
            context = self.context("good", versions=(version, version))
            hs.wants_client_certificates(context, self.made.path("root.pem"))
            with hs.Server(hs.tls(context, hs.polite(hs.WHOLE))) as server:
                self.check(server.port, wanted)


if __name__ == "__main__":
    unittest.main()
