"""The data: valid, deterministic, and with every shape that it is there for."""
import json
import random
import re
import unittest
from decimal import Decimal

from market import jsontext, operations, photos, schema, store, values, words

STORE = store.Store()
RETURNS = STORE.campaigns[store.CAMPAIGN]
BODIES = [schema.parse(one.text) for one in RETURNS]
ORDINARY = [body for body, one in zip(BODIES, RETURNS) if not one.name]


def members(name):
    """Every value under this key, anywhere in any return."""
    def walk(value):
        if isinstance(value, dict):
            for key, member in value.items():
                if key == name:
                    yield member
                yield from walk(member)
        elif isinstance(value, list):
            for member in value:
                yield from walk(member)
    return list(walk(BODIES))


class Shapes(unittest.TestCase):
    def test_same_seed_same_returns(self):
        again, other = store.Store(), store.Store(seed=2)
        self.assertEqual([one.text for one in RETURNS], [one.text for one in again.campaigns[store.CAMPAIGN]])
        self.assertNotEqual(RETURNS[0].text, other.campaigns[store.CAMPAIGN][0].text)
        self.assertNotEqual(STORE.key, other.key)

    def test_ids_are_unique_and_found(self):
        self.assertEqual(420, len({one.id for one in RETURNS}))
        for one, body in zip(RETURNS, BODIES):
            self.assertEqual((one.id, one.order), (body["id"], body["orderId"]))
            self.assertIs(one, STORE.find(store.CAMPAIGN, one.order, one.id))
            self.assertIsNone(STORE.find(store.CAMPAIGN, one.order + 1, one.id))

    def test_key_has_the_documented_form(self):
        self.assertRegex(STORE.key, r"\AACMA:[0-9A-Za-z]{40}:[0-9a-f]{8}\Z")

    def test_enough_wait_for_a_decision(self):
        self.assertGreaterEqual(sum(one.refund in words.WAITING for one in RETURNS), 25)
        self.assertEqual(set(words.WAITING), {one.refund for one in RETURNS} & set(words.WAITING))

    def test_non_purchases_and_fast_returns_leave_out_what_they_have_not(self):
        unredeemed = [body for body in ORDINARY if body["returnType"] == "UNREDEEMED"]
        fast = [body for body in ORDINARY if body.get("fastReturn")]
        self.assertGreater(len(unredeemed), 80)
        self.assertGreater(len(fast), 50)
        for body in unredeemed:
            names = set(body) | set(body["items"][0])
            self.assertFalse({"refundStatus", "decisions", "fastReturn"} & names)
        for body in fast:
            self.assertFalse({"logisticPickupPoint", "shipmentRecipientType", "shipmentStatus"} & set(body))

    def test_dates_have_every_number_of_fraction_digits_and_kind_of_zone(self):
        dates = [text for name in ("creationDate", "updateDate", "pickupTillDate") for text in members(name)
                 if text]
        digits = {len(re.search(r"\.?(\d*)(?:Z|[+-]\d\d:\d\d)\Z", text[19:]).group(1)) for text in dates}
        self.assertEqual(set(range(10)), digits)
        self.assertEqual({"Z", "+03:00", "+00:00", "+05:00", "+10:30", "-07:00"},
                         {re.search(r"(Z|[+-]\d\d:\d\d)\Z", text).group(1) for text in dates})

    def test_money_is_written_in_every_form(self):
        numbers = re.findall(r'"value"\s*:\s*([^,}\s]+)', "".join(one.text for one in RETURNS))
        for form in (r"\d+", r"\d+\.0", r"\d+\.\d\d", "1e2", r"1\.5E\+3", r"314\.159e1", r"0\.01", "12e-1"):
            self.assertTrue(any(re.fullmatch(form, number) for number in numbers), form)
        for number in numbers:
            Decimal(number)

    def test_deprecated_kopecks_agree_with_the_amount(self):
        for body in ORDINARY:
            if body.get("amount") and body.get("refundAmount") is not None:
                self.assertEqual(int(body["amount"]["value"] * 100), body["refundAmount"], body["id"])

    def test_optional_lists_and_objects_come_as_null_empty_absent_and_full(self):
        for name, share in (("decisions", "RETURN"), ("instances", None), ("tracks", None)):
            items = [item for body in ORDINARY if share in (None, body["returnType"])
                     for item in body["items"]]
            forms = {"null" if item.get(name, 0) is None else "empty" if item.get(name) == [] else
                     "absent" if name not in item else "full" for item in items}
            self.assertLessEqual({"null", "empty", "full"}, forms, name)
        points = [body.get("logisticPickupPoint", "absent") for body in ORDINARY]
        for form in (None, {}, "absent"):
            self.assertIn(form, points)

    def test_key_order_varies(self):
        self.assertGreater(len({tuple(body)[:3] for body in ORDINARY}), 50)

    def test_text_comes_raw_escaped_and_in_pairs(self):
        text = "".join(one.text for one in RETURNS)
        for wanted in ("😡", r"\ud83d\ude21", r"\uD83D\uDE21", r"\n", r"\"", r"\\", r"\/", "\\u0000",
                       "\u2028"):
            self.assertIn(wanted, text)

    def test_codes_have_right_check_digits(self):
        imeis, codes = [v for v in members("imei") if v], [v for v in members("cis") if v]
        self.assertGreater(len(imeis), 50)
        self.assertGreater(len(codes), 50)
        for imei in imeis:
            self.assertEqual(imei[14], values.luhn_digit(imei[:14]))
        for code in codes:
            self.assertRegex(code, r"\A01\d{14}21[!-~]{1,20}\Z")
            self.assertNotIn("\x1d", code)
        self.assertTrue(any('"' in code for code in codes))

    def test_known_check_digits(self):
        self.assertEqual("1", values.check_digit("400638133393"))
        self.assertEqual("8", values.luhn_digit("49015420323751"))

    def test_unknown_enums_and_fields_are_among_the_ordinary_ones(self):
        text = "".join(one.text for one in RETURNS if not one.name)
        self.assertGreater(text.count("NEW_"), 10)
        self.assertGreater(text.count("warehouseHint"), 20)

    def test_special_sizes(self):
        size = {one.name: len(one.text.encode()) for _, one in STORE.specials()}
        self.assertGreater(size["big_return"], 8192)
        self.assertLess(size["minimal"], 128)
        bodies = {one.name: schema.parse(one.text) for _, one in STORE.specials()}
        self.assertEqual(1000, len(bodies["thousand_items"]["items"]))
        self.assertEqual((9007199254740993, 9223372036854775807),
                         (bodies["huge_ids"]["id"], bodies["huge_ids"]["orderId"]))
        self.assertEqual(-9223372036854775808, bodies["negative_ids"]["id"])

    def test_all_but_the_too_big_ones_fit_8_kb_without_items_and_item_by_item(self):
        def item_sizes(body):
            return [len(json.dumps(item, default=str).encode()) for item in body["items"]]
        for one, body in zip(RETURNS, BODIES):
            skeleton = json.dumps(dict(body, items=[]), default=str).encode()
            self.assertLess(max(item_sizes(body) + [len(skeleton)]), 8192, one.name)
        too_big = {one.name: schema.parse(one.text) for one in STORE.campaigns[store.CAMPAIGN_BIG]
                   if one.name}
        self.assertGreater(max(item_sizes(too_big["big_element"])), 8192)
        self.assertGreater(len(json.dumps(dict(too_big["big_skeleton"], items=[])).encode()), 8192)


