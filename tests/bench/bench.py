#!/usr/bin/env python3
"""ymr against everything else, in one run: `make bench` calls it.

    bench.py [PART…]       decode, photo, handshake, growth; all of them unless told

Prints one table and writes build/bench.json. Instructions, bytes and allocations are exact. Times are not: only what stands
beside each other was measured together, and only the ratio says something.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import bodies
import nginx
from measure import Broken, Cost, best, cost, instructions, run

PROGRAM = "build/ymr"
TOOLS = pathlib.Path("build/host/tools")
# With the same Mbed TLS as ymr, as it was released; the set-up builds it if it can.
CURL_MBEDTLS = os.environ.get("CURL_MBEDTLS") or "build/deps/curl/curl"
DECODE, CJSON, GCM = str(TOOLS / "decode_cost"), "build/host/bench/cjson", "build/host/bench/gcm"
MEGABYTE = 1 << 20
WHOLE_PHOTO = 50 * MEGABYTE
COUNTED_PHOTO = 4 * MEGABYTE  # callgrind takes fifty times as long
ROUNDS = 5

rows = []


def row(part, what, unit, ours, others, goal=None):
    """`others`: name and figure of what ymr is held against. `goal`: the ratio to the first of them that is to be reached."""
    ratio = ours / others[0][1] if others and others[0][1] else None
    rows.append({"part": part, "what": what, "unit": unit, "ymr": ours, "others": dict(others), "ratio": ratio,
                 "goal": goal, "reached": None if goal is None or ratio is None else ratio <= goal})


# ---- Decoding ----------------------------------------------------------------------------------------------

WAYS = {"ymr": ([DECODE, "ymr"], "read_ymr"), "cjson": ([CJSON], "read_cjson"), "jsmn": ([DECODE, "jsmn"], "find_tokens")}


def decode_case(name, shape, path, goal=None):
    said, counts = {}, {}
    for way, (command, function) in WAYS.items():
        said[way] = json.loads(run([*command, shape, path]))
        counts[way] = instructions([*command, shape, path, "1"], function)
    if said["ymr"]["seen"] != said["cjson"]["seen"]:
        raise Broken("%s: ymr read %d parts, cJSON %d" % (name, said["ymr"]["seen"], said["cjson"]["seen"]))
    name = "%s, %s bytes" % (name, "{:,}".format(said["ymr"]["bytes"]))
    row("decode", name, "instructions", counts["ymr"], [("jsmn alone", counts["jsmn"]), ("cJSON", counts["cjson"])], goal)
    for unit, key in (("ns", "ns"), ("allocations", "allocations"), ("bytes of RAM", "memory")):
        row("decode", name, unit, said["ymr"][key],
            [("cJSON", said["cjson"][key]), ("jsmn alone", said["jsmn"][key])])


def decode():
    sample = bodies.SAMPLES / "answer-return-refunded.json"
    with tempfile.TemporaryDirectory() as directory:
        for name, shape, text in (("page of 100", "page", bodies.page(100)), ("1,000 items", "items", bodies.items(1000))):
            path = os.path.join(directory, shape)
            pathlib.Path(path).write_text(text, encoding="utf-8")
            decode_case(name, shape, path)
    decode_case("one return", "return", str(bodies.OWN))
    if sample.exists():
        decode_case("one return (sample)", "return", str(sample), 1.9)


# ---- Photo -------------------------------------------------------------------------------------------------

ENVIRONMENT = {"YMR_API_KEY": "bench", "YMR_CAMPAIGN": "1", "YMR_BUSINESS": "1", "PATH": os.environ["PATH"]}


def ymr_photo(server, secure, length):
    return [PROGRAM, "--base-url", server.url(secure), "--ca", server.ca, "--no-progress", "-q", "--timeout", "0",
            "photo", "1", "2", "3", str(length), "-o", "-"]


def curl_photo(server, secure, length, program="curl"):
    return [program, "-q", "-s", "-S", "-f", "--cacert", server.ca, "-o", "-",
            "%s/v2/campaigns/1/image/%d" % (server.url(secure), length)]


def curl_mbedtls_photo(server, secure, length):
    return curl_photo(server, secure, length, CURL_MBEDTLS)


def difference(large, small):
    return max(large - small, 1e-6)


def photo_costs(server, secure):
    """Of each program, what 50 MB cost, and what of it is the photo alone."""
    ways = {"ymr": ymr_photo, "curl": curl_photo}
    if os.access(CURL_MBEDTLS, os.X_OK):
        ways["curl with Mbed TLS"] = curl_mbedtls_photo
    commands = [make(server, secure, length) for make in ways.values() for length in (WHOLE_PHOTO, 1)]
    rounds = ROUNDS if secure else 5 * ROUNDS  # of 10 ms each, in which a busy moment weighs more
    costs = best(rounds, *[lambda command=command: cost(command, ENVIRONMENT) for command in commands])
    return {name: Cost(difference(large.wall, small.wall), difference(large.cpu, small.cpu), large.resident)
            for name, large, small in zip(ways, costs[::2], costs[1::2])}


def photo_times(server, version=None):
    name, costs = "50 MB over " + (version or "HTTP"), photo_costs(server, version is not None)
    ours, missing = costs.pop("ymr"), Cost(None, None, None)
    first = "curl with Mbed TLS" if version else "curl"
    order = [(other, costs.get(other, missing)) for other in sorted(("curl", "curl with Mbed TLS"), key=lambda one: one != first)]
    row("photo", name, "s of CPU", ours.cpu, [(other, found.cpu) for other, found in order], 0.9 if version else 0.8)
    row("photo", name, "s", ours.wall, [(other, found.wall) for other, found in order])
    resident = [(other, found.resident) for other, found in order]
    row("photo", name, "bytes resident", ours.resident, [("2.5 MB", 2621440)] * bool(version) + resident, 1 if version else None)


def photo_instructions(server, secure):
    name = "4 MB over " + ("TLS 1.2" if secure else "HTTP")
    ours, curls = [instructions(make(server, secure, COUNTED_PHOTO), environment=ENVIRONMENT)
                   - instructions(make(server, secure, 1), environment=ENVIRONMENT) for make in (ymr_photo, curl_photo)]
    if not secure:
        row("photo", name, "instructions", ours, [("curl", curls)])
        return
    alone = instructions([GCM, str(COUNTED_PHOTO)], "decrypt_records")
    row("photo", name, "instructions", ours, [("AES-GCM of Mbed TLS alone", alone), ("curl", curls)], 1.05)


def photo():
    if nginx.find() is None:
        raise Broken("nginx is missing: apt-get install nginx-light")
    for version in nginx.SUITES:
        with tempfile.TemporaryDirectory() as directory:
            with nginx.Nginx(directory, (1, COUNTED_PHOTO, WHOLE_PHOTO), version) as server:
                if version == "TLS 1.2":
                    photo_times(server)
                    photo_instructions(server, False)
                    photo_instructions(server, True)
                photo_times(server, version)


# ---- Handshakes --------------------------------------------------------------------------------------------

HANDSHAKE = re.compile(r"^\s+(TLS \S+, \S+)\s+(whole|resumed)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)", re.M)
GOALS = {"TLS 1.2, ECDSA": 1 / 40}


def handshake():
    said = run([sys.executable, "tests/tools/resumption.py", str(TOOLS / "handshake_cost")]).decode()
    found = {(name, kind): [int(number) for number in numbers] for name, kind, *numbers in HANDSHAKE.findall(said)}
    for name in sorted({name for name, _ in found}):
        whole, resumed = found[name, "whole"], found[name, "resumed"]
        for unit, ours, other, goal in (("instructions", resumed[0], whole[0], GOALS.get(name)),
                                        ("bytes on the wire", sum(resumed[1:3]), sum(whole[1:3]), None),
                                        ("round trips", resumed[3], whole[3], None)):
            row("handshake", name + ", resumed", unit, ours, [("the first", other)], goal)


# ---- How cost grows ----------------------------------------------------------------------------------------

def growth_of_pages():
    with tempfile.TemporaryDirectory() as directory:
        path, before = os.path.join(directory, "page"), None
        for count in (1, 10, 50, 100):
            pathlib.Path(path).write_text(bodies.page(count), encoding="utf-8")
            said = json.loads(run([DECODE, "ymr", "page", path]))
            counted = instructions([DECODE, "ymr", "page", path, "1"], "read_ymr")
            row("growth", "page of %d" % count, "instructions a byte", counted / said["bytes"],
                [("page of 1", before or counted / said["bytes"])])
            row("growth", "page of %d" % count, "bytes of RAM", said["memory"], [])
            before = before or counted / said["bytes"]


def growth_of_photos():
    lengths = (1024, 32 * 1024, MEGABYTE, 8 * MEGABYTE, WHOLE_PHOTO)
    with tempfile.TemporaryDirectory() as directory, nginx.Nginx(directory, lengths) as server:
        smallest = None
        for length in lengths:
            found, = best(3, lambda length=length: cost(ymr_photo(server, True, length), ENVIRONMENT))
            smallest = smallest or found.resident
            row("growth", "photo of {:,} bytes over TLS".format(length), "bytes resident", found.resident,
                [("photo of 1 KB", smallest)])


def growth_of_clients():
    """Clients of one machine, each a process of its own: the store's till, its scanner, its desk."""
    with tempfile.TemporaryDirectory() as directory, nginx.Nginx(directory, (8 * MEGABYTE,)) as server:
        one = None
        for count in (1, 2, 3, 4):
            processes = ["%s & " % " ".join(ymr_photo(server, True, 8 * MEGABYTE)) for _ in range(count)]
            found, = best(3, lambda: cost(["sh", "-c", "".join(processes) + "wait"], ENVIRONMENT))
            one = one or found.cpu
            row("growth", "%d clients, 8 MB over TLS each" % count, "s of CPU a client", found.cpu / count,
                [("one client", one)])


