"""The transport: both directions, failures, windows, loss."""

import contextlib
import socket
import threading
import time

from harness import V12, V13, expect, expect_hello, expect_that, tables, world
from lwip_world import HERE, Outside, call, expect_quiet, hasten_kernel, outside_tls, secure, talk
from servers import fnv, pattern, upload_pattern
from servers import talk as script

FLAVOURS = ("default", "tight", "malloc", "ip6")
LOSSY = {"loss": 30, "haste": 5, "ms": 900000}


def expect_carried(what, length, got, end="YMR_OK"):
    expect(what, (end, length, fnv(pattern(length))), (got.get("end"), got.get("received"), got.get("hash")))


def test_lwip_says_hello_by_address_and_by_name():
    with Outside(script) as server:
        for flavour in FLAVOURS:
            for host in (HERE, "server.test", "late.test"):
                got = talk(flavour, server.port, host=host)
                expect_hello("%s to %s" % (flavour, host), got)
                if flavour != "malloc":
                    expect_quiet("%s to %s" % (flavour, host), got)


def test_lwip_carries_much_in_both_directions():
    with Outside(script) as server:
        for flavour in FLAVOURS:
            for room in (700, 65536):
                got = talk(flavour, server.port, say="send 1000000", room=room)
                expect_carried("%s, room %d" % (flavour, room), 1000000, got)
            got = talk(flavour, server.port, say="take 300000", upload=300000)
            expect(flavour + " upload", ("YMR_OK", 6), (got["end"], got["received"]))
            fact = server.facts[-1]
            expect(flavour + ": what arrived", (300000, True), (fact.get("taken"), fact.get("right")))


def test_lwip_names_each_failure():
    with Outside(script) as server:
        refused = server.port
        got = talk("default", server.port, say="vanish", upload=3000000)
        expect("reset while sending", ("YMR_E_RESET", -14), (got["end"], got["detail"]))
        got = talk("default", server.port, say="turn_away", upload=9000000)
        expect("turned away", "YMR_E_RESET", got["end"])
    rows = ((HERE, refused, "YMR_E_REFUSED", -14),
            ("203.0.113.9", 1, "YMR_E_UNREACHABLE", -4),  # no gateway
            ("nobody.test", 1, "YMR_E_RESOLVE", 0),
            ("silent.test", 1, "YMR_E_RESOLVE", 0),
            ("forged.test", 1, "YMR_E_RESOLVE", 0),
            ("10.77.0.99", 1, "YMR_E_CONNECT_TIMEOUT", -13),  # nobody answers to ARP
            ("x" * 300, 1, "YMR_E_ARGUMENT", -16),
            ("localhost", 1, "YMR_E_REFUSED", -14))
    for host, port, status, detail in rows:
        got = talk("malloc", port, host=host, haste=20, ms=600000)
        expect(host[:20], (status, detail), (got.get("open"), got.get("detail")))
    got = talk("malloc", 1, host="server.test", dns=None)
    expect("no name server", ("YMR_E_RESOLVE", -6), (got["open"], got["detail"]))
    got = talk("malloc", 1, host="server.test", ip=None, dns=None)
    expect("no address yet, by name", ("YMR_E_UNREACHABLE", -6), (got["open"], got["detail"]))
    got = talk("malloc", 1, ip=None)
    expect("no address yet", ("YMR_E_UNREACHABLE", -4), (got["open"], got["detail"]))


def test_lwip_hands_out_what_came_before_a_reset():
    with Outside(script) as server:
        got = talk("malloc", server.port, say="send 1000 then reset", deaf=200)
        expect_carried("1,000 bytes, then RST", 1000, got, "YMR_E_RESET")
        got = talk("malloc", server.port, say="send 1000 then rude")
        expect_carried("1,000 bytes, then FIN", 1000, got)


