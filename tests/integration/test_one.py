"""`ymr return`: every shape that the market holds, in JSON and as people read it."""
import json
import unittest
from decimal import Decimal

from fields import known
from program import DONE, INVALID, NOT_FOUND, USAGE, ProgramTest


class One(ProgramTest):
    def test_every_special_in_json(self):
        for name, special in self.market.specials().items():
            if special["order"] < 1 or special["return"] < 1:
                continue
            with self.subTest(name):
                for plain in (False, True):
                    result = self.run_ymr("return", special["order"], special["return"], "--json",
                                          "--campaign",
                                          special["campaign"], plain=plain, expect=DONE)
                    wanted = json.loads(special["text"], parse_float=Decimal)
                    [got] = result.objects()
                    self.assertEqual(known(wanted), known(got))
                    self.assertEqual(set(known(got)), set(got))

    def test_every_special_is_readable(self):
        for name, special in self.market.specials().items():
            if special["order"] < 1 or special["return"] < 1:
                continue
            with self.subTest(name):
                result = self.run_ymr("return", special["order"], special["return"], "--campaign",
                                      special["campaign"],
                                      plain=True, expect=DONE)
                wanted = json.loads(special["text"])
                self.assertTrue(result.out.startswith("Return %d of order %d\n"
                                                      % (wanted["id"], wanted["orderId"])))
                self.assertEqual(len(wanted["items"]), result.out.count("\n  item "))
                for item in wanted["items"][:20]:
                    for decision in item.get("decisions") or []:
                        for image in decision.get("images") or []:
                            self.assertIn(image, result.out)

    def test_nothing_steers_the_terminal(self):
        special = self.market.special("escapes")
        readable = self.run_ymr("return", special["order"], special["return"], expect=DONE).out
        self.assertNotRegex(readable, "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]")
        self.assertIn("\U0001F600", readable)
        line = self.run_ymr("return", special["order"], special["return"], "--json", expect=DONE).out
        self.assertNotRegex(line.rstrip("\n"), "[\x00-\x1f\x7f-\x9f\u2028]")

    def test_huge_ids_keep_their_last_bit(self):
        special = self.market.special("huge_ids")
        out = self.run_ymr("return", special["order"], special["return"], "--json", expect=DONE).out
        for number in ("9007199254740993", "9223372036854775807", "92233720368547758.07"):
            self.assertIn(number, out)

    def test_unknown_values_keep_their_names(self):
        special = self.market.special("unknown_enums")
        wanted = json.loads(special["text"])
        for words in (["--json"], []):
            out = self.run_ymr("return", special["order"], special["return"], *words, expect=DONE).out
            for name in ("refundStatus", "shipmentStatus", "returnType", "shipmentRecipientType"):
                self.assertIn(wanted[name], out)

    def test_not_there(self):
        result = self.run_ymr("return", 1, 2, expect=NOT_FOUND)
        self.assertIn("return 2 of order 1", result.err)
        self.assertEqual("", result.out)

    def test_a_wrong_type_names_its_path(self):
        special = self.market.special("minimal")
        for text, path in (
                ('{"status":"OK","result":{"id":1,"orderId":2,"returnType":"R","items":['
                 '{"shopSku":"a","count":1},'
                 '{"shopSku":"b","count":"two"}]}}', "result.items[1].count"),
                ('{"status":"OK","result":{"orderId":2,"returnType":"RETURN","items":[]}}', "result.id"),
                ('{"status":"OK","result":{"id":1,"id":1,"orderId":2,"returnType":"RETURN","items":[]}}',
                 "result.id"),
                ('{"status":"OK","result":'
                 '{"id":9223372036854775808,"orderId":2,"returnType":"R","items":[]}}', "result.id"),
                ('{"status":"OK"}', "result")):
            with self.subTest(path=path):
                self.market.fault("body", data=text, operation="getReturn")
                result = self.run_ymr("return", special["order"], special["return"], expect=INVALID)
                self.assertIn(path, result.err)
                self.assertEqual("", result.out)

    def test_a_wrong_type_in_an_optional_field_is_a_warning(self):
        text = ('{"status":"OK","result":'
                '{"id":1,"orderId":2,"returnType":"RETURN","items":[],"fastReturn":"no"}}')
        self.market.fault("body", data=text, operation="getReturn", times=2)
        minimal = self.market.special("minimal")
        result = self.run_ymr("return", minimal["order"], minimal["return"], "--json", expect=DONE)
        self.assertIn("result.fastReturn", result.err)
        self.assertEqual({"id": 1, "orderId": 2, "returnType": "RETURN", "items": []}, result.objects()[0])
        self.assertEqual("", self.run_ymr("-q", "return", minimal["order"], minimal["return"],
                                          expect=DONE).err)

    def test_what_is_no_answer(self):
        minimal = self.market.special("minimal")
        for text in ("", "null", "[]", '{"status":"OK","result":{', '{"status":"OK","result":{}}x',
                     "[" * 100000,
                     b'{"status":"OK","result":{"id":"\xff"}}', '{"status":"\\ud800"}', "\0", '{"a":1,}'):
            with self.subTest(text=text[:20]):
                self.market.reset()
                self.market.fault("body", data=text, operation="getReturn", times=0)
                result = self.run_ymr("return", minimal["order"], minimal["return"], plain=True,
                                      expect=INVALID)
                self.assertEqual("", result.out)

    def test_by_items_shows_nothing_of_a_return_that_breaks_off(self):
        special = self.market.special("thousand_items")
        for words in ([], ["--json"]):
            self.market.reset()
            self.market.fault("cut", operation="getReturn", after=300000, skip=1, times=0)
            result = self.run_ymr("return", special["order"], special["return"], *words, "--retries", 0)
            self.assertEqual((3, ""), (result.code, result.out))

    def test_ids_the_market_has_not(self):
        for words in ((0, 1), (1, -5), ("1.5", 1), ("x", 1), (1, "9223372036854775808"), ("", 1)):
            self.assertIn("not an id", self.run_ymr("return", *words, expect=USAGE).err)


if __name__ == "__main__":
    unittest.main()
