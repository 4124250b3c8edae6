#!/usr/bin/env python3
"""The ports against servers of the Python standard library: run.py PROBE [PART], PROBE being build/host/tools/port_probe.

A test is a function that states facts; those with PART in their name are run, all without it.
"""

import contextlib
import hashlib
import json
import os
import pathlib
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from servers import (Blackhole, Proxy, Server, TlsServer, fnv, pattern, reset, talk, tls_context,  # noqa: E402
                     tls_handler)
from zoo import DAY, Zoo  # noqa: E402

V10, V11, V12, V13 = (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)
SYSTEM_BUNDLE = "/etc/ssl/certs/ca-certificates.crt"

probe_path = None
zoo = None
scratch = None
problems = []
tables = []


def expect(what, wanted, got):
    if wanted != got:
        problems.append("%s: expected %r, got %r" % (what, wanted, got))


def expect_that(what, held, got=""):
    if not held:
        problems.append("%s%s" % (what, ": got %r" % (got,) if got != "" else ""))


def run(port=0, **options):
    """Runs the probe; gives its lines, and what it said on standard error."""
    words = ["port=%d" % port] + ["%s=%s" % option for option in options.items()]
    done = subprocess.run([probe_path, *words], capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        problems.append("the probe ended with %d: %s %s" % (done.returncode, " ".join(words), done.stderr[-2000:]))
    lines = [json.loads(line) for line in done.stdout.splitlines()] or [{}]
    for line in lines:
        line["stderr"] = done.stderr
    return lines


def one(port=0, **options):
    return run(port, **options)[0]


def tls(server, ca="root", **options):
    """One round with TLS to localhost; `ca` is a name of the zoo or a path."""
    return one(server.port, **tls_options(ca, options))


def tls_options(ca, options):
    path = ca if "/" in ca else zoo.pem(ca)
    return {"host": "localhost", "ca": path, **options}


def expect_hello(what, got):
    expect(what + " opens", "YMR_OK", got.get("open"))
    expect(what + " ends", "YMR_OK", got.get("end"))
    expect(what + " says", (6, fnv(b"hello\n")), (got.get("received"), got.get("hash")))


# ---- TCP ------------------------------------------------------------------------------------------------------------

def test_tcp_talks_over_ipv4_and_ipv6():
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"), (socket.AF_INET, "localhost")):
        with Server(talk, family) as server:
            got = one(server.port, tls=0, host=host)
        expect_hello(host, got)
        expect(host + " asks libc for names", 1 if host == "localhost" else 0, got["lookups"])


def test_tcp_carries_much_in_both_directions():
    with Server(talk) as server:
        for room in (1000, 65536):
            got = one(server.port, tls=0, say="send 3000000", room=room)
            expect("room %d" % room, ("YMR_OK", 3000000, fnv(pattern(3000000))),
                   (got["end"], got["received"], got["hash"]))
        got = one(server.port, tls=0, say="take 5000000", upload=5000000, alarms=1)
        expect("upload among signals", ("YMR_OK", 6), (got["end"], got["received"]))
        expect("what arrived", (5000000, True), (server.facts[-1].get("taken"), server.facts[-1].get("right")))


def test_tcp_names_each_failure():
    with Server(talk) as server:
        refused = server.port
        got = one(server.port, tls=0, say="send 1000 then reset")
        expect("reset", "YMR_E_RESET", got["end"])
        expect("reset detail", 104, got["detail"])
        got = one(server.port, tls=0, say="vanish", upload=3000000)
        expect("reset while sending", "YMR_E_RESET", got["end"])
    got = one(refused, tls=0)
    expect("refused", ("YMR_E_REFUSED", 111), (got["open"], got["detail"]))
    expect_that("refused at once", got["ms"] < 200, got["ms"])
    got = one(1, tls=1, host="255.255.255.255")
    expect("unreachable", "YMR_E_UNREACHABLE", got["open"])
    got = one(1, tls=1, host="no-such-host.invalid", ms=20000)
    expect("unknown name", "YMR_E_RESOLVE", got["open"])
    expect_that("code of getaddrinfo", got["detail"] < 0, got["detail"])


def test_tcp_waits_without_spinning():
    with Blackhole() as hole:
        got = one(hole.port, tls=0, ms=700)
        expect("blackhole", "YMR_PENDING", got["open"])
        expect_that("blackhole: time", 690 <= got["ms"] < 1000, got["ms"])
        expect_that("blackhole: waits", got["waits"] < 5, got["waits"])
    with Server(talk) as server:
        got = one(server.port, tls=0, say="hold 1.2", ms=500)
        expect("stalled", "YMR_PENDING", got["end"])
        expect_that("stalled: time", 490 <= got["ms"] < 800, got["ms"])
        expect_that("stalled: waits", got["waits"] < 6, got["waits"])


def test_tcp_tries_every_address():
    with Server(talk) as server:
        got = one(server.port, tls=0, host="many", addresses="::1,127.0.0.9,127.0.0.1")
        expect_hello("the third of three", got)
        expect_that("refused ones cost no time", got["open_ms"] < 200, got["open_ms"])
        many = ",".join("127.0.1.%d" % i for i in range(1, 16))
        expect_hello("the sixteenth", one(server.port, tls=0, host="many", addresses=many + ",127.0.0.1"))
        got = one(server.port, tls=0, host="many", addresses=many + ",127.0.1.99,127.0.0.1")
        expect("the seventeenth is one too many", "YMR_E_REFUSED", got["open"])
        with Blackhole(socket.AF_INET6, server.port):
            got = one(server.port, tls=0, host="many", addresses="::1,127.0.0.1")
            expect_hello("beside a silent one", got)
            expect_that("which costs a quarter of a second", 240 <= got["open_ms"] < 600, got["open_ms"])
            got = one(server.port, tls=0, host="many", addresses="::1,127.0.0.9,127.0.0.9", ms=900)
            expect("a silent one may still answer", "YMR_PENDING", got["open"])
            expect_that("waits", got["waits"] < 10, got["waits"])


def test_tcp_tells_the_failure_that_says_most():
    with Server(talk) as server:
        port = server.port
    for addresses in ("127.0.0.1,255.255.255.255", "255.255.255.255,127.0.0.1"):
        got = one(port, host="many", addresses=addresses)
        expect(addresses, ("YMR_E_REFUSED", 111), (got["open"], got["detail"]))


def test_tcp_without_tls_stays_on_this_host():
    with Server(talk) as server:
        got = one(server.port, tls=0, host="localhost", addresses="127.0.0.1,192.0.2.1")
        expect("localhost resolved to elsewhere", "YMR_E_ARGUMENT", got["open"])
        expect("literal address", "YMR_E_ARGUMENT", one(server.port, tls=0, host="192.0.2.1")["open"])
        expect("IPv6", "YMR_E_ARGUMENT", one(server.port, tls=0, host="2001:db8::1")["open"])
        expect("all of 127.0.0.0/8", "YMR_E_REFUSED", one(server.port, tls=0, host="127.5.6.7")["open"])
        expect("nothing was connected", [], server.facts)


# ---- TLS: versions and kinds ------------------------------------------------------------------------------------------

KINDS = (("good", "root"), ("rsa", "rsa_root"), ("p384", "p384_root"), ("chained", "rsa_root"))


def test_tls_speaks_both_versions_with_every_kind_of_key():
    for version, name in ((V12, "TLSv1.2"), (V13, "TLSv1.3")):
        for kind, ca in KINDS:
            what = "%s %s" % (name, kind)
            with TlsServer(zoo.chain(kind), zoo.key(kind), (version, version)) as server:
                got = tls(server, ca)
                expect_hello(what, got)
                expect(what + " version", (name, name), (got["version"], server.facts[-1]["version"]))
                expect(what + " resumed", (False, False), (got["resumed"], server.facts[-1]["resumed"]))
                expect(what + " SNI", "localhost", server.facts[-1]["sni"])
                expect_that(what + " cipher", "AES-128-GCM" in got["cipher"], got["cipher"])


def test_tls_carries_much_in_both_directions():
    for version in (V12, V13):
        with TlsServer(zoo.chain("good"), zoo.key("good"), (version, version)) as server:
            for room in (7, 1000, 65536):
                length = 20000 if room == 7 else 4000000
                got = tls(server, say="send %d" % length, room=room)
                expect("%s room %d" % (version.name, room), ("YMR_OK", length, fnv(pattern(length))),
                       (got["end"], got["received"], got["hash"]))
            got = tls(server, say="take 4000000", upload=4000000, alarms=1)
            expect(version.name + " upload", ("YMR_OK", 6), (got["end"], got["received"]))
            expect(version.name + " what arrived", (4000000, True),
                   (server.facts[-1].get("taken"), server.facts[-1].get("right")))


def test_tls_version_limits_hold():
    rows = (("1.2 only", (V12, V12), {"min": "1.3"}, "YMR_E_TLS_VERSION"),
            ("1.3 only", (V13, V13), {"max": "1.2"}, "YMR_E_TLS_VERSION"),
            ("1.1 only", (V11, V11), {}, "YMR_E_TLS_VERSION"),
            ("1.0 only", (V10, V10), {}, "YMR_E_TLS_VERSION"),
            ("both, 1.2 wanted", (V12, V13), {"max": "1.2"}, "YMR_OK"),
            ("both, 1.3 wanted", (V12, V13), {"min": "1.3"}, "YMR_OK"))
    for what, versions, options, wanted in rows:
        with TlsServer(zoo.chain("good"), zoo.key("good"), versions, weak=True) as server:
            expect(what, wanted, tls(server, **options)["open"])
    expect("minimum over maximum", "YMR_E_ARGUMENT", one(1, min="1.3", max="1.2")["init"])


def test_tls_wants_an_endpoint_with_tls():
    with Server(talk) as server:
        expect("refused", "YMR_E_ARGUMENT", one(server.port, tls=0, mix=1)["open"])
        expect("nothing was connected", [], server.facts)


# ---- TLS: who the server is --------------------------------------------------------------------------------------------

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
    ("p521", "root", "YMR_E_TLS"),  # not offered, so the server has nothing to say and hangs up
)