class AgainstTheDescription(unittest.TestCase):
    def setUp(self):
        self.description = schema.load()
        if not self.description:
            self.skipTest("no OpenAPI description at " + schema.FILE)
        self.checker = schema.Checker(self.description)

    def test_every_return_is_a_return_dto(self):
        for campaign, returns in STORE.campaigns.items():
            for one in returns:
                self.assertEqual([], self.checker.faults(schema.parse(one.text), "ReturnDTO"), one.id)

    def test_the_checker_finds_faults(self):
        good = {"id": 1, "orderId": 2, "items": [{"shopSku": "a", "count": 1}], "returnType": "RETURN"}
        self.assertEqual([], self.checker.faults(good, "ReturnDTO"))
        for change in ({"id": None}, {"id": "1"}, {"id": 2 ** 63}, {"items": [{"count": 1}]},
                       {"returnType": "OTHER"},
                       {"creationDate": "2026-01-01"}, {"amount": {"value": "1", "currencyId": "RUR"}},
                       {"items": None}):
            self.assertEqual(1, len(self.checker.faults(dict(good, **change), "ReturnDTO")), change)

    def test_the_table_of_operations_is_the_description_s(self):
        described = {(method.upper(), path): one for path, methods in self.description["paths"].items()
                     for method, one in methods.items() if isinstance(one, dict) and "operationId" in one}
        for operation in operations.OPERATIONS:
            one = described[(operation.method, operation.template)]
            self.assertEqual(operation.name, one["operationId"])
            self.assertEqual(operation.limit, one["x-resource-limit-config"]["none"]["amount"])

    def test_the_words_are_the_description_s(self):
        for name, ours in (("RefundStatusType", words.REFUND), ("ReturnShipmentStatusType", words.SHIPMENT),
                           ("ReturnType", words.RETURN_TYPES), ("RecipientType", words.RECIPIENT),
                           ("LogisticPointType", words.POINT_TYPES),
                           ("ReturnDecisionReasonType", words.REASONS),
                           ("ReturnDecisionSubreasonType", words.SUBREASONS),
                           ("ReturnDecisionType", words.DECISIONS),
                           ("ReturnInstanceStockType", words.STOCK),
                           ("ReturnInstanceStatusType", words.INSTANCE)):
            theirs = self.description["components"]["schemas"][name]["enum"]
            self.assertEqual(sorted(theirs), sorted(ours), name)


