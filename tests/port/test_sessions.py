"""Resumption: seen by both ends, and never where it does not belong."""

import re

from harness import KINDS, V12, V13, expect, expect_hello, run, serve, session_file, tls, tls_options, world
from servers import Server


def test_tls_resumes_and_both_ends_know():
    for version, name in ((V12, "TLSv1.2"), (V13, "TLSv1.3")):
        for kind, ca in KINDS:
            with serve(kind, (version, version)) as server:
                got = run(server.port, **tls_options(ca, {"session": "", "rounds": 3}))
                for line in got:
                    expect_hello("%s %s" % (name, kind), line)
                expect("%s %s client" % (name, kind), [False, True, True], [line["resumed"] for line in got])
                expect("%s %s server" % (name, kind), [False, True, True],
                       [fact["resumed"] for fact in server.facts])
                expect("%s version" % name, [name] * 3, [line["version"] for line in got])


def test_tls_resumes_in_another_process():
    for version in (V12, V13):
        path = session_file()
        with serve("good", (version, version)) as server:
            got = [tls(server, session=path) for _ in range(2)]
            expect("%s resumed" % version.name, [False, True], [line["resumed"] for line in got])
            expect("mode", 0o600, path.stat().st_mode & 0o777)
            left = sorted(one.name for one in world.scratch.glob("session*"))
            expect("no temporary file is left", ["session"], left)


def test_tls_session_belongs_to_host_port_trust_and_rules():
    again = world.zoo.join("again.pem", world.zoo.pem("root"))
    rows = (("the same", {}, True),
            ("another host", {"host": "127.0.0.1"}, False),
            ("another file of authorities", {"ca": again}, False),
            ("another minimum", {"min": "1.2"}, False),
            ("another maximum", {"max": "1.3"}, False))
    for version in (V12, V13):
        with serve("good", (version, version)) as server:
            path = session_file()
            tls(server, session=path)
            kept = path.read_bytes()
            for what, options, wanted in rows:
                path.write_bytes(kept)
                got = tls(server, session=path, **options)
                expect_hello(what, got)
                expect("%s, %s" % (version.name, what), wanted, got["resumed"])
            path.write_bytes(kept)
            with Server(server.handle) as elsewhere:  # the same keys for tickets
                expect(version.name + ", another port", False, tls(elsewhere, session=path)["resumed"])


def test_tls_session_ends_by_the_clock():
    start = world.zoo.not_before("good") + 100
    for version in (V12, V13):
        with serve("good", (version, version)) as server:
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
    end = world.zoo.not_after("short_middle")
    with serve("by_short_middle", (V12, V12)) as server:
        path = session_file()
        tls(server, session=path, clock="trusted:%d" % (end - 10))
        expect("in time", True, tls(server, session=path, clock="trusted:%d" % end)["resumed"])
        late = tls(server, session=path, clock="trusted:%d" % (end + 1))
        expect("too late", "YMR_E_TLS_EXPIRED", late["open"])


def test_tls_goes_on_when_a_session_is_refused():
    for before, after in (((V12, V12), (V12, V12)), ((V13, V13), (V13, V13)), ((V13, V13), (V12, V12)),
                          ((V12, V12), (V13, V13))):
        what = "%s then %s" % (before[0].name, after[0].name)
        path = session_file()
        with serve("good", before) as server:
            port = server.port
            tls(server, session=path)
        with serve("good", after, port=port) as server:
            got = tls(server, session=path)
            expect_hello(what, got)
            expect(what, (False, True), (got["resumed"], tls(server, session=path)["resumed"]))


def test_tls_refused_session_does_not_hide_a_bad_certificate():
    path = session_file()
    with serve("good") as server:
        port = server.port
        tls(server, session=path)
    with serve("by_stranger", port=port) as server:
        expect("stranger on the same port", "YMR_E_TLS_UNTRUSTED", tls(server, session=path)["open"])


def test_tls_without_tickets_keeps_no_session():
    with serve("good", (V13, V13), tickets=False) as server:
        got = run(server.port, **tls_options("root", {"session": "", "rounds": 2}))
        expect("resumed", [False, False], [line["resumed"] for line in got])
        expect("kept", [0, 0], [line["kept"] for line in got])


def test_session_file_is_believed_only_when_whole_and_private():
    path = session_file()
    with serve("good") as server:
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
