#!/usr/bin/env python3
"""The comparison itself: what it must see, and what it must let pass."""
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from compare import Comparison, read_json  # noqa: E402


class Schemas:
    """As much of a description as the comparison asks for."""

    named = {"Inner": {"type": "object", "properties": {"x": {"type": "integer"}, "up": {"$ref": "Inner"}}}}

    def resolve(self, schema):
        return self.named[schema["$ref"]] if "$ref" in schema else schema


SCHEMA = {"type": "object", "properties": {
    "id": {"type": "integer"}, "sum": {"type": "number"}, "name": {"type": "string"},
    "fast": {"type": "boolean"}, "list": {"type": "array", "items": {"$ref": "Inner"}},
    "words": {"type": "array", "items": {"type": "string"}}, "aside": {"$ref": "Inner"}}}


def compared(sent, printed, passed_over=()):
    comparison = Comparison(Schemas(), passed_over)
    comparison.compare(SCHEMA, read_json(sent), read_json(printed))
    return comparison


class Equal(unittest.TestCase):
    def test_what_is_equal(self):
        for sent, printed in (
                ('{}', '{}'),
                ('{"id":-9223372036854775808}', '{"id":-9223372036854775808}'),
                ('{"sum":3170.0}', '{"sum":3170}'),
                ('{"sum":1e2}', '{"sum":100}'),
                ('{"name":"\\u00e9"}', '{"name":"é"}'),
                ('{"fast":false,"list":[]}', '{"list":[],"fast":false}'),
                ('{"list":[{"x":1,"up":{"x":2}}]}', '{"list":[{"x":1,"up":{"x":2}}]}'),
                ('{"id":null,"list":null}', '{}'),
                ('{"new":1,"list":[{"new":{}}]}', '{"list":[{}]}'),
        ):
            self.assertEqual([], compared(sent, printed).differences, sent)

    def test_what_is_not(self):
        for sent, printed, path in (
                ('{"id":1}', '{"id":2}', "id"),
                ('{"id":9007199254740993}', '{"id":9007199254740992}', "id"),
                ('{"id":1}', '{"id":1.0}', "id"),
                ('{"id":1}', '{"id":"1"}', "id"),
                ('{"id":1}', '{"id":true}', "id"),
                ('{"id":0}', '{}', "id"),
                ('{"id":null}', '{"id":0}', "id"),
                ('{}', '{"id":0}', "id"),
                ('{"sum":0.1}', '{"sum":0.10000000000000001}', "sum"),
                ('{"sum":1}', '{"sum":"1"}', "sum"),
                ('{"sum":1}', '{"sum":true}', "sum"),
                ('{"name":"a"}', '{"name":"a "}', "name"),
                ('{"fast":false}', '{"fast":true}', "fast"),
                ('{"fast":false}', '{}', "fast"),
                ('{"list":[]}', '{}', "list"),
                ('{"list":[{"x":1}]}', '{"list":[]}', "list"),
                ('{"list":[{"x":1},{"x":2}]}', '{"list":[{"x":2},{"x":1}]}', "list[].x"),
                ('{"list":[{"up":{"x":1}}]}', '{"list":[{"up":{}}]}', "list[].up.x"),
                ('{"list":[{}]}', '{"list":[[]]}', "list[]"),
                ('{"words":["a","b"]}', '{"words":["a","c"]}', "words[]"),
                ('{"aside":{}}', '{"aside":[]}', "aside"),
                ('{"new":1}', '{"new":1}', "(the whole)"),
                ('{}', '[]', "(the whole)"),
        ):
            found = compared(sent, printed).differences
            self.assertTrue(found, "%s, %s" % (sent, printed))
            self.assertTrue(found[0].startswith(path + ": "), found)

    def test_what_is_passed_over_on_purpose(self):
        self.assertEqual([], compared('{"aside":{"x":1}}', '{}', ["aside"]).differences)
        self.assertEqual([], compared('{"list":[{"x":1}]}', '{"list":[{}]}', ["list[].x"]).differences)
        stale = compared('{"aside":{"x":1}}', '{"aside":{"x":1}}', ["aside"])
        self.assertTrue(stale.differences)
        self.assertTrue(compared('{"id":1}', '{}', ["aside"]).differences)

    def test_integers_that_break_the_schema_are_neither_right_nor_wrong(self):
        for number in ("9223372036854775808", "-9223372036854775809", "1.5"):
            comparison = compared('{"id":%s}' % number, '{"id":1}')
            self.assertEqual(([], set()), (comparison.differences, comparison.seen))
            self.assertEqual(1, len(comparison.beyond))

    def test_what_was_seen(self):
        comparison = compared('{"id":1,"list":[{"x":1}],"words":[]}', '{"id":1,"list":[{"x":1}],"words":[]}')
        self.assertEqual({"id", "list[].x"}, comparison.seen)
        self.assertEqual({"id", "sum", "name", "fast", "list[].x", "words[]", "aside.x"},
                         comparison.fields(SCHEMA))

    def test_a_key_comes_once(self):
        self.assertRaises(ValueError, read_json, '{"a":1,"a":1}')


if __name__ == "__main__":
    unittest.main()