def test_tls_refuses_each_bad_certificate_with_its_own_status():
    for version in (V12, V13):
        for name, ca, wanted in BAD_CERTIFICATES:
            context = tls_context(zoo.chain(name), zoo.key(name), (version, version), weak=True)
            with Server(tls_handler(context)) as server:
                got = tls(server, ca)
            what = "%s %s" % (version.name, name)
            expect(what, wanted, got["open"])
            expect(what + " sends no request", 0, got["bytes_sent"])
            expect_that(what + " detail", (got["detail"] > 0) == (wanted != "YMR_E_TLS" and name != "by_p521_middle"),
                        got["detail"])


def test_tls_believes_old_and_renewed_authorities():
    with TlsServer(zoo.chain("by_sha1_root"), zoo.key("by_sha1_root")) as server:
        expect_hello("how a root signed itself does not matter", tls(server, "sha1_root"))
    after = "trusted:%d" % (zoo.not_after("short_root") + 5)
    with TlsServer(zoo.chain("by_short_root"), zoo.key("by_short_root")) as server:
        expect("expired root", "YMR_E_TLS_EXPIRED", tls(server, "short_root", clock=after)["open"])
        for order in (("short_root", "long_root"), ("long_root", "short_root")):
            both = zoo.join("both.pem", *[zoo.pem(name) for name in order])
            expect_hello("expired root beside its successor", tls(server, both, clock=after))
    with TlsServer(zoo.chain("good"), zoo.key("good")) as server:
        for order in (("same_name", "root"), ("root", "same_name")):
            both = zoo.join("both.pem", *[zoo.pem(name) for name in order])
            expect_hello("two authorities of one name", tls(server, both))


