"""Names, addresses, DHCP, SNTP, and what comes after the end."""

import socket
import time

from harness import expect, expect_hello, expect_that
from lwip_world import HERE, HERE6, Dhcp, Outside, Router, Sntp, one, talk
from servers import reset
from servers import talk as script

TOLD = 1795341600  # 2026-11-22, and later than any build before that day
FLOOR = 1795000000


def sntp(server, **options):
    return one("malloc", "sntp", port=server.port, floor=FLOOR, haste=5, **options)


def expect_told(what, status, state, got):
    expect(what, (status, state), (got.get("status"), got.get("state")))
    expect(what + ": the same again", status, got.get("again"))


def test_lwip_answers_after_close_touch_nothing():
    """The storage is given up after close; AddressSanitizer would see who touches it."""
    with Outside(script) as server:
        rows = (("late.test", 50, "DNS answers 0.25 s later"), ("silent.test", 50, "DNS gives up later"),
                (HERE, 0, "SYN and ACK cross the end"), (HERE, 100, "connected"), ("server.test", 0, "both"))
        for host, after, what in rows:
            linger = 1000 if host != "silent.test" else 12000
            haste = 1 if host != "silent.test" else 10
            got = one("malloc", "forsake", host=host, port=server.port, after=after, linger=linger,
                      haste=haste)
            expect(what, "YMR_PENDING", got.get("first"))
    for delay in (0, 0.3):
        def reset_later(_server, connection, delay=delay):
            time.sleep(delay)
            reset(connection)

        with Outside(reset_later) as server:
            got = one("malloc", "forsake", host=HERE, port=server.port, after=100, linger=1000)
            expect("RST after %s s" % delay, "YMR_PENDING", got.get("first"))


def test_lwip_joins_by_dhcp():
    with Dhcp("10.77.0.44") as dhcp:
        got = one("default", "join", ip=None, dns=None)
        expect("joined", (True, "10.77.0.44"), (got.get("ready"), got.get("address")))
        expect("cable out, cable in", (False, True), (got.get("without_link"), got.get("again")))
        expect_that("tells its name", "probe" in dhcp.host_names, dhcp.host_names)
    with Dhcp("10.77.0.45", deaf=2):
        got = one("default", "join", ip=None, dns=None, haste=5, ms=60000)
        expect("asks again", (True, "10.77.0.45"), (got.get("ready"), got.get("address")))
    got = one("default", "join", ip=None, dns=None, ms=1000)
    expect("nobody there", False, got.get("ready"))
    got = one("default", "join", ms=10)
    expect("static", (True, "10.77.0.2"), (got.get("ready"), got.get("address")))


def test_lwip_refuses_addresses_that_are_none():
    for options in ({"ip": "10.77.0.x"}, {"gateway": "over there"}, {"dns": "10.77.0.256"}, {"dns2": "a"}):
        got = one("default", "join", **options)
        expect(str(options), "YMR_E_ARGUMENT", got.get("start"))


def test_lwip_talks_over_ipv6():
    with Router(), Outside(script, family=socket.AF_INET6) as server:
        got = talk("ip6", server.port, host=HERE6, settle=6000, haste=3, say="send 50000")
        expect("by a router's advertisement", ("YMR_OK", 50000), (got.get("open"), got.get("received")))
        got = talk("ip6", 1, host="::1", plain=False)
        expect("loopback is this device", "YMR_E_REFUSED", got.get("open"))
        got = talk("ip6", server.port, host=HERE6, settle=6000, haste=3, plain=False)
        expect("plain text stays on it", "YMR_E_ARGUMENT", got.get("open"))


def test_lwip_name_server_of_dhcp_is_asked():
    with Dhcp("10.77.0.46"), Outside(script) as server:
        got = one("default", "join", ip=None, dns=None)
        expect("joined", True, got.get("ready"))
        got = talk("default", server.port, host="server.test", ip=None, dns=None, wait=5000)
        expect_hello("by the name server that DHCP named", got)


def expect_time(what, told, got):
    """The time told, half a second past `told`, and what the probe has lived since, which began before."""
    since = got["unix_ms"] - told * 1000 - 500
    expect_that("%s, and at most %d ms" % (what, got["ms"]), 0 <= since <= got["ms"], since)


def test_sntp_makes_the_clock_provisional():
    for host in (HERE, "server.test"):
        with Sntp(TOLD) as server:
            got = sntp(server, host=host)
            expect_told(host, "YMR_OK", 1, got)
            expect_time("the time", TOLD, got)
            expect("one question", 1, len(server.asked))
            expect("which tells nothing of us", bytes([0x23]) + bytes(39), server.asked[0][:40])


def test_sntp_asks_again_and_gives_up():
    with Sntp(TOLD, silent=2) as server:
        expect_told("the third is answered", "YMR_OK", 1, sntp(server))
        cookies = {query[40:48] for query in server.asked}
        expect("with a new cookie each", 3, len(cookies))
    with Sntp(TOLD, silent=9) as server:
        expect_told("never", "YMR_E_IDLE_TIMEOUT", 0, sntp(server))
        expect("three questions", 3, len(server.asked))
    expect_told("no such name", "YMR_E_RESOLVE", 0, one("malloc", "sntp", host="nobody.test", floor=FLOOR))
    expect_told("no way", "YMR_E_IO", 0, one("malloc", "sntp", host="203.0.113.9", floor=FLOOR))


def test_sntp_believes_no_liar():
    def other_cookie(packet):
        packet[24] ^= 1
        return packet

    def client_mode(packet):
        packet[0] = 0x23
        return packet

    def no_time(packet):
        packet[1] = 0
        return packet

    def alarm(packet):
        packet[0] |= 0xC0
        return packet

    rows = (("another cookie", other_cookie), ("a question", client_mode), ("cut off", lambda p: p[:47]))
    for what, change in rows:
        with Sntp(TOLD, change) as server:
            expect_told(what, "YMR_E_IDLE_TIMEOUT", 0, sntp(server))
    for what, change in (("kiss of death", no_time), ("unsynchronized", alarm)):
        with Sntp(TOLD, change) as server:
            expect_told(what, "YMR_E_REFUSED", 0, sntp(server))
    with Sntp(TOLD, before=(other_cookie, client_mode)) as server:
        expect_told("lies before the truth", "YMR_OK", 1, sntp(server))
    with Sntp(FLOOR - 100000) as server:
        expect_told("before the floor", "YMR_E_RANGE", 0, sntp(server))
    with Sntp(2085978496 + 1000) as server:
        got = sntp(server)
        expect_told("after 2036", "YMR_OK", 1, got)
        expect_time("the next era", 2085979496, got)


def test_sntp_leaves_a_trusted_clock_alone():
    with Sntp(TOLD + 86400) as server:
        got = sntp(server, trusted=TOLD)
        expect_told("trusted", "YMR_OK", 2, got)
        expect_that("unchanged", 0 <= got["unix_ms"] - TOLD * 1000 < 10000, got["unix_ms"])