def test_lwip_waits_without_spinning():
    with Outside(script) as server:
        got = talk("default", server.port, say="hold 3", ms=500)
        expect("stalled", "YMR_PENDING", got["end"])
        expect_that("stalled: time", 490 <= got["ms"] < 2800, got["ms"])
        expect_that("stalled: waits", got["waits"] < 6, got["waits"])
    got = talk("default", 1, host="10.77.0.99", ms=700)
    expect("nobody there", "YMR_PENDING", got["open"])
    expect_that("nobody there: time", got["ms"] < 3000, got["ms"])
    expect_that("nobody there: waits", got["waits"] < 4, got["waits"])


def test_lwip_without_tls_stays_on_this_device():
    with Outside(script) as server:
        for host in (HERE, "server.test"):
            got = talk("default", server.port, host=host, plain=False)
            expect(host, "YMR_E_ARGUMENT", got["open"])
        for host in ("127.0.0.1", "localhost", "LocalHost", "loopback.test"):
            got = talk("default", server.port, host=host, plain=False)
            expect(host, "YMR_E_REFUSED", got["open"])  # nobody listens inside the device
        expect("nothing was connected", [], server.facts)


def test_lwip_carries_tls():
    for versions in ((V12, V12), (V13, V13)):
        with outside_tls(script, versions) as server:
            for flavour in ("default", "tight", "malloc"):
                what = "%s %s" % (flavour, versions[0].name)
                lines = call(flavour, "talk", port=server.port, tls=1, host="server.test", rounds=3,
                             ca=world.zoo.pem("tap_root"), say="send 100000")
                for got in lines:
                    expect_carried(what, 100000, got)
                expect(what + " resumes", [False, True, True], [got.get("resumed") for got in lines])
    with outside_tls(script) as server:
        got = secure("default", server.port, host=HERE)
        expect_hello("an address in the certificate", got)
        got = talk("default", server.port, tls=1, host="server.test", ca=world.zoo.pem("root"))
        expect("another authority", "YMR_E_TLS_UNTRUSTED", got["open"])


def test_lwip_takes_records_of_any_size_through_any_window():
    """16 KB records, windows of 5,840 and 1,460 bytes; a record never fits."""
    with outside_tls(script) as server:
        for flavour in ("default", "tight"):
            got = secure(flavour, server.port, say="send 1000000")
            expect_carried(flavour, 1000000, got)
            expect_quiet(flavour, got)
            tables.append("  %s: 1 MB over TLS in %d ms; "
                          "heap %s, frames %s, connections %s: used, peak, size" % (
                flavour, got["ms"], got["heap"], got["frames"], got["connections"]))


def test_lwip_slow_sink_slows_the_sender():
    with outside_tls(script) as server:
        for flavour in ("default", "tight"):
            got = secure(flavour, server.port, say="send 1000000", slow=16384, pause=15)
            expect_carried(flavour, 1000000, got)
            expect_quiet(flavour, got)
            expect_that(flavour + " took its time", got["ms"] > 60 * 15, got["ms"])
    for flavour in ("default", "tight"):
        with Outside(_count_what_goes) as server:
            got = talk(flavour, server.port, deaf=1500, ms=30000, say="go")
            expect(flavour, "YMR_OK", got["end"])
            expect_quiet(flavour, got)
            early, whole = server.facts[-1]["early"], server.facts[-1]["whole"]
            expect_that(flavour + ": little leaves while nobody reads", early < 60000, early)
            expect(flavour + ": all of it in the end", whole, got["received"])


