"""TLS: versions, who the server is, connections that break."""

import socket
import time

from harness import (KINDS, V10, V11, V12, V13, context_of, expect, expect_hello, expect_that, one, serve,
                     session_file, tls, world)
from servers import Proxy, Server, fnv, pattern, reset, talk, tls_handler, wants_client_certificates
from zoo import DAY



def test_tls_speaks_both_versions_with_every_kind_of_key():
    for version, name in ((V12, "TLSv1.2"), (V13, "TLSv1.3")):
        for kind, ca in KINDS:
            what = "%s %s" % (name, kind)
            with serve(kind, (version, version)) as server:
                got = tls(server, ca)
                expect_hello(what, got)
                expect(what + " version", (name, name), (got["version"], server.facts[-1]["version"]))
                expect(what + " resumed", (False, False), (got["resumed"], server.facts[-1]["resumed"]))
                expect(what + " SNI", "localhost", server.facts[-1]["sni"])
                expect_that(what + " cipher", "-GCM-" in got["cipher"], got["cipher"])


def test_tls_carries_much_in_both_directions():
    for version in (V12, V13):
        with serve("good", (version, version)) as server:
            for room in (7, 1000, 65536):
                length = 20000 if room == 7 else 4000000
                got = tls(server, say="send %d" % length, room=room)
                expect("%s room %d" % (version.name, room), ("YMR_OK", length, fnv(pattern(length))),
                       (got["end"], got["received"], got["hash"]))
            got = tls(server, say="take 6000000", upload=6000000, alarms=1)
            expect(version.name + " upload", ("YMR_OK", 6), (got["end"], got["received"]))
            expect(version.name + " what arrived", (6000000, True),
                   (server.facts[-1].get("taken"), server.facts[-1].get("right")))


def test_tls_wait_returns_at_once_while_bytes_are_pending():
    for version in (V12, V13):
        for options in ({}, {"session": ""}):  # with a session, the tickets of 1.3 come in between
            with serve("good", (version, version)) as server:
                got = tls(server, say="send 40000 then hold", room=999, patient=1, ms=500, **options)
                expect(version.name, ("YMR_PENDING", 40000), (got["end"], got["received"]))


def test_tls_version_limits_hold():
    rows = (("1.2 only", (V12, V12), {"min": "1.3"}, "YMR_E_TLS_VERSION"),
            ("1.3 only", (V13, V13), {"max": "1.2"}, "YMR_E_TLS_VERSION"),
            ("1.1 only", (V11, V11), {}, "YMR_E_TLS_VERSION"),
            ("1.0 only", (V10, V10), {}, "YMR_E_TLS_VERSION"),
            ("both, 1.2 wanted", (V12, V13), {"max": "1.2"}, "YMR_OK"),
            ("both, 1.3 wanted", (V12, V13), {"min": "1.3"}, "YMR_OK"))
    for what, versions, options, wanted in rows:
        with serve("good", versions, weak=True) as server:
            expect(what, wanted, tls(server, **options)["open"])
    expect("minimum over maximum", "YMR_E_ARGUMENT", one(1, min="1.3", max="1.2")["init"])


def test_tls_wants_an_endpoint_with_tls():
    with Server(talk) as server:
        expect("refused", "YMR_E_ARGUMENT", one(server.port, tls=0, mix=1)["open"])
        expect("nothing was connected", [], server.facts)


BAD_CERTIFICATES = (
    ("other_host", "root", "YMR_E_TLS_HOST"),
    ("self_signed", "root", "YMR_E_TLS_UNTRUSTED"),
    ("self_signed", "self_signed", "YMR_E_TLS_UNTRUSTED"),  # an authority is what signs: CA:TRUE
    ("by_stranger", "root", "YMR_E_TLS_UNTRUSTED"),
    ("by_same_name", "root", "YMR_E_TLS_UNTRUSTED"),
    ("no_middle", "rsa_root", "YMR_E_TLS_UNTRUSTED"),
    ("by_server", "root", "YMR_E_TLS_UNTRUSTED"),
    ("for_clients", "root", "YMR_E_TLS_UNTRUSTED"),
    ("rsa1024", "root", "YMR_E_TLS_WEAK"),
    ("sha1", "root", "YMR_E_TLS_WEAK"),
    ("by_sha1_middle", "root", "YMR_E_TLS_WEAK"),
    ("by_p521_middle", "root", "YMR_E_TLS_WEAK"),
    ("by_ed25519_middle", "root", "YMR_E_TLS_WEAK"),
    ("p521", "root", "YMR_E_TLS"),
    ("ed25519", "root", "YMR_E_TLS"),  # not offered, so the server has nothing to say and hangs up
)