def test_tls_measures_dates_by_its_clock():
    start, end = zoo.not_before("good"), zoo.not_after("good")
    middle = zoo.not_after("short_middle")
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
            ("other_host", "trusted:%d" % (end + DAY), "YMR_E_TLS_HOST"),
            ("rsa1024", "trusted:%d" % (end + DAY), "YMR_E_TLS_WEAK"),
            ("by_stranger", "trusted:%d" % (start - 10 * DAY), "YMR_E_TLS_UNTRUSTED"))
    for version in (V12, V13):
        for name, clock, wanted in rows:
            with TlsServer(zoo.chain(name), zoo.key(name), (version, version), weak=True) as server:
                expect("%s %s %s" % (version.name, name, clock), wanted, tls(server, clock=clock)["open"])


def test_tls_checks_ip_addresses_against_ip_addresses():
    rows = (("good", "127.0.0.1", socket.AF_INET, "YMR_OK"),
            ("good", "::1", socket.AF_INET6, "YMR_OK"),
            ("good", "0:0:0:0:0:0:0:1", socket.AF_INET6, "YMR_OK"),
            ("address_as_name", "127.0.0.1", socket.AF_INET, "YMR_E_TLS_HOST"),
            ("other_host", "127.0.0.1", socket.AF_INET, "YMR_E_TLS_HOST"),
            ("other_host", "::1", socket.AF_INET6, "YMR_E_TLS_HOST"),
            ("good", "127.0.0.2", None, "YMR_E_TLS_HOST"))
    for version in (V12, V13):
        for name, host, family, wanted in rows:
            context = tls_context(zoo.chain(name), zoo.key(name), (version, version))
            with Server(tls_handler(context), family or socket.AF_INET) as server:
                options = {"host": host}
                if family is None:  # another address of the same host: nothing listens there but through a name
                    options = {"host": "good.test", "addresses": "127.0.0.1"}
                got = tls(server, **options)
                expect("%s %s %s" % (version.name, name, host), wanted, got["open"])
                if family is not None:
                    expect("an address is never sent as a name", None, server.facts[-1]["sni"])


