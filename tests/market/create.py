"""New returns (LaaS): where they can be handed in, creating and cancelling them, operations that take a while.

A return that was created is a return like any other, in getReturns too, until restore(). A cancellation is over
when its operation has been asked about so many times; `next` says how often, and how it ends.
"""
import datetime
import re
from decimal import Decimal

from . import answers, jsontext, values
from .call import Refused
from .data import Return
from .decisions import member, read, whole
from .jsontext import Raw

REASONS = {"DOES_NOT_FIT": ["USER_DID_NOT_LIKE", "USER_CHANGED_MIND", "DELIVERED_TOO_LONG"],
           "BAD_QUALITY": ["BAD_PACKAGE", "DAMAGED", "NOT_WORKING", "INCOMPLETENESS"],
           "WRONG_ITEM": ["WRONG_ITEM", "WRONG_COLOR", "DID_NOT_MATCH_DESCRIPTION"]}
TYPES = ["ORDER_RECIPIENT_UPDATE", "ORDER_DELIVERY_INTERVAL_UPDATE", "ORDER_STATUS_UPDATE", "RETURN_CANCELLATION"]
POINTS = {10025186314: 1000, 10025186315: 2, 10025186316: 0}  # and how many pieces each takes
FIRST_ID = 71000000
KOPECK = Decimal("0.01")


class Creation:
    """What was created and cancelled. `next`: how operations to come go: polls, status."""

    def __init__(self, store):
        self.store = store
        self.restore()

    def restore(self):
        self.external, self.operations, self.used = set(), {}, 0
        self.next = {"polls": 2, "status": "DONE"}

    def number(self):
        with self.store.lock():
            self.used += 1
            return self.used


# Points.

def get_return_delivery_options(call):
    """Those of the points that take so many pieces."""
    body = call.json()
    pieces = sum(read_pieces(given)[1] for given in members(body, "items", 1000))
    asked = members(member(body, "pickupDelivery", dict), "logisticPointsIds", 20)
    if len(set(asked)) != len(asked) or any(not isinstance(point, int) or point < 1 for point in asked):
        raise Refused(400, "logisticPointsIds: неверные идентификаторы")
    able = [point for point in asked if POINTS.get(point, 0) >= pieces]
    return answers.ok(jsontext.write({"pickupDelivery": {"logisticPointIds": able}}))


def members(owner, name, most):
    """A list of 1 to so many."""
    found = member(owner, name, list)
    if not 1 <= len(found) <= most:
        raise Refused(400, "%s: от 1 до %d" % (name, most))
    return found


def read_pieces(given):
    if not isinstance(given, dict):
        raise Refused(400, "items: ожидается объект")
    count = whole(given, "count", least=1)
    if count > 1000:
        raise Refused(400, "count: от 1 до 1000")
    return text(given, "offerId", 255), count


def text(owner, name, most, must=True):
    found = member(owner, name, str, must)
    if found is not None and not 1 <= len(found) <= most:
        raise Refused(400, "%s: от 1 до %d знаков" % (name, most))
    return found


# Creating.

def create_return(call):
    given = member(call.json(), "newReturn", dict)
    external = text(given, "externalReturnId", 10 ** 6)
    order = call.store.orders.find(call.campaign, whole(given, "orderId"))
    if not order:
        raise Refused(400, "Заказ не найден", "ORDER_NOT_FOUND")
    if order.body["status"] != "DELIVERED":
        raise Refused(400, "Заказ не доставлен", "ORDER_NOT_DELIVERED")
    items = [read_item(item) for item in members(given, "items", 1000)]
    check_customer(member(given, "customer", dict))
    option = member(member(given, "returnOption", dict), "pickupReturn", dict)
    if POINTS.get(whole(option, "logisticPointId", least=1), 0) < sum(item["count"] for item in items):
        raise Refused(400, "Пункт выдачи не принимает эти товары", "POINT_NOT_AVAILABLE")
    creation = call.store.creation
    if external in creation.external:
        raise Refused(400, "Возврат %s уже есть" % external, "DUPLICATE")
    check_left(call.store, order, items)
    made = new_return(order, items, FIRST_ID + creation.number())
    response = answers.ok('{"id":%d}' % made.id)

    def effect():
        with call.store.lock():
            creation.external.add(external)
            call.store.add(call.campaign, made)
    response.effect = effect
    return response


