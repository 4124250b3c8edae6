"""lwIP's memory runs out: each allocation once, several in a row, and connections that do not end."""

import time

from harness import expect, expect_hello, expect_that, tables
from lwip_world import Outside, call, one, outside_tls, secure, talk
from lwip_test_tcp import expect_carried
from servers import talk as script


def test_lwip_each_allocation_may_fail():
    """Whatever fails once, the transfer arrives: lwIP or the transport tries again."""
    with Outside(script) as server:
        options = {"host": "server.test", "say": "send 6000", "haste": 20, "ms": 600000}
        whole = talk("malloc", server.port, **options)
        expect_carried("without failure", 6000, whole)
        count = whole["allocations"]
        expect_that("there is something to fail", count > 10, count)
        for at in range(1, count + 1):
            got = talk("malloc", server.port, fail=at, **options)
            if "start" in got:
                expect("allocation %d, at the start" % at, "YMR_E_IO", got["start"])
            else:
                expect_carried("allocation %d of %d" % (at, count), 6000, got)
        tables.append("  each of %d allocations of one transfer failed once" % count)


def test_lwip_uploads_while_allocations_fail():
    with Outside(script) as server:
        for at in range(3, 60, 4):
            got = talk("malloc", server.port, say="take 20000", upload=20000, fail=at, fails=3, haste=20,
                       ms=600000)
            expect("allocations from %d" % at, ("YMR_OK", 6), (got.get("end"), got.get("received")))


def test_lwip_without_memory_it_waits_and_says_why():
    got = talk("malloc", 1, fail=1, fails=1000000, ms=1200)
    expect("never any memory", ("YMR_PENDING", -1), (got.get("open"), got.get("detail")))
    expect_that("looks again every 50 ms", 10 <= got["waits"] <= 28, got["waits"])
    got = one("malloc", "sntp", fail=1, fails=1000000, floor=1795000000)
    expect("SNTP", "YMR_E_IO", got.get("status"))


def test_lwip_gives_everything_back():
    rows = ({"say": "send 30000", "host": "server.test"}, {"say": "send 30000 then reset"},
            {"say": "hold 0.01", "ms": 30, "linger": 60}, {"say": "vanish", "upload": 40000})
    with Outside(script) as server:
        for row in rows:
            # A connection that is still ending holds something: on a busy machine that may take a while.
            lines = call("malloc", "talk", port=server.port, rounds=12, last=1000, **{"linger": 30, **row})
            held = [line["held"] for line in lines]
            expect_that("there was something to give back", lines[-1]["allocations"] > 12 * 4, lines[-1])
            expect_that("all of it in the end", held[-1] == 0, held)


def test_lwip_connections_that_do_not_end_make_room():
    """Nobody reads and nobody ends, so no connection of lwIP does; each new one still gets its memory."""
    for flavour in ("tight", "default"):
        for upload in (0, 4000000):
            what = "%s, %d to send" % (flavour, upload)
            with Outside(_hold, backlog=64) as server:
                lines = call(flavour, "talk", port=server.port, rounds=12, ms=150, settle=1200,
                             upload=upload)
                expect(what, ["YMR_OK"] * 12, [line["open"] for line in lines])
                expect(what + ": nothing ends", {"YMR_PENDING"}, {line["end"] for line in lines})
                used, peak, size = lines[-1]["connections"]
                expect_that(what + ": old ones live on", used > 1 or upload, used)
                expect_that(what + ": all control blocks were in use", peak == size or upload, (peak, size))


def test_lwip_new_connections_get_the_memory_of_old_ones():
    """Two that nobody reads have filled lwIP's heap when the third has much to send."""
    def take_the_third(server, connection):
        if len(server.facts) < 3:
            server.unread.append(connection.dup())
        else:
            script(server, connection)

    with Outside(take_the_third, room=4608) as server:
        server.unread = []
        lines = call("default", "talk", port=server.port, rounds=3, ms=2500, say="take 300000", upload=300000)
        expect("two stall, the third arrives", ["YMR_PENDING", "YMR_PENDING", "YMR_OK"],
               [line["end"] for line in lines])
        expect("whole", True, server.facts[-1].get("right"))
        for one_of_them in server.unread:
            one_of_them.close()


def _hold(_server, _connection):
    time.sleep(3)


def test_lwip_closes_with_bytes_unread():
    with Outside(script) as server:
        got = talk("default", server.port, say="send 500000", ms=1, linger=200)
        expect("broken off", True, got.get("open") in ("YMR_OK", "YMR_PENDING"))
        expect("frames are given back", 0, got["frames"][0])
        expect_hello("and again", talk("default", server.port))
    with outside_tls(script) as server:
        expect_hello("TLS", secure("default", server.port))
