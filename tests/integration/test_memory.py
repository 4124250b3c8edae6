"""After its start the program never asks for memory, name resolution aside: no_malloc.c sees to it."""
import os
import shutil
import subprocess
import tempfile
import unittest

from program import DONE, ROOT, SANITIZED, ProgramTest

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "no_malloc.c")


@unittest.skipIf(SANITIZED, "the sanitizers have an allocator of their own")
class Memory(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
        directory = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, directory)
        cls.trap = os.path.join(directory, "no_malloc.so")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", cls.trap, SOURCE], check=True, cwd=ROOT)

    def trapped(self, *words, **options):
        env = self.environment(options.pop("plain", False), LD_PRELOAD=self.trap)
        return self.run_ymr(*words, env=env, **options)

    def test_the_trap_works(self):
        env = {"PATH": os.environ["PATH"], "LD_PRELOAD": self.trap}
        self.assertNotEqual(0, subprocess.run(["sort", SOURCE], env=env, stdout=subprocess.DEVNULL,
                                              stderr=subprocess.DEVNULL).returncode)

    def test_no_command_allocates(self):
        demo = self.market.special("demo")
        photo = self.market.photo("demo_small")
        demo_item = photo["item"]
        thousand = self.market.special("thousand_items")
        for words in (["returns"], ["returns", "--json"], ["return", demo["order"], demo["return"]],
                      ["return", thousand["order"], thousand["return"], "--json"],
                      ["photos", demo["order"], demo["return"], "-d", "d"],
                      ["photo", photo["order"], photo["return"], photo["item"], photo["hash"], "--session",
                       "s"],
                      ["photo", photo["order"], photo["return"], photo["item"], photo["hash"], "--session",
                       "s"],
                      ["application", demo["order"], demo["return"], "-o", "a"], ["decisions", demo["return"]],
                      ["decide", demo["order"], demo["return"], demo_item, "REFUND_MONEY"],
                      ["returns", "--follow", "1", "--limit", "5"],
                      ["--help"], ["decode", "--stats", "/dev/null"], ["return", "1", "2"]):
            with self.subTest(" ".join(map(str, words))):
                result = self.trapped(*words)
                self.assertNotIn("allocates", result.err)
                self.assertIn(result.code, (DONE, 6, 7), str(result))

    def test_scan(self):
        demo = self.market.special("demo")
        for words in ([], ["--index", "i"], ["--index", "i", "--max-age", "0", "--search", "--json"]):
            with self.subTest(" ".join(words)):
                result = self.trapped("scan", *words, input=b"%d\nx\n1\n" % demo["return"], expect=DONE)
                self.assertIn("MATCH", result.out)

    def test_journal(self):
        demo = self.market.special("demo")
        item = self.market.photo("demo_small")["item"]
        number = None
        for words in (["add", demo["order"], demo["return"], item, "REFUND_MONEY", "--json"], ["list"],
                      ["list", "--json"], ["flush"], ["list"], ["ack"]):
            words += [number] if words == ["ack"] else []
            with self.subTest(" ".join(map(str, words))):
                result = self.trapped("journal", *words, "--journal", "j", "--timeout", "30")
                self.assertNotIn("allocates", result.err)
                self.assertIn(result.code, (DONE, 4), str(result))
                number = result.objects()[0]["record"] if words[0] == "add" else number


if __name__ == "__main__":
    unittest.main()
