"""What a resumed TLS session saves: instructions of our own process by callgrind, bytes on the wire, round trips.

    resumption.py HANDSHAKE_COST      the program of tests/tools/handshake_cost.c

Starts the market, prints a table and what it checked. Its last line is what a stage needs.
"""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))

from market import Market  # noqa: E402

# Listener, TLS version, how many times more the first handshake takes at least; None: whatever it takes.
CASES = (("tls", "1.2", 30), ("rsa", "1.2", 15), ("tls", "1.3", 2.5), ("rsa", "1.3", None))
KEYS = {"tls": "ECDSA", "rsa": "RSA"}

VERIFYING = re.compile(r"mbedtls_ecdsa_|mbedtls_rsa_|mbedtls_pk_verify|(mbedtls_)?x509_crt_(verify|parse_der)")
PUBLIC_KEY = re.compile(r"mbedtls_ecp_mul|mbedtls_ecdh_(make_public|calc_secret)|mbedtls_mpi_exp_mod|"
                        + VERIFYING.pattern)
FUNCTION = re.compile(r"^c?fn=\(\d+\) ([A-Za-z_]\w*)", re.M)
LINE = re.compile(r"^(first|second) (\S+) (\S+): sent (\d+) received (\d+) round-trips (\d+)$", re.M)

passed = failed = 0


def check(what, held):
    global passed, failed
    passed, failed = passed + bool(held), failed + (not held)
    if not held:
        print("  FAIL  " + what)


class Profile:
    """One handshake under callgrind: what the program said, and what it executed."""

    def __init__(self, program, which, words, directory):
        path = os.path.join(directory, which)
        run = subprocess.run(["valgrind", "--tool=callgrind", "--toggle-collect=%s_handshake" % which,
                              "--callgrind-out-file=" + path, program, *words],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True, timeout=120)
        self.code, self.said, self.err = run.returncode, run.stdout, run.stderr
        with open(path) as file:
            profile = file.read()
        self.instructions = int(re.search(r"^summary: (\d+)", profile, re.M).group(1))
        self.functions = set(FUNCTION.findall(profile))
        self.wire = {row[0]: [int(n) for n in row[3:]] for row in LINE.findall(self.said)}

    def calls(self, pattern):
        return sorted(name for name in self.functions if pattern.match(name))


def judge(name, version, least, first, second):
    forbidden = PUBLIC_KEY if version == "1.2" else VERIFYING
    check("%s: the whole handshake verifies (else the next check proves nothing)" % name,
          len(first.calls(VERIFYING)) > 2)
    check("%s: the resumed one calls %s" % (name, second.calls(forbidden)), not second.calls(forbidden))
    if version == "1.2":
        check("%s: one round trip less" % name, second.wire["first"][2] - second.wire["second"][2] == 1)
    if least:
        check("%s: at most 1/%s of the first" % (name, least), first.instructions >= least * second.instructions)


def measure(program, market, listener, version, least, directory):
    name = "TLS %s, %s" % (version, KEYS[listener])
    place = {"port": market.port, "ca": market.ca} if listener == "tls" else market.zoo[listener]
    words = ["127.0.0.1", str(place["port"]), place["ca"], version]
    market.reset()
    first, second = (Profile(program, which, words, directory) for which in ("first", "second"))
    for run in (first, second):
        check("%s: %s %s" % (name, run.said, run.err), run.code == 0 and len(run.wire) == 2)
    if failed:
        return
    counters = market.counters()
    check("%s: the market resumed too: %s" % (name, counters),
          (counters["handshakes"], counters["resumed"]) == (4, 2))
    judge(name, version, least, first, second)
    for which, run in (("whole", first), ("resumed", second)):
        sent, received, trips = run.wire["first" if which == "whole" else "second"]
        share = "" if which == "whole" else "   1/%.1f" % (first.instructions / second.instructions)
        print("  %-14s %-8s %11d %6d %9d %11d%s" % (name, which, run.instructions, sent, received, trips, share))


def main(program):
    print("  %-14s %-8s %11s %6s %9s %11s" % ("", "", "instruct.", "sent", "received", "round trips"))
    with Market(tls_zoo=True) as market, tempfile.TemporaryDirectory() as directory:
        for listener, version, least in CASES:
            measure(program, market, listener, version, least, directory)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