def read_item(given):
    """One item, as the returns of later will show it."""
    offer, count = read_pieces(given)
    reason, subreason = member(given, "reasonType", str), member(given, "subreasonType", str)
    if subreason not in REASONS.get(reason, []):
        raise Refused(400, "subreasonType: %s не относится к %s" % (subreason, reason))
    comment = text(given, "comment", 3000, must=False)
    pictures = member(given, "pictures", list, must=False)
    if pictures is not None and (not 1 <= len(pictures) <= 10 or len(set(pictures)) != len(pictures)):
        raise Refused(400, "pictures: от 1 до 10 разных")
    decision = {"count": count, "reasonType": reason, "subreasonType": subreason}
    return {"shopSku": offer, "count": count, "decisions": [dict(decision, comment=comment) if comment else decision]}


def check_customer(given):
    for name in ("firstName", "lastName"):
        text(given, name, 512)
    text(given, "middleName", 512, must=False)
    if not re.match(r"\+[0-9]{4,15}\Z", text(given, "phone", 16)):
        raise Refused(400, "phone: + и цифры")


def check_left(store, order, items):
    """No more comes back than was taken."""
    gone = {}
    for one in store.campaigns[order.campaign]:
        if one.order == order.id and one.shipment != "CANCELLED":
            for item in read(one.text)["items"]:
                gone[item["shopSku"]] = gone.get(item["shopSku"], 0) + item["count"]
    for item in items:
        line = order.line(item["shopSku"])
        gone[item["shopSku"]] = gone.get(item["shopSku"], 0) + item["count"]
        if not line or gone[item["shopSku"]] > line.count:
            raise Refused(400, "В заказе нет столько %s" % item["shopSku"], "ITEM_NOT_AVAILABLE")


def new_return(order, items, id_):
    now = datetime.datetime.now(values.MOSCOW)
    amount = sum((order.line(item["shopSku"]).cost * item["count"] / order.line(item["shopSku"]).count for item in items),
                 Decimal(0)).quantize(KOPECK)
    when = now.isoformat(timespec="milliseconds")
    body = {"id": id_, "orderId": order.id, "creationDate": when, "updateDate": when,
            "refundStatus": "STARTED_BY_USER", "shipmentStatus": "CREATED",
            "amount": {"value": Raw(format(amount, "f")), "currencyId": "RUR"}, "items": items, "returnType": "RETURN",
            "fastReturn": False}
    return Return(body, jsontext.write(body), now)


# Cancelling, and operations.

def cancel_return(call):
    one = call.store.by_id(call.campaign, whole(call.json(), "returnId"))
    if not one:
        raise Refused(400, "Возврат не найден", "RETURN_NOT_FOUND")
    if one.shipment != "CREATED":
        raise Refused(400, "Возврат уже принят", "RETURN_NOT_CANCELLABLE")
    creation = call.store.creation
    id_ = "cancel/%d-%06d" % (one.id, creation.number())
    response = answers.ok(jsontext.write({"operation": {"id": id_, "type": "RETURN_CANCELLATION"}}))
    operation = dict(creation.next, id=id_, end=lambda: cancel(call.store, one))

    def effect():
        creation.operations[id_] = operation
    response.effect = effect
    return response


def cancel(store, one):
    body = read(one.text)
    body.update(shipmentStatus="CANCELLED", refundStatus="CANCELLED")
    store.change(one, {"text": jsontext.write(body), "shipment": "CANCELLED", "refund": "CANCELLED"})


def get_operations(call):
    """Those that are known. Each answer brings an operation nearer to its end."""
    body = call.json()
    if member(body, "operationType", str) not in TYPES:
        raise Refused(400, "operationType: неизвестный тип")
    asked = members(body, "operationIds", 100)
    if len(set(asked)) != len(asked) or any(not isinstance(id_, str) or not 1 <= len(id_) <= 1000 for id_ in asked):
        raise Refused(400, "operationIds: неверные идентификаторы")
    found = [call.store.creation.operations.get(id_) for id_ in asked]
    shown = [{"id": operation["id"], "type": "RETURN_CANCELLATION", "status": step(call.store, operation)}
             for operation in found if operation and body["operationType"] == "RETURN_CANCELLATION"]
    return answers.ok(jsontext.write({"operations": shown}))


def step(store, operation):
    with store.lock():
        operation["polls"] -= 1
        if operation["polls"] >= 0:
            return "IN_PROGRESS"
        if operation["status"] == "DONE" and operation["end"]:
            operation["end"]()
            operation["end"] = None
        return operation["status"]