def test_tls_refuses_each_bad_certificate_with_its_own_status():
    for version in (V12, V13):
        for name, ca, wanted in BAD_CERTIFICATES:
            context = context_of(name, (version, version), weak=True)
            with Server(tls_handler(context)) as server:
                got = tls(server, ca)
            what = "%s %s" % (version.name, name)
            expect(what, wanted, got["open"])
            expect(what + " sends no request", 0, got["bytes_sent"])
            unreadable = wanted == "YMR_E_TLS" or name in ("by_p521_middle", "by_ed25519_middle")
            expect_that(what + " detail: flags, or an error of Mbed TLS", (got["detail"] < 0) == unreadable,
                        got["detail"])


def test_tls_believes_old_and_renewed_authorities():
    with serve("by_sha1_root") as server:
        expect_hello("how a root signed itself does not matter", tls(server, "sha1_root"))
    after = "trusted:%d" % (world.zoo.not_after("short_root") + 5)
    with serve("by_short_root") as server:
        expect("expired root", "YMR_E_TLS_EXPIRED", tls(server, "short_root", clock=after)["open"])
        for order in (("short_root", "long_root"), ("long_root", "short_root")):
            both = world.zoo.join("both.pem", *[world.zoo.pem(name) for name in order])
            expect_hello("expired root beside its successor", tls(server, both, clock=after))
    with serve("good") as server:
        for order in (("same_name", "root"), ("root", "same_name")):
            both = world.zoo.join("both.pem", *[world.zoo.pem(name) for name in order])
            expect_hello("two authorities of one name", tls(server, both))


def test_tls_takes_authorities_from_flash():
    both = world.zoo.join("both.pem", world.zoo.pem("rsa_root"), world.zoo.pem("root"))
    for version in (V12, V13):
        with serve("good", (version, version)) as server:
            path = session_file()
            expect_hello("one", tls(server, flash=1, session=path))
            expect("the same", True, tls(server, flash=1, session=path)["resumed"])
            got = tls(server, both, flash=1, session=path)
            expect_hello("two", got)
            expect("others", False, got["resumed"])
            expect("not the right one", "YMR_E_TLS_UNTRUSTED", tls(server, "stranger", flash=1)["open"])
            expect("none at all", "YMR_E_TLS_UNTRUSTED", tls(server, world.zoo.key("root"), flash=1)["open"])


def test_tls_measures_dates_by_its_clock():
    start, end = world.zoo.not_before("good"), world.zoo.not_after("good")
    middle = world.zoo.not_after("short_middle")
    rows = (("good", "trusted:%d" % start, "YMR_OK"),
            ("good", "trusted:%d" % (start - 1), "YMR_E_TLS_EARLY"),
            ("good", "provisional:%d" % (start - 1), "YMR_E_TLS_EARLY"),
            ("good", "floor:%d" % (start - 1000 * DAY), "YMR_OK"),
            ("good", "trusted:%d" % end, "YMR_OK"),
            ("good", "trusted:%d" % (end + 1), "YMR_E_TLS_EXPIRED"),
            ("good", "provisional:%d" % (end + 1), "YMR_E_TLS_EXPIRED"),
            ("good", "floor:%d" % (end + 1), "YMR_E_TLS_EXPIRED"),
            ("by_short_middle", "trusted:%d" % middle, "YMR_OK"),
            ("by_short_middle", "trusted:%d" % (middle + 1), "YMR_E_TLS_EXPIRED"),
            ("for_clients", "trusted:%d" % (end + DAY), "YMR_E_TLS_UNTRUSTED"),
            ("other_host", "trusted:%d" % (end + DAY), "YMR_E_TLS_HOST"),
            ("rsa1024", "trusted:%d" % (end + DAY), "YMR_E_TLS_WEAK"),
            ("by_stranger", "trusted:%d" % (start - 10 * DAY), "YMR_E_TLS_UNTRUSTED"))
    for version in (V12, V13):
        for name, clock, wanted in rows:
            with serve(name, (version, version), weak=True) as server:
                expect("%s %s %s" % (version.name, name, clock), wanted, tls(server, clock=clock)["open"])


