"""One call on its way to its handler: its parameters, its query, what it is about, how it is refused."""
import json
import re
import urllib.parse
from decimal import Decimal

from . import answers

INT64 = range(-2 ** 63, 2 ** 63)


class Refused(Exception):
    """The call is answered with this error status."""

    def __init__(self, status, message=None, code=None):
        super().__init__(message)
        self.response = answers.error(status, message, code)


class Call:
    """One authorised call: its store, request, decoded path parameters and query."""

    def __init__(self, store, request, operation, raw_parameters):
        self.store = store
        self.request = request
        self.operation = operation
        self.parameters = {name: decode(value) for name, value in raw_parameters.items()}
        self.query = query_of(request)
        self.campaign = None

    def id(self, name):
        """A path parameter that is an int64."""
        text = self.parameters[name]
        if not re.match(r"-?[0-9]{1,19}\Z", text) or int(text) not in INT64:
            raise Refused(400, "%s: not an int64: %s" % (name, text))
        return int(text)

    def found(self):
        """The return that the path names."""
        found = self.store.find(self.campaign, self.id("orderId"), self.id("returnId"))
        if not found:
            raise Refused(404, "Возврат не найден")
        return found

    def json(self):
        """The body of a call that must have one: an object, its numbers exact."""
        kind = self.request.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise Refused(415)
        try:
            body = json.loads(self.request.body.decode("utf-8", "strict"), parse_float=Decimal)
        except ValueError as error:
            raise Refused(400, "Тело запроса: %s" % error) from None
        if not isinstance(body, dict):
            raise Refused(400, "Тело запроса: ожидается объект")
        return body


def decode(text):
    """Percent-decoding; a bad escape or bad UTF-8 is a 400."""
    if re.search(r"%(?![0-9A-Fa-f]{2})", text):
        raise Refused(400, "a % that is no escape: " + text)
    try:
        return urllib.parse.unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise Refused(400, "not UTF-8: " + text) from None


def query_of(request):
    """The query as {name: value}; a repeated name is joined with commas, as lists may come either way."""
    query = {}
    for part in filter(None, request.query.split("&")):
        name, _, value = part.partition("=")
        name, value = decode(name), decode(value.replace("+", " "))
        query[name] = query[name] + "," + value if name in query else value
    return query
