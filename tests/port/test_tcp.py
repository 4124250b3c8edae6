"""TCP: addresses, failures, waiting."""

import socket

from harness import expect, expect_hello, expect_that, one
from servers import Blackhole, Server, fnv, pattern, talk


def test_tcp_talks_over_ipv4_and_ipv6():
    rows = (("127.0.0.1", socket.AF_INET, 0),
            ("::1", socket.AF_INET6, 0),
            ("localhost", socket.AF_INET, 0),  # RFC 6761: not a matter of name servers
            ("LocalHost", socket.AF_INET6, 0),
            ("some.name", socket.AF_INET, 1))
    for host, family, lookups in rows:
        with Server(talk, family) as server:
            got = one(server.port, tls=0, host=host, addresses="127.0.0.1" if lookups else "192.0.2.1")
        expect_hello(host, got)
        expect(host + ": questions to libc", lookups, got["lookups"])


def test_tcp_carries_much_in_both_directions():
    with Server(talk) as server:
        for room in (1000, 65536):
            got = one(server.port, tls=0, say="send 3000000", room=room)
            expect("room %d" % room, ("YMR_OK", 3000000, fnv(pattern(3000000))),
                   (got["end"], got["received"], got["hash"]))
        got = one(server.port, tls=0, say="take 5000000", upload=5000000, alarms=1)
        expect("upload among signals", ("YMR_OK", 6), (got["end"], got["received"]))
        fact = server.facts[-1]
        expect("what arrived", (5000000, True), (fact.get("taken"), fact.get("right")))


def test_tcp_names_each_failure():
    with Server(talk) as server:
        refused = server.port
        got = one(server.port, tls=0, say="send 1000 then reset")
        expect("reset", "YMR_E_RESET", got["end"])
        expect("reset detail", 104, got["detail"])
        got = one(server.port, tls=0, say="vanish", upload=3000000)
        expect("reset while sending", "YMR_E_RESET", got["end"])
        got = one(server.port, tls=0, say="turn_away", upload=9000000)
        expect("no SIGPIPE", ("YMR_E_RESET", 32), (got["end"], got["detail"]))
    got = one(refused, tls=0)
    expect("refused", ("YMR_E_REFUSED", 111), (got["open"], got["detail"]))
    expect_that("refused at once", got["ms"] < 3000, got["ms"])
    got = one(1, tls=1, host="255.255.255.255")
    expect("unreachable", "YMR_E_UNREACHABLE", got["open"])
    got = one(1, tls=1, host="no-such-host.invalid", ms=20000)
    expect("unknown name", "YMR_E_RESOLVE", got["open"])
    expect_that("code of getaddrinfo", got["detail"] < 0, got["detail"])


def test_tcp_waits_without_spinning():
    with Blackhole() as hole:
        got = one(hole.port, tls=0, ms=700)
        expect("blackhole", "YMR_PENDING", got["open"])
        expect_that("blackhole: time", 690 <= got["ms"] < 5000, got["ms"])
        expect_that("blackhole: waits", got["waits"] < 5, got["waits"])
    with Server(talk) as server:
        got = one(server.port, tls=0, say="hold 3", ms=500)
        expect("stalled", "YMR_PENDING", got["end"])
        expect_that("stalled: time", 490 <= got["ms"] < 2800, got["ms"])
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
            expect_that("which costs a quarter of a second", 240 <= got["open_ms"] < 1500, got["open_ms"])
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
        for name in ("localhost.test", "localhos", "localhost1"):
            got = one(server.port, tls=0, host=name, addresses="127.0.0.1,192.0.2.1")
            expect(name + " resolved to elsewhere", "YMR_E_ARGUMENT", got["open"])
        expect("literal address", "YMR_E_ARGUMENT", one(server.port, tls=0, host="192.0.2.1")["open"])
        expect("IPv6", "YMR_E_ARGUMENT", one(server.port, tls=0, host="2001:db8::1")["open"])
        expect("all of 127.0.0.0/8", "YMR_E_REFUSED", one(server.port, tls=0, host="127.5.6.7")["open"])
        expect("nothing was connected", [], server.facts)