# ---- TLS: broken connections --------------------------------------------------------------------------------------------

def test_tls_tells_an_end_from_a_cut():
    for version in (V12, V13):
        with TlsServer(zoo.chain("good"), zoo.key("good"), (version, version)) as server:
            got = tls(server, say="send 5000 then rude")
            expect(version.name + " FIN without close_notify", ("YMR_E_CLOSED", 5000), (got["end"], got["received"]))
            got = tls(server, say="send 5000")
            expect(version.name + " close_notify", ("YMR_OK", 5000), (got["end"], got["received"]))
            got = tls(server, say="vanish")
            expect(version.name + " reset", "YMR_E_RESET", got["end"])
            got = tls(server, say="hold 1.5", ms=600)
            expect(version.name + " stalled", "YMR_PENDING", got["end"])
            expect_that(version.name + " stalled: waits", got["waits"] < 60, got["waits"])


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

    rows = ((hang_up, ("YMR_E_CLOSED", "YMR_E_RESET")), (hang_up_hard, ("YMR_E_RESET",)), (silent, ("YMR_PENDING",)),
            (http, ("YMR_E_TLS",)))
    for handle, wanted in rows:
        with Server(handle) as server:
            got = tls(server, ms=600)
            expect_that("%s: one of %s" % (handle.__name__, wanted), got["open"] in wanted, got["open"])
            expect_that(handle.__name__ + ": waits", got["waits"] < 60, got["waits"])
    for version in (V12, V13):
        with TlsServer(zoo.chain("good"), zoo.key("good"), (version, version)) as server:
            for cut in (1, 5, 60, 200, 700):
                with Proxy(server.port, cut=cut) as proxy:
                    expect_that("%s cut after %d" % (version.name, cut),
                                tls(proxy)["open"] in ("YMR_E_CLOSED", "YMR_E_RESET"))


def test_tls_notices_damage():
    for version in (V12, V13):
        with TlsServer(zoo.chain("good"), zoo.key("good"), (version, version)) as server:
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


# ---- TLS: resumption ----------------------------------------------------------------------------------------------------

def session_file(name="session"):
    path = scratch / name
    path.unlink(missing_ok=True)
    return path


def test_tls_resumes_and_both_ends_know():
    for version, name in ((V12, "TLSv1.2"), (V13, "TLSv1.3")):
        for kind, ca in KINDS:
            with TlsServer(zoo.chain(kind), zoo.key(kind), (version, version)) as server:
                got = run(server.port, **tls_options(ca, {"session": "", "rounds": 3}))
                for line in got:
                    expect_hello("%s %s" % (name, kind), line)
                expect("%s %s client" % (name, kind), [False, True, True], [line["resumed"] for line in got])
                expect("%s %s server" % (name, kind), [False, True, True], [fact["resumed"] for fact in server.facts])
                expect("%s version" % name, [name] * 3, [line["version"] for line in got])


def test_tls_resumes_in_another_process():
    for version in (V12, V13):
        path = session_file()
        with TlsServer(zoo.chain("good"), zoo.key("good"), (version, version)) as server:
            got = [tls(server, session=path) for _ in range(2)]
            expect("%s resumed" % version.name, [False, True], [line["resumed"] for line in got])
            expect("mode", 0o600, path.stat().st_mode & 0o777)
            expect("no temporary file is left", ["session"], sorted(p.name for p in scratch.glob("session*")))


