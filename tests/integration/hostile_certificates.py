"""Certificates of every kind that must not be believed, made by the openssl program."""
import datetime
import os
import subprocess

CONFIG = """
[ca]
default_ca = this
[this]
database = index.txt
new_certs_dir = .
rand_serial = yes
policy = any
unique_subject = no
[any]
commonName = optional
[req]
distinguished_name = none
[none]
[made]
"""

AUTHORITY = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"
SERVER = ("basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n"
          "extendedKeyUsage=serverAuth\n")
HERE = "DNS:localhost,IP:127.0.0.1"
KEYS = {"p256": ("EC", "ec_paramgen_curve:P-256"), "p521": ("EC", "ec_paramgen_curve:P-521"),
        "rsa1024": ("RSA", "rsa_keygen_bits:1024"), "rsa2048": ("RSA", "rsa_keygen_bits:2048"),
        "ed25519": ("ed25519", None)}


def days(number):
    when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=number)
    return when.strftime("%Y%m%d%H%M%SZ")


class Certificates:
    """A directory of NAME.key and NAME.pem."""

    def __init__(self, directory):
        self.directory = directory
        open(self.path("index.txt"), "w").close()
        for kind in KEYS:
            self._key(kind, kind)

    def path(self, name):
        return os.path.join(self.directory, name)

    def chain(self, name, *others):
        """A file with these certificates, the server's first."""
        path = self.path(name + ".chain")
        with open(path, "wb") as out:
            for part in (name, *others):
                with open(self.path(part + ".pem"), "rb") as one:
                    out.write(one.read())
        return path

    def authority(self, name, signer=None, extensions=AUTHORITY, **options):
        self._key(name, options.pop("kind", "p256"))
        self._sign(name, signer, name, extensions, **options)

    def server(self, name, signer, names=HERE, extensions=SERVER, kind="p256", **options):
        if names:
            extensions += "subjectAltName=%s\n" % names
        self._sign(name, signer, kind, extensions, **options)

    def _key(self, name, kind):
        algorithm, option = KEYS[kind]
        self._openssl("genpkey", "-algorithm", algorithm, *(["-pkeyopt", option] if option else []),
                      "-out", name + ".key")

    def _sign(self, name, signer, key, extensions, start=-1, end=30, digest="sha256", subject=None):
        """start, end: days from now"""
        with open(self.path(name + ".cnf"), "w") as config:
            config.write(CONFIG + extensions)
        self._openssl("req", "-new", "-config", name + ".cnf", "-key", key + ".key",
                      "-subj", "/CN=" + (subject or name), "-out", name + ".csr")
        by = ["-keyfile", signer + ".key", "-cert", signer + ".pem"] if signer else \
            ["-keyfile", key + ".key", "-selfsign"]
        self._openssl("ca", "-batch", "-notext", "-config", name + ".cnf", "-extensions", "made",
                      "-md", digest, "-startdate", days(start), "-enddate", days(end), "-in", name + ".csr",
                      "-out", name + ".pem", *by)

    def _openssl(self, *words):
        done = subprocess.run(["openssl", *words], cwd=self.directory, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            raise RuntimeError("openssl %s\n%s" % (" ".join(words), done.stderr))


def make_all(directory):
    made = Certificates(directory)
    made.authority("root")
    made.server("good", "root")
    _dates(made)
    _names(made)
    _chains(made)
    _strength(made)
    return made


def _dates(made):
    made.server("expired", "root", start=-90, end=-1)
    made.server("early", "root", start=10, end=90)
    made.authority("old_root", start=-900, end=-1)
    made.server("by_old_root", "old_root")
    made.authority("early_middle", "root", start=10, end=90)
    made.server("by_early_middle", "early_middle")
    made.server("expired_elsewhere", "root", start=-90, end=-1, names="DNS:other.test")
    made.server("expired_for_clients", "root", start=-90, end=-1,
                extensions=SERVER.replace("serverAuth", "clientAuth"))
    made.server("expired_weak", "root", start=-90, end=-1, kind="rsa1024")
    made.server("expired_self", None, start=-90, end=-1)


def _names(made):
    for name, names in (("elsewhere", "DNS:other.test,IP:192.0.2.1"), ("wild", "DNS:*.market.test"),
                        ("wild_top", "DNS:*.test"), ("wild_middle", "DNS:a.*.test"),
                        ("wild_partial", "DNS:sh*.market.test"), ("wild_two", "DNS:*.*.test"),
                        ("wild_address", "DNS:*.0.0.1"), ("wild_all", "DNS:*"),
                        ("address_as_name", "DNS:127.0.0.1")):
        made.server(name, "root", names=names)
    made.server("no_name", "root", names=None, subject="localhost")


def _chains(made):
    made.server("self_signed", None)
    made.authority("stranger")
    made.server("by_stranger", "stranger")
    made.authority("double", subject="root")
    made.server("by_double", "double")
    made.authority("middle", "root")
    made.server("by_middle", "middle")
    made.authority("no_ca", "root", extensions=AUTHORITY.replace("TRUE", "FALSE"))
    made.server("by_no_ca", "no_ca")
    made.authority("no_sign", "root", extensions=AUTHORITY.replace("keyCertSign,", ""))
    made.server("by_no_sign", "no_sign")
    made.authority("short", "root", extensions=AUTHORITY.replace("TRUE", "TRUE,pathlen:0"))
    made.authority("below_short", "short")
    made.server("by_below_short", "below_short")
    made.server("for_clients", "root", extensions=SERVER.replace("serverAuth", "clientAuth"))
    made.server("for_signing", "root", extensions=SERVER.replace("digitalSignature", "keyAgreement"))
    signer = "root"
    for depth in range(10):
        made.authority("deep%d" % depth, signer)
        signer = "deep%d" % depth
    made.server("by_deep", signer)
    many = "".join(",DNS:name%04d.of.a.long.list.test" % number for number in range(700))
    made.server("huge", "root", names=HERE + many)


def _strength(made):
    made.server("rsa1024", "root", kind="rsa1024")
    made.server("sha1", "root", digest="sha1")
    made.authority("sha1_middle", "root", digest="sha1")
    made.server("by_sha1_middle", "sha1_middle")
    made.authority("rsa1024_middle", "root", kind="rsa1024")
    made.server("by_rsa1024_middle", "rsa1024_middle")
    made.authority("p521_middle", "root", kind="p521")
    made.server("by_p521_middle", "p521_middle")
    made.server("p521", "root", kind="p521")
    made.server("ed25519", "root", kind="ed25519")
