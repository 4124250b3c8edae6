"""Certificates good and bad, made by the openssl program."""

import pathlib
import ssl
import subprocess

DAY = 86400

CURVES = {"p256": "P-256", "p384": "P-384", "p521": "P-521"}


class Zoo:
    """Certificates in a directory: NAME.key, NAME.pem, and NAME.chain.pem (what a server sends)."""

    def __init__(self, directory):
        self.directory = pathlib.Path(directory)
        self._make_all()

    def path(self, name):
        return str(self.directory / name)

    def key(self, name):
        return self.path(name + ".key")

    def pem(self, name):
        return self.path(name + ".pem")

    def chain(self, name):
        return self.path(name + ".chain.pem")

    def join(self, name, *parts):
        """A file that holds the text of several others."""
        target = self.directory / name
        target.write_bytes(b"".join(pathlib.Path(part).read_bytes() for part in parts))
        return str(target)

    def not_after(self, name):
        return self._date(name, "-enddate")

    def not_before(self, name):
        return self._date(name, "-startdate")

    def _openssl(self, *words):
        done = subprocess.run(["openssl", *words], cwd=self.directory, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError("openssl %s\n%s" % (" ".join(words), done.stderr))
        return done.stdout

    def _date(self, name, which):
        text = self._openssl("x509", "-in", name + ".pem", "-noout", which).split("=", 1)[1].strip()
        return int(ssl.cert_time_to_seconds(text))

    def _make_key(self, name, kind):
        if kind in CURVES:
            self._openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:" + CURVES[kind],
                          "-out", name + ".key")
        elif kind == "ed25519":
            self._openssl("genpkey", "-algorithm", "ed25519", "-out", name + ".key")
        else:
            self._openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:" + kind[3:],
                          "-out", name + ".key")

    def authority(self, name, kind, signer=None, days=3650, digest="sha256", common_name=None):
        """A certificate of an authority, by itself or by `signer`."""
        self._make(name, kind, signer, days, digest, "/O=Port tests/CN=" + (common_name or name),
                   "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n")

    def server(self, name, kind, signer, names="DNS:localhost,IP:127.0.0.1,IP:::1", days=365, digest="sha256",
               usage="serverAuth", via=()):
        """A server's certificate; `via` are the authorities that it sends along."""
        extensions = "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n"
        extensions += "extendedKeyUsage=%s\nsubjectAltName=%s\n" % (usage, names)
        self._make(name, kind, signer, days, digest, "/CN=" + name, extensions)
        self.join(name + ".chain.pem", *[self.pem(part) for part in (name, *via)])

    def _make(self, name, kind, signer, days, digest, subject, extensions):
        self._make_key(name, kind)
        (self.directory / (name + ".ext")).write_text(extensions)
        self._openssl("req", "-new", "-key", name + ".key", "-subj", subject, "-out", name + ".csr")
        words = ["x509", "-req", "-in", name + ".csr", "-days", str(days), "-extfile", name + ".ext",
                 "-out", name + ".pem"]
        if digest is not None:
            words.append("-" + digest)
        if signer is None:
            words += ["-signkey", name + ".key"]
        else:
            words += ["-CA", signer + ".pem", "-CAkey", signer + ".key", "-CAcreateserial"]
        self._openssl(*words)

    def _make_all(self):
        self.authority("root", "p256")
        self.server("good", "p256", "root")
        self.authority("rsa_root", "rsa2048")
        self.server("rsa", "rsa2048", "rsa_root")
        self.authority("p384_root", "p384")
        self.server("p384", "p384", "p384_root", digest="sha384")
        self.authority("middle", "rsa2048", "rsa_root")
        self.server("chained", "rsa2048", "middle", via=["middle"])
        self.authority("p384_middle", "p384", "rsa_root")
        self.server("by_p384_middle", "p256", "p384_middle", digest="sha384", via=["p384_middle"])
        self.server("no_middle", "p256", "middle")
        self.server("by_server", "p256", "good", via=["good"])

        self.authority("big_root", "rsa4096")
        self.authority("big_middle", "rsa4096", "big_root")
        self.server("many_names", "rsa2048", "big_middle", via=["big_middle"],
                    names="DNS:localhost,IP:127.0.0.1" + "".join(",DNS:name%02d.test" % i for i in range(99)))

        self.server("other_host", "p256", "root", names="DNS:other.test")
        self.server("address_as_name", "p256", "root", names="DNS:127.0.0.1")
        self.server("for_clients", "p256", "root", usage="clientAuth")
        self.server("self_signed", "p256", None)
        self.authority("stranger", "p256")
        self.server("by_stranger", "p256", "stranger")
        self.authority("same_name", "p256", common_name="root")
        self.server("by_same_name", "p256", "same_name")

        self.server("rsa1024", "rsa1024", "root")
        self.server("sha1", "p256", "root", digest="sha1")
        self.authority("sha1_middle", "p256", "root", digest="sha1")
        self.server("by_sha1_middle", "p256", "sha1_middle", via=["sha1_middle"])
        self.authority("sha1_root", "rsa2048", digest="sha1")
        self.server("by_sha1_root", "p256", "sha1_root")
        self.server("p521", "p521", "root")
        self.authority("p521_middle", "p521", "root")
        self.server("by_p521_middle", "p256", "p521_middle", via=["p521_middle"])

        self.authority("ed25519_middle", "ed25519", "root")
        self.server("by_ed25519_middle", "p256", "ed25519_middle", digest=None, via=["ed25519_middle"])
        self.server("ed25519", "ed25519", "root")

        self.authority("short_middle", "p256", "root", days=10)
        self.server("by_short_middle", "p256", "short_middle", via=["short_middle"])
        self.authority("short_root", "p256", days=10, common_name="renewed")
        self.server("by_short_root", "p256", "short_root")
        self._renew("short_root", "long_root")

    def _renew(self, old, new):
        """The same authority with the same key, valid for longer."""
        self.join(new + ".key", self.key(old))
        self._openssl("x509", "-req", "-in", old + ".csr", "-days", "3650", "-extfile", old + ".ext",
                      "-sha256", "-signkey", new + ".key", "-out", new + ".pem")