def test_tls_checks_ip_addresses_against_ip_addresses():
    rows = (("good", "127.0.0.1", socket.AF_INET, "YMR_OK"),
            ("good", "::1", socket.AF_INET6, "YMR_OK"),
            ("good", "0:0:0:0:0:0:0:1", socket.AF_INET6, "YMR_OK"),
            ("address_as_name", "127.0.0.1", socket.AF_INET, "YMR_E_TLS_HOST"),
            ("other_host", "127.0.0.1", socket.AF_INET, "YMR_E_TLS_HOST"),
            ("other_host", "::1", socket.AF_INET6, "YMR_E_TLS_HOST"))
    for version in (V12, V13):
        for name, host, family, wanted in rows:
            context = context_of(name, (version, version))
            with Server(tls_handler(context), family) as server:
                expect("%s %s %s" % (version.name, name, host), wanted, tls(server, host=host)["open"])
                expect("an address is never sent as a name", None, server.facts[-1]["sni"])
        with serve("good", (version, version)) as server:
            got = tls(server, host="some.test", addresses="127.0.0.1")
            expect("a name is not its address", "YMR_E_TLS_HOST", got["open"])
            expect("a name is sent", "some.test", server.facts[-1]["sni"])


def test_tls_tells_an_end_from_a_cut():
    for version in (V12, V13):
        with serve("good", (version, version)) as server:
            got = tls(server, say="send 5000 then rude")
            expect(version.name + " FIN without close_notify", ("YMR_E_CLOSED", 5000),
                   (got["end"], got["received"]))
            got = tls(server, say="send 5000")
            expect(version.name + " close_notify", ("YMR_OK", 5000), (got["end"], got["received"]))
            answered = server.facts[-1]
            got = tls(server, say="vanish")
            expect(version.name + " reset", "YMR_E_RESET", got["end"])
            got = tls(server, say="hold 1.5", ms=600)
            expect(version.name + " stalled", "YMR_PENDING", got["end"])
            expect_that(version.name + " stalled: waits", got["waits"] < 60, got["waits"])
        expect(version.name + " the client says its end too", True, answered.get("closed"))


def test_tls_handshakes_that_break_off():
    def hang_up(_server, connection):
        connection.recv(10)

    def hang_up_hard(_server, connection):
        connection.recv(10)
        reset(connection)

    def silent(_server, _connection):
        time.sleep(1.2)

    def http(_server, connection):
        connection.recv(10)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        connection.recv(2000)

    def old(_server, connection):
        connection.recv(10)
        hello = b"\x03\x02" + bytes(32) + b"\0" + b"\xc0\x09" + b"\0"  # ServerHello of TLS 1.1
        connection.sendall(b"\x16\x03\x02\0\x2a" + b"\x02\0\0\x26" + hello)
        connection.recv(2000)

    rows = ((hang_up, ("YMR_E_CLOSED", "YMR_E_RESET")),
            (hang_up_hard, ("YMR_E_RESET",)),
            (silent, ("YMR_PENDING",)),
            (http, ("YMR_E_TLS",)),
            (old, ("YMR_E_TLS_VERSION",)))
    for handle, wanted in rows:
        with Server(handle) as server:
            got = tls(server, ms=600)
            expect_that("%s: one of %s" % (handle.__name__, wanted), got["open"] in wanted, got["open"])
            expect_that(handle.__name__ + ": waits", got["waits"] < 60, got["waits"])
    for version in (V12, V13):
        with serve("good", (version, version)) as server:
            for cut in (1, 5, 60, 200, 700):
                with Proxy(server.port, cut=cut) as proxy:
                    expect_that("%s cut after %d" % (version.name, cut),
                                tls(proxy)["open"] in ("YMR_E_CLOSED", "YMR_E_RESET"))


def test_tls_hears_alerts_before_and_after_the_handshake():
    for version, field, wanted in ((V12, "open", "YMR_E_TLS"), (V13, "end", "YMR_E_RESET")):
        context = wants_client_certificates(context_of("good", (version, version)), world.zoo.pem("root"))
        with Server(tls_handler(context)) as server:
            expect(version.name, wanted, tls(server)[field])  # 1.3 answers only after the client's last word


def test_tls_notices_damage():
    for version in (V12, V13):
        with serve("good", (version, version)) as server:
            with Proxy(server.port, damage=40000) as proxy:
                got = tls(proxy, say="send 100000")
                expect(version.name + " damaged record", "YMR_E_TLS_RECORD", got["end"])
                expect_that(version.name + " what came before was right", got["received"] < 40000 and
                            got["hash"] == fnv(pattern(got["received"])), got["received"])
            statuses = set()
            for damage in range(3, 900, 37):
                with Proxy(server.port, damage=damage) as proxy:
                    got = tls(proxy, ms=1500)
                    statuses.add(got["open"])
                    expect_that("%s damage at %d gets nothing through" % (version.name, damage),
                                got["open"] != "YMR_OK" or got["end"] != "YMR_OK" or got["received"] == 6)
            expect_that(version.name + " damaged handshakes fail", "YMR_E_TLS" in statuses, sorted(statuses))
