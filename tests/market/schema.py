"""A small checker of JSON values against the schemas of the OpenAPI description, for the self-test.

It is as lenient as the Market itself: an optional member may be null and a list empty, unknown members pass,
and an enum may have a value that starts with NEW, which is how the stand-in marks its own inventions.
"""
import json
import os
import re
from decimal import Decimal

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FILE = os.path.join(ROOT, os.environ.get("YMR_OPENAPI", "../shared/openapi/market-returns.json"))
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)\Z")
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool}


def load():
    """The description, or None when the file is not there."""
    if not os.path.exists(FILE):
        return None
    with open(FILE, encoding="utf-8") as file:
        return json.load(file)


def parse(text):
    """JSON with exact numbers; a key that comes twice is an error."""
    def pairs(members):
        if len({name for name, _ in members}) != len(members):
            raise ValueError("a key twice: %r" % members)
        return dict(members)
    return json.loads(text, parse_float=Decimal, object_pairs_hook=pairs)


class Checker:
    def __init__(self, description):
        self.schemas = description["components"]["schemas"]

    def faults(self, value, schema, path="$"):
        """What is wrong with the value, as texts that name the path."""
        if isinstance(schema, str):
            schema = self.schemas[schema]
        if "$ref" in schema:
            return self.faults(value, schema["$ref"].rsplit("/", 1)[-1], path)
        found = [fault for part in schema.get("allOf", []) for fault in self.faults(value, part, path)]
        type_ = schema.get("type", "object" if "properties" in schema else None)
        if type_ in ("integer", "number"):
            return found + self._number(value, schema, type_, path)
        if type_ and not isinstance(value, TYPES[type_]):
            return found + ["%s: %s expected, %r found" % (path, type_, value)]
        if type_ == "string":
            found += self._string(value, schema, path)
        if type_ == "array":
            for at, member in enumerate(value):
                found += self.faults(member, schema["items"], "%s[%d]" % (path, at))
        if type_ == "object":
            found += self._object(value, schema, path)
        return found

    def _object(self, value, schema, path):
        required = schema.get("required", [])
        found = ["%s: %s is missing" % (path, name) for name in required if name not in value]
        for name, member in schema.get("properties", {}).items():
            if name in value and (value[name] is not None or name in required):
                found += self.faults(value[name], member, "%s.%s" % (path, name))
        return found

    @staticmethod
    def _number(value, schema, type_, path):
        allowed = int if type_ == "integer" else (int, Decimal)
        if isinstance(value, bool) or not isinstance(value, allowed):
            return ["%s: %s expected, %r found" % (path, type_, value)]
        bits = {"int32": 31, "int64": 63}.get(schema.get("format"))
        if bits and not -2 ** bits <= value < 2 ** bits:
            return ["%s: out of range: %s" % (path, value)]
        if "minimum" in schema and value < schema["minimum"]:
            return ["%s: below %s: %s" % (path, schema["minimum"], value)]
        return []

    @staticmethod
    def _string(value, schema, path):
        if "enum" in schema and value not in schema["enum"] and not value.startswith("NEW"):
            return ["%s: not in the enum: %s" % (path, value)]
        if schema.get("format") == "date-time" and not DATE_TIME.match(value):
            return ["%s: no date: %s" % (path, value)]
        if "pattern" in schema and not re.match(schema["pattern"], value):
            return ["%s: does not match its pattern: %r" % (path, value)]
        return []
