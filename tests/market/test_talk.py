"""Chats, reports, campaigns and the token: answers are as described, and what is done stays done."""
import io
import json
import time
import unittest
import zipfile

from market import account, chats, probe, reports, schema
from market.test_http import WithMarket

LONG = "x" * chats.LONGEST


class Talk(WithMarket):
    def setUp(self):
        super().setUp()
        self.business = "/v2/businesses/%d" % self.market.business
        description = schema.load()
        self.checker = schema.Checker(description) if description else None

    def call(self, method, path, body=None, schema_name=None, status=200):
        """The answer's object, checked against its schema."""
        text = b"" if body is None else json.dumps(body).encode()
        fields = ["Content-Length: %d" % len(text)] + (["Content-Type: application/json"]
                                                       if body is not None else [])
        head = "\r\n".join(["%s %s HTTP/1.1" % (method, path), "Host: a", "Api-Key: " + self.market.key]
                           + fields)
        answer = probe.send(self.market.plain_url, head.encode() + b"\r\n\r\n" + text)
        self.assertEqual(status, answer.status, answer.data[:600])
        value = schema.parse(answer.content().decode())
        if self.checker and schema_name:
            self.assertEqual([], self.checker.faults(value, schema_name))
        return value

    def history(self, chat, body=None, query="", **how):
        return self.call("POST", "%s/chats/history?chatId=%d%s" % (self.business, chat, query), body or {},
                         "GetChatHistoryResponse", **how)

    def send(self, chat, text, **how):
        return self.call("POST", "%s/chats/message?chatId=%d" % (self.business, chat), {"message": text},
                         "EmptyApiResponse", **how)

    def special(self, name):
        return next(one for one in self.market.chats() if one["name"] == name)

    def test_every_chat_and_message_is_as_described(self):
        for one in self.market.chats():
            id_ = one["chat"]["chatId"]
            self.call("GET", "%s/chat?chatId=%d" % (self.business, id_), schema_name="GetChatResponse")
            shown = self.history(id_, query="&limit=100")["result"]["messages"]
            self.assertEqual(one["messages"][:100], shown)
        said = self.special("long")["messages"][5]["messageId"]
        path = "%s/chats/message?chatId=%d&messageId=%d" % (self.business,
                                                            self.special("long")["chat"]["chatId"], said)
        self.assertEqual(said,
                         self.call("GET", path, schema_name="GetChatMessageResponse")["result"]["messageId"])

    def test_pages_and_filters(self):
        everything = self.market.chats()
        for body, kept in (({}, lambda chat: True), ({"types": ["ARBITRAGE"]},
                                                     lambda chat: chat["type"] == "ARBITRAGE"),
                           ({"statuses": ["FINISHED"]}, lambda chat: chat["status"] == "FINISHED"),
                           ({"contextTypes": ["DIRECT"]}, lambda chat: chat["context"]["type"] == "DIRECT"),
                           ({"contexts": [{"type": "RETURN", "id": 45000000}]},
                            lambda chat: chat["context"].get("returnId") == 45000000)):
            found, token = [], ""
            while token is not None:
                result = self.call("POST", self.business + "/chats?limit=20" + token, body,
                                   "GetChatsResponse")["result"]
                found += [chat["chatId"] for chat in result["chats"]]
                token = result.get("paging", {}).get("nextPageToken")
                token = "&pageToken=" + token.replace("+", "%2B").replace("/", "%2F") if token else None
            wanted = [one["chat"]["chatId"] for one in everything if kept(one["chat"])]
            self.assertTrue(wanted, body)
            self.assertEqual(wanted, found, body)

    def test_what_is_said_is_heard(self):
        chat = self.special("long")["chat"]["chatId"]
        last = self.special("long")["messages"][-1]["messageId"]
        self.send(chat, "Здравствуйте")
        self.assertEqual(["Здравствуйте"], [said["message"] for said in self.history(
            chat, {"messageIdFrom": last + 1})["result"]["messages"]])
        self.assertEqual("WAITING_FOR_CUSTOMER", self.special("long")["chat"]["status"])
        self.market.reset()
        self.assertEqual([], self.history(chat, {"messageIdFrom": last + 1})["result"]["messages"])

    def test_a_new_chat_is_there(self):
        one = next(one for one in self.market.returns(type="UNREDEEMED"))
        subject = {"context": {"type": "RETURN", "id": one["return"]}}
        id_ = self.call("POST", self.business + "/chats/new", subject,
                        "CreateChatResponse")["result"]["chatId"]
        self.assertEqual([], self.history(id_)["result"]["messages"])
        again = self.call("POST", self.business + "/chats/new", subject)["result"]["chatId"]
        self.assertEqual(id_, again)

    def test_what_is_not_taken(self):
        long, odd = (self.special(name)["chat"]["chatId"] for name in ("long", "odd"))
        self.send(long, "", status=400)
        self.send(long, LONG + "x", status=400)
        self.send(long, LONG)
        self.assertEqual("CHAT_FINISHED", self.call("POST", "%s/chats/message?chatId=%d"
                                                    % (self.business, odd),
                                                    {"message": "x"}, status=400)["errors"][0]["code"])
        self.history(1, status=404)
        self.history(long, query="&limit=101", status=400)
        for path, body, status in (
                ("/chats?limit=21", {}, 400), ("/chats", {"types": []}, 400),
                                   ("/chats", {"types": ["TALK"]}, 400),
                ("/chats", {"contexts": [{"type": "DIRECT", "id": 1}]}, 400),
                ("/chats", {"contexts": [{"type": "ORDER", "id": 1}] * 2}, 400),
                ("/chats/new", {}, 400), ("/chats/new", {"context": {"type": "RETURN", "id": 1}}, 404),
                ("/chats/message?chatId=x", {"message": "x"}, 400), ("/chats/history", {}, 400)):
            self.call("POST", self.business + path, body, status=status)
        self.call("POST", "/v2/businesses/1/chats", {}, status=403)

    def start_report(self, status=200, query="", **body):
        body = {"businessId": self.market.business, "dateFrom": "2026-05-01", "dateTo": "2026-12-31", **body}
        return self.call("POST", "/v2/reports/united-returns/generate" + query, body,
                         "GenerateReportResponse" if status == 200 else None, status)

    def file_of(self, report, schema_name="GetReportInfoResponse"):
        end = time.monotonic() + 5
        while time.monotonic() < end:
            info = self.call("GET", "/v2/reports/info/" + report, schema_name=schema_name)["result"]
            if info["status"] in ("DONE", "FAILED"):
                return info
            time.sleep(0.05)
        self.fail("never done")

    def test_reports_hold_the_returns_of_their_days(self):
        returns = self.market.returns(fromDate="2026-06-01", toDate="2026-06-30")
        for format_, read in (("JSON", lambda packed: [int(row["returnId"]) for row in json.loads(
                                  packed.read("united_returns.json"))]),
                              ("CSV", lambda packed: [int(line.split(";")[1]) for line in packed.read(
                                  "united_returns.csv").decode().split("\r\n")[1:-1]]),
                              ("FILE", None)):
            started = self.start_report(query="?format=" + format_, dateFrom="2026-06-01",
                                        dateTo="2026-06-30",
                                        campaignIds=[self.market.campaign])
            link = self.file_of(started["result"]["reportId"])["file"]
            base, path = link[:link.index("/reports")], link[link.index("/reports"):]
            self.assertEqual(self.market.files["plain"], base)
            answer = probe.get(base, path)
            self.assertEqual(200, answer.status)
            with zipfile.ZipFile(io.BytesIO(answer.content())) as packed:
                self.assertIsNone(packed.testzip())
                if read:
                    self.assertEqual([one["return"] for one in returns], read(packed))
                else:
                    self.assertIn("xl/workbook.xml", packed.namelist())

    def test_the_other_host_wants_no_key(self):
        link = self.file_of(self.start_report()["result"]["reportId"])["file"]
        base, path = link[:link.index("/reports")], link[link.index("/reports"):]
        self.assertEqual(400, probe.get(base, path, key=self.market.key).status)
        self.assertEqual(400, probe.get(base, path, fields=["Authorization: Bearer x"]).status)
        self.assertEqual(2, self.market.counters()["keys_astray"])
        self.assertEqual(403, probe.get(base, path + "x").status)
        self.assertEqual(403, probe.get(base, "/v2/campaigns").status)
        self.assertEqual(200, probe.get(base, path).status)
        self.assertEqual(2, self.market.counters()["keys_astray"])
        self.assertEqual(404, self.get(path).status)

    def test_reports_go_as_they_are_told(self):
        self.market.report(seconds=0, status="FAILED", substatus="TOO_LARGE")
        info = self.file_of(self.start_report()["result"]["reportId"])
        self.assertEqual(("FAILED", "TOO_LARGE", None), (info["status"], info["subStatus"], info.get("file")))
        self.assertRaises(ValueError, self.market.report, colour="red")
        for body, status in (({"dateFrom": "2026-07-02", "dateTo": "2026-07-01"}, 400),
                             ({"dateFrom": "x"}, 400),
                             ({"businessId": 1}, 403), ({"campaignIds": [1]}, 403),
                             ({"returnType": "X"}, 400)):
            self.start_report(status, **body)
        self.start_report(400, "?format=PDF")
        self.call("GET", "/v2/reports/info/x", status=404)

    def test_campaigns(self):
        everything = self.call("GET", "/v2/campaigns", schema_name="GetCampaignsResponse")
        self.assertEqual(self.market.campaigns(), everything["campaigns"])
        self.assertNotIn("paging", everything)
        found, token = [], ""
        while token is not None:
            page = self.call("GET", "/v2/campaigns?limit=4" + token)
            found += page["campaigns"]
            token = page.get("paging", {}).get("nextPageToken")
            token = "&pageToken=" + token.replace("+", "%2B").replace("/", "%2F") if token else None
        self.assertEqual(everything["campaigns"], found)
        self.call("GET", "/v2/campaigns?limit=101", status=400)

    def test_the_token_tells_its_scopes(self):
        answer = self.call("POST", "/v2/auth/token", schema_name="GetTokenInfoResponse")
        self.assertEqual(account.KEY_NAME, answer["result"]["apiKey"]["name"])
        self.market.scopes("PRICING")
        self.assertEqual(["PRICING"], self.call("POST", "/v2/auth/token")["result"]["apiKey"]["authScopes"])

    def test_the_names_are_the_description_s(self):
        if not self.checker:
            self.skipTest("no OpenAPI description at " + schema.FILE)
        for name, ours in (("ChatContextType", chats.CONTEXTS),
                           ("ChatContextIdentifiableType", chats.SUBJECTS),
                           ("ChatType", chats.TYPES), ("ChatStatusType", chats.STATUSES),
                           ("ChatMessageSenderType", chats.SENDERS),
                           ("ReportFormatType", list(reports.FORMATS)),
                           ("ReportSubStatusType", reports.SUBSTATUSES), ("ApiKeyScopeType", account.SCOPES),
                           ("PlacementType", account.PLACEMENTS),
                           ("ApiAvailabilityStatusType", account.AVAILABILITY)):
            self.assertEqual(self.checker.schemas[name]["enum"], ours, name)


if __name__ == "__main__":
    unittest.main()
