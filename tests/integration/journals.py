"""What the tests of the journal share: a file of it, and a program whose waiting is short (hard_times.c)."""
import datetime
import json
import os
import shutil
import subprocess
import tempfile

from program import DONE, ROOT, SANITIZED, YMR, ProgramTest
from test_decisions import DBS, FBS, SUBMIT, DecisionTest

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "hard_times.c")
SIZE = 65536
READ = "getReturn"


def ago(**span):
    """A creation date of that long ago, as the API writes it."""
    at = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(**span)
    return at.isoformat(timespec="seconds")


class Keeper:
    """`self.file` is the journal; nothing is in it."""

    campaign = 1

    def setUp(self):
        super().setUp()
        self.file = self.path("journal")

    def offline(self):
        """No key, no business, nobody there."""
        return self.environment(YMR_JOURNAL=self.file, YMR_API_KEY=None, YMR_BUSINESS=None,
                                YMR_CAMPAIGN=str(self.campaign), YMR_BASE_URL="http://127.0.0.1:9")

    def add(self, one, *words, expect=DONE, env=None, created=None):
        """Keeps a decision. @return the record's number"""
        words = words or (one.items[0], "REFUND_MONEY")
        result = self.run_ymr("journal", "add", one.order, one.id, *words, "--json", "--created",
                              created or ago(hours=1), env=env or self.offline(), expect=expect)
        return result.objects()[0]["record"] if expect == DONE else result

    def list(self, expect=DONE):
        return self.run_ymr("journal", "list", "--json", env=self.offline(), expect=expect).objects()

    def states(self):
        return {record["record"]: record["state"] for record in self.list()}


class MadeUp:
    """A return that no market knows."""

    def __init__(self, number):
        self.order, self.id = 62000000000 + number, 45000000 + number
        self.items = [450000000 + 10 * number, 450000001 + 10 * number]


class OfflineTest(Keeper, ProgramTest):
    market_arguments = None
    waiting = [MadeUp(number) for number in range(20)]

    def a_return(self):
        return self.waiting[0]


class JournalTest(Keeper, DecisionTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.campaign = cls.market.campaign
        directory = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, directory)
        cls.hard_times = os.path.join(directory, "hard_times.so")
        compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", cls.hard_times, SOURCE], check=True,
                       cwd=ROOT)

    def env(self, fast=None, **changes):
        """fast: how much faster than the clock it waits."""
        if fast or "KILL_AT" in changes:
            changes = {"LD_PRELOAD": self.hard_times, "FAST": str(fast or 1), **changes}
            if SANITIZED:
                changes["ASAN_OPTIONS"] = "verify_asan_link_order=0"
        return self.environment(True, **{"YMR_JOURNAL": self.file, **changes})

    def flush(self, *words, expect=DONE, fast=40, **changes):
        return self.run_ymr("journal", "flush", "--json", *words, env=self.env(fast=fast, **changes),
                            expect=expect)

    def start(self, *words, fast=40, **changes):
        """The same without waiting for its end."""
        process = subprocess.Popen([YMR, *map(str, words)], env=self.env(fast=fast, **changes),
                                   cwd=self.directory, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def some(self, count, status=FBS):
        """So many returns of one item."""
        return [one for one in self.waiting if one.status == status and len(one.items) == 1][:count]

    def submits(self, one=None):
        """The bodies that the market has got."""
        return [json.loads(request["body"]) for request in self.sent()
                if one is None or "/returns/%d/" % one.id in request["target"]]

    def stale(self, one, times=1):
        """The next reads show the return as it is now, whatever becomes of it."""
        text = '{"status":"OK","result":%s}' % self.market.text(one.id)
        self.market.fault("body", data=text, operation=READ, path="/returns/%d" % one.id, times=times)


__all__ = ["DBS", "FBS", "READ", "SIZE", "SUBMIT", "JournalTest", "OfflineTest", "ago"]
