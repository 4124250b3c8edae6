"""Whether what ymr sent is what its command line means, and all of it in the description."""
import urllib.parse

from compare import read_json
from prism import violations
from steering import KEY


def same(came, meant):
    """Equal, where a set that is meant may come in any order."""
    if isinstance(meant, set):
        return isinstance(came, list) and sorted(came) == sorted(meant)
    if isinstance(meant, dict):
        return isinstance(came, dict) and came.keys() == meant.keys() and \
            all(same(came[key], meant[key]) for key in meant)
    if isinstance(meant, list):
        return isinstance(came, list) and len(came) == len(meant) and all(map(same, came, meant))
    return came == meant and isinstance(came, bool) == isinstance(meant, bool)


class Requested:
    """Whether what ymr sent is what the command line means, and all of it in the description."""

    def __init__(self, description, row, wanted, result):
        self.description, self.row, self.wanted, self.result = description, row, wanted, result
        self.fault = result.fault

    def check(self):
        if not self.result.exchanges:
            self.fault("no request came (exit %d): %s", self.result.code, self.result.err.strip())
        for number, exchange in enumerate(self.result.exchanges):
            self._check_prism(exchange)
            self._check_head(exchange.request)
            self._check_one(number, exchange.request)

    def _check_prism(self, exchange):
        if exchange.answer is None:
            self.fault("Prism did not answer %s", exchange.request.first)
            return
        of_request, _ = violations(exchange.answer)
        for one in of_request:
            self.fault("Prism refuses %s: %s", exchange.request.first, one["message"])
        if not of_request and (exchange.answer.get("content-type") or "").startswith("application/problem"):
            if exchange.settled:
                self.fault("Prism refuses %s: %s", exchange.request.first, exchange.answer.body.decode())

    def _check_head(self, request):
        for name, value in (("api-key", KEY), ("content-length", str(len(request.body)))):
            expected = [value] if name == "api-key" or request.method == "POST" else []
            if request.all(name) != expected:
                self.fault("%s of %s is %s", name, request.first, request.all(name))
        kind = request.get("content-type")
        if request.body and (kind or "").partition(";")[0] != "application/json":
            self.fault("content-type of %s is %s", request.first, kind)

    def _expected(self, number):
        """Behind the requests that were announced come further pages, and elements by themselves."""
        return self.wanted.sent[min(number, len(self.wanted.sent) - 1)]

    def _check_one(self, number, request):
        path, _, query = request.target.partition("?")
        operation, segments = self.description.find(request.method, path)
        if operation is None:
            self.fault("%s is none of the description's operations", request.first)
            return
        expected = self._expected(number)
        if operation.name != expected.operation:
            if number < len(self.wanted.sent) or operation.name != self.row.follows:
                self.fault("%s came, not %s", operation.name, expected.operation)
            return
        self._check_segments(operation, segments, expected)
        self._check_query(operation, query, expected, number)
        self._check_body(operation, request.body, expected)

    def _check_segments(self, operation, segments, expected):
        for name, value in segments.items():
            if value != str(expected.path[name]):
                self.fault("%s of %s is %r, not %r", name, operation.name, value, str(expected.path[name]))

    def _check_query(self, operation, query, expected, number):
        came = {}
        for pair in filter(None, query.split("&")):
            name, _, value = pair.partition("=")
            value = urllib.parse.unquote(value, errors="strict")
            came.setdefault(urllib.parse.unquote(name), []).append(value)
        came_before = came.pop("pageToken", None) if "pageToken" not in expected.query else None
        self._check_token(number, operation, came_before)
        wanted = {name: sorted(map(str, value)) if isinstance(value, (list, set)) else [str(value)]
                  for name, value in expected.query.items() if value is not None}
        if {name: sorted(values) for name, values in came.items()} != wanted:
            self.fault("the query of %s is %s, not %s", operation.name, came, wanted)
        for name in came:
            if name not in operation.query:
                self.fault("%s has no query parameter %s", operation.name, name)

    def _check_token(self, number, operation, came):
        before = None
        if number > 0:
            document = read_json(self.result.exchanges[number - 1].answer.body.decode())
            holder = document.get("result") if "result" in document else document
            before = ((holder or {}).get("paging") or {}).get("nextPageToken")
        if came != (None if before is None else [before]):
            self.fault("pageToken of %s is %s, the page before said %r", operation.name, came, before)

    def _check_body(self, operation, body, expected):
        if expected.body is None:
            if body:
                self.fault("%s has a body: %r", operation.name, body[:200])
            return
        came = read_json(body.decode()) if body else None
        if not same(came, expected.body):
            self.fault("the body of %s is %r, not %r", operation.name, came, expected.body)
        self._check_members(operation.name, operation.body, came)

    def _check_members(self, where, schema, value):
        """Prism takes members that the schema does not have."""
        schema = self.description.resolve(schema)
        if isinstance(value, list):
            for element in value:
                self._check_members(where + "[]", schema["items"], element)
        elif isinstance(value, dict):
            properties = schema.get("properties", {})
            for key, below in value.items():
                if key in properties:
                    self._check_members(where + "." + key, properties[key], below)
                else:
                    self.fault("%s has no member %s", where, key)
