"""`ymr scan`: codes in, returns out, with and without a network."""
import json
import os
import pty
import signal
import stat
import subprocess
import threading
import time
import tty
import unittest

from program import (DONE, INTERRUPTED, LIMIT, LOCAL, NETWORK, NOT_FOUND, REFUSED, SANITIZED, USAGE, YMR,
                     ProgramTest)
from market import Market
from market.values import check_digit, luhn_digit

GS = "\x1d"
GTIN = "0460398800001"
GTIN += check_digit(GTIN)
CIS = "01" + GTIN + "215Qbag!Z\"x;A7b"
TAIL = GS + "91EE06" + GS + "92" + "k7Xb" * 11
IMEI = "35299107654321"
IMEI += luhn_digit(IMEI)
SKU = "MODEL/7-red"
TRACK = "RR123456789RU"
LATER = "2027-01-10T10:00:%02d+03:00"


def parcel(number, sku=SKU, **members):
    """A return with one piece, of which everything can be scanned."""
    item = {"shopSku": sku, "marketSku": 900000000 + number, "count": 1,
            "instances": [{"cis": CIS, "imei": IMEI}] if number == 0 else [],
            "tracks": [{"trackCode": TRACK if number == 0 else "NR%09dRU" % number}]}
    return {**{"id": 58000000 + number, "orderId": 68000000000 + number, "returnType": "RETURN", "items": [item],
               "updateDate": "2026-11-01T10:00:00+03:00", "shipmentStatus": "READY_FOR_PICKUP",
               "refundStatus": "WAITING_FOR_DECISION"}, **members}


PARCEL = parcel(0)
KEYBOARD = dict(zip("qwertyuiopasdfghjklzxcvbnm", "йцукенгшщзфывапролдячсмить"))


class Scanner:
    """One `ymr scan --json` that codes are given to while it runs."""

    def __init__(self, test, *words, env=None, stdin=subprocess.PIPE):
        self.test, self.answers = test, []
        self.err_path = test.path("scan.err")
        with open(self.err_path, "wb") as err:
            self.process = subprocess.Popen([YMR, "scan", "--json", *map(str, words)], stdin=stdin,
                                            stdout=subprocess.PIPE, stderr=err, cwd=test.directory,
                                            env=env or test.environment(plain=True))
        test.addCleanup(self.end)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.answers.append(json.loads(line))

    def err(self):
        with open(self.err_path, encoding="utf-8") as file:
            return file.read()

    def wait(self, what, condition, seconds=15):
        end = time.monotonic() + seconds
        while not condition():
            self.test.assertLess(time.monotonic(), end, "%s\n%s\n%s" % (what, self.answers, self.err()))
            time.sleep(0.01)

    def send(self, *codes):
        self.process.stdin.write("".join("%s\n" % code for code in codes).encode("utf-8"))
        self.process.stdin.flush()

    def ask(self, code, seconds=15):
        """The answer to one code."""
        known = len(self.answers)
        self.send(code)
        self.wait("an answer to %s" % code, lambda: len(self.answers) > known, seconds)
        return self.answers[-1]

    def stop(self, number=None):
        if number:
            self.process.send_signal(number)
        elif self.process.stdin:
            self.process.stdin.close()
        code = self.process.wait(20)
        self.reader.join(10)
        for line in self.err().splitlines():
            self.test.assertTrue(line.startswith("ymr: "), self.err())
        return code

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.reader.join(10)
        self.process.stdout.close()
        if self.process.stdin and not self.process.stdin.closed:
            try:
                self.process.stdin.close()
            except OSError:
                pass


class ScanTest(ProgramTest):
    market_arguments = {"returns": 60}

    def setUp(self):
        super().setUp()
        self.market.add(**PARCEL)

    def asked(self):
        """Requests so far, by operation."""
        return self.market.counters()["requests"]

    def scan(self, *codes, words=(), expect=None, **options):
        text = "".join("%s\n" % code for code in codes).encode("utf-8")
        return self.run_ymr("scan", *words, plain=True, input=text, expect=expect, **options)

    def answers(self, *codes, words=(), expect=DONE, **options):
        return self.scan(*codes, words=["--json", *words], expect=expect, **options).objects()

    def build(self, *words):
        """An index file. @return how often the list was asked for, page by page"""
        self.scan(words=["--index", "i", *words], expect=DONE)
        before = self.asked().get("getReturns", 0)
        self.assertGreater(before, 0)
        return before

    def matches(self, answer):
        self.assertEqual("MATCH", answer["result"], answer)
        return [(one["returnId"], one["field"]) for one in answer["matches"]]


