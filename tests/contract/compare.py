"""Compares what was sent with what was printed, field by field, by the schema."""
import json
from decimal import Decimal


def _pairs(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key comes twice")
    return found


def read_json(text):
    """Numbers exact: int, or Decimal when there is a point or an exponent."""
    return json.loads(text, parse_float=Decimal, object_pairs_hook=_pairs)


INT64 = range(-2 ** 63, 2 ** 63)


class Comparison:
    """One object that was sent against one that was printed. Paths are those of the schema:
    items[].decisions[].amount.value.

    differences  what is wrong, a line each
    seen         paths of fields that were sent and printed alike
    known        paths of all fields that were there to be sent
    beyond       integers that no int64 holds: the sender broke the schema, nothing is said of them
    """

    def __init__(self, description, passed_over=()):
        self.description = description
        self.passed_over = set(passed_over)
        self.differences, self.seen, self.beyond = [], set(), []

    def compare(self, schema, sent, printed, path=""):
        schema = self.description.resolve(schema)
        kind = schema.get("type", "object" if "properties" in schema else None)
        getattr(self, "_" + str(kind), self._unknown)(schema, sent, printed, path)

    def _differ(self, path, text, *values):
        self.differences.append("%s: %s" % (path or "(the whole)", text % values))

    def _equal(self, path, sent, printed):
        if type(sent) is not type(printed) or sent != printed:
            self._differ(path, "sent %r, printed %r", sent, printed)
        else:
            self.seen.add(path)

    def _unknown(self, schema, sent, printed, path):
        self._differ(path, "the schema says nothing of its type")

    def _string(self, schema, sent, printed, path):
        self._equal(path, sent, printed)

    _boolean = _string

    def _integer(self, schema, sent, printed, path):
        if isinstance(sent, Decimal) or sent not in INT64:
            self.beyond.append("%s: %s" % (path, sent))
        else:
            self._equal(path, sent, printed)

    def _number(self, schema, sent, printed, path):
        if isinstance(printed, bool) or not isinstance(printed, (int, Decimal)):
            self._differ(path, "sent %s, printed %r", sent, printed)
        else:
            self._equal(path, Decimal(sent), Decimal(printed))

    def _array(self, schema, sent, printed, path):
        if not isinstance(printed, list) or len(sent) != len(printed):
            self._differ(path, "sent %d elements, printed %s", len(sent),
                         len(printed) if isinstance(printed, list) else repr(printed))
            return
        for one_sent, one_printed in zip(sent, printed):
            self.compare(schema["items"], one_sent, one_printed, path + "[]")

    def _object(self, schema, sent, printed, path):
        if not isinstance(printed, dict):
            self._differ(path, "sent an object, printed %r", printed)
            return
        properties = schema.get("properties", {})
        for key in printed:
            if key not in properties:
                self._differ(path, "printed %r, which the schema does not have", key)
        for key, below in properties.items():
            self._member(below, sent.get(key), printed, key, path + "." + key if path else key)

    def _member(self, schema, sent, printed, key, path):
        """null is absent; absent fields are not printed."""
        if path in self.passed_over:
            if key in printed:
                self._differ(path, "printed, but said to be passed over: take it off the list")
        elif sent is None:
            if key in printed:
                self._differ(path, "printed %r, nothing was sent", printed[key])
        elif key not in printed:
            self._differ(path, "sent %s, not printed", json.dumps(sent, default=str)[:80])
        else:
            self.compare(schema, sent, printed[key], path)

    def fields(self, schema, path="", above=()):
        """The paths of all values that could be seen; a schema within itself is looked into once."""
        name = schema.get("$ref")
        if path in self.passed_over or (name and name in above):
            return set()
        above = above + (name,) if name else above
        schema = self.description.resolve(schema)
        if schema.get("type") == "array":
            return self.fields(schema["items"], path + "[]", above)
        if "properties" not in schema:
            return {path}
        return {found for key, below in schema["properties"].items()
                for found in self.fields(below, path + "." + key if path else key, above)}
