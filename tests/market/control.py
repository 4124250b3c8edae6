"""The control port: paths under /_market/ on the plain listener, without a key, for tests alone.

GET  /_market/counters  /_market/requests  /_market/faults  /_market/specials
     /_market/returns?campaign=…&FILTERS      what getReturns must list
     /_market/return?campaign=…&id=…          one return's exact text
     /_market/photos?digest=0|1&order=…&return=…&name=…
     /_market/chats  /_market/campaigns
     /_market/orders  /_market/order?id=…     every order's id, campaign, status, program; one order's texts
POST /_market/fault {"kind": …, options}
     /_market/clear                           disarms the faults
     /_market/reset                           and empties counters and log, undoes what calls have changed
     /_market/advance {"id": …, "to": …}      a return's refundStatus goes on, as its state machine lets it
     /_market/touch {"id": …, "members": {…}} a return's updateDate or statuses change; null: goes
     /_market/add {"body": {…}}               one more return, listed as the last, until reset
     /_market/scopes ["COMMUNICATION", …]     what the key may do, as getAuthTokenInfo tells it
     /_market/operation {"polls": …, "status": …}  how cancellations go from now on, see create.py
     /_market/report {"seconds": …, …}        how reports go from now on, see reports.py
"""
import datetime
import json
import urllib.parse

from . import data, decisions, jsontext, paging, store, values
from .wire import Response

PREFIX = "/_market/"


def answer(market, request):
    """The response to a control request; what is wrong with it is a 400 with plain words."""
    query = dict(urllib.parse.parse_qsl(request.query, keep_blank_values=True))
    action = ACTIONS.get((request.method, request.path[len(PREFIX):]))
    if not action:
        return _json({"error": "no such control path: %s %s" % (request.method, request.path)}, 404)
    try:
        return _json(action(market, request, query))
    except (ValueError, KeyError, TypeError, paging.BadQuery) as error:
        return _json({"error": str(error) or repr(error)}, 400)


def _json(value, status=200):
    return Response(status, json.dumps(value, ensure_ascii=False).encode("utf-8"))


def _fault(market, request, query):
    options = json.loads(request.body)
    return {"number": market.faults.set(options.pop("kind"), options)}


def _clear(market, request, query):
    market.faults.clear()
    return {}


def _reset(market, request, query):
    market.faults.clear()
    market.counters.reset()
    market.store.restore()
    return {}


def _advance(market, request, query):
    asked = json.loads(request.body)
    one = market.store.by_id(asked.get("campaign", store.CAMPAIGN), asked["id"])
    if not one:
        raise ValueError("no such return")
    decisions.advance(market.store, one, asked["to"])
    return {}


def _scopes(market, request, query):
    market.store.account.scopes = json.loads(request.body)
    return {}


def _report(market, request, query):
    asked = json.loads(request.body)
    unknown = set(asked) - set(market.store.reports.next)
    if unknown:
        raise ValueError("no such property of a report: %s" % ", ".join(sorted(unknown)))
    market.store.reports.next.update(asked)
    return {}


def _operation(market, request, query):
    asked = json.loads(request.body)
    unknown = set(asked) - set(market.store.creation.next)
    if unknown:
        raise ValueError("no such property of an operation: %s" % ", ".join(sorted(unknown)))
    market.store.creation.next.update(asked)
    return {}


def _orders(market, request, query):
    return [{"order": order.id, "campaign": order.campaign, "status": order.body["status"],
             "program": order.body.get("programType"), "bytes": len(order.text.encode("utf-8"))}
            for order in market.store.orders.all().values()]


def _order(market, request, query):
    order = market.store.orders.all()[int(query["id"])]
    return {"campaign": order.campaign, "text": order.text, "old": order.old,
            "lines": {line.offer: dict(line.pieces, cost=str(line.cost)) for line in order.lines}}


def _chats(market, request, query):
    """Every chat by its special name or its number, with its messages."""
    chats = market.store.chats
    names = {chats.long: "long", chats.odd: "odd", chats.direct: "direct", chats.new: "new"}
    return [{"name": names.get(chat), "chat": chat.members, "messages": chat.messages} for chat in chats.all]