class Writer(unittest.TestCase):
    def test_values(self):
        for value, text in ((jsontext.Raw("1e2"), "1e2"), (-2 ** 63, "-9223372036854775808"), (True, "true"),
                            (None, "null"),
                            ({"a": [1, {}]}, '{"a":[1,{}]}'), ('"\\\n\x01é', '"\\"\\\\\\n\\u0001é"')):
            self.assertEqual(text, jsontext.write(value))
        self.assertRaises(TypeError, jsontext.write, 1.5)

    def test_styles_change_the_text_and_not_the_value(self):
        value = {"ключ/1": ["é", "😀\n", "\x7f"]}
        texts = {jsontext.write(value, jsontext.Style(*style)) for style in (
            ("raw",), ("escaped",), ("escaped", True), ("mixed",), ("raw", False, True),
            ("raw", False, False, True))}
        self.assertEqual(6, len(texts))
        for text in texts:
            self.assertEqual(value, json.loads(text))


class Photos(unittest.TestCase):
    def test_any_part_is_the_same_bytes_as_in_the_whole(self):
        photo = photos.Photo("ab" * 20, 200001)
        whole = b"".join(photo.blocks())
        self.assertEqual(200001, len(whole))
        rng = random.Random(5)
        for _ in range(200):
            start = rng.randrange(200001)
            end = rng.randrange(start, 200001) + 1
            self.assertEqual(whole[start:end], b"".join(photo.blocks(start, end)), (start, end))

    def test_it_looks_like_its_type_and_holds_zeros(self):
        for type_, magic in (("image/jpeg", b"\xff\xd8\xff"), ("image/png", b"\x89PNG\r\n\x1a\n")):
            data = b"".join(photos.Photo("cd" * 20, 64, type_).blocks())
            self.assertTrue(data.startswith(magic))
            self.assertIn(0, data)

    def test_every_size_and_no_two_blocks_alike(self):
        for size in (0, 1, 2, 65535, 65536, 65537):
            self.assertEqual(size, sum(map(len, photos.Photo("ef" * 20, size).blocks())))
        blocks = list(photos.Photo("ef" * 20, 10 * 65536).blocks())
        self.assertEqual(10, len(set(blocks)))

    def test_byte_ranges(self):
        for text, expected in (("bytes=0-0", (0, 1)), ("bytes=5-", (5, 10)), ("bytes=-3", (7, 10)),
                               ("bytes=2-99", (2, 10)),
                               ("bytes=-99", (0, 10)), ("bytes=10-", "unsatisfiable"),
                               ("bytes=-0", "unsatisfiable"),
                               ("bytes=5-2", None), ("bytes=0-1,3-4", None), ("items=0-1", None),
                               ("bytes=x-", None),
                               ("bytes=-", None), ("bytes=+1-2", None), ("nonsense", None)):
            self.assertEqual(expected, photos.byte_range(text, 10), text)