def test_tls_session_belongs_to_host_port_trust_and_rules():
    with TlsServer(zoo.chain("good"), zoo.key("good"), (V12, V13)) as server:
        path = session_file()
        tls(server, session=path)
        kept = path.read_bytes()
        rows = (("the same", {}, True),
                ("another host", {"host": "127.0.0.1"}, False),
                ("another file of authorities", {"ca": zoo.join("again.pem", zoo.pem("root"))}, False),
                ("other versions", {"max": "1.2"}, False))
        for what, options, wanted in rows:
            path.write_bytes(kept)
            got = tls(server, session=path, **options)
            expect_hello(what, got)
            expect(what, wanted, got["resumed"])
        path.write_bytes(kept)
        context = server.handle
        with Server(context) as elsewhere:  # the same keys for tickets, another port
            expect("another port", False, tls(elsewhere, session=path)["resumed"])


def test_tls_session_ends_by_the_clock():
    start = zoo.not_before("good") + 100
    for version in (V12, V13):
        with TlsServer(zoo.chain("good"), zoo.key("good"), (version, version)) as server:
            path = session_file()

            def at(hours, state="trusted"):
                return tls(server, session=path, clock="%s:%d" % (state, start + hours * 3600))["resumed"]

            expect(version.name + " kept", False, at(0))
            kept = path.read_bytes()
            expect(version.name + " before it was kept", False, at(-1))
            path.write_bytes(kept)
            expect(version.name + " with an unknown time", False, at(-1, "floor"))
            path.write_bytes(kept)
            expect(version.name + " after 1 hour", True, at(1))
            expect(version.name + " after 25 hours, resumed in between", False, at(25))


def test_tls_session_ends_with_the_chain():
    end = zoo.not_after("short_middle")
    with TlsServer(zoo.chain("by_short_middle"), zoo.key("by_short_middle"), (V12, V12)) as server:
        path = session_file()
        tls(server, session=path, clock="trusted:%d" % (end - 10))
        expect("in time", True, tls(server, session=path, clock="trusted:%d" % end)["resumed"])
        expect("too late", "YMR_E_TLS_EXPIRED", tls(server, session=path, clock="trusted:%d" % (end + 1))["open"])


def test_tls_goes_on_when_a_session_is_refused():
    for before, after in (((V12, V12), (V12, V12)), ((V13, V13), (V13, V13)), ((V13, V13), (V12, V12)),
                          ((V12, V12), (V13, V13))):
        what = "%s then %s" % (before[0].name, after[0].name)
        path = session_file()
        with TlsServer(zoo.chain("good"), zoo.key("good"), before) as server:
            port = server.port
            tls(server, session=path)
        with TlsServer(zoo.chain("good"), zoo.key("good"), after, port=port) as server:
            got = tls(server, session=path)
            expect_hello(what, got)
            expect(what, (False, True), (got["resumed"], tls(server, session=path)["resumed"]))


def test_tls_refused_session_does_not_hide_a_bad_certificate():
    path = session_file()
    with TlsServer(zoo.chain("good"), zoo.key("good")) as server:
        port = server.port
        tls(server, session=path)
    with TlsServer(zoo.chain("by_stranger"), zoo.key("by_stranger"), port=port) as server:
        expect("stranger on the same port", "YMR_E_TLS_UNTRUSTED", tls(server, session=path)["open"])


def test_tls_without_tickets_keeps_no_session():
    with TlsServer(zoo.chain("good"), zoo.key("good"), (V13, V13), tickets=False) as server:
        got = run(server.port, **tls_options("root", {"session": "", "rounds": 2}))
        expect("resumed", [False, False], [line["resumed"] for line in got])
        expect("kept", [0, 0], [line["kept"] for line in got])


