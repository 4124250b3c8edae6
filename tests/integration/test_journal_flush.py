"""`ymr journal flush`: what is kept reaches the market, and what cannot be known is not passed off as known."""
import json
import signal
import subprocess
import time
import unittest

from journals import DBS, FBS, READ, SUBMIT, JournalTest, ago
from program import DONE, INTERRUPTED, LIMIT, LOCAL, NETWORK, REFUSED, UNKNOWN, USAGE, YMR


class Delivering(JournalTest):
    def only(self, result):
        [told] = result.objects()
        return told

    def test_the_variable_alone_keeps_no_decision(self):
        one = self.a_return()
        self.run_ymr("decide", one.order, one.id, one.items[0], "REFUND_MONEY", env=self.env(), expect=DONE)
        self.assertEqual([], self.files())
        self.assertEqual(1, len(self.sent()))

    def test_each_is_delivered_once(self):
        ones = self.some(3)
        numbers = [self.add(one, one.items[0], "REFUND_MONEY", "--comment", "№%d" % one.id) for one in ones]
        told = self.flush().objects()
        self.assertEqual([(number, one.id, "SETTLED", False) for number, one in zip(numbers, ones)],
                         [(each["record"], each["returnId"], each["state"], each["authorUnknown"])
                          for each in told])
        self.assertEqual([[{"returnItemId": one.items[0], "decisionType": "REFUND_MONEY",
                            "comment": "№%d" % one.id}] for one in ones],
                         [body["returnItemDecisions"] for body in self.submits()])
        for one in ones:
            self.assertEqual("PREMODERATION_DECISION_MADE", self.shown(one)[0])
        self.assertEqual([], self.flush().objects())
        self.assertEqual(3, len(self.submits()))
        self.assertEqual({"SETTLED"}, set(self.states().values()))

    def test_over_tls_and_readable(self):
        one = self.a_return()
        number = self.add(one)
        env = {**self.env(fast=40), **self.market.env}
        result = self.run_ymr("journal", "flush", env=env, expect=DONE)
        self.assertRegex(result.out, r"\A +%d  settled +return %d of order %d\n"
                         r" +sent once, answered HTTP 200\n\Z" % (number, one.id, one.order))
        self.assertIn("going on in 15 s", result.err)

    def test_an_answer_that_is_lost_is_looked_up(self):
        one = self.a_return()
        self.add(one)
        self.market.fault("reset", after=0, operation=SUBMIT)
        result = self.flush()
        self.assertIn("whether a decision took effect is not known", result.err)
        told = self.only(result)
        self.assertEqual(("SETTLED", True, 1), (told["state"], told["authorUnknown"], told["sends"]))
        self.assertEqual(1, len(self.submits()))

    def test_one_that_takes_effect_late_is_not_sent_again(self):
        one = self.a_return()
        self.add(one)
        self.market.fault("cut", after=0, operation=SUBMIT, applies=0.8)  # 32 s of the program's time
        told = self.only(self.flush())
        self.assertEqual(("SETTLED", True, 1), (told["state"], told["authorUnknown"], told["sends"]))
        self.assertEqual(1, len(self.submits()))

    def test_one_that_never_took_effect_is_sent_again(self):
        one = self.a_return()
        self.add(one)
        self.market.fault("cut", after=0, operation=SUBMIT, applies=False)
        told = self.only(self.flush())
        self.assertEqual(("SETTLED", False, 2), (told["state"], told["authorUnknown"], told["sends"]))
        first, second = self.submits()
        self.assertEqual(first, second)
        self.assertGreaterEqual(self.market.counters()["requests"].get(READ, 0), 4)

    def test_stale_reads_do_not_deceive(self):
        one = self.a_return()
        self.add(one)
        self.market.fault("cut", after=0, operation=SUBMIT)
        self.stale(one, times=2)  # the one before it is sent, and the one that looks it up
        told = self.only(self.flush())
        self.assertEqual(("SETTLED", 1), (told["state"], told["sends"]))
        self.assertEqual(1, len(self.submits()))

    def test_somebody_else_was_first(self):
        same, other = self.some(2)
        numbers = [self.add(one, one.items[0], "REFUND_MONEY") for one in (same, other)]
        for one, type_ in ((same, "REFUND_MONEY"), (other, "DECLINE_REFUND")):
            body = {"returnItemDecisions": [{"returnItemId": one.items[0], "decisionType": type_}]}
            self.assertEqual(200, self.post(one, json.dumps(body))[0])
        first, second = self.flush(expect=UNKNOWN).objects()
        self.assertEqual(("SETTLED", True, 0), (first["state"], first["authorUnknown"], first["sends"]))
        self.assertEqual(("WORKER", "the Market has another decision"), (second["state"], second["reason"]))
        self.assertIn("ymr journal ack %d" % numbers[1], second["toDo"])
        self.assertEqual(2, len(self.submits()))  # those of somebody else
        self.flush(expect=UNKNOWN)
        self.run_ymr("journal", "ack", numbers[1], env=self.env(), expect=DONE)
        self.run_ymr("journal", "ack", numbers[1], env=self.env(), expect=DONE)
        self.flush(expect=DONE)
        self.assertEqual(["SETTLED", "ACKNOWLEDGED"], list(self.states().values()))

    def test_a_refusal_is_kept_with_its_code(self):
        one = self.a_return()
        number = self.add(one, one.items[0], "REPAIR")  # not offered
        told = self.only(self.flush(expect=REFUSED))
        self.assertEqual((number, "REFUSED", 400), (told["record"], told["state"], told["httpStatus"]))
        [kept] = self.list()
        self.assertEqual(("REFUSED", 400, told["code"]), (kept["state"], kept["httpStatus"], kept["code"]))
        self.assertTrue(kept["code"])
        self.assertEqual(FBS, self.shown(one)[0])
        self.flush(expect=DONE)
        out = self.run_ymr("journal", "list", env=self.env(), expect=DONE).out
        self.assertIn("sent once, answered HTTP 400 %s" % kept["code"], out)

    def test_no_network(self):
        number = self.add(self.a_return())
        began = time.monotonic()
        result = self.flush(expect=NETWORK, YMR_BASE_URL="http://127.0.0.1:9")
        self.assertIn("the connection was refused", result.err)
        self.assertIn("1 of the records are still to be delivered", result.err)
        self.assertLess(time.monotonic() - began, 10)
        result = self.flush("--timeout", "40", expect=NETWORK, YMR_BASE_URL="http://127.0.0.1:9")
        self.assertGreater(result.err.count("going on in"), 2)
        self.assertEqual({number: "APPENDED"}, self.states())
        self.flush(expect=DONE)

    def test_no_network_when_nobody_knows(self):
        number = self.add(self.a_return())
        self.market.fault("cut", after=0, operation=SUBMIT)
        self.market.fault("reset", after=0, operation=READ, skip=1, times=0)
        result = self.flush("--retries", "0", expect=UNKNOWN)
        self.assertIn("of some it is not known what became of them", result.err)
        [kept] = self.list()
        self.assertEqual((number, "SENT", True), (kept["record"], kept["state"], kept["outcomeUnknown"]))
        self.market.clear_faults()
        told = self.only(self.flush())
        self.assertEqual(("SETTLED", True, 1), (told["state"], told["authorUnknown"], told["sends"]))

    def test_limit(self):
        self.add(self.a_return())
        self.market.fault("limit", seconds=3000, sticky=True, operation=SUBMIT)
        began = time.monotonic()
        result = self.flush(expect=LIMIT)
        self.assertIn("until ", result.err)
        self.assertLess(time.monotonic() - began, 10)
        self.market.clear_faults()
        self.flush(expect=DONE)

    def test_a_key_that_is_not_taken(self):
        number = self.add(self.a_return())
        self.assertIn("API key", self.flush(expect=REFUSED, YMR_API_KEY="ACMA:" + "w" * 40).err)
        self.assertEqual({number: "APPENDED"}, self.states())
        self.assertIn("no business", self.flush(expect=USAGE, YMR_BUSINESS=None).err)

    def test_time_runs_out(self):
        number = self.add(self.a_return())
        result = self.flush("--timeout", "3", expect=NETWORK)
        self.assertIn("1 of the records are still to be delivered", result.err)
        self.assertEqual({number: "APPENDED"}, self.states())
        self.assertEqual([], self.submits())

    def test_another_campaign(self):
        self.add(self.a_return())
        result = self.flush(expect=DONE, YMR_CAMPAIGN=str(self.market.campaign_empty))
        self.assertIn("of other campaigns", result.err)
        self.assertEqual([], self.submits())

    def test_deadlines(self):
        soon, over = self.some(2)
        numbers = [self.add(soon, created=ago(hours=47, minutes=30)), self.add(over, created=ago(hours=49))]
        result = self.flush(expect=REFUSED)
        self.assertIn("record %d: return %d can be decided on for 29 min more" % (numbers[0], soon.id),
                      result.err)
        self.assertIn("record %d: the time for deciding on return %d is over" % (numbers[1], over.id),
                      result.err)
        self.assertEqual([("SETTLED", None), ("WORKER", "the time for deciding is over")],
                         [(each["state"], each.get("reason")) for each in result.objects()])
        self.assertEqual(1, len(self.submits()))

    def test_the_name_of_the_file_is_told(self):
        ones = self.some(20)
        for one in ones:
            self.add(one, one.items[0], "REPAIR")
        self.add(self.a_return(DBS), created=ago(hours=49))
        result = self.run_ymr("journal", "flush", env=self.env(fast=40), expect=REFUSED)
        self.assertEqual(len(ones), result.out.count("refused"))
        self.assertIn("ymr journal list --journal %s says what to do" % self.file, result.err)

    def test_damage_goes_to_the_worker(self):
        one = self.a_return()
        number = self.add(one, one.items[0], "REFUND_MONEY", "--comment", "a word")
        with open(self.file, "r+b") as file:
            file.seek(file.read().index(b"a word"))
            file.write(b"A WORD")
        told = self.only(self.flush(expect=LOCAL))
        self.assertEqual((number, "WORKER", True), (told["record"], told["state"], told["damaged"]))
        self.assertEqual([], self.submits())

    def stopped(self, process, number=signal.SIGINT):
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
        self.assertNotIn(b"Sanitizer", err)
        return process.returncode, out.decode(), err.decode()

    def wait_for(self, condition):
        end = time.monotonic() + 20
        while not condition():
            self.assertLess(time.monotonic(), end, "it does not come")
            time.sleep(0.02)

    def test_interrupted(self):
        number = self.add(self.a_return())
        process = self.start("journal", "flush", fast=1)
        self.wait_for(lambda: b"going on" in process.stderr.readline())
        code, out, err = self.stopped(process)
        self.assertEqual((INTERRUPTED, ""), (code, out))
        self.assertEqual({number: "APPENDED"}, self.states())
        self.market.fault("no_answer", seconds=20, operation=SUBMIT)
        process = self.start("journal", "flush")
        self.wait_for(lambda: self.submits())
        code, out, err = self.stopped(process)
        self.assertEqual((INTERRUPTED, ""), (code, out))
        self.assertEqual({number: "SENT"}, self.states())
        told = self.only(self.flush())
        self.assertEqual(("SETTLED", 1), (told["state"], told["sends"]))

    def test_it_makes_way_for_decisions(self):
        first, second = self.some(2)
        self.add(first)
        process = self.start("journal", "flush", "--json", fast=8)
        self.wait_for(lambda: b"going on" in process.stderr.readline())
        began = time.monotonic()
        self.add(second)
        self.assertEqual(2, len(self.list()))
        self.assertIn("delivers it already", self.flush(expect=LOCAL).err)
        self.assertLess(time.monotonic() - began, 1.8)
        self.assertEqual([], self.submits())
        out, err = process.communicate(timeout=30)
        self.assertEqual(DONE, process.returncode, err.decode())
        self.assertEqual([first.id, second.id], [json.loads(line)["returnId"] for line in out.splitlines()])
        self.assertEqual({"SETTLED"}, set(self.states().values()))

    def test_closed_output_loses_nothing(self):
        number = self.add(self.a_return())
        with open("/dev/full", "wb") as full:
            done = subprocess.run([YMR, "journal", "flush"], env=self.env(fast=40), stdout=full,
                                  stderr=subprocess.PIPE, cwd=self.directory)
        self.assertEqual(LOCAL, done.returncode, done.stderr)
        self.assertEqual({number: "SETTLED"}, self.states())


if __name__ == "__main__":
    unittest.main()
