#!/usr/bin/env python3
"""Prism, which answers for an API from its description alone: installed with npm, started, stopped.

`prism.py` alone installs it and says why when it cannot.
"""
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.join(os.path.dirname(os.path.dirname(HERE)), "build", "contract")
PACKAGE = "@stoplight/prism-cli"
INSTALLED = os.path.join(HOME, "npm", "node_modules", *PACKAGE.split("/"))
SECONDS_TO_START = 60

# By itself Prism makes every optional field, which leaves absent ones untested, and must then cut recursive
# objects off in a way that its own check refuses: no answer with an order's region would ever come.
GENERATOR = {"alwaysFakeOptionals": False, "optionalsProbability": None, "fixedProbabilities": False}


class Unavailable(Exception):
    """Prism cannot be had on this machine; the text says why."""


def pinned():
    with open(os.path.join(HERE, "package.json"), encoding="utf-8") as file:
        return json.load(file)["dependencies"][PACKAGE]


def installed():
    try:
        with open(os.path.join(INSTALLED, "package.json"), encoding="utf-8") as file:
            return json.load(file)["version"]
    except (OSError, ValueError, KeyError):
        return None


def install():
    """A second call finds the right version and does nothing."""
    for tool in ("node", "npm"):
        if not shutil.which(tool):
            raise Unavailable("%s is missing: tests/setup.sh contract" % tool)
    if installed() == pinned():
        return
    fresh = os.path.join(HOME, "npm.new")
    shutil.rmtree(fresh, ignore_errors=True)
    os.makedirs(fresh)
    wanted = "%s@%s" % (PACKAGE, pinned())
    done = subprocess.run(["npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund",
                           "--ignore-scripts", "--prefix", fresh, wanted],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        raise Unavailable("npm does not install %s: %s" % (wanted, " ".join(done.stderr.split())[:300]))
    shutil.rmtree(os.path.join(HOME, "npm"), ignore_errors=True)
    os.rename(fresh, os.path.join(HOME, "npm"))


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def _served(openapi):
    """A copy of the description with one thing added: how its generator shall go about it."""
    with open(openapi, encoding="utf-8") as file:
        description = json.load(file)
    description["x-json-schema-faker"] = GENERATOR
    copy = os.path.join(HOME, "served.json")
    with open(copy, "w", encoding="utf-8") as file:
        json.dump(description, file)
    return copy


@contextlib.contextmanager
def running(openapi):
    """The port of a Prism that serves `openapi` with random answers and checks them and the requests."""
    port = _free_port()
    command = ["node", os.path.join(INSTALLED, "dist", "index.js"), "mock", "--host", "127.0.0.1",
               "--port", str(port), "--dynamic", "--errors", "--verboseLevel", "error", _served(openapi)]
    with open(os.path.join(HOME, "prism.log"), "wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        _await(process, port)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(process, port):
    patience = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < patience:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.05)
    with open(os.path.join(HOME, "prism.log"), encoding="utf-8", errors="replace") as log:
        raise SystemExit("Prism does not start:\n" + log.read()[-2000:])


def violations(answer):
    """What its own check says of an exchange, by the head of the answer: (of the request, of the answer)."""
    of_request, of_answer = [], []
    for header in answer.all("sl-violations"):
        if header.startswith("Too many violations!"):
            of_answer.append({"code": "many"})
            continue
        for one in json.loads(header):
            if one["severity"] == "Error":
                (of_request if one["location"][0] == "request" else of_answer).append(one)
    return of_request, of_answer


if __name__ == "__main__":
    try:
        install()
    except Unavailable as why:
        sys.exit(str(why))
