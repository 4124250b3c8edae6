"""The operations of the API: one table, a handler for each. Paths and limits are the OpenAPI description's.

A further operation is one row and one handler: handler(call) gives a Response or raises Refused.
"""
import re
import zlib

from . import account, answers, chats, create, decisions, orders, paging, reports
from .call import Call, Refused
from .photos import byte_range
from .store import BUSINESS
from .wire import Response

FRAMINGS = ("length", "chunked", "length", "close")


class Operation:
    """limit: calls an hour as documented; shown in the limit fields, enforced by the `limit` fault only."""

    def __init__(self, name, method, template, handler, limit):
        self.name = name
        self.method = method
        self.template = template
        self.handler = handler
        self.limit = limit
        self.pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template) + r"\Z")


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
    response = answers.ok(call.found().text)
    response.framing = FRAMINGS[_variant(call.request) % 4]
    return response


def _variant(request):
    """A number that is the same for the same target, to vary answers by."""
    return zlib.crc32(request.target.encode("ascii")) // 7


def get_return_photo(call):
    photo = call.found().photos.get((call.id("itemId"), call.parameters["imageHash"]))
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


CAMPAIGN_PATH = "/v2/campaigns/{campaignId}"
BUSINESS_PATH = "/v2/businesses/{businessId}"
RETURN_PATH = CAMPAIGN_PATH + "/orders/{orderId}/returns/{returnId}"

OPERATIONS = [
    Operation("getReturns", "GET", CAMPAIGN_PATH + "/returns", get_returns, 5000),
    Operation("getReturn", "GET", RETURN_PATH, get_return, 7000),
    Operation("getReturnPhoto", "GET", RETURN_PATH + "/decision/{itemId}/image/{imageHash}", get_return_photo,
              5000),
    Operation("getReturnApplication", "GET", RETURN_PATH + "/application", decisions.get_return_application,
              5000),
    Operation("getReturnAvailableDecisions", "POST", "/v1/businesses/{businessId}/returns/decisions",
              decisions.get_return_available_decisions, 5000),
    Operation("submitReturnDecision", "POST", RETURN_PATH + "/decision/submit",
              decisions.submit_return_decision, 5000),
    Operation("setReturnDecision", "POST", RETURN_PATH + "/decision", decisions.set_return_decision, 1000),
    Operation("createReturn", "POST", "/v1/campaigns/{campaignId}/returns/create", create.create_return, 5000),
    Operation("getReturnDeliveryOptions", "POST", "/v1/campaigns/{campaignId}/return-delivery-options",
              create.get_return_delivery_options, 5000),
    Operation("cancelReturn", "POST", "/v1/campaigns/{campaignId}/returns/cancel", create.cancel_return, 5000),
    Operation("getOperations", "POST", "/v1/businesses/{businessId}/operations", create.get_operations, 1000),
    Operation("getBusinessOrders", "POST", "/v1/businesses/{businessId}/orders", orders.get_business_orders, 10000),
    Operation("getOrders", "GET", CAMPAIGN_PATH + "/orders", orders.get_orders, 10000),
    Operation("getOrder", "GET", CAMPAIGN_PATH + "/orders/{orderId}", orders.get_order, 10000),
    Operation("createChat", "POST", BUSINESS_PATH + "/chats/new", chats.create_chat, 1000),
    Operation("getChats", "POST", BUSINESS_PATH + "/chats", chats.get_chats, 5000),
    Operation("getChat", "GET", BUSINESS_PATH + "/chat", chats.get_chat, 1000),
    Operation("getChatHistory", "POST", BUSINESS_PATH + "/chats/history", chats.get_chat_history, 10000),
    Operation("getChatMessage", "GET", BUSINESS_PATH + "/chats/message", chats.get_chat_message, 1000),
    Operation("sendMessageToChat", "POST", BUSINESS_PATH + "/chats/message", chats.send_message_to_chat,
              1000),
    Operation("generateUnitedReturnsReport", "POST", "/v2/reports/united-returns/generate",
              reports.generate_united_returns_report, 1),
    Operation("getReportInfo", "GET", "/v2/reports/info/{reportId}", reports.get_report_info, 100),
    Operation("getCampaigns", "GET", "/v2/campaigns", account.get_campaigns, 1000),
    Operation("getAuthTokenInfo", "POST", "/v2/auth/token", account.get_auth_token_info, 100),
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
        if "businessId" in parameters and call.id("businessId") != BUSINESS:
            raise Refused(403)
        return operation.handler(call)
    except Refused as refused:
        return refused.response
    except paging.BadQuery as error:
        return answers.error(400, str(error))