def growth_of_index():
    said = run([str(TOOLS / "index_cost"), "table"]).decode()
    for line in said.splitlines():
        keys, _, size, _, nanoseconds = line.split()
        row("growth", "index of {:,} keys".format(int(keys)), "bytes of RAM a key", int(size) / int(keys), [])
        row("growth", "index of {:,} keys".format(int(keys)), "ns an answer", float(nanoseconds), [])


def growth():
    growth_of_pages()
    growth_of_photos()
    growth_of_index()
    growth_of_clients()


# ---- The table ---------------------------------------------------------------------------------------------

def shown(value):
    if value is None:
        return "is missing"
    if isinstance(value, int) or value == int(value) and abs(value) >= 100:
        return "{:,}".format(int(value))
    return "%.4f" % value if abs(value) < 1 else "%.2f" % value


REACHED = {True: "reached", False: "missed", None: "not known"}


def print_table():
    print("| part | what | unit | ymr | against | ratio to the first | goal |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for found in rows:
        others = ", ".join("%s %s" % (name, shown(value)) for name, value in found["others"].items())
        goal = "" if found["goal"] is None else "≤ %.3g: %s" % (found["goal"], REACHED[found["reached"]])
        ratio = "" if found["ratio"] is None else "%.3g" % found["ratio"]
        print("| %s | %s | %s | %s | %s | %s | %s |" % (found["part"], found["what"], found["unit"], shown(found["ymr"]),
                                                        others, ratio, goal))


def main(names):
    parts = {"decode": decode, "photo": photo, "handshake": handshake, "growth": growth}
    unknown = [name for name in names if name not in parts]
    if unknown:
        sys.exit("bench: no such part: %s; there are %s" % (unknown[0], ", ".join(parts)))
    for name in names or parts:
        try:
            parts[name]()
        except (Broken, OSError, subprocess.SubprocessError) as problem:
            sys.exit("bench: %s: %s" % (name, problem))
    pathlib.Path("build/bench.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")
    print_table()


main(sys.argv[1:])
