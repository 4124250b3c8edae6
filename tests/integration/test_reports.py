"""`ymr report`: started once, waited for, downloaded from another host that gets no key."""
import http.client
import json
import os
import signal
import subprocess
import time
import unittest
import zipfile

from program import (DONE, INTERRUPTED, INVALID, LIMIT, LOCAL, NETWORK, NOT_FOUND, REFUSED, UNKNOWN, USAGE,
                     YMR,
                     ProgramTest)

DAYS = ["--from", "2026-06-01", "--to", "2026-06-30"]


class Reports(ProgramTest):
    market_arguments = {"tls_zoo": True}

    def setUp(self):
        super().setUp()
        self.market.report(seconds=0, estimate=0)

    def report(self, *words, **how):
        return self.run_ymr("report", *DAYS, *words, **how)

    def made(self, *words, **how):
        """The program goes on with a report that is ready: without a pause."""
        body = {"businessId": self.market.business, "dateFrom": "2026-06-01", "dateTo": "2026-06-30"}
        fields = {"Api-Key": self.market.key, "Content-Type": "application/json"}
        connection = http.client.HTTPConnection("127.0.0.1", self.market.plain_port)
        self.addCleanup(connection.close)
        connection.request("POST", "/v2/reports/united-returns/generate", json.dumps(body), fields)
        report = json.load(connection.getresponse())["result"]["reportId"]
        return self.run_ymr("report", "--id", report, *words, **how)

    def requests(self):
        return self.market.counters()["requests"]

    # What comes.

    def test_a_report_over_tls_and_without(self):
        returns = self.market.returns(fromDate="2026-06-01", toDate="2026-06-30")
        for plain in (False, True):
            self.market.reset()
            self.market.report(seconds=0, estimate=0)
            self.report("--format", "csv", "-o", "r", plain=plain, expect=DONE)
            with zipfile.ZipFile(self.path("r")) as packed:
                lines = packed.read("united_returns.csv").decode().split("\r\n")[1:-1]
            self.assertEqual([str(one["return"]) for one in returns], [line.split(";")[1] for line in lines])
            self.assertEqual({"generateUnitedReturnsReport": 1, "getReportInfo": 1, "download": 1},
                             self.requests())
            self.assertEqual(0, self.market.counters()["keys_astray"])

    def test_no_key_goes_to_the_other_host(self):
        self.report(expect=DONE)
        *api, file = self.market.requests()
        self.assertEqual(["tls", "tls", "files"], [request["listener"] for request in api + [file]])
        for request in api:
            self.assertEqual(self.market.key, dict(request["headers"])["Api-Key"])
        self.assertEqual({"Host", "Accept", "Accept-Encoding", "User-Agent", "Connection"},
                         {name for name, _ in file["headers"]})
        self.assertNotIn("ACMA", file["head"])
        self.assertEqual("127.0.0.1:%s" % self.market.files["tls"].rsplit(":", 1)[1],
                         dict(file["headers"])["Host"])

    def test_names_and_standard_output(self):
        for format_, extension in (("FILE", "xlsx"), ("CSV", "zip"), ("JSON", "zip")):
            self.report("--format", format_, plain=True, expect=DONE)
            [name] = self.files()
            self.assertRegex(name, r"\Areport-[0-9a-f-]{36}\.%s\Z" % extension)
            self.assertTrue(zipfile.is_zipfile(self.path(name)))
            os.unlink(self.path(name))
        result = self.report("-o", "-", "--json", plain=True, expect=DONE)
        self.assertTrue(result.raw.startswith(b"PK\3\4"), "the file and nothing else")
        self.assertEqual([], self.files())

    def test_json(self):
        started, info, file = self.report("--json", "-o", "r", expect=DONE).objects()
        self.assertEqual({"reportId", "estimatedGenerationTime"}, set(started))
        self.assertEqual(("DONE", True), (info["status"], info["file"].startswith(self.market.files["tls"])))
        self.assertEqual({"reportId": started["reportId"], "file": "r",
                          "bytes": os.path.getsize(self.path("r"))}, file)

    def test_what_is_asked_for(self):
        cases = [
            ([], {}, ""),
            (["--format", "json", "--type", "return", "--shipment", "LOST,CREATED"], {}, "?format=JSON"),
            ([], {"YMR_CAMPAIGN": None}, ""),
        ]
        bodies = [
            '{"businessId":%(business)d,"dateFrom":"2026-06-01","dateTo":"2026-06-30",'
            '"campaignIds":[%(campaign)d]}',
            '{"businessId":%(business)d,"dateFrom":"2026-06-01","dateTo":"2026-06-30",'
            '"campaignIds":[%(campaign)d],"returnType":"RETURN","returnStatusTypes":["CREATED","LOST"]}',
            '{"businessId":%(business)d,"dateFrom":"2026-06-01","dateTo":"2026-06-30"}',
        ]
        for (words, changes, query), body in zip(cases, bodies):
            self.market.reset()
            self.market.report(seconds=0, estimate=0)
            self.report(*words, "-o", "r", env=self.environment(True, **changes), expect=DONE)
            asked = self.market.requests()[0]
            self.assertEqual("/v2/reports/united-returns/generate" + query, asked["target"])
            self.assertEqual(body % {"business": self.market.business, "campaign": self.market.campaign},
                             asked["body"])

    # Waiting.

    def test_it_is_waited_for_with_growing_pauses(self):
        self.market.report(seconds=3.5, estimate=1500)
        began = time.monotonic()
        result = self.report("--json", "-o", "r", plain=True, expect=DONE)
        statuses = [told["status"] for told in result.objects()[1:-1]]
        self.assertEqual("DONE", statuses[-1])
        self.assertEqual([1.5, 2.5, 4.5][:len(statuses)], [1.5, 2.5, 4.5], "asked after 1.5, 1 and 2 s")
        self.assertEqual(3, self.requests()["getReportInfo"])
        self.assertTrue(4.4 < time.monotonic() - began < 20)

    def test_patience_has_an_end(self):
        self.market.report(seconds=3600, estimate=0)
        began = time.monotonic()
        result = self.report("--timeout", 2.5, "-o", "r", plain=True, expect=NETWORK)
        self.assertLess(time.monotonic() - began, 4)
        self.assertRegex(result.err, r"is not ready yet(.*\n)+.*`ymr report --id [0-9a-f-]{36}` goes on")
        self.assertEqual(([], 1), (self.files(), self.requests()["generateUnitedReturnsReport"]))
        self.market.report(estimate=3600000)
        began = time.monotonic()
        self.report("--timeout", 2, plain=True, expect=NETWORK)
        self.assertLess(time.monotonic() - began, 1, "it is not worth while to wait at all")

    def test_going_on_with_a_report(self):
        self.market.report(seconds=1, estimate=60000)
        told = self.report("--timeout", 0.5, "--json", plain=True, expect=NETWORK).objects()
        self.market.report(seconds=0)
        result = self.run_ymr("report", "--id", told[0]["reportId"], "-o", "r", plain=True, expect=DONE)
        self.assertIn("r  ", result.out)
        self.assertEqual(1, self.requests()["generateUnitedReturnsReport"])
        self.assertIn("report 1", self.run_ymr("report", "--id", 1, plain=True, expect=NOT_FOUND).err)

    def test_a_report_is_not_lost_on_the_way(self):
        for operation in ("getReportInfo", "download"):
            self.market.reset()
            self.market.report(seconds=0, estimate=0)
            self.market.fault("reset", after=0, operation=operation, times=0)
            result = self.report("--retries", 0, plain=True, expect=NETWORK)
            self.assertRegex(result.err, "`ymr report --id [0-9a-f-]{36}` goes on with it")

    def test_stopped_while_waiting(self):
        self.market.report(seconds=3600, estimate=3600000)
        process = subprocess.Popen([YMR, "report", *DAYS], env=self.environment(True), cwd=self.directory,
                                   stderr=subprocess.PIPE)
        self.addCleanup(process.stderr.close)
        end = time.monotonic() + 10
        while not self.requests() and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        self.assertEqual(INTERRUPTED, process.wait(2))
        self.assertIn(b"ymr report --id", process.stderr.read())

    def test_no_file_at_the_end(self):
        for how, code, told in (({"status": "FAILED", "substatus": "TOO_LARGE"}, REFUSED,
                                 "TOO_LARGE: ask for fewer days"),
                                ({"status": "FAILED", "substatus": "NO_DATA"}, NOT_FOUND,
                                 "nothing to report"),
                                ({"status": "DONE", "substatus": "NO_DATA"}, NOT_FOUND, "nothing to report"),
                                ({"status": "FAILED", "substatus": None}, REFUSED, "FAILED"),
                                ({"status": "FAILED", "substatus": "NEW_TIRED"}, REFUSED, "NEW_TIRED")):
            with self.subTest(how):
                self.market.report(**how)
                self.assertIn(told, self.made(plain=True, expect=code).err)
                self.assertEqual([], self.files())

    # Links.

    def test_links_that_are_not_followed(self):
        for link in ("http://files.example/r", "ftp://localhost/r", "https://user@localhost/r",
                     "//localhost/r", "r",
                     "https://localhost", "https://localhost/a b", "https://localhost/r#x",
                     "https://localhost:0/r",
                     "https://files.example/\r\nX-Evil: 1", "x" * 3000, "http://127.0.0.1/r"):
            with self.subTest(link[:40]):
                self.market.report(file=link)
                result = self.made(expect=INVALID)
                self.assertIn("the link to its file is not taken", result.err)
                self.assertNotIn("Evil", result.err)
                self.assertEqual([], self.files())
        self.market.report(file="https://localhost/r")
        self.assertIn("is not taken", self.made(plain=True, expect=INVALID).err)

    def test_the_other_host_is_verified(self):
        for name, told in (("expired", "expired"), ("wrong_host", "another host"),
                           ("self_signed", "no trusted authority"),
                           ("other_ca", "no trusted authority")):
            with self.subTest(name):
                self.market.report(file=self.market.zoo[name]["url"] + "/r")
                result = self.made("--retries", 0, expect=NETWORK)
                self.assertIn(told, result.err)
                self.assertIn(self.market.zoo[name]["url"][8:], result.err, "the host that is to blame")
                self.assertEqual([], self.files())

    def test_redirects_are_not_followed(self):
        for location in ("https://elsewhere.example/r", self.market.base_url + "/v2/campaigns",
                         "/reports/other"):
            self.market.fault("redirect", location=location, operation="download")
            self.assertIn("redirect", self.made(expect=INVALID).err)
        self.assertEqual({"generateUnitedReturnsReport": 3, "getReportInfo": 3, "download": 3},
                         self.requests())

    def test_a_link_that_leads_to_the_api_gets_no_key_either(self):
        self.market.report(file=self.market.base_url + "/v2/campaigns")
        self.assertIn("HTTP 401", self.made(expect=REFUSED).err)
        self.assertNotIn("Api-Key", dict(self.market.requests()[-1]["headers"]))

    # The file.

    def test_faults_leave_no_file(self):
        for kind, options, code in (("cut", {"after": 1500}, NETWORK), ("reset", {"after": 1500}, NETWORK),
                                    ("status", {"code": 404}, NOT_FOUND), ("status", {"code": 503}, REFUSED),
                                    ("garbage", {}, INVALID), ("captive", {}, INVALID), ("gzip", {}, INVALID),
                                    ("both_framings", {}, INVALID)):
            with self.subTest(kind, **options):
                self.market.clear_faults()
                self.market.fault(kind, operation="download", times=0, **options)
                result = self.made("-o", "r", "--retries", 0, expect=code)
                self.assertEqual([], self.files(), str(result))

    def test_a_second_try_starts_over(self):
        self.market.report(size=300000)
        self.market.fault("cut", after=100000, operation="download", times=2)
        self.made("-o", "r", expect=DONE)
        self.assertEqual((300000, 3), (os.path.getsize(self.path("r")), self.requests()["download"]))
        self.assertEqual(0, self.market.counters()["keys_astray"])

    def test_a_large_one_is_not_held(self):
        self.market.report(size=60000000)
        self.made("-o", "r", plain=True, expect=DONE)
        self.assertEqual(60000000, os.path.getsize(self.path("r")))

    def test_local_files_that_cannot_be(self):
        self.assertIn("missing", self.made("-o", "missing/r", plain=True, expect=LOCAL).err)

    # The start.

    def test_a_lost_start_is_not_guessed(self):
        for kind, options in (("no_answer", {"seconds": 0}), ("cut", {"after": 20}),
                              ("status", {"code": 500}),
                              ("body", {"data": '{"status":"OK","result":{}}'})):
            with self.subTest(kind):
                self.market.reset()
                self.market.fault(kind, operation="generateUnitedReturnsReport", times=0, **options)
                result = self.report(expect=UNKNOWN)
                self.assertIn("its id is lost", result.err)
                self.assertEqual({"generateUnitedReturnsReport": 1}, self.requests())

    def test_refusals(self):
        self.report("--business", 1, expect=REFUSED)
        self.report("--campaign", 1, expect=REFUSED)
        self.market.fault("limit", seconds=100, operation="generateUnitedReturnsReport")
        self.assertIn("UTC (in ", self.report(expect=LIMIT).err)
        self.market.fault("limit", seconds=3000, operation="getReportInfo")
        self.assertIn("UTC (in ", self.report(plain=True, expect=LIMIT).err)

    def test_usage(self):
        for words, told in ((["report"], "report needs --from DATE and --to DATE, or --id REPORT"),
                            (["report", "--from", "2026-01-01"], "report needs"),
                            (["report", *DAYS, "--format", "PDF"], "known are FILE, CSV, JSON"),
                            (["report", "--from", "2026-01-02", "--to", "2026-01-01"], "is after"),
                            (["report", *DAYS, "--status", "REFUNDED"], "--status is no option of report"),
                            (["report", "--id", ""], "the value is empty"),
                            (["report", "--id", ".."], "report .."),
                            (["report", "--id", "x" * 256], "too long")):
            with self.subTest(words):
                result = self.run_ymr(*words)
                self.assertIn(told, result.err)
                self.assertIn(result.code, (USAGE, INVALID))
        result = self.run_ymr("report", *DAYS, env=self.environment(YMR_BUSINESS=None), expect=USAGE)
        self.assertIn("no business: set YMR_BUSINESS", result.err)
        self.assertEqual({}, self.requests())


if __name__ == "__main__":
    unittest.main()
