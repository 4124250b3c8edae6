#!/usr/bin/env python3
"""TLS as a device has it: in pieces, in a small pool, with a part of it lent.

    tls_device.py RECORD PLAY VERSIONS [--image FILE.elf] [--step BYTES]

RECORD and PLAY are tls_record and tls_replay with the switches of one device, VERSIONS is "1.2" or "1.2,1.3". A
server is heard once for each kind of certificate; everything else is played from the recording. With an image, steps
are measured in instructions of a Cortex-M3 in QEMU.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "port"))

from harness import V12, V13  # noqa: E402
from servers import TlsServer  # noqa: E402
from zoo import Zoo  # noqa: E402

VERSIONS = {"1.2": V12, "1.3": V13}
KINDS = (("good", "root"), ("rsa", "rsa_root"), ("chained", "rsa_root"), ("p384", "p384_root"),
         ("by_p384_middle", "rsa_root"), ("many_names", "big_root"))

POOL = 28 * 1024  # of the small board
LENT = 7 * 1024
BIG = 64 * 1024  # enough for everything

# 50 ms of a core of 50 MHz, and what takes longer in one piece.
LIMIT = 2500000
LONGER = {"p384": 2600000, "by_p384_middle": 2600000, "many_names": 9600000}

FIGURES = re.compile(r"(\S+) (first|resumed): (\S+) (.*)")


class Device:
    def __init__(self, arguments, directory):
        self.arguments = arguments
        self.directory = pathlib.Path(directory)
        self.results = []

    def check(self, what, held, got=""):
        self.results.append(bool(held))
        if not held:
            print("  FAIL  %s%s" % (what, ": " + got.strip() if got else ""))

    def play(self, *words):
        return self._run([self.arguments.play, *map(str, words)])

    def play_on_image(self, *words):
        options = "enable=on,target=native,arg=fw" + "".join(",arg=%s" % word for word in words)
        return self._run(["qemu-system-arm", "-M", "mps2-an385", "-display", "none", "-monitor", "none",
                          "-serial", "none", "-icount", "shift=6,sleep=off", "-semihosting-config", options,
                          "-kernel", self.arguments.image])

    @staticmethod
    def _run(words):
        done = subprocess.run(words, capture_output=True, text=True, timeout=600)
        return done.returncode, done.stdout + done.stderr

    def record(self, zoo, kind, ca, version):
        path = self.directory / ("%s-%s" % (version, kind))
        limits = (VERSIONS[version],) * 2
        with TlsServer(zoo.chain(kind), zoo.key(kind), limits) as server:
            words = [self.arguments.record, str(path), str(server.port), zoo.pem(ca), version]
            status, said = self._run(words)
        self.check("%s %s is recorded" % (version, kind), status == 0, said)
        return path if status == 0 else None


def figures(said):
    """Of the first and the second connection: name and number, as tls_replay prints them."""
    lines = [match for match in map(FIGURES.match, said.splitlines()) if match]
    return [dict({name: int(value) for name, value in re.findall(r"(\w+) (\d+)", match[4])}, how=match[2],
                 status=match[3]) for match in lines]


def check_run(device, what, status, said):
    """Both connections go well, the second resumes the first, and nothing is left of them."""
    found = figures(said)
    well = status == 0 and [one["how"] for one in found] == ["first", "resumed"]
    device.check(what, well and all(one["status"] == "YMR_OK" and one["left"] == 0 for one in found), said)
    return found if well else None


def check_pieces(device, what, path, version):
    found = check_run(device, what + " in a big pool", *device.play("run", path, BIG, 0))
    if found and version == "1.2":
        device.check(what + " comes in pieces", found[0]["steps"] >= 40, str(found[0]))
    status, said = device.play("stop", path, BIG)
    device.check(what + " leaves nothing when it is broken off", status == 0, said)


def check_sizes(device, what, path, lent):
    """From none at all to enough: success or YMR_E_TLS_MEMORY, and nothing left: tls_replay makes sure."""
    status, said = device.play("sizes", path, 0, 48 * 1024, device.arguments.step, lent)
    device.check("%s in pools of every size, %d bytes lent" % (what, lent), status == 0, said)
    found = re.search(r"smallest (\d+)", said)
    return int(found[1]) if found else 0


def check_memory(device, what, path, kind):
    alone = check_sizes(device, what, path, 0)
    lending = 0
    if device.arguments.versions == "1.2":
        lending = check_sizes(device, what, path, LENT)
        if kind != "many_names":
            check_run(device, what + " in the board's pool", *device.play("run", path, POOL, LENT))
    print("  memory  %-22s smallest pool %6d%s" %
          (what, alone, ", with %d lent %6d" % (LENT, lending) if lending else ""))


def check_instructions(device, what, path, kind, version):
    found = check_run(device, what + " on Cortex-M3", *device.play_on_image("run", path, BIG, 0))
    if not found:
        return
    first, second = found
    print("  time    %-22s first %9d in %3d, longest %8d, gap %7d; resumed %8d, longest %8d; record %7d" %
          (what, first["whole"], first["steps"], first["longest"], first["gap"], second["whole"],
           second["longest"], first["data"]))
    limit = LONGER.get(kind, LIMIT)
    longest = first["longest"] if version == "1.2" else first["gap"]
    device.check("%s: nothing longer than %d instructions" % (what, limit), 0 < longest <= limit, str(first))
    device.check("%s: a record is no longer either" % what, 0 < first["data"] <= LIMIT, str(first))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("record")
    parser.add_argument("play")
    parser.add_argument("versions")
    parser.add_argument("--image")
    parser.add_argument("--step", type=int, default=512)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        device = Device(arguments, directory)
        made = pathlib.Path(directory) / "zoo"
        made.mkdir()
        zoo = Zoo(made)
        for version in arguments.versions.split(","):
            for kind, ca in KINDS:
                what = "%s %s" % (version, kind)
                path = device.record(zoo, kind, ca, version)
                if path is None:
                    continue
                check_pieces(device, what, path, version)
                check_memory(device, what, path, kind)
                if arguments.image:
                    check_instructions(device, what, path, kind, version)
    print("%d passed, %d failed" % (device.results.count(True), device.results.count(False)))
    return 0 if device.results and all(device.results) else 1


if __name__ == "__main__":
    sys.exit(main())