def test_session_file_is_believed_only_when_whole_and_private():
    path = session_file()
    with TlsServer(zoo.chain("good"), zoo.key("good")) as server:
        expect("no file is no error", True, "session: YMR_OK" in tls(server, session=path)["stderr"])
        kept = path.read_bytes()

        def load(content, mode=0o600):
            path.write_bytes(content)
            path.chmod(mode)
            got = tls(server, session=path)
            expect_hello("in spite of the file", got)
            return re.search(r"session: (\w+)", got["stderr"]).group(1), got["resumed"]

        expect("whole", ("YMR_OK", True), load(kept))
        expect("empty", ("YMR_E_CONTENT", False), load(b""))
        expect("cut", ("YMR_E_CONTENT", False), load(kept[:-1]))
        expect("longer", ("YMR_E_CONTENT", False), load(kept + b"x"))
        expect("much longer", ("YMR_E_CONTENT", False), load(kept * 9))
        expect("another version", ("YMR_E_CONTENT", False), load(b"ymr-tls9" + kept[8:]))
        for at in (8, 16, 50, 65, 66, 70, len(kept) - 1):
            damaged = kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1:]
            expect("damaged at %d" % at, ("YMR_E_CONTENT", False), load(damaged))
        expect("readable for others", ("YMR_E_ARGUMENT", False), load(kept, 0o644))
        expect("writable for the group", ("YMR_E_ARGUMENT", False), load(kept, 0o620))
        path.unlink()
        path.mkdir()
        expect_hello("a directory", tls(server, session=path))
        path.rmdir()


# ---- TLS: memory and randomness -------------------------------------------------------------------------------------------

def test_tls_allocates_nothing_beside_its_pool():
    for version in (V12, V13):
        for kind, ca in KINDS:
            with TlsServer(zoo.chain(kind), zoo.key(kind), (version, version)) as server:
                options = tls_options(ca, {"host": "127.0.0.1", "pool": 98304, "trap": 1, "session": "", "rounds": 3})
                got = run(server.port, say="send 300000", **options)
                expect("%s %s" % (version.name, kind), [("YMR_OK", 300000)] * 3,
                       [(line.get("end"), line.get("received")) for line in got])
    if not got[0]["trap"]:
        tables.append("(the malloc trap is not in this build)")


def test_tls_says_when_the_pool_is_too_small():
    row = []
    for version in (V12, V13):
        for kind, ca in (("good", "root"), ("chained", "rsa_root")):
            with TlsServer(zoo.chain(kind), zoo.key(kind), (version, version)) as server:
                seen = {}
                smallest = None
                for size in range(40960, 3000, -1024):
                    status = tls(server, ca, pool=size)["open"]
                    if status == "YMR_OK":
                        smallest = size
                    else:
                        seen.setdefault(status, size)
                expect("%s %s: statuses below what is needed" % (version.name, kind), ["YMR_E_TLS_MEMORY"], sorted(seen))
                row.append("%s %s %s" % (version.name, kind, smallest))
    tables.append("smallest pool, in steps of 1024 bytes: " + ", ".join(row))


def test_tls_needs_random_numbers():
    for version in ("1.2", "1.3"):
        with TlsServer(zoo.chain("good"), zoo.key("good")) as server:
            expect(version, "YMR_E_ENTROPY", tls(server, entropy=0, max=version)["open"])


def pool_peaks():
    for version in (V12, V13):
        for kind, ca in KINDS:
            with TlsServer(zoo.chain(kind), zoo.key(kind), (version, version)) as server:
                first = tls(server, ca, pool=98304)["peak"]
                path = session_file()
                tls(server, ca, pool=98304, session=path)
                again = tls(server, ca, pool=98304, session=path)
                tables.append("pool peak %-7s %-8s whole %6d bytes, resumed %6d bytes, session %4d bytes" %
                              (version.name, kind, first, again["peak"], again["kept"]))


# ---- Bundles ----------------------------------------------------------------------------------------------------------

def bundle(text):
    path = scratch / "bundle.pem"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return one(bundle=path)


def hashes(got):
    return [row[0] for row in got["certificates"]]


def test_bundle_of_the_system_is_read_whole():
    if not os.path.exists(SYSTEM_BUNDLE):
        tables.append("(no %s here)" % SYSTEM_BUNDLE)
        return
    text = pathlib.Path(SYSTEM_BUNDLE).read_text()
    blocks = re.findall("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", text, re.S)
    wanted = [hashlib.sha256(ssl.PEM_cert_to_DER_cert(block)).hexdigest() for block in blocks]
    got = one(bundle=SYSTEM_BUNDLE)
    expect("certificates", wanted, hashes(got))
    expect("status", ("YMR_OK", "YMR_OK", 0, 0), (got["init"], got["status"], got["damaged"], got["too_long"]))
    expect("not understood by Mbed TLS", [], [row for row in got["certificates"] if row[2] != 0])


