"""What the tests share: the probe, the certificates, and how a fact is stated."""

import json
import pathlib
import ssl
import subprocess

from servers import TlsServer, fnv, tls_context
from zoo import Zoo

V10 = ssl.TLSVersion.TLSv1
V11 = ssl.TLSVersion.TLSv1_1
V12 = ssl.TLSVersion.TLSv1_2
V13 = ssl.TLSVersion.TLSv1_3

# A server's certificate and the authority to trust, for everything that must work with each kind of key.
KINDS = (("good", "root"), ("rsa", "rsa_root"), ("p384", "p384_root"), ("chained", "rsa_root"),
         ("many_names", "big_root"))

SYSTEM_BUNDLE = "/etc/ssl/certs/ca-certificates.crt"


class World:
    """Made by run.py before a test runs."""

    probe = None
    zoo = None
    scratch = None

    def make(self, probe, directory):
        self.probe = str(pathlib.Path(probe).resolve())
        self.scratch = pathlib.Path(directory) / "scratch"
        self.scratch.mkdir()
        made = pathlib.Path(directory) / "zoo"
        made.mkdir()
        self.zoo = Zoo(made)


world = World()
problems = []  # of the test under way
tables = []  # figures for the reader, printed at the end


def expect(what, wanted, got):
    if wanted != got:
        problems.append("%s: expected %r, got %r" % (what, wanted, got))


def expect_that(what, held, got=""):
    if not held:
        problems.append("%s%s" % (what, ": got %r" % (got,) if got != "" else ""))


def run(port=0, **options):
    """Runs the probe; gives its lines, and what it said on standard error."""
    words = ["port=%d" % port] + ["%s=%s" % option for option in options.items()]
    done = subprocess.run([world.probe, *words], capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        problems.append("the probe ended with %d: %s" % (done.returncode, " ".join(words)))
        problems.extend(done.stderr.splitlines()[-40:])
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
    path = ca if "/" in ca else world.zoo.pem(ca)
    return {"host": "localhost", "ca": path, **options}


def serve(name, versions=None, **options):
    """A server with a certificate of the zoo."""
    return TlsServer(world.zoo.chain(name), world.zoo.key(name), versions, **options)


def context_of(name, versions, **options):
    return tls_context(world.zoo.chain(name), world.zoo.key(name), versions, **options)


def expect_hello(what, got):
    expect(what + " opens", "YMR_OK", got.get("open"))
    expect(what + " ends", "YMR_OK", got.get("end"))
    expect(what + " says", (6, fnv(b"hello\n")), (got.get("received"), got.get("hash")))


def session_file(name="session"):
    path = world.scratch / name
    path.unlink(missing_ok=True)
    return path
