"""Deciding on returns: what is offered, what is taken, and how a return's refundStatus goes on after it.

A decision is checked as the documentation of submitReturnDecision says; the words of the refusals are
invented. A return stops waiting when each of its items has a decision.
"""
import json
import re
from decimal import Decimal, InvalidOperation

from . import answers, jsontext
from .call import Refused
from .jsontext import Raw
from .wire import Response

FBS, DBS = "PREMODERATION_DECISION_WAITING", "WAITING_FOR_DECISION"
MADE = {FBS: "PREMODERATION_DECISION_MADE", DBS: "DECISION_MADE"}

# The state machines of the documentation. FBS stands for FBY and Express, too.
MACHINE = {
    FBS: ["PREMODERATION_DECISION_MADE", "PREMODERATION_SELECT_DELIVERY"],
    "PREMODERATION_DECISION_MADE": ["PREMODERATION_SELECT_DELIVERY", "PREMODERATION_DISPUTE", "REJECTED"],
    "PREMODERATION_DISPUTE": ["PREMODERATION_SELECT_DELIVERY", "REJECTED"],
    "PREMODERATION_SELECT_DELIVERY": ["STARTED_BY_USER"],
    DBS: ["DECISION_MADE", "REFUND_IN_PROGRESS"],
    "DECISION_MADE": ["REFUND_IN_PROGRESS", "REJECTED"],
    "STARTED_BY_USER": ["REFUND_IN_PROGRESS", "REJECTED", FBS, DBS],
    "REFUND_IN_PROGRESS": ["REFUNDED"],
}

REASONS = ["ISSUE_WITH_THE_PRODUCT_WAS_NOT_CONFIRMED", "MECHANICAL_DAMAGE", "WARRANTY_PERIOD_HAS_EXPIRED",
           "CONFIGURATION_OR_PACKAGING_COMPROMISED", "PRODUCT_APPEARANCE_COMPROMISED",
           "WARRANTY_TERMS_VIOLATED", "DEVICE_ACTIVATED"]
TYPES = ["FAST_REFUND_MONEY", "REFUND_MONEY", "REFUND_MONEY_INCLUDING_SHIPMENT", "REPAIR", "REPLACE",
         "SEND_TO_EXAMINATION", "DECLINE_REFUND", "PARTIAL_MONEY_REFUND", "OTHER_DECISION"]
OFFERED = {
    FBS: ["FAST_REFUND_MONEY", "REFUND_MONEY", "PARTIAL_MONEY_REFUND", "DECLINE_REFUND"],
    DBS: ["REFUND_MONEY", "REFUND_MONEY_INCLUDING_SHIPMENT", "REPAIR", "REPLACE", "SEND_TO_EXAMINATION",
          "DECLINE_REFUND", "PARTIAL_MONEY_REFUND", "OTHER_DECISION"],
}
OFFERED_REASONS = ["MECHANICAL_DAMAGE", "DEVICE_ACTIVATED", "WARRANTY_TERMS_VIOLATED"]
LEAST, MOST, PERCENT, CURRENCY = Decimal("10.00"), Decimal("1500.0"), 50, "RUR"

PDF = """%%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 60]/Contents 4 0 R
/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>>>>> endobj
4 0 obj <</Length %d>> stream
%s
endstream endobj
trailer <</Root 1 0 R>>
%%%%EOF
"""


# The application.

def application(one):
    """The buyer's application as bytes, the same for the same return."""
    page = "BT /F 12 Tf 10 30 Td (Return %d of order %d) Tj ET" % (one.id, one.order)
    return (PDF % (len(page), page)).encode("ascii")


def get_return_application(call):
    one = call.found()
    if one.type == "UNREDEEMED":
        raise Refused(404, "Заявление не найдено")
    response = Response(200, application(one), "application/pdf")
    response.framing = ("length", "chunked", "close")[one.id % 3]
    return response


# What is offered.

def get_return_available_decisions(call):
    body = call.json()
    campaign, return_id = (whole(body, name, least=1) for name in ("campaignId", "returnId"))
    if campaign not in call.store.campaigns:
        raise Refused(403)
    one = call.store.by_id(campaign, return_id)
    if not one:
        raise Refused(404, "Возврат не найден")
    return answers.ok(jsontext.write({"availableDecisions": offers(one)}))


def offers(one):
    """Members that may be absent are so, or null, by turns; one decision is newer than any description."""
    listed = []
    for at, name in enumerate(OFFERED.get(one.refund, [])):
        offer = {"decisionType": name}
        if name == "DECLINE_REFUND":
            offer["decisionReasonTypes"] = OFFERED_REASONS + ["NEW_LOOKS_BETTER_IN_GREEN"]
        elif name == "PARTIAL_MONEY_REFUND":
            offer["partialCompensationBounds"] = {
                "minAmount": price(LEAST), "maxAmount": price(MOST), "maxPercent": PERCENT}
        elif at % 2:
            offer["decisionReasonTypes"] = None
        listed.append(offer)
    return listed + [{"decisionType": "NEW_REFUND_TO_PHONE"}] if listed else []


