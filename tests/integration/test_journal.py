"""`ymr decide --journal`, `ymr journal add|list|ack`: what is kept, and what is said when it cannot be."""
import fcntl
import os
import random
import stat
import subprocess
import time
import unittest
from decimal import Decimal

from journals import SIZE, OfflineTest, ago
from program import DONE, LOCAL, NOT_FOUND, USAGE, YMR


class Keeping(OfflineTest):
    def test_without_network_key_and_business(self):
        one = self.a_return()
        result = self.run_ymr("decide", one.order, one.id, one.items[0], "DECLINE_REFUND", "--reason",
                              "DEVICE_ACTIVATED", "--comment", "Ключ \"1\"\n", "--journal", "journal",
                              env=self.offline(), expect=DONE)
        self.assertRegex(result.out, r"\Arecord \d+ is safe: return %d of order %d\n\Z" % (one.id, one.order))
        self.assertIn("the Market was not asked", result.err)
        self.assertIn("--created", result.err)
        [record] = self.list()
        self.assertEqual({"state": "APPENDED", "campaignId": self.campaign, "orderId": one.order,
                          "returnId": one.id, "sends": 0, "outcomeUnknown": False, "authorUnknown": False,
                          "damaged": False, "toDo": "ymr journal flush delivers it",
                          "returnItemDecisions": [{"returnItemId": one.items[0],
                                                   "decisionType": "DECLINE_REFUND",
                                                   "decisionReasonType": "DEVICE_ACTIVATED",
                                                   "comment": "Ключ \"1\"\n"}]},
                         {key: value for key, value in record.items()
                          if key not in ("record", "made", "ageSeconds")})
        self.assertLess(record["ageSeconds"], 60)

    def test_add_says_the_same(self):
        one = self.a_return()
        words = [one.items[0], "PARTIAL_MONEY_REFUND", "--compensation", "149.50:RUR", "--and", one.items[1],
                 "REFUND_MONEY"]
        number = self.add(one, *words)
        [record] = self.list()
        self.assertEqual(number, record["record"])
        self.assertEqual([{"returnItemId": one.items[0], "decisionType": "PARTIAL_MONEY_REFUND",
                           "compensation": {"value": Decimal("149.50"), "currencyId": "RUR"}},
                          {"returnItemId": one.items[1], "decisionType": "REFUND_MONEY"}],
                         record["returnItemDecisions"])
        self.assertIn("T", record["deadline"])

    def test_readable(self):
        one = self.a_return()
        number = self.add(one)
        out = self.run_ymr("journal", "list", env=self.offline(), expect=DONE).out
        self.assertRegex(out, r" +%d  appended +return %d of order %d, made \d+ s ago, until .* UTC "
                         r"\(in 4[67] h\)\n"
                         r" +item %d: REFUND_MONEY\n +ymr journal flush delivers it\n"
                         % (number, one.id, one.order, one.items[0]))

    def test_the_file(self):
        self.add(self.a_return())
        about = os.stat(self.file)
        self.assertEqual((SIZE, 0o600), (about.st_size, stat.S_IMODE(about.st_mode)))
        self.assertEqual(["journal"], self.files())

    def test_an_empty_file_is_a_new_one(self):
        for content in (b"", b"\xff" * 5000, b"\xff" * 4096 + bytes(100), b"\xff" * SIZE):
            with self.subTest(len(content)):
                with open(self.file, "wb") as file:
                    file.write(content)
                os.chmod(self.file, 0o600)
                self.assertEqual([], self.list())
                self.add(self.a_return())
                self.assertEqual(1, len(self.list()))

    def test_what_breaks_a_rule_is_not_kept(self):
        one = self.a_return()
        for words, said in (((one.items[0], "REFUND_MONEY", "--reason", "MECHANICAL_DAMAGE"),
                             "leave --reason out"),
                            ((one.items[0], "PARTIAL_MONEY_REFUND"), "give --compensation"),
                            ((one.items[0], "REPAIR", "--and", one.items[0], "REPAIR"), "name it once"),
                            ((one.items[0], "REPAIR", "--comment", "x" * 5000), "shorten the comments")):
            with self.subTest(said):
                result = self.add(one, *words, expect=USAGE)
                self.assertIn(said, result.err)
        self.assertEqual([], self.list() if os.path.exists(self.file) else [])

    def test_usage(self):
        one = self.a_return()
        base = ["decide", one.order, one.id, one.items[0], "REFUND_MONEY"]
        for words, said in ((base + ["--journal", "j", "--deprecated"],
                             "--deprecated goes without --journal"),
                            (base + ["--created", ago(hours=1)], "--created goes with --journal"),
                            (base + ["--journal", "j", "--created", "today"], "no date of the API"),
                            (base + ["--journal", ""], "the value is empty"),
                            (["journal"], "journal needs one word more"),
                            (["journal", "list", "x"], "one word too many"),
                            (["journal", "ack", "0"], "is not an id")):
            with self.subTest(said):
                self.add(one)
                self.assertIn(said, self.run_ymr(*words, env=self.offline(), expect=USAGE).err)
        env = {**self.offline(), "YMR_JOURNAL": ""}
        self.assertIn("no journal: set YMR_JOURNAL or give --journal FILE",
                      self.run_ymr("journal", "list", env=env, expect=USAGE).err)

    def test_many_at_once(self):
        ones = self.waiting[:12]
        running = [subprocess.Popen([YMR, "journal", "add", str(one.order), str(one.id), str(one.items[0]),
                                     "REFUND_MONEY"], env=self.offline(), cwd=self.directory,
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for one in ones]
        said = sorted(process.communicate()[0].decode().split()[1] for process in running)
        self.assertEqual(len(ones), len(set(said)))
        records = self.list()
        self.assertEqual(said, sorted(str(record["record"]) for record in records))
        self.assertEqual({one.id for one in ones}, {record["returnId"] for record in records})


class Refusing(OfflineTest):
    """What is wrong with a file is said, and nothing is written into it."""

    def fails(self, said, *words, expect=LOCAL):
        env = {**self.offline(), "YMR_BUSINESS": "1", "YMR_API_KEY": "k" * 40}
        result = self.run_ymr("journal", *words, env=env, expect=expect)
        self.assertIn(said, result.err)
        self.assertEqual("", result.out)

    def test_no_file(self):
        for words in (["list"], ["flush"], ["ack", "1"]):
            self.fails("there is no such file: ymr journal add", *words)
        self.assertEqual([], self.files())

    def test_foreign(self):
        for content in (b"root:x:0:0\n" * 5, b"x" * SIZE, bytes(SIZE), b"\xff" * (SIZE + 1),
                        random.Random(1).randbytes(SIZE)):
            with self.subTest(content[:9], length=len(content)):
                with open(self.file, "wb") as file:
                    file.write(content)
                os.chmod(self.file, 0o600)
                for words in (["list"], ["flush"], ["ack", "1"]):
                    self.fails("this is no journal", *words)
                self.assertIn("this is no journal", self.add(self.a_return(), expect=LOCAL).err)
                with open(self.file, "rb") as file:
                    self.assertEqual(content, file.read())

    def test_not_ones_own(self):
        self.add(self.a_return())
        for mode in (0o620, 0o602):
            os.chmod(self.file, mode)
            self.fails("chmod 600 it", "list")
            self.assertIn("chmod 600 it", self.add(self.a_return(), expect=LOCAL).err)
        os.remove(self.file)
        os.mkdir(self.file)
        self.fails("no file of yours", "list")
        self.assertIn("Is a directory", self.add(self.a_return(), expect=LOCAL).err)

    def test_no_room_on_the_disk(self):
        env = {**self.offline(), "YMR_JOURNAL": "/dev/full"}
        self.assertIn("no file of yours", self.add(self.a_return(), env=env, expect=LOCAL).err)
        env = {**self.offline(), "YMR_JOURNAL": os.path.join(self.file, "below")}
        self.assertIn("journal ", self.add(self.a_return(), env=env, expect=LOCAL).err)
        one = self.a_return()
        words = ["journal", "add", one.order, one.id, one.items[0], "REFUND_MONEY"]
        command = 'ulimit -f 16; trap "" XFSZ; exec "$@"'
        done = subprocess.run(["sh", "-c", command, "sh", YMR, *map(str, words)], env=self.offline(),
                              capture_output=True, text=True)
        self.assertEqual(LOCAL, done.returncode, done.stderr)
        self.assertIn("File too large", done.stderr)
        self.assertEqual("", done.stdout)
        self.assertEqual([], self.list())  # a file whose making was cut off is whole again
        self.add(one)

    def test_locked(self):
        self.add(self.a_return())
        with open(self.file, "r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX, 1, SIZE)
            for words in (["list"], ["ack", "1"], ["flush"]):
                began = time.monotonic()
                self.fails("process %d has it" % os.getpid(), *words, "--timeout", "0.2")
                self.assertLess(time.monotonic() - began, 5)
            fcntl.lockf(file, fcntl.LOCK_UN, 1, SIZE)
            fcntl.lockf(file, fcntl.LOCK_EX, 1, SIZE + 2)
            self.fails("process %d delivers it already" % os.getpid(), "flush")
            self.add(self.a_return())
        self.assertEqual(2, len(self.list()))

    def test_full(self):
        one = self.a_return()
        words = (one.items[0], "OTHER_DECISION", "--comment", "x" * 3500)
        kept = []
        while len(kept) < 16:
            result = self.run_ymr("journal", "add", one.order, one.id, *words, "--json", env=self.offline())
            if result.code != DONE:
                break
            kept.append(result.objects()[0]["record"])
        self.assertEqual(LOCAL, result.code)
        self.assertIn("it is full: deliver what is kept with ymr journal flush", result.err)
        self.assertGreater(len(kept), 10)
        self.assertEqual(kept, sorted(self.states()))

    def test_damaged(self):
        ones = self.waiting[:3]
        numbers = [self.add(one, one.items[0], "REPAIR", "--comment", "until %d" % one.id) for one in ones]
        with open(self.file, "r+b") as file:
            content = file.read()
            at = content.index(b"until %d" % ones[1].id)
            file.seek(at)
            file.write(b"UNTIL")
        result = self.run_ymr("journal", "list", "--json", env=self.offline(), expect=LOCAL)
        self.assertIn("of record %d it cannot be read what was decided on return %d of order %d: decide anew"
                      % (numbers[1], ones[1].id, ones[1].order), result.err)
        self.assertEqual(["APPENDED", "WORKER", "APPENDED"], [each["state"] for each in result.objects()])
        self.assertEqual([False, True, False], [each["damaged"] for each in result.objects()])
        self.assertEqual([None, "what was decided cannot be read any more", None],
                         [each.get("reason") for each in result.objects()])
        self.run_ymr("journal", "ack", numbers[1], env=self.offline(), expect=DONE)
        self.assertEqual(["APPENDED", "ACKNOWLEDGED", "APPENDED"],
                         [each["state"] for each in self.list()])

    def test_ack(self):
        number = self.add(self.a_return())
        self.fails('it is "appended" and needs nobody: ymr journal flush delivers it', "ack", number,
                   expect=USAGE)
        self.fails("no such record", "ack", number + 5, expect=NOT_FOUND)


if __name__ == "__main__":
    unittest.main()
