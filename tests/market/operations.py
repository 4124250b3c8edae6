"""The operations of the API: one table, a handler for each. Paths and limits are the OpenAPI description's.

A further operation is one row and one handler: handler(call) gives a Response or raises Refused.
"""
import re
import urllib.parse
import zlib

from . import answers, paging
from .photos import byte_range
from .wire import Response

INT64 = range(-2 ** 63, 2 ** 63)
FRAMINGS = ("length", "chunked", "length", "close")


class Refused(Exception):
    """The call is answered with this error status."""

    def __init__(self, status, message=None, code=None):
        super().__init__(message)
        self.response = answers.error(status, message, code)


class Operation:
    """limit: calls an hour as documented; shown in the limit fields, enforced by the `limit` fault only."""

    def __init__(self, name, method, template, handler, limit):
        self.name = name
        self.method = method
        self.template = template
        self.handler = handler
        self.limit = limit
        self.pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template) + r"\Z")


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


def get_returns(call):
    """A page: its paging stands before or after the list, and it comes in one of the framings, by target."""
    returns = paging.matching(call.store.campaigns[call.campaign], call.query)
    page, token = paging.page(returns, call.campaign, call.query)
    list_text = '"returns":[%s]' % ",".join(one.text for one in page)
    variant = _variant(call.request)
    if token:
        paging_text = '"paging":{"nextPageToken":"%s"}' % token
    else:
        paging_text = (None, '"paging":{}', '"paging":null')[variant % 3]
    members = [paging_text, list_text] if variant % 2 else [list_text, paging_text]
    response = answers.ok("{%s}" % ",".join(filter(None, members)))
    response.framing = FRAMINGS[variant % 4]
    return response


def get_return(call):
    """One return; which framing it comes in depends on the target."""
    response = answers.ok(_found(call).text)
    response.framing = FRAMINGS[_variant(call.request) % 4]
    return response


def _variant(request):
    """A number that is the same for the same target, to vary answers by."""
    return zlib.crc32(request.target.encode("ascii")) // 7


def get_return_photo(call):
    photo = _found(call).photos.get((call.id("itemId"), call.parameters["imageHash"]))
    if not photo:
        raise Refused(404, "Фото не найдено")
    wanted = _wanted_range(call.request, photo)
    if wanted == "unsatisfiable":
        response = answers.error(416)
        response.set_header("Content-Range", "bytes */%d" % photo.size)
        return response
    start, end = wanted or (0, photo.size)
    response = Response(206 if wanted else 200, type_=photo.type, framing=photo.framing)
    response.chunk_sizes = (1, 13, 4096, 65536, 65536, 65536, 65536, 65536, 65536, 65536, 65536)
    response.set_stream(end - start, lambda: photo.blocks(start, end))
    if photo.framing == "length":
        response.set_header("ETag", photo.etag)
    if photo.range:
        response.set_header("Accept-Ranges", "bytes")
    if wanted:
        response.set_header("Content-Range", "bytes %d-%d/%d" % (start, end - 1, photo.size))
    return response


def _wanted_range(request, photo):
    """The range to serve; None for the whole photo: none asked or taken, or If-Range names another."""
    value = request.get("range")
    if not value or not photo.range or request.get("if-range", photo.etag) != photo.etag:
        return None
    return byte_range(value, photo.size)


def _found(call):
    found = call.store.find(call.campaign, call.id("orderId"), call.id("returnId"))
    if not found:
        raise Refused(404, "Возврат не найден")
    return found


CAMPAIGN_PATH = "/v2/campaigns/{campaignId}"
RETURN_PATH = CAMPAIGN_PATH + "/orders/{orderId}/returns/{returnId}"

OPERATIONS = [
    Operation("getReturns", "GET", CAMPAIGN_PATH + "/returns", get_returns, 5000),
    Operation("getReturn", "GET", RETURN_PATH, get_return, 7000),
    Operation("getReturnPhoto", "GET", RETURN_PATH + "/decision/{itemId}/image/{imageHash}", get_return_photo,
              5000),
]


def route(request):
    """(operation, raw path parameters); (None, 404) or (None, 405) when there is none."""
    status = 404
    for operation in OPERATIONS:
        match = operation.pattern.match(request.path)
        if match and operation.method == request.method:
            return operation, match.groupdict()
        if match:
            status = 405
    return None, status


def answer(store, request, operation, parameters):
    """The response to a request; `parameters` is the error status when there is no operation."""
    try:
        if operation is None:
            raise Refused(parameters)
        if request.get("api-key") != store.key:
            raise Refused(401)
        call = Call(store, request, operation, parameters)
        if "campaignId" in parameters:
            call.campaign = call.id("campaignId")
            if call.campaign not in store.campaigns:
                raise Refused(403)
        return operation.handler(call)
    except Refused as refused:
        return refused.response
    except paging.BadQuery as error:
        return answers.error(400, str(error))