def _touch(market, request, query):
    asked = json.loads(request.body)
    members = asked["members"]
    one = market.store.by_id(asked.get("campaign", store.CAMPAIGN), asked["id"])
    if not one or set(members) - {"updateDate", "refundStatus", "shipmentStatus"}:
        raise ValueError("no such return, or no such member")
    with market.store.lock():
        body = {**decisions.read(one.text), **members}
        body = {name: value for name, value in body.items() if name not in members or value is not None}
        updated = body.get("updateDate")
        market.store.change(one, {
            "text": jsontext.write(body), "refund": body.get("refundStatus"),
            "shipment": body.get("shipmentStatus"), "update_text": updated,
            "day": datetime.datetime.fromisoformat(updated).astimezone(values.MOSCOW).date()
            if "updateDate" in members and updated else one.day if updated else None})
    return {}


def _add(market, request, query):
    asked = json.loads(request.body)
    body, campaign = asked["body"], asked.get("campaign", store.CAMPAIGN)
    if {"id", "orderId", "items", "returnType"} - set(body) or market.store.by_id(campaign, body["id"]):
        raise ValueError("a member is missing, or there is a return of this id")
    updated = body.get("updateDate")
    market.store.add(campaign, data.Return(body, jsontext.write(body),
                                           datetime.datetime.fromisoformat(updated) if updated else None))
    return {}


def _campaign(query):
    return int(query.pop("campaign", store.CAMPAIGN))


def _returns(market, request, query):
    campaign = _campaign(query)
    unknown = set(query) - set(paging.FILTERS)
    if unknown:
        raise ValueError("no such filter: %s" % ", ".join(sorted(unknown)))
    return [{"campaign": campaign, "order": one.order, "return": one.id, "type": one.type,
             "refundStatus": one.refund,
             "shipmentStatus": one.shipment, "updateDate": one.update_text,
             "bytes": len(one.text.encode("utf-8")),
             "name": one.name}
            for one in paging.matching(market.store.campaigns[campaign], query)]


def _return(market, request, query):
    one = market.store.by_id(_campaign(query), int(query["id"]))
    if not one:
        raise ValueError("no such return")
    return {"text": one.text}


def _specials(market, request, query):
    return {one.name: {"campaign": campaign, "order": one.order, "return": one.id, "text": one.text}
            for campaign, one in market.store.specials()}


def _photos(market, request, query):
    wanted = {name: query[name] for name in ("order", "return", "name", "hash") if name in query}
    listed = []
    for campaign, one, photo in market.store.photos():
        shown = {"name": photo.name, "campaign": campaign, "order": one.order, "return": one.id,
                 "item": photo.item,
                 "hash": photo.hash, "size": photo.size, "type": photo.type, "framing": photo.framing,
                 "range": photo.range, "etag": photo.etag if photo.framing == "length" else None}
        if any(str(shown[name]) != value for name, value in wanted.items()):
            continue
        shown["path"] = "/v2/campaigns/%d/orders/%d/returns/%d/decision/%d/image/%s" % (
            campaign, one.order, one.id, photo.item, urllib.parse.quote(photo.hash, safe=""))
        if query.get("digest") == "1":
            shown["sha256"] = photo.sha256()
        listed.append(shown)
    return listed


ACTIONS = {
    ("GET", "counters"): lambda market, request, query: market.counters.all(),
    ("GET", "requests"): lambda market, request, query: market.counters.requests(),
    ("GET", "faults"): lambda market, request, query: market.faults.describe(),
    ("GET", "specials"): _specials,
    ("GET", "returns"): _returns,
    ("GET", "return"): _return,
    ("GET", "photos"): _photos,
    ("GET", "chats"): _chats,
    ("GET", "orders"): _orders,
    ("GET", "order"): _order,
    ("POST", "operation"): _operation,
    ("GET", "campaigns"): lambda market, request, query: market.store.account.campaigns,
    ("POST", "scopes"): _scopes,
    ("POST", "report"): _report,
    ("POST", "fault"): _fault,
    ("POST", "clear"): _clear,
    ("POST", "reset"): _reset,
    ("POST", "advance"): _advance,
    ("POST", "touch"): _touch,
    ("POST", "add"): _add,
}
