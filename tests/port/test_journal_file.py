"""A file as the storage of a journal: what is in it, who may have it, and what is not taken for one."""

import errno
import fcntl
import json
import os
import signal
import subprocess

from harness import expect, expect_that, run, world

BLOCK, SIZE = 4096, 65536
USE, WISH, DELIVERY = SIZE, SIZE + 1, SIZE + 2


def a_file(content=None, mode=0o600):
    path = world.scratch / "journal"
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content)
        path.chmod(mode)
    return path


def did(path, use, *what, **options):
    """Each step's status; what was read stands among them as bytes."""
    lines = run(journal=path, use=use, do=",".join(what), **options)
    return [bytes.fromhex(line["bytes"]) if "bytes" in line else line["status"] for line in lines]


def piped(*words):
    return subprocess.Popen([world.probe, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def start(path, use, *what):
    """A probe that holds the file; ends when its standard input does."""
    words = ["journal=%s" % path, "use=" + use, "do=" + ",".join(what + ("hold",))]
    process = piped(*words)
    for _ in range(2 + len(what)):
        process.stdout.readline()
    return process


def end(process):
    process.communicate()


def test_journal_file_is_made_erased_and_private():
    for umask in (0o022, 0o000):
        path = a_file()
        before = os.umask(umask)
        expect("made", ["YMR_OK", "YMR_OK"], did(path, "append"))
        os.umask(before)
        expect("content", b"\xff" * SIZE, path.read_bytes())
        expect("mode", 0o600, path.stat().st_mode & 0o777)
    for use in ("look", "mark", "deliver"):
        [line] = run(journal=a_file(), use=use)
        expect(use + " makes none", ("YMR_E_IO", errno.ENOENT), (line["status"], line["error"]))
        expect_that(use + " leaves none", not path.exists())


def test_journal_file_keeps_what_is_programmed():
    path = a_file()
    for options in ({}, {"alarms": 1}):
        path.unlink(missing_ok=True)
        got = did(path, "append", "program:4100:hello", "program:65531:world", "sync", "read:4098:9",
                  "erase:1", "read:4100:5", "read:65531:5", **options)
        expect("steps", ["YMR_OK"] * 5 + [b"\xff\xffhello\xff\xff"] + ["YMR_OK"] * 2 + [b"\xff" * 5, "YMR_OK"]
               + [b"world", "YMR_OK"], got)
        expect("bytes", b"\xff" * (SIZE - 5) + b"world", path.read_bytes())


def test_journal_file_whose_making_was_cut_off():
    for length in (0, 1, BLOCK, 5000, SIZE - 1):
        half = length // 2
        for content in (b"\xff" * length, bytes(length), b"\xff" * half + bytes(length - half)):
            path = a_file(content)
            [_, line] = run(journal=path, use="look")
            expect("%d, looked at" % length, ("YMR_OK", 1), (line["status"], line["empty"]))
            expect("%d, untouched" % length, content, path.read_bytes())
            expect("%d" % length, ["YMR_OK", "YMR_OK"], did(path, "append"))
            expect("%d, whole" % length, b"\xff" * SIZE, path.read_bytes())


def test_journal_file_that_is_another_file():
    for content in (b"x", b"\xff" * 600 + b"x", b"\xff" * (SIZE + 1), b"\xff" * (SIZE - 2) + b"x"):
        for use in ("look", "mark", "append", "deliver"):
            path = a_file(content)
            expect("%s of %d" % (use, len(content)), ["YMR_OK", "YMR_E_STORED"], did(path, use))
            expect("untouched", content, path.read_bytes())


def test_journal_file_of_others():
    for mode in (0o620, 0o602):
        expect("%o" % mode, ["YMR_E_ARGUMENT"], did(a_file(b"", mode), "append"))
    expect("readable", ["YMR_OK", "YMR_OK"], did(a_file(b"", 0o644), "append"))
    if os.geteuid() == 0:
        path = a_file(b"")
        os.chown(path, 65534, 65534)
        expect("of somebody else", ["YMR_E_ARGUMENT"], did(path, "append"))
    expect("a directory", ["YMR_E_ARGUMENT"], did(world.scratch, "look"))
    expect("a device", ["YMR_E_ARGUMENT"], did("/dev/null", "append"))
    path = a_file()
    os.mkfifo(path)
    expect("a pipe", ["YMR_E_ARGUMENT"], did(path, "append"))
    [line] = run(journal="x" * 1024, use="append")
    expect("a long name", ("YMR_E_IO", errno.ENAMETOOLONG), (line["status"], line["error"]))


def test_journal_file_belongs_to_one_at_a_time():
    path = a_file(b"\xff" * SIZE)
    holder = start(path, "append")
    for use in ("look", "mark", "append", "deliver"):
        [_, line] = run(journal=path, use=use)
        expect(use, ("YMR_E_BUSY", holder.pid, 0), (line["status"], line["holder"], line["delivered"]))
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    expect("after it was killed", ["YMR_OK", "YMR_OK"], did(path, "append"))
    end(holder)
    looking = start(path, "look")
    expect("two look", ["YMR_OK", "YMR_OK"], did(path, "look"))
    expect("nobody writes meanwhile", ["YMR_OK", "YMR_E_BUSY"], did(path, "append"))
    end(looking)


def test_journal_file_is_lent():
    path = a_file(b"\xff" * SIZE)
    expect("nobody waits", ["YMR_OK", "YMR_OK", "YMR_PENDING"], did(path, "deliver", "lend"))
    waiting = start(path, "append")  # has it
    with open(path, "r+b") as file:
        fcntl.lockf(file, fcntl.LOCK_EX, 1, WISH)
        end(waiting)
        expect("one waits", ["YMR_OK", "YMR_E_BUSY"], did(path, "deliver"))
        fcntl.lockf(file, fcntl.LOCK_UN, 1, WISH)
        deliverer = start(path, "deliver")
        [_, line] = run(journal=path, use="deliver")
        expect("one delivers", ("YMR_E_BUSY", deliverer.pid, 1),
               (line["status"], line["holder"], line["delivered"]))
        wisher = piped("journal=%s" % path, "use=append", "do=hold,take")
        for _ in range(2):
            busy = json.loads(wisher.stdout.readline())
        expect("the wish", ("YMR_E_BUSY", deliverer.pid), (busy["status"], busy["holder"]))
        end(deliverer)
        last = json.loads(wisher.communicate()[0].splitlines()[-1])
        expect("then it is taken", "YMR_OK", last["status"])
    lender = piped("journal=%s" % path, "use=deliver", "do=hold,lend,take")
    for _ in range(2):
        lender.stdout.readline()
    wisher = start(path, "append")  # busy: it goes on to hold, and keeps its wish
    lines = [json.loads(line)["status"] for line in lender.communicate()[0].splitlines()]
    expect("lent, and not taken back from who waits", ["YMR_OK", "YMR_OK", "YMR_E_BUSY"], lines)
    end(wisher)


def test_journal_file_that_was_deleted():
    path = a_file(b"\xff" * SIZE)
    process = piped("journal=%s" % path, "use=append", "do=hold,take")
    for _ in range(2):
        process.stdout.readline()
    path.unlink()
    last = json.loads(process.communicate()[0].splitlines()[-1])
    expect("deleted", ("YMR_E_IO", errno.ENOENT), (last["status"], last["error"]))


def test_journal_file_on_a_full_disk():
    path = a_file()
    words = [world.probe, "journal=%s" % path, "use=append"]
    done = subprocess.run(["sh", "-c", 'ulimit -f 16; trap "" XFSZ; exec "$@"', "sh", *words],
                          capture_output=True, text=True)
    last = json.loads(done.stdout.splitlines()[-1])
    expect("making it", ("YMR_E_IO", errno.EFBIG), (last["status"], last["error"]))
    expect("goes on", ["YMR_OK", "YMR_OK"], did(path, "append"))
    expect("cut off under it", ["YMR_OK", "YMR_OK", bytes(4), "YMR_OK"], cut_under_it(path))


def cut_under_it(path):
    process = piped("journal=%s" % path, "use=mark", "do=hold,read:60000:4")
    for _ in range(2):
        process.stdout.readline()
    os.truncate(path, 50000)
    lines = [json.loads(line) for line in process.communicate()[0].splitlines()]
    return ["YMR_OK"] + [bytes.fromhex(line["bytes"]) if "bytes" in line else line["status"] for line in lines]
