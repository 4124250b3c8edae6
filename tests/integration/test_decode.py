"""`ymr decode`: saved answers and bare returns, without a network."""
import glob
import json
import os
import unittest
from decimal import Decimal

from fields import known
from program import DONE, INVALID, LOCAL, REFUSED, ROOT, ProgramTest

SAMPLES = os.environ.get("YMR_SAMPLES", os.path.join(os.path.dirname(ROOT), "shared", "samples"))


class Decode(ProgramTest):
    def decode(self, text, *words, expect=DONE):
        data = text if isinstance(text, bytes) else text.encode()
        return self.run_ymr("decode", *words, input=data,
                            env=self.environment(YMR_API_KEY=None, YMR_CAMPAIGN="x"),
                            expect=expect)

    def test_every_special_bare_and_answered(self):
        for name, special in self.market.specials().items():
            with self.subTest(name):
                wanted = known(json.loads(special["text"], parse_float=Decimal))
                for text in (special["text"], '{"status":"OK","result":%s}' % special["text"],
                             '{"result":%s , "status":"OK","errors":null}' % special["text"]):
                    [got] = self.decode(text, "--json").objects()
                    self.assertEqual(wanted, known(got))

    def test_what_it_prints_it_reads(self):
        for name, special in self.market.specials().items():
            once = self.decode(special["text"], "--json").raw
            self.assertEqual(once, self.decode(once, "--json").raw, name)

    def test_a_page(self):
        texts = [self.market.text(one["return"]) for one in self.market.returns()[:60]]
        page = '{"status":"OK","result":{"paging":{"nextPageToken":"x"},"returns":[%s]}}' % ",".join(texts)
        got = self.decode(page, "--json").objects()
        self.assertEqual([known(json.loads(text, parse_float=Decimal)) for text in texts],
                         [known(one) for one in got])
        self.assertEqual("", self.decode('{"status":"OK","result":{"returns":[]}}').out)

    def test_samples(self):
        found = sorted(glob.glob(os.path.join(SAMPLES, "*.json")))
        if not found:
            self.skipTest("there are no samples beside this checkout")
        for path in found:
            with self.subTest(path):
                with open(path) as file:
                    whole = json.load(file, parse_float=Decimal)
                [got] = self.run_ymr("decode", "--json", path, expect=DONE).objects()
                self.assertEqual(known(whole.get("result", whole)), known(got))
                self.assertEqual("", self.run_ymr("decode", path, expect=DONE).err)

    def test_stats(self):
        text = '{"id":1,"orderId":2,"returnType":"RETURN","items":[{"shopSku":"a","count":1}]}'
        result = self.decode(text, "--stats")
        self.assertEqual("ymr: bytes %d, tokens 14, returns 1, items 1\n" % len(text), result.err)

    def test_a_warning(self):
        result = self.decode('{"id":1,"orderId":2,"returnType":"RETURN","items":[],"amount":5}', "--json")
        self.assertIn("amount", result.err)
        self.assertNotIn("amount", result.out)

    def test_what_is_none(self):
        for text, said in (("", "ends too early"), ("{", "ends too early"), ("[]", "wrong type"),
                           ("{}", "id"),
                           ('{"id":1,"orderId":2,"items":[],"returnType":"R"}}', "follows the end"),
                           ('{"id":1,"orderId":2,"items":[{"shopSku":"a"}],"returnType":"R"}',
                            "items[0].count"),
                           ('{"status":"OK","result":{"returns":[{"id":1}]}}', "result.returns[0]"),
                           (b'{"id":"\xff"}', "UTF-8"), ('{"a":' * 1000 + "1" + "}" * 1000, "deeply"),
                           ('{"a":' * 100000, "deeply"), ('{"a":' * 20, "ends too early"), ('{"status":"MAYBE"}', "refused")):
            with self.subTest(text[:30]):
                result = self.decode(text, expect=REFUSED if "MAYBE" in str(text) else INVALID)
                self.assertIn(said, result.err)
                self.assertEqual("", result.out)

    def test_an_error_answer(self):
        result = self.decode('{"status":"ERROR","errors":[{"code":"BAD","message":"no"}]}', expect=REFUSED)
        self.assertIn("BAD: no", result.err)

    def test_files(self):
        with open(self.path("a"), "w") as file:
            file.write('{"id":1,"orderId":2,"returnType":"RETURN","items":[]}')
        self.run_ymr("decode", "a", expect=DONE)
        self.assertIn("b: No such file", self.run_ymr("decode", "b", expect=LOCAL).err)
        self.run_ymr("decode", ".", expect=LOCAL)

    def test_too_long(self):
        result = self.decode('{"id":1,"x":"' + "x" * 5000000 + '"}', expect=INVALID)
        self.assertIn("5000015 bytes", result.err)


if __name__ == "__main__":
    unittest.main()
