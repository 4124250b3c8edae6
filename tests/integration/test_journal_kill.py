"""kill -9 at every step of keeping and of delivering: nothing that was said to be safe is lost, and the
market gets no two decisions that differ. hard_times.c kills; a step is a write, a sync, or bytes of the network."""
import json
import os
import random
import shutil
import signal
import subprocess
import unittest

from journals import SUBMIT, JournalTest, ago
from program import DONE, SANITIZED, YMR

# Under the sanitizers a run takes longer, and what they look for is found in fewer: every third step is cut.
STRIDE = 3 if SANITIZED else 1
SEED = int(os.environ.get("SEED", "20261122"))


class Killed(JournalTest):
    def run_killed(self, words, at, how, fast=None):
        """@return (it was killed, what it printed)"""
        env = self.env(fast=fast, KILL_AT=str(at), KILL_HOW=how)
        done = subprocess.run([YMR, *map(str, words)], env=env, cwd=self.directory, capture_output=True,
                              timeout=60)
        self.assertNotIn(b"Sanitizer", done.stderr)
        return done.returncode == -signal.SIGKILL, done.stdout.decode()

    def cuts(self, words, before, after, fast=None):
        """Cuts the program off at each of its steps; `before` makes the world, `after` looks at it."""
        chance = random.Random(SEED)
        at = 1 + chance.randrange(STRIDE)
        while True:
            how = chance.choice(["before", "half", "after"])
            before()
            killed, out = self.run_killed(words, at, how, fast)
            with self.subTest(step=at, how=how, seed=SEED):
                after(killed, out)
            if not killed:
                return at
            at += STRIDE

    def keeping(self, start=None, comment="x"):
        """Cuts `decide --journal` on a copy of a file, then looks whether all that was in it is there."""
        one = self.a_return()
        kept = set()
        if start:
            shutil.copy(start, self.file)
            kept = set(self.states())

        def before():
            if start:
                shutil.copy(start, self.file)
            elif os.path.exists(self.file):
                os.remove(self.file)

        def after(killed, out):
            found = set(self.states()) if os.path.exists(self.file) else set()
            self.assertEqual(set(), kept - found, "a record is lost")
            more = found - kept
            self.assertLessEqual(len(more), 1)
            if "is safe" in out:
                self.assertEqual({int(out.split()[1])}, more)
            number = self.add(one)  # and it goes on
            self.assertEqual(found | {number}, set(self.states()))

        words = ["decide", one.order, one.id, one.items[0], "REFUND_MONEY", "--comment", comment,
                 "--journal", self.file]
        return self.cuts(words, before, after)

    def test_keeping_in_a_new_file(self):
        self.assertGreater(self.keeping(), 20)

    def test_keeping_when_a_block_is_full(self):
        second_block = b""
        while not second_block.strip(b"\xff"):
            if os.path.exists(self.file):
                shutil.copy(self.file, self.path("start"))
            self.add(self.a_return(), self.a_return().items[0], "REFUND_MONEY", "--comment", "x" * 900)
            with open(self.file, "rb") as file:
                second_block = file.read()[4096:8192]
        self.assertGreater(self.keeping(self.path("start"), "x" * 900), 8)

    def trace(self, *words):
        """What a run does, in order: pwrite, sync, send, recv."""
        path = self.path("trace")
        self.run_ymr(*words, env=self.env(fast=1000, TRACE=path), expect=DONE)
        with open(path) as file:
            return file.read().split()

    def test_what_is_said_or_sent_is_on_the_disk_before(self):
        one = self.a_return()
        steps = self.trace("journal", "add", one.order, one.id, one.items[0], "REFUND_MONEY", "--created",
                           ago(hours=1))
        self.assertIn("pwrite", steps)
        self.assertEqual("sync", steps[-1])
        os.remove(self.path("trace"))
        steps = self.trace("journal", "flush")
        self.assertGreaterEqual(steps.count("send"), 2)  # the read and the submit
        on_disk = True
        for step in steps:
            if step == "send":
                self.assertTrue(on_disk, steps)
            on_disk = step != "pwrite" and (on_disk or step == "sync")
        self.assertTrue(on_disk, steps)
        self.assertIn("pwrite", steps[:len(steps) - steps[::-1].index("send")])  # SENT goes before the submit

    def deliver_the_rest(self, one):
        self.market.clear_faults()
        result = self.run_ymr("journal", "flush", "--json", env=self.env(fast=1000), expect=DONE)
        self.assertEqual(["SETTLED"], list(self.states().values()), str(result))
        self.assertEqual("PREMODERATION_DECISION_MADE", self.shown(one)[0])
        sent = [json.dumps(body, sort_keys=True) for body in self.submits(one)]
        self.assertEqual(1, len(set(sent)), "decisions that differ")
        return len(sent)

    def delivering(self, **fault):
        one = self.a_return()
        self.add(one)
        shutil.copy(self.file, self.path("start"))
        counts = []

        def before():
            self.market.reset()
            shutil.copy(self.path("start"), self.file)
            if fault:
                self.market.fault(operation=SUBMIT, **fault)

        def after(killed, out):
            states = list(self.states().values())
            self.assertEqual(1, len(states), "the record is lost")
            if "SETTLED" in out:
                self.assertEqual(["SETTLED"], states)
            counts.append(self.deliver_the_rest(one))

        steps = self.cuts(["journal", "flush", "--json"], before, after, fast=1000)
        return steps, counts

    def test_delivering(self):
        steps, counts = self.delivering()
        self.assertGreater(steps, 9)
        self.assertEqual({1}, set(counts), "it took effect at once: nothing is sent twice")

    def test_delivering_what_took_no_effect(self):
        steps, counts = self.delivering(kind="cut", after=0, applies=False)
        self.assertGreater(steps, 15)
        self.assertLessEqual(max(counts), 2)

    def test_the_trap_works(self):
        killed, _ = self.run_killed(["journal", "add", 1, 2, 3, "REFUND_MONEY"], 1, "before")
        self.assertTrue(killed)


if __name__ == "__main__":
    unittest.main()