class Codes(ScanTest):
    def test_every_kind_of_code(self):
        order, number = PARCEL["orderId"], PARCEL["id"]
        serial = CIS[18:]
        kinds = [(CIS, "cis"), (CIS + TAIL, "cis"), ("]d2" + CIS + TAIL, "cis"), (GS + CIS + TAIL, "cis"),
                 (CIS + TAIL.replace(GS, "~"), "cis"), (CIS + TAIL.replace(GS, "^]"), "cis"),
                 ("(01)%s(21)%s" % (GTIN, serial), "cis"), (IMEI, "imei"), (TRACK, "trackCode"),
                 (order, "orderId"), ("%d-2" % order, "orderId"), (number, "id"),
                 (PARCEL["items"][0]["marketSku"], "marketSku"), (SKU, "shopSku"), ("  %s \r" % TRACK, "trackCode")]
        answers = self.answers(*[code for code, _ in kinds])
        self.assertEqual(len(kinds), len(answers))
        for (code, field), answer in zip(kinds, answers):
            with self.subTest(code=code):
                self.assertIn((number, field), self.matches(answer))
                match = next(one for one in answer["matches"] if one["field"] == field)
                self.assertEqual((order, "READY_FOR_PICKUP", "WAITING_FOR_DECISION", "RETURN", False),
                                 (match["orderId"], match["shipmentStatus"], match["refundStatus"],
                                  match["returnType"], match["verified"]))
                self.assertEqual(field not in ("orderId", "id"), match.get("item") == 0)
                self.assertEqual(2 if code == "%d-2" % order else None, match.get("box"))
        self.assertEqual(CIS + TAIL, answers[1]["code"], "the separators are in it")
        self.assertEqual(["getReturns"], list(self.asked()), "fresh matches ask nothing")

    def test_codes_of_the_store_itself(self):
        """Whatever the stand-in's returns hold is found again."""
        wanted, bodies = [], [json.loads(self.market.text(one["return"])) for one in self.market.returns()
                              if not one["name"]][:40]
        for body in bodies:
            wanted += [(str(body["id"]), body["id"], "id"), (str(body["orderId"]), body["id"], "orderId")]
            for item in body["items"][:20]:
                for piece in item.get("instances") or []:
                    wanted += [(piece[name], body["id"], name) for name in ("cis", "imei") if piece.get(name)]
                wanted += [(track["trackCode"], body["id"], "trackCode") for track in item.get("tracks") or []
                           if track.get("trackCode")]
        wanted = [one for one in wanted if not one[0].startswith("-")]
        for (code, number, field), answer in zip(wanted, self.answers(*[one[0] for one in wanted])):
            self.assertIn((number, field), self.matches(answer), code)
        self.assertNotIn("getReturn", self.asked())

    def test_none_and_bad(self):
        wrong = IMEI[:-1] + str((int(IMEI[-1]) + 1) % 10)
        codes = ["RA999999999RU", wrong, "0" * 300, "x" * 5000, "a\x01b", "01" + GTIN[:-1] + "x21ab", " ", "",
                 "кодdа"]
        answers = self.answers(*codes, expect=NOT_FOUND)
        self.assertEqual(len(codes) - 1, len(answers), "an empty line is no code")
        self.assertEqual("NONE", answers[0]["result"])
        self.assertTrue(all(one["result"] in ("BAD", "NONE") for one in answers), answers)
        for at in (2, 3, 4):
            self.assertEqual("BAD", answers[at]["result"])
            self.assertTrue(answers[at]["reason"])
        self.assertIn("check digit", answers[1]["reason"])
        self.assertEqual(["getReturns"], list(self.asked()))

    def test_bytes_that_are_no_text(self):
        result = self.run_ymr("scan", "--json", plain=True, input=b"a\xff\xfeb\n\x00\n\xc3\n", expect=NOT_FOUND)
        self.assertEqual(["BAD"] * 3, [one["result"] for one in result.objects()])
        self.run_ymr("scan", plain=True, input=b"a\xff\x1b[31m\n", expect=NOT_FOUND)

    def test_through_a_russian_layout(self):
        typed = "".join(KEYBOARD.get(letter.lower(), letter) if letter.islower()
                        else KEYBOARD.get(letter.lower(), letter).upper() for letter in TRACK)
        answer, = self.answers(typed)
        self.assertEqual([(PARCEL["id"], "trackCode")], self.matches(answer))
        self.assertTrue(answer["layout"])
        self.assertIn("Russian layout", self.scan(typed).out)

    def test_several_matches(self):
        for number in range(1, 21):
            self.market.add(**parcel(number, sku="TWIN-2" if number < 3 else "MANY-18"))
        two, many = self.answers("TWIN-2", "MANY-18")
        self.assertEqual([(58000001, "shopSku"), (58000002, "shopSku")], sorted(self.matches(two)))
        self.assertEqual((16, 2), (len(many["matches"]), many["more"]))
        lines = self.scan("TWIN-2", expect=DONE).out.splitlines()
        self.assertEqual(2, len(lines))
        self.assertIn("(1 of 2, ", lines[0])
        self.assertIn("(2 of 2, ", lines[1])

    def test_lines_for_people(self):
        result = self.scan(IMEI, "RA999999999RU", "a\x01b", PARCEL["id"], "%d-3" % PARCEL["orderId"], expect=DONE)
        lines = result.out.splitlines()
        self.assertRegex(lines[0], r"\AMATCH  return 58000000 of order 68000000000, item 1, by imei: "
                                   r"shipment READY_FOR_PICKUP, refund WAITING_FOR_DECISION \(unverified, \d s old\)\Z")
        self.assertEqual("NONE   RA999999999RU", lines[1])
        self.assertRegex(lines[2], r"\ABAD    a.b: .")
        self.assertIn("of order 68000000000, by id: ", lines[3])
        self.assertIn("by orderId (box 3): ", lines[4])
        self.assertEqual("", result.err)

    def test_ten_thousand_codes(self):
        peaks = []
        for count in (1000, 10000):
            codes = [IMEI if number % 2 else "RA%09dRU" % number for number in range(count)]
            with open(self.path("codes"), "w", encoding="ascii") as file:
                file.write("\n".join(codes))
            self.market.reset()
            self.market.add(**PARCEL)
            with open(self.path("codes"), "rb") as codes, open(self.path("out"), "wb") as out:
                process = subprocess.Popen([YMR, "scan"], stdin=codes, stdout=out, env=self.environment(plain=True))
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(DONE, process.returncode)
            peaks.append(usage.ru_maxrss)
            with open(self.path("out"), encoding="utf-8") as out:
                lines = out.read().splitlines()
            self.assertTrue(["NONE", "MATCH"] * (count // 2) == [line.split()[0] for line in lines], lines[:4])
            self.assertEqual(["getReturns"], list(self.asked()))
        self.assertLess(peaks[1], peaks[0] + 512)

    def test_a_serial_line_that_sends_no_line_ends(self):
        outer, inner = pty.openpty()
        self.addCleanup(os.close, outer)
        tty.setraw(inner)
        scanner = Scanner(self, stdin=inner)
        os.close(inner)
        for count, code in enumerate((CIS + TAIL, TRACK, "NO-SUCH", TRACK), 1):
            for byte in code.encode():
                os.write(outer, bytes([byte]))
            scanner.wait("an answer without an end", lambda: len(scanner.answers) >= count)
            time.sleep(0.1)
        self.assertEqual(["MATCH", "MATCH", "NONE", "MATCH"], [one["result"] for one in scanner.answers])
        self.assertEqual(DONE, scanner.stop(signal.SIGTERM))

    def test_a_terminal(self):
        outer, inner = pty.openpty()
        self.addCleanup(os.close, outer)
        scanner = Scanner(self, stdin=inner)
        os.close(inner)
        os.write(outer, TRACK.encode() + b"\r" + IMEI.encode() + b"\n")
        scanner.wait("answers", lambda: len(scanner.answers) == 2)
        os.write(outer, b"\x04")
        self.assertEqual(DONE, scanner.process.wait(10))

    def test_usage(self):
        for words in (["--max-age", "-1"], ["--refresh", "0"], ["--refresh", "x"], ["--index-keys", "5"],
                      ["--index-keys", "9999999"], ["--shipment", "NO"], ["more"], ["--from", "2026-01-01"]):
            self.scan(words=words, expect=USAGE)
        self.run_ymr("returns", "--search", expect=USAGE)
        self.scan("1", words=["--campaign", "0"], expect=USAGE)
        with self.subTest("no standard input"):
            result = subprocess.run(["sh", "-c", 'exec "$0" scan <&-', YMR], env=self.environment(plain=True),
                                    capture_output=True, timeout=20)
            self.assertEqual(LOCAL, result.returncode, result.stderr)
            self.assertIn(b"standard input: ", result.stderr)

    def test_over_tls(self):
        result = self.run_ymr("scan", "--json", "--max-age", "0", input=(IMEI + "\n").encode(), expect=DONE)
        self.assertTrue(result.objects()[0]["matches"][0]["verified"])


class Checks(ScanTest):
    def test_an_old_match_is_read_once(self):
        """And so is a code of which nothing has to be read not read at all."""
        answers = self.answers(IMEI, "RA999999999RU", words=["--max-age", "0"])
        self.assertTrue(answers[0]["matches"][0]["verified"])
        self.assertEqual("NONE", answers[1]["result"])
        self.assertEqual(1, self.asked()["getReturn"])
        line = self.scan(IMEI, words=["--max-age", "0"]).out
        self.assertNotIn("unverified", line)

    def test_what_the_check_finds_is_new(self):
        scanner = Scanner(self, "--max-age", "0")
        self.assertEqual("READY_FOR_PICKUP", scanner.ask(TRACK)["matches"][0]["shipmentStatus"])
        self.market.touch(PARCEL["id"], shipmentStatus="PICKED", refundStatus="REFUNDED")
        match, = scanner.ask(TRACK)["matches"]
        self.assertEqual(("PICKED", "REFUNDED"), (match["shipmentStatus"], match["refundStatus"]))
        self.assertEqual(2, self.asked()["getReturn"])
        self.assertEqual(DONE, scanner.stop())

    def test_search(self):
        self.build()
        self.market.add(**parcel(5))
        before = self.asked()
        answer, = self.answers("NR000000005RU", words=["--index", "i"], expect=NOT_FOUND)
        self.assertEqual(before, self.asked(), "a miss asks nothing")
        answer, = self.answers("NR000000005RU", words=["--index", "i", "--search"])
        self.assertEqual([(58000005, "trackCode")], self.matches(answer))
        self.assertTrue(answer["matches"][0]["verified"])
        self.market.fault("reset", operation="getReturns", after=10, times=0)
        codes, words = ("NR000000006RU", "NR000000007RU"), ["--index", "i", "--search", "--retries", "0"]
        before = self.asked()["getReturns"]
        result = self.scan(*codes, words=words, expect=NETWORK)
        self.assertEqual(2, result.out.count("not searched for"), "nor is the one that nobody was asked about")
        self.assertEqual(before + 1, self.asked()["getReturns"])
        self.assertEqual(["YMR_E_RESET"] * 2,
                         [one["trouble"] for one in self.answers(*codes, words=words, expect=NETWORK)])

    def test_what_the_market_refuses(self):
        """The worker is told what is known, and why it is no more than that; the next code waits for nothing."""
        self.build()
        self.market.fault("status", code=401, operation="getReturn", times=0)
        result = self.scan(IMEI, TRACK, words=["--index", "i", "--max-age", "0", "--json", "--refresh", "86400"],
                           expect=DONE)
        first, second = result.objects()
        self.assertEqual((False, "YMR_E_UNAUTHORIZED"), (first["matches"][0]["verified"], first["trouble"]))
        self.assertFalse(second["matches"][0]["verified"])
        self.assertEqual(1, self.asked()["getReturn"])
        self.assertEqual(1, result.err.count("API key"))

    def test_a_limit_is_not_waited_for(self):
        self.build()
        self.market.fault("limit", seconds=60, operation="getReturn", times=0)
        began = time.monotonic()
        result = self.scan(IMEI, TRACK, words=["--index", "i", "--max-age", "0", "--refresh", "86400"], expect=DONE)
        self.assertLess(time.monotonic() - began, 9)
        self.assertEqual(2, result.out.count("unverified"))
        self.assertIn("limit of calls is reached", result.err)
        self.market.fault("limit", seconds=60, operation="getReturns", times=0)
        self.scan(IMEI, expect=LIMIT)

    def test_large_returns(self):
        thousand = self.market.special("thousand_items")
        imei = next(piece["imei"] for item in json.loads(thousand["text"])["items"][900:]
                    for piece in item.get("instances") or [] if piece.get("imei"))
        answer, = self.answers(imei, words=["--max-age", "0"])
        self.assertEqual([(thousand["return"], "imei")], self.matches(answer))
        self.assertTrue(all(one["verified"] for one in answer["matches"]))


class Files(ScanTest):
    def test_the_file_is_used_again_without_a_request(self):
        before = self.build()
        self.assertEqual(["i"], self.files())
        self.assertEqual(0o600, stat.S_IMODE(os.stat(self.path("i")).st_mode))
        answer, = self.answers(IMEI, words=["--index", "i"])
        self.assertEqual([(PARCEL["id"], "imei")], self.matches(answer))
        self.assertEqual({"getReturns": before}, self.asked())

    def test_an_old_file_is_brought_up_to_date(self):
        before = self.build()
        self.market.touch(PARCEL["id"], shipmentStatus="PICKED", updateDate=LATER % 1)
        self.scan(words=["--index", "i", "--max-age", "0"], expect=DONE)
        self.assertGreater(self.asked()["getReturns"], before)
        self.assertIn("fromDate=", self.market.requests()[-1]["target"])
        answer, = self.answers(IMEI, words=["--index", "i"])
        self.assertEqual("PICKED", answer["matches"][0]["shipmentStatus"])
        self.assertNotIn("getReturn", self.asked())

    def test_what_is_no_good_is_built_anew(self):
        self.build()
        with open(self.path("i"), "rb") as file:
            good = file.read()
        bad = {"empty": b"", "torn": good[:-9], "half": good[:len(good) // 2], "garbage": os.urandom(3000),
               "text": b"no index\n" * 99}
        for at in (0, 5, 12, 20, 40, 63, len(good) // 2, len(good) - 20, len(good) - 1):
            bad["bit %d" % at] = good[:at] + bytes([good[at] ^ 4]) + good[at + 1:]
        for name, data in bad.items():
            with self.subTest(name):
                with open(self.path("i"), "wb") as file:
                    file.write(data)
                result = self.scan(IMEI, words=["--index", "i"], expect=DONE)
                self.assertIn("index i is not used: ", result.err)
                self.assertIn("by imei", result.out)
                self.assertEqual(len(good), os.path.getsize(self.path("i")))
                self.assertEqual(["i"], self.files())

    def test_whose_file_it_is(self):
        self.build()
        for mode in (0o620, 0o602):
            os.chmod(self.path("i"), mode)
            self.assertIn("chmod 600", self.scan(IMEI, words=["--index", "i"], expect=DONE).err)
            self.assertEqual(0o600, stat.S_IMODE(os.stat(self.path("i")).st_mode), "and has been replaced")
        os.chmod(self.path("i"), 0o644)
        self.assertEqual("", self.scan(IMEI, words=["--index", "i"], expect=DONE).err)
        result = self.scan(words=["--index", "i", "--campaign", self.market.campaign_empty], expect=DONE)
        self.assertIn("another campaign", result.err)

    def test_another_scope(self):
        self.build()
        result = self.scan(IMEI, words=["--index", "i", "--shipment", "PICKED"], expect=NOT_FOUND)
        self.assertIn("other statuses or types", result.err)
        self.assertIn("shipmentStatuses=PICKED", self.market.requests()[-1]["target"])
        self.assertEqual("", self.scan(words=["--index", "i", "--shipment", "PICKED"], expect=DONE).err)
        for words in (["--shipment", "READY_FOR_PICKUP"], ["--status", "waiting_for_decision"], ["--type", "RETURN"]):
            self.scan(IMEI, words=words, expect=DONE)
        self.scan(IMEI, words=["--type", "UNREDEEMED"], expect=NOT_FOUND)

    def test_places_where_no_file_can_be(self):
        self.scan(words=["--index", "."], expect=LOCAL)
        self.scan(words=["--index", "/dev/null"], expect=LOCAL)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))
        result = self.scan(IMEI, words=["--index", "no/such/i"], expect=DONE)
        self.assertIn("index no/such/i cannot be written", result.err)
        self.assertNotIn("getReturn", self.asked())

    def test_no_room(self):
        result = self.scan(IMEI, words=["--index-keys", "16", "--index", "i"], expect=LOCAL)
        self.assertIn("--index-keys", result.err)
        self.assertEqual(("", []), (result.out, self.files()))
        self.build()
        self.assertIn("--index-keys", self.scan(IMEI, words=["--index-keys", "16", "--index", "i"],
                                                expect=LOCAL).err)
        self.scan(IMEI, words=["--index-keys", "16", "--shipment", "UTILIZED", "--status", "REJECTED"],
                  expect=NOT_FOUND)

    def test_nothing_is_known_and_nobody_answers(self):
        self.market.fault("reset", after=10, operation="getReturns", times=0)
        result = self.scan(IMEI, words=["--index", "i", "--retries", "0"], expect=NETWORK)
        self.assertEqual(("", []), (result.out, self.files()))
        self.market.clear_faults()
        self.market.fault("status", code=401, operation="getReturns")
        self.scan(IMEI, expect=REFUSED)


class Refreshing(ScanTest):
    def test_a_refresh_sees_what_has_changed(self):
        scanner = Scanner(self, "--refresh", "1", "--index", "i", "--shipment", "READY_FOR_PICKUP,LOST")
        self.assertEqual("READY_FOR_PICKUP", scanner.ask(IMEI)["matches"][0]["shipmentStatus"])
        self.assertEqual("NONE", scanner.ask("NR000000003RU")["result"])
        self.market.touch(PARCEL["id"], shipmentStatus="LOST", updateDate=LATER % 1)
        self.market.add(**parcel(3, updateDate=LATER % 2))
        self.market.add(**parcel(4, shipmentStatus="PICKED", updateDate=LATER % 2))
        scanner.wait("the new one", lambda: scanner.ask("NR000000003RU")["result"] == "MATCH")
        self.assertEqual("LOST", scanner.ask(IMEI)["matches"][0]["shipmentStatus"])
        self.assertEqual("NONE", scanner.ask("NR000000004RU")["result"], "it is not in the scope")
        self.market.touch(PARCEL["id"], shipmentStatus="PICKED", updateDate=LATER % 3)
        scanner.wait("it has left", lambda: scanner.ask(IMEI)["result"] == "NONE")
        self.assertEqual("MATCH", scanner.ask("NR000000003RU")["result"])
        first, *later = [one["target"] for one in self.market.requests() if one["operation"] == "getReturns"]
        self.assertIn("shipmentStatuses=", first)
        self.assertTrue(all("fromDate=" in one and "shipmentStatuses=" not in one for one in later), later)
        self.assertNotIn("getReturn", self.asked())
        self.assertEqual((DONE, ""), (scanner.stop(), scanner.err()))
        before = self.asked()
        answer, = self.answers("NR000000003RU", words=["--index", "i", "--shipment", "READY_FOR_PICKUP,LOST"])
        self.assertEqual([(58000003, "trackCode")], self.matches(answer), "it was saved")
        self.assertEqual(before, self.asked())

    def test_nobody_waits_for_a_refresh(self):
        self.build()
        self.market.fault("stall", after=50, seconds=60, operation="getReturns", times=0)
        before = self.asked()["getReturns"]
        scanner = Scanner(self, "--index", "i", "--refresh", "1")
        scanner.wait("the refresh", lambda: self.asked()["getReturns"] > before)
        took = []
        for code in (IMEI, TRACK, "NO-SUCH", CIS, SKU):
            began = time.monotonic()
            scanner.ask(code)
            took.append(time.monotonic() - began)
        self.assertLess(max(took), 2 if SANITIZED else 0.5)
        self.assertEqual(before + 1, self.asked()["getReturns"], "it is still the same")
        self.assertEqual(INTERRUPTED, scanner.stop(signal.SIGINT))
        self.assertEqual(["i", "scan.err"], self.files())

    def test_a_check_beside_a_refresh(self):
        """Over TLS: two connections at once."""
        before = self.build()
        self.market.fault("stall", after=50, seconds=60, operation="getReturns", times=0)
        scanner = Scanner(self, "--index", "i", "--max-age", "0", env=self.environment())
        scanner.wait("the refresh", lambda: self.asked()["getReturns"] > before)
        for count in (1, 2):
            self.assertTrue(scanner.ask(IMEI)["matches"][0]["verified"])
            self.assertEqual(count, self.asked()["getReturn"])
        time.sleep(1)
        self.assertEqual((before + 1, ""), (self.asked()["getReturns"], scanner.err()), "it was not disturbed")
        self.assertEqual(DONE, scanner.stop(signal.SIGTERM))

    def test_interrupted(self):
        self.market.fault("stall", after=50, seconds=60, operation="getReturns", times=0)
        scanner = Scanner(self, "--index", "i")
        scanner.send(IMEI)
        scanner.wait("the build", lambda: "getReturns" in self.asked())
        self.assertEqual(INTERRUPTED, scanner.stop(signal.SIGINT))
        self.assertEqual(([], ["scan.err"]), (scanner.answers, self.files()))
        self.market.clear_faults()
        scanner = Scanner(self, "--index", "i", "--refresh", "1")
        scanner.ask(IMEI)
        self.assertEqual(INTERRUPTED, scanner.stop(signal.SIGINT))
        self.assertEqual(["i", "scan.err"], self.files())
        self.assertEqual("", self.scan(IMEI, words=["--index", "i"], expect=DONE).err, "it is whole")

    def test_trouble_is_told_once_and_passes(self):
        scanner = Scanner(self, "--refresh", "1", "--retries", "0")
        scanner.ask(IMEI)
        self.market.fault("reset", after=10, operation="getReturns", times=2)
        scanner.wait("the word", lambda: "up to date again" in scanner.err())
        self.assertEqual("MATCH", scanner.ask(IMEI)["result"])
        self.assertEqual(2, len(scanner.err().splitlines()), scanner.err())
        self.assertEqual(DONE, scanner.stop())


class Alone(ScanTest):
    def test_the_network_goes(self):
        """The market of this test is its own: it is stopped."""
        with Market(returns=60) as market:
            market.add(**PARCEL)
            env = self.environment(**market.plain_env)
            scanner = Scanner(self, "--max-age", "0", "--index", "i", env=env)
            self.assertTrue(scanner.ask(IMEI)["matches"][0]["verified"])
            market.stop()
            answer = scanner.ask(IMEI, 30)
            self.assertEqual((False, "READY_FOR_PICKUP"),
                             (answer["matches"][0]["verified"], answer["matches"][0]["shipmentStatus"]))
            self.assertEqual("YMR_E_REFUSED", answer["trouble"])
            self.assertIn("indexAgeSeconds", answer)
            began = time.monotonic()
            self.assertFalse(scanner.ask(TRACK)["matches"][0]["verified"])
            self.assertEqual("NONE", scanner.ask("NO-SUCH")["result"])
            self.assertLess(time.monotonic() - began, 1, "it does not try again with each code")
            self.assertEqual(1, scanner.err().count("after 3 tries"), scanner.err())
            self.assertEqual(DONE, scanner.stop())
            result = self.scan(IMEI, "NO-SUCH", words=["--index", "i", "--max-age", "0", "--retries", "0"], env=env,
                               expect=DONE)
            self.assertRegex(result.out, r"(?s)unverified, \d+ s old\).*NONE.*\(the index is \d+ s old\)")


if __name__ == "__main__":
    unittest.main()
