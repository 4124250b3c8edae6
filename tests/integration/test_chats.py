"""`ymr chat …`: what was said is shown, what is said is heard once."""
import json
import unittest

from program import DONE, INVALID, NETWORK, NOT_FOUND, REFUSED, UNKNOWN, USAGE, ProgramTest

LONGEST = 4096


def known(chat):
    """A chat or context without unknown fields and nulls."""
    names = ("chatId", "orderId", "context", "type", "status", "createdAt", "updatedAt", "customer", "name",
             "publicId", "campaignId", "returnId")
    return {name: known(value) if isinstance(value, dict) else value for name, value in chat.items()
            if name in names and value is not None}


def said(message):
    """A message without unknown fields and nulls."""
    kept = {name: message[name] for name in ("messageId", "createdAt", "sender", "message")
            if name in message}
    if message.get("payload") is not None:
        kept["payload"] = [{name: file[name] for name in ("name", "url", "size")}
                           for file in message["payload"]]
    return kept


class Chats(ProgramTest):
    def setUp(self):
        super().setUp()
        self.chats = self.market.chats()
        self.named = {one["name"]: one for one in self.chats if one["name"]}

    def id_of(self, name):
        return self.named[name]["chat"]["chatId"]

    def chat(self, *words, **how):
        return self.run_ymr("chat", *words, **how)

    def now(self, name):
        return next(one for one in self.market.chats() if one["name"] == name)

    def without_campaign(self):
        return self.environment(YMR_CAMPAIGN=None)

    # Lists.

    def test_every_chat_once_over_all_pages(self):
        wanted = [known(one["chat"]) for one in self.chats]
        for plain in (False, True):
            self.assertEqual(wanted, self.chat("list", "--json", plain=plain, expect=DONE).objects())
        self.assertEqual(wanted, self.chat("list", "--json", "--page-size", 7, env=self.without_campaign(),
                                           expect=DONE).objects())
        self.assertEqual(wanted[:23], self.chat("list", "--json", "--limit", 23, expect=DONE).objects())
        self.assertGreater(self.market.counters()["requests"]["getChats"], 10)

    def test_filters(self):
        waiting = self.chats[3]["chat"]["context"]
        cases = [
            (["--chat-type", "arbitrage"], lambda chat: chat["type"] == "ARBITRAGE"),
            (["--chat-status", "FINISHED,NEW"], lambda chat: chat["status"] in ("FINISHED", "NEW")),
            (["--context", "DIRECT"], lambda chat: chat["context"]["type"] == "DIRECT"),
            (["--return", "%d,1,%d" % (waiting["returnId"], waiting["returnId"])],
             lambda chat: chat["context"].get("returnId") == waiting["returnId"]),
            (["--order", self.named["long"]["chat"]["context"]["orderId"]],
             lambda chat: chat["context"]["type"] == "ORDER"),
        ]
        for words, kept in cases:
            with self.subTest(words):
                wanted = [one["chat"]["chatId"] for one in self.chats if kept(one["chat"])]
                self.assertTrue(wanted)
                got = self.chat("list", "--json", *words, plain=True, expect=DONE).objects()
                self.assertEqual(wanted, [chat["chatId"] for chat in got])
        result = self.chat("list", "--return", 1, expect=DONE)
        self.assertEqual(("", "ymr: no chats\n"), (result.out, result.err))

    def test_list_for_people(self):
        lines = self.chat("list", expect=DONE).out.splitlines()
        self.assertEqual(len(self.chats), len(lines))
        for one, line in zip(self.chats, lines):
            self.assertTrue(line.startswith(str(one["chat"]["chatId"])))
            self.assertIn(one["chat"]["status"], line)

    def test_a_page_that_breaks_off_shows_nothing(self):
        self.market.fault("cut", after=2000, operation="getChats", skip=1, times=0)
        result = self.chat("list", "--json", "--retries", 0, plain=True, expect=NETWORK)
        self.assertEqual(20, len(result.objects()))

    def test_a_page_token_that_repeats(self):
        self.market.fault("same_token", operation="getChats", times=0)
        result = self.chat("list", plain=True, expect=INVALID)
        self.assertIn("page token", result.err)

    # One chat, its messages.

    def test_one_chat(self):
        for name, one in self.named.items():
            with self.subTest(name):
                [got] = self.chat("show", self.id_of(name), "--json", expect=DONE).objects()
                self.assertEqual(known(one["chat"]), got)
                readable = self.chat("show", self.id_of(name), plain=True, expect=DONE).out
                self.assertTrue(readable.startswith("Chat %d: %s\n"
                                                    % (self.id_of(name), one["chat"]["status"])))

    def test_history(self):
        for name, one in self.named.items():
            with self.subTest(name):
                pages = self.chat("history", self.id_of(name), "--json", expect=DONE).objects()
                self.assertEqual([said(message) for message in one["messages"]],
                                 [message for page in pages for message in page["messages"]])
                for page in pages:
                    self.assertEqual(known(one["chat"]["context"]), page["context"])
                    self.assertEqual(one["chat"].get("orderId"), page.get("orderId"))
        long = self.named["long"]["messages"]
        for words, wanted in ((["--limit", 3], long[:3]), (["--page-size", 7], long),
                              (["--since", long[120]["messageId"]], long[120:])):
            pages = self.chat("history", self.id_of("long"), "--json", *words, plain=True,
                              expect=DONE).objects()
            self.assertEqual(wanted, [message for page in pages for message in page["messages"]], words)

    def test_history_for_people(self):
        out = self.chat("history", self.id_of("long"), expect=DONE).out
        self.assertEqual(1, out.count("Chat "))
        self.assertEqual(130, out.count("  (message "))
        out = self.chat("history", self.id_of("odd"), expect=DONE).out
        self.assertEqual(LONGEST, out.count("\U0001F600"))
        self.assertNotRegex(out, "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202a-\u202e]")
        self.assertIn("no messages", self.chat("history", self.id_of("direct"), expect=DONE).err)

    def test_one_message(self):
        for name in ("long", "odd", "new"):
            for message in self.named[name]["messages"][:4]:
                [got] = self.chat("message", self.id_of(name), message["messageId"], "--json", plain=True,
                                  expect=DONE).objects()
                self.assertEqual(said(message), got)
        with_files = next((one["chat"]["chatId"], message) for one in self.chats
                          for message in one["messages"]
                          if message.get("payload"))
        out = self.chat("message", with_files[0], with_files[1]["messageId"], expect=DONE).out
        self.assertIn(with_files[1]["payload"][0]["url"], out)

    # New ones.

    def test_what_is_said_is_heard(self):
        texts = ["Здравствуйте!", "\"a\\b\"\n\tc\x01", "\U0001F600" * LONGEST, " ", "</b>\u2028"]
        for text in texts:
            result = self.chat("send", self.id_of("long"), text, expect=DONE)
            self.assertEqual("sent to chat %d\n" % self.id_of("long"), result.out)
        self.assertEqual(texts,
                         [message["message"] for message in self.now("long")["messages"][-len(texts):]])
        since = self.now("long")["messages"][-len(texts)]["messageId"]
        pages = self.chat("history", self.id_of("long"), "--since", since, "--json", expect=DONE).objects()
        self.assertEqual(texts, [message["message"] for page in pages for message in page["messages"]])

    def test_from_standard_input(self):
        for given, wanted in (("one\ntwo\n", "one\ntwo"), ("x", "x"), ("x\n\n", "x\n"),
                              ("\U0001F600" * LONGEST + "\n", "\U0001F600" * LONGEST)):
            sent = self.chat("send", self.id_of("long"), "-", "--json", input=given.encode(), expect=DONE)
            self.assertEqual([{"chatId": self.id_of("long"), "outcome": "SENT"}], sent.objects())
            self.assertEqual(wanted, self.now("long")["messages"][-1]["message"])

    def test_what_is_no_message(self):
        for text in ("", "x" * (LONGEST + 1), b"\xff".decode("utf-8", "surrogateescape")):
            self.assertIn("1 to 4,096", self.chat("send", self.id_of("long"), text, expect=USAGE).err)
        for given in (b"", b"\n", b"x" * (LONGEST + 2), b"x" * 100000, "\U0001F600".encode() * (LONGEST + 1),
                      b"\xff"):
            self.chat("send", self.id_of("long"), "-", input=given, expect=USAGE)
        self.assertEqual({}, self.market.counters()["requests"])

    def test_a_new_chat(self):
        one = self.market.returns(type="UNREDEEMED")[0]
        for subject, id_ in (("return", one["return"]), ("ORDER", one["order"])):
            [created] = self.chat("new", subject, id_, "--json", expect=DONE).objects()
            [shown] = self.chat("show", created["chatId"], "--json", expect=DONE).objects()
            self.assertEqual((subject.upper(), one["order"]),
                             (shown["context"]["type"], shown["context"]["orderId"]))
        self.assertIn("Chat %d about order %d\n" % (created["chatId"], one["order"]),
                      self.chat("new", "order", one["order"], expect=DONE).out)
        self.chat("send", created["chatId"], "x", expect=DONE)

    # What goes wrong.

    def test_refusals(self):
        self.assertIn("CHAT_FINISHED", self.chat("send", self.id_of("odd"), "x", expect=REFUSED).err)
        for words in (("show", 1), ("history", 1), ("message", 1, 1), ("message", self.id_of("long"), 1),
                      ("send", 1, "x"), ("new", "return", 1), ("new", "order", 1)):
            with self.subTest(words):
                self.assertEqual("", self.chat(*words, expect=NOT_FOUND).out)
        self.assertIn("chat 5:", self.chat("show", 5, expect=NOT_FOUND).err)
        self.chat("show", self.id_of("long"), "--business", 1, expect=REFUSED)

    def test_a_lost_answer_is_not_guessed(self):
        for kind, options in (("no_answer", {"seconds": 0}), ("cut", {"after": 20}), ("reset", {"after": 0}),
                              ("bad_gateway", {}), ("status", {"code": 500}), ("garbage", {}),
                              ("body", {"data": "{"})):
            for words, operation, told in (
                    (("send", self.id_of("long"), "x"), "sendMessageToChat", "ymr chat history %d"
                     % self.id_of("long")),
                    (("new", "order", 62000000000), "createChat", "ymr chat list --order 62000000000")):
                with self.subTest(kind, operation=operation):
                    self.market.reset()
                    self.market.fault(kind, operation=operation, times=0, **options)
                    result = self.chat(*words, expect=UNKNOWN)
                    self.assertIn(told, result.err)
                    self.assertEqual("", result.out)
                    self.assertEqual(1, self.market.counters()["requests"][operation], "never sent twice")

    def test_reading_is_tried_again(self):
        self.market.fault("reset", after=0, operation="getChat", times=2)
        self.chat("show", self.id_of("long"), expect=DONE)

    def test_usage(self):
        cases = [
            (["chat"], "chat needs one word more"),
            (["chat", "talk"], 'unknown command "chat talk"'),
            (["chat", "sendd", "1", "x"], 'did you mean "chat send"?'),
            (["chat", "new", "RETURN"], "chat new needs ORDER|RETURN ID"),
            (["chat", "new", "DIRECT", "1"], "known are ORDER, RETURN"),
            (["chat", "new", "return", "0"], "not an id"),
            (["chat", "show", "x"], "not an id"),
            (["chat", "message", "1"], "chat message needs CHAT MESSAGE"),
            (["chat", "send", "1"], "chat send needs CHAT TEXT"),
            (["chat", "send", "1", "x", "y"], "one word too many"),
            (["chat", "list", "--chat-status", "ASLEEP"], "known are NEW, WAITING_FOR_CUSTOMER"),
            (["chat", "list", "--chat-type", "x"], "known are CHAT, ARBITRAGE"),
            (["chat", "list", "--return", "1,x"], "not a return's id"),
            (["chat", "list", "--return", ",".join("1" * 51)], "more than 50 returns"),
            (["chat", "list", "--since", "1"], "--since is no option of chat list"),
            (["chat", "history", "1", "--since", "0"], "whole number from 1"),
            (["chat", "send", "1", "x", "--limit", "1"], "--limit is no option of chat send"),
        ]
        for words, told in cases:
            with self.subTest(words):
                self.assertIn(told, self.run_ymr(*words, expect=USAGE).err)
        self.assertIn("no business", self.run_ymr("chat", "list", env=self.environment(YMR_BUSINESS=None),
                                                  expect=USAGE).err)
        self.assertEqual({}, self.market.counters()["requests"])
        self.assertIn("Usage: ymr [OPTIONS] chat send CHAT TEXT",
                      self.run_ymr("chat", "send", "--help", expect=DONE).out)

    def test_answers_that_are_none(self):
        for text, path in (('{"status":"OK","result":{"chatId":"1"}}', "result.chatId"),
                           ('{"status":"OK"}', "result"),
                           (json.dumps({"status": "OK", "result": {**self.named["long"]["chat"],
                                                                   "createdAt": "x"}}),
                            "result.createdAt")):
            self.market.fault("body", data=text, operation="getChat")
            self.assertIn(path, self.chat("show", self.id_of("long"), expect=INVALID).err)


if __name__ == "__main__":
    unittest.main()