def price(value):
    return {"value": Raw(str(value)), "currencyId": CURRENCY}


# Deciding.

def submit_return_decision(call):
    """Decides; without a body, what was selected is decided."""
    one = call.found()
    if call.request.body:
        body = call.json()
        decided = member(body, "returnItemDecisions", list)
        if not decided:
            raise Refused(400, "returnItemDecisions: пустой список")
        wanted = [read_decision(one, each) for each in decided]
    else:
        wanted = list(getattr(one, "selected", {}).values())
    with call.store.lock():
        check_open(one)
        if not wanted:
            raise Refused(400, "Решение не выбрано")
        if len({each["returnItemId"] for each in wanted}) != len(wanted):
            raise Refused(400, "Позиция указана дважды")
    return receipt(lambda: decide(call.store, one, wanted))


def set_return_decision(call):
    """Selects the decision of one item."""
    one = call.found()
    wanted = read_decision(one, call.json(), with_reason=False)
    check_open(one)
    if one.refund != DBS:
        raise Refused(400, "Метод доступен только для DBS")

    def select():
        with call.store.lock():
            selected = {**getattr(one, "selected", {}), wanted["returnItemId"]: wanted}
            call.store.change(one, {"selected": selected})
    return receipt(select)


def receipt(effect):
    response = Response(200, b'{"status":"OK"}')
    response.effect = effect
    return response


def check_open(one):
    if one.refund not in MADE:
        raise Refused(400, "Срок принятия решения истёк или решение уже принято", "DECISION_NOT_ALLOWED")


def decide(store, one, wanted):
    """Takes the decisions in, unless the return has stopped waiting meanwhile."""
    with store.lock():
        if one.refund not in MADE:
            return
        body = read(one.text)
        chosen = {each["returnItemId"]: each["decisionType"] for each in wanted}
        done = {**getattr(one, "decided", {}), **chosen}
        for shown in decisions_of(body):
            if shown.get("returnItemId") in chosen:
                shown["decisionType"] = chosen[shown["returnItemId"]]
        if all(shown.get("returnItemId") in done for shown in decisions_of(body)):
            body["refundStatus"] = MADE[one.refund]
        store.change(one, {"text": jsontext.write(body), "refund": body["refundStatus"], "decided": done})


def advance(store, one, to):
    """The next refundStatus: ValueError when the state machine does not lead there."""
    with store.lock():
        if to not in MACHINE.get(one.refund, []):
            raise ValueError("%s does not lead to %s" % (one.refund, to))
        body = read(one.text)
        body["refundStatus"] = to
        store.change(one, {"text": jsontext.write(body), "refund": to})


def read(text):
    """A return's text as values that are written again with every digit."""
    return json.loads(text, parse_float=Raw)


def decisions_of(body):
    return [shown for item in body["items"] for shown in item.get("decisions") or []]


# Bodies.

def member(owner, name, type_, must=True):
    value = owner.get(name)
    if value is None and not must:
        return None
    if not isinstance(value, type_) or isinstance(value, bool):
        raise Refused(400, "%s: отсутствует или неверного типа" % name)
    return value


def whole(owner, name, least=-2 ** 63):
    value = member(owner, name, int)
    if not least <= value < 2 ** 63:
        raise Refused(400, "%s: вне диапазона" % name)
    return value


def read_decision(one, given, with_reason=True):
    """One item's decision, checked by all rules that there are."""
    if not isinstance(given, dict):
        raise Refused(400, "returnItemDecisions: ожидается объект")
    item = whole(given, "returnItemId")
    type_ = member(given, "decisionType", str)
    reason = member(given, "decisionReasonType", str, must=False) if with_reason else None
    member(given, "comment", str, must=False)
    compensation = member(given, "compensation", dict, must=False)
    if item not in [shown.get("returnItemId") for shown in decisions_of(read(one.text))]:
        raise Refused(400, "returnItemId: в возврате нет позиции %d" % item)
    if type_ not in TYPES or one.refund in OFFERED and type_ not in OFFERED[one.refund]:
        raise Refused(400, "decisionType: решение %s недоступно" % type_)
    if reason is not None and (type_ != "DECLINE_REFUND" or reason not in OFFERED_REASONS):
        raise Refused(400, "decisionReasonType: причина %s недоступна" % reason)
    if (compensation is not None) != (type_ == "PARTIAL_MONEY_REFUND"):
        raise Refused(400, "compensation: только и всегда с PARTIAL_MONEY_REFUND")
    if compensation is not None:
        check_compensation(compensation)
    return {"returnItemId": item, "decisionType": type_}


def check_compensation(given):
    currency = member(given, "currencyId", str)
    value = member(given, "value", (int, Decimal))
    if not re.match(r"[A-Z]{2,3}\Z", currency) or currency != CURRENCY:
        raise Refused(400, "compensation.currencyId: валюта %s недоступна" % currency)
    try:
        inside = LEAST <= Decimal(value) <= MOST
    except InvalidOperation:
        inside = False
    if not inside:
        raise Refused(400, "compensation.value: сумма вне границ")
