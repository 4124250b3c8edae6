"""Certificates made at start with the openssl command, and the TLS listeners that show them."""
import datetime
import os
import ssl
import subprocess

# 10.0.2.2 is what a board in QEMU calls this machine.
NAMES = "DNS:localhost,IP:127.0.0.1,IP:::1,IP:10.0.2.2"

CONFIG = """
[ca]
default_ca = this
[this]
database = {dir}/index.txt
new_certs_dir = {dir}
rand_serial = yes
policy = any
unique_subject = no
[any]
commonName = supplied
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature,keyEncipherment
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = {names}
[req]
distinguished_name = none
[none]
"""


class ToolMissing(Exception):
    """The openssl command is not there or has failed; the text says which."""


class Authority:
    """A directory with keys, certificates and the index that `openssl ca` wants."""

    def __init__(self, directory):
        self.dir = directory
        open(os.path.join(directory, "index.txt"), "w").close()

    def path(self, name):
        return os.path.join(self.dir, name)

    def key(self, name, kind):
        """A new key: "P-256", "P-384" or "RSA"."""
        option = "rsa_keygen_bits:2048" if kind == "RSA" else "ec_paramgen_curve:" + kind
        how = ["RSA" if kind == "RSA" else "EC", "-pkeyopt", option]
        old = os.umask(0o077)
        try:
            self._openssl("genpkey", "-algorithm", *how, "-out", self.path(name + ".key"))
        finally:
            os.umask(old)

    def sign(self, name, kind, issuer=None, digest="sha256", ca=False, names=NAMES, start=None, end=None):
        """Makes key and certificate of this name; without an issuer it signs itself.

        start, end: YYYYMMDDHHMMSSZ; without them it holds from a day ago for 30 days.
        """
        self.key(name, kind)
        config = self.path(name + ".cnf")
        with open(config, "w") as out:
            out.write(CONFIG.format(dir=self.dir, names=names))
        self._openssl("req", "-new", "-config", config, "-key", self.path(name + ".key"), "-subj",
                      "/CN=Market stand-in " + name, "-out", self.path(name + ".csr"))
        signer = ["-keyfile", self.path((issuer or name) + ".key")]
        signer += ["-cert", self.path(issuer + ".pem")] if issuer else ["-selfsign"]
        self._openssl("ca", "-batch", "-notext", "-config", config, "-extensions", "root" if ca else "server",
                      "-md", digest, "-startdate", start or _days(-1), "-enddate", end or _days(30),
                      "-in", self.path(name + ".csr"), "-out", self.path(name + ".pem"), *signer)

    def join(self, target, *names):
        """Several certificates in one file, as a server's chain or a client's bundle."""
        with open(self.path(target), "w") as out:
            for name in names:
                with open(self.path(name + ".pem")) as one:
                    out.write(one.read())
        return self.path(target)

    def _openssl(self, *words):
        try:
            subprocess.run(["openssl"] + list(words), check=True, stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE,
                           stdin=subprocess.DEVNULL)
        except FileNotFoundError:
            raise ToolMissing("openssl is not installed; the market makes its certificates with it") from None
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace").strip()
            raise ToolMissing("openssl %s failed: %s" % (words[0], said)) from None


def _days(number):
    when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=number)
    return when.strftime("%Y%m%d%H%M%SZ")


class Listener:
    """A TLS listener's context, and the CA file to give to a client (a bad one is refused with it)."""

    def __init__(self, name, context, ca, keep_alive=False):
        self.name = name
        self.context = context
        self.ca = ca
        self.keep_alive = keep_alive


def main_listener(authority, names=NAMES):
    """ECDSA P-256, CA and server certificate; TLS 1.2 and 1.3."""
    authority.sign("ca", "P-256", ca=True)
    authority.sign("server", "P-256", "ca", names=names)
    return Listener("tls", _context(authority, "server"), authority.path("ca.pem"))


def zoo(authority):
    """The special listeners; the main one must have been made."""
    make = authority.sign
    make("rsa-ca", "RSA", ca=True)
    make("rsa", "RSA", "rsa-ca")
    make("rsa-middle", "RSA", "rsa-ca", ca=True)
    make("rsa-leaf", "RSA", "rsa-middle")
    make("p384-ca", "P-384", digest="sha384", ca=True)
    make("p384", "P-384", "p384-ca", digest="sha384")
    make("expired", "P-256", "ca", start=_days(-90), end=_days(-1))
    make("not-yet", "P-256", "ca", start=_days(10), end=_days(90))
    make("wrong-host", "P-256", "ca", names="DNS:market.example,IP:192.0.2.1")
    make("self-signed", "P-256")
    make("other-ca", "P-256", ca=True)
    make("other", "P-256", "other-ca")
    authority.join("ca-bundle.pem", "rsa-ca", "p384-ca", "ca")

    def listener(name, leaf, *chain, ca="ca", keep_alive=False, only=None):
        return Listener(name, _context(authority, leaf, *chain, only=only), authority.path(ca + ".pem"),
                        keep_alive)

    return [
        listener("rsa", "rsa", ca="rsa-ca"),
        listener("rsa_chain", "rsa-leaf", "rsa-middle", ca="rsa-ca"),
        listener("p384", "p384", ca="p384-ca"),
        listener("tls12", "server", only=ssl.TLSVersion.TLSv1_2),
        listener("tls13", "server", only=ssl.TLSVersion.TLSv1_3),
        listener("keep_alive", "server", keep_alive=True),
        listener("expired", "expired"),
        listener("not_yet", "not-yet"),
        listener("wrong_host", "wrong-host"),
        listener("self_signed", "self-signed"),
        listener("other_ca", "other", "other-ca"),
    ]


def _context(authority, leaf, *chain, only=None):
    """A context that hands out session tickets; chain: the certificates sent after the server's own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.join(leaf + "-chain.pem", leaf, *chain), authority.path(leaf + ".key"))
    context.minimum_version = only or ssl.TLSVersion.TLSv1_2
    if only:
        context.maximum_version = only
    context.options |= ssl.OP_CIPHER_SERVER_PREFERENCE
    return context