def _count_what_goes(server, connection):
    """Sends what the socket takes in the first second (its buffer is small), then the rest."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4608)
    connection.recv(3)
    connection.setblocking(False)
    end, early = time.monotonic() + 1, 0
    while time.monotonic() < end:
        try:
            early += connection.send(bytes(1000))
        except BlockingIOError:
            time.sleep(0.01)
    connection.setblocking(True)
    connection.settimeout(20)
    connection.sendall(bytes(200000))
    server.facts[-1].update(early=early, whole=early + 200000)
    connection.shutdown(socket.SHUT_WR)
    connection.recv(1)


def test_lwip_survives_tiny_segments():
    """Small segments that nobody takes must not use the pool up: acknowledgements have to come in too."""
    def drizzle(server, connection):
        connection.recv(3)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        drinking = threading.Thread(target=_drink, args=(server, connection), daemon=True)
        drinking.start()
        for _ in range(300):
            connection.sendall(b"drop")
            time.sleep(0.001)
        drinking.join(15)
        connection.sendall(b"end")
        connection.shutdown(socket.SHUT_WR)
        time.sleep(0.3)

    for flavour in ("default", "tight"):
        with Outside(drizzle) as server:
            got = talk(flavour, server.port, say="go", upload=200000)
            expect(flavour, ("YMR_OK", 1203), (got["end"], got["received"]))
            expect(flavour + " upload", 200000, server.facts[-1].get("drunk"))
            expect("%s: frames without room" % flavour, 0, got["no_room"])


def _drink(server, connection):
    drunk = 0
    with contextlib.suppress(OSError):
        while drunk < 200000:
            drunk += len(connection.recv(65536))
    server.facts[-1]["drunk"] = drunk


def test_lwip_survives_loss():
    """3 % of the frames, each way, several seeds; time runs fast, so that its timers take less of ours."""
    hasten_kernel(LOSSY["haste"])
    with Outside(script) as server, outside_tls(script) as safe:
        for flavour in ("default", "tight"):
            for seed in (1, 2, 3):
                got = talk(flavour, server.port, host="server.test", say="send 200000", seed=seed, **LOSSY)
                expect_carried("%s, seed %d" % (flavour, seed), 200000, got)
                expect_that("frames were lost", got["lost"] > 3, got["lost"])
            got = secure(flavour, safe.port, say="send 100000", seed=4, **LOSSY)
            expect_carried(flavour + " TLS", 100000, got)
            got = talk(flavour, server.port, say="take 60000", upload=60000, seed=5, **LOSSY)
            expect(flavour + " upload", ("YMR_OK", 6), (got["end"], got["received"]))


def test_lwip_half_close_is_an_end():
    """The server would hold its other half for much longer than a busy machine takes for the rest."""
    heard = threading.Event()

    def half(_server, connection):
        connection.recv(100)
        connection.sendall(b"bye")
        connection.shutdown(socket.SHUT_WR)
        heard.wait(18)

    with Outside(half) as server:
        got = talk("malloc", server.port)
        heard.set()
        expect("half closed", ("YMR_OK", 3), (got["end"], got["received"]))
        expect_that("before the other half is", got["ms"] < 10000, got["ms"])


def test_lwip_what_was_accepted_leaves_and_nothing_else():
    """A close in the middle: the server gets the bytes that `send` took, in order, and not one more."""
    def late(server, connection):
        time.sleep(0.6)
        data = bytearray()
        with contextlib.suppress(OSError):
            while True:
                piece = connection.recv(65536)
                if not piece:
                    break
                data += piece
        server.facts[-1]["data"] = bytes(data)

    for flavour in ("default", "tight"):
        with Outside(late, room=4608) as server:
            got = talk(flavour, server.port, upload=4000000, ms=300, linger=3000, settle=1200)
            expect(flavour + " is broken off", "YMR_PENDING", got["sent"])
            time.sleep(0.2)
            arrived = server.facts[-1].get("data", b"")
            expect(flavour + ": as many as were taken", got["bytes_sent"], len(arrived))
            wanted = b"hello\n" + upload_pattern(4000000)[:len(arrived) - 6]
            expect_that(flavour + ": and no others", arrived == wanted)


def test_lwip_says_not_now_when_dns_has_no_room():
    with Outside(script) as server:
        lines = call("tight", "talk", port=server.port, rounds=7, host="silent.test", ms=100)
        expect("never an error", {"YMR_PENDING"}, {line["open"] for line in lines})
        expect("lwIP had no room for the last", (0, -1), (lines[0]["detail"], lines[-1]["detail"]))