def test_bundle_passes_over_what_is_no_certificate():
    root, other = (pathlib.Path(zoo.pem(name)).read_text() for name in ("root", "stranger"))
    wanted = [hashlib.sha256(ssl.PEM_cert_to_DER_cert(text)).hexdigest() for text in (root, other)]
    body = "".join(root.splitlines()[1:-1])
    key = pathlib.Path(zoo.key("root")).read_text()
    block = "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
    rows = (("both", root + other, 2, 0, 0),
            ("comments", "# ours\nroot\n===\n" + root + "\n\n# theirs - - -\n" + other + "end\n", 2, 0, 0),
            ("Windows' line ends", (root + other).replace("\n", "\r\n"), 2, 0, 0),
            ("a key between", root + key + other, 2, 0, 0),
            ("one long line", block % body + other, 2, 0, 0),
            ("lines of one", block % "\n".join(body) + other, 2, 0, 0),
            ("blanks", root.replace("\n", " \t\n") + other, 2, 0, 0),
            ("no line end at the end", root + other.rstrip("\n"), 2, 0, 0),
            ("a wrong character", block % ("!" + body) + root + other, 2, 1, 0),
            ("a digit missing", block % body.rstrip("=")[:-1] + root + other, 2, 1, 0),
            ("padding in the middle", block % ("MA==" + body) + root + other, 2, 1, 0),
            ("empty", block % "" + root + other, 2, 1, 0),
            ("no end, another begins", "-----BEGIN CERTIFICATE-----\n" + body[:64] + "\n" + root + other, 2, 1, 0),
            ("another end", "-----BEGIN CERTIFICATE-----\nMAAA\n-----END RUBBISH-----\n" + root + other, 2, 1, 0),
            ("cut at the end", root + other + root[:300], 2, 1, 0),
            ("too long", block % ("MAAA" * 2000) + root + other, 2, 0, 1),
            ("as long as can be", block % ("MAAA" * 1365), 1, 0, 0),
            ("nothing", "", 0, 0, 0),
            ("only comments", "# nothing\n", 0, 0, 0),
            ("only a damaged one", block % "?", 0, 1, 0))
    for what, text, found, damaged, too_long in rows:
        got = bundle(text)
        expect(what, (found, damaged, too_long), (got["found"], got["damaged"], got["too_long"]))
        expect(what + ": status", "YMR_OK" if found else "YMR_E_ANCHORS", got["status"])
        if found == 2:
            expect(what + ": which", wanted, hashes(got))


def test_bundle_that_cannot_be_read_is_said():
    with TlsServer(zoo.chain("good"), zoo.key("good")) as server:
        expect("no file", "YMR_E_ANCHORS", tls(server, "/no/such/file")["open"])
        expect("a directory", "YMR_E_ANCHORS", tls(server, str(scratch))["open"])
        expect("no certificate", "YMR_E_ANCHORS", tls(server, zoo.key("root"))["open"])
        everything = zoo.join("everything.pem", SYSTEM_BUNDLE, zoo.pem("root"))
        expect_hello("the last of all", tls(server, everything))
        expect("not of the system", "YMR_E_TLS_UNTRUSTED", tls(server, SYSTEM_BUNDLE)["open"])


def main():
    global probe_path, zoo, scratch
    probe_path = os.path.abspath(sys.argv[1])
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    passed = failed = 0
    with tempfile.TemporaryDirectory() as directory:
        scratch = pathlib.Path(directory) / "scratch"
        scratch.mkdir()
        made = pathlib.Path(directory) / "zoo"
        made.mkdir()
        zoo = Zoo(made)
        for name, test in list(globals().items()):
            if not name.startswith("test_") or part not in name:
                continue
            problems.clear()
            began = time.monotonic()
            try:
                test()
            except (OSError, KeyError, ValueError, subprocess.SubprocessError) as problem:
                problems.append("%s: %r" % (type(problem).__name__, problem))
            print("  %s  %s (%.1f s)" % ("FAIL" if problems else "ok  ", name[5:], time.monotonic() - began))
            for problem in problems:
                print("        " + problem)
            failed += bool(problems)
            passed += not problems
        if part == "":
            with contextlib.suppress(KeyError):
                pool_peaks()
    for line in tables:
        print(line)
    print("%d passed, %d failed" % (passed, failed))
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
