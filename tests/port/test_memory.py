"""The pool and nothing but the pool; and random numbers."""

import subprocess

from harness import KINDS, V12, V13, expect, run, serve, session_file, tables, tls, tls_options, world


def test_tls_allocates_nothing_beside_its_pool():
    for version in (V12, V13):
        for kind, ca in KINDS:
            with serve(kind, (version, version)) as server:
                options = {"host": "127.0.0.1", "pool": 98304, "trap": 1, "session": "", "rounds": 3}
                got = run(server.port, say="send 300000", **tls_options(ca, options))
                expect("%s %s" % (version.name, kind), [("YMR_OK", 300000)] * 3,
                       [(line.get("end"), line.get("received")) for line in got])
            if got[0]["trap"]:
                with serve(kind, (version, version)) as server:
                    words = ["port=%d" % server.port, "ca=" + world.zoo.pem(ca), "trap=1"]
                    sprung = subprocess.run([world.probe, *words], capture_output=True, text=True).returncode
                    expect("without a pool the trap springs", 99, sprung)
    if not got[0]["trap"]:
        tables.append("(the malloc trap is not in this build)")


def test_tls_needs_random_numbers():
    for version in ("1.2", "1.3"):
        with serve("good") as server:
            expect(version, "YMR_E_ENTROPY", tls(server, entropy=0, max=version)["open"])


def test_tls_pool_of_64_kb_is_enough_for_all_of_these():
    for version in (V12, V13):
        for kind, ca in KINDS:
            with serve(kind, (version, version)) as server:
                path = session_file()
                whole = tls(server, ca, pool=65536, session=path)
                resumed = tls(server, ca, pool=65536, session=path)
            what = "%s %s" % (version.name, kind)
            expect(what, (False, True), (whole["resumed"], resumed["resumed"]))
            expect(what + ": a resumed one needs less", True, 0 < resumed["peak"] < whole["peak"])
            tables.append("pool peak %-7s %-10s whole %6d bytes, resumed %6d bytes, session %4d bytes" %
                          (version.name, kind, whole["peak"], resumed["peak"], resumed["kept"]))
