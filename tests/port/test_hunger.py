"""Too little memory for TLS, in every way: pools of every size, and each allocation failing once. It is always
said to be that, nothing stays taken, and the next connection works."""

import concurrent.futures
import json
import pathlib
import subprocess

from harness import V12, V13, expect, expect_that, serve, tables, world

# Certificate, its authority, and whether a session is resumed.
HANDSHAKES = (("good", "root", False), ("good", "root", True), ("chained", "rsa_root", False))


def handshakes():
    for version in (V12, V13):
        for kind, ca, resumed in HANDSHAKES:
            yield version, kind, ca, resumed


def is_sanitized():
    return "asan" in world.probe


def starve(version, kind, ca, resumed, how):
    """What tests/tools/tls_memory.c says of many connections to one server."""
    with serve(kind, (version, version)) as server:
        words = ["port=%d" % server.port, "ca=" + world.zoo.pem(ca), how,
                 "max=" + version.name[-3:].replace("_", ".")]
        words += ["resumed=1"] if resumed else []
        done = subprocess.run([str(pathlib.Path(world.probe).with_name("tls_memory")), *words],
                              capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        raise ValueError("tls_memory %s: %s" % (" ".join(words), done.stderr[-2000:]))
    return json.loads(done.stdout)


def starve_all(how):
    """Two at a time: a server waits for its client, and the client for it."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        rows = list(handshakes())
        for row, got in zip(rows, pool.map(lambda row: starve(*row, how), rows)):
            what = "%s %s%s" % (row[0].name, row[1], ", resumed" if row[3] else "")
            expect(what + " begins", ("YMR_OK", row[3]), (got["first"], got["resumed"]))
            expect(what + " other statuses", (0, "YMR_OK"), (got["other"], got["last_other"]))
            expect(what + " leaks and clients that do not work", (0, 0), (got["leaks"], got["unusable"]))
            yield what, got


def test_tls_pools_of_every_size():
    row, runs = [], 0
    for what, got in starve_all("sizes=0:65536:%d" % (512 if is_sanitized() else 64)):
        expect(what + " with enough", 16, got["done"])
        expect_that(what + " with too little", got["memory"] > 40, got["memory"])
        row.append("%s %d" % (what, got["smallest"]))
        runs += got["runs"]
    tables.append("smallest pool, %d tried: %s" % (runs, "; ".join(row)))


def test_tls_allocations_that_fail_once():
    runs = 0
    for what, got in starve_all("single=1:%d" % (101 if is_sanitized() else 1)):
        expect(what + " without a failure", 1, got["done"])
        expect(what + " failures", got["runs"] - 1, got["memory"])
        runs += got["runs"] - 1
    tables.append("allocations that failed once: %d, of %d handshakes" % (runs, len(list(handshakes()))))
