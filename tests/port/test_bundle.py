"""Files of trusted certificates, against the ssl module of Python."""

import hashlib
import os
import pathlib
import re
import ssl

from harness import SYSTEM_BUNDLE, expect, expect_hello, one, serve, tables, tls, world


def bundle(text):
    path = world.scratch / "bundle.pem"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return one(bundle=path)


def hashes(got):
    return [row[0] for row in got["certificates"]]


def test_bundle_of_the_system_is_read_whole():
    if not os.path.exists(SYSTEM_BUNDLE):
        tables.append("(no %s here)" % SYSTEM_BUNDLE)
        return
    text = pathlib.Path(SYSTEM_BUNDLE).read_text()
    blocks = re.findall("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", text, re.S)
    wanted = [hashlib.sha256(ssl.PEM_cert_to_DER_cert(block)).hexdigest() for block in blocks]
    got = one(bundle=SYSTEM_BUNDLE)
    expect("certificates", wanted, hashes(got))
    expect("status", ("YMR_OK", "YMR_OK", 0, 0),
           (got["init"], got["status"], got["damaged"], got["too_long"]))
    expect("not understood by Mbed TLS", [], [row for row in got["certificates"] if row[2] != 0])


def test_bundle_passes_over_what_is_no_certificate():
    root, other = (pathlib.Path(world.zoo.pem(name)).read_text() for name in ("root", "stranger"))
    wanted = [hashlib.sha256(ssl.PEM_cert_to_DER_cert(text)).hexdigest() for text in (root, other)]
    body = "".join(root.splitlines()[1:-1])
    key = pathlib.Path(world.zoo.key("root")).read_text()
    begin = "-----BEGIN CERTIFICATE-----\n"
    block = begin + "%s\n-----END CERTIFICATE-----\n"
    rows = (("both", root + other, 2, 0, 0),
            ("comments", "# ours\nroot\n===\n" + root + "\n\n# theirs - - -\n" + other + "end\n", 2, 0, 0),
            ("Windows' line ends", (root + other).replace("\n", "\r\n"), 2, 0, 0),
            ("a key between", root + key + other, 2, 0, 0),
            ("one long line", block % body + other, 2, 0, 0),
            ("lines of one", block % "\n".join(body) + other, 2, 0, 0),
            ("blanks", root.replace("\n", " \t\n") + other, 2, 0, 0),
            ("no line end at the end", root + other.rstrip("\n"), 2, 0, 0),
            ("a wrong character", block % ("!" + body) + root + other, 2, 1, 0),
            ("a digit missing", block % body.rstrip("=")[:-1] + root + other, 2, 1, 0),
            ("padding in the middle", block % ("MA==" + body) + root + other, 2, 1, 0),
            ("empty", block % "" + root + other, 2, 1, 0),
            ("no end, another begins", begin + body[:64] + "\n" + root + other, 2, 1, 0),
            ("another end", begin + "MAAA\n-----END RUBBISH-----\n" + root + other, 2, 1, 0),
            ("cut at the end", root + other + root[:300], 2, 1, 0),
            ("too long", block % ("MAAA" * 2000) + root + other, 2, 0, 1),
            ("as long as can be", block % ("MAAA" * 1365), 1, 0, 0),
            ("nothing", "", 0, 0, 0),
            ("only comments", "# nothing\n", 0, 0, 0),
            ("only a damaged one", block % "?", 0, 1, 0))
    for what, text, found, damaged, too_long in rows:
        got = bundle(text)
        expect(what, (found, damaged, too_long), (got["found"], got["damaged"], got["too_long"]))
        expect(what + ": status", "YMR_OK" if found else "YMR_E_ANCHORS", got["status"])
        if found == 2:
            expect(what + ": which", wanted, hashes(got))


def test_bundle_that_cannot_be_read_is_said():
    with serve("good") as server:
        expect("no file", "YMR_E_ANCHORS", tls(server, "/no/such/file")["open"])
        expect("a directory", "YMR_E_ANCHORS", tls(server, str(world.scratch))["open"])
        expect("no certificate", "YMR_E_ANCHORS", tls(server, world.zoo.key("root"))["open"])
        everything = world.zoo.join("everything.pem", SYSTEM_BUNDLE, world.zoo.pem("root"))
        expect_hello("the last of all", tls(server, everything))
        expect("not of the system", "YMR_E_TLS_UNTRUSTED", tls(server, SYSTEM_BUNDLE)["open"])
