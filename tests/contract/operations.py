"""The operations under test: one row each. What a row knows is ymr's command line and the API's description.

A row makes a random command line and says what it means: the requests that must arrive, value by value. `where`
is the place in the answer of what --json prints, as one object or ([] at its end) as one object a line.
"""
from chance import Line, Run, Sent

NETWORK, REFUSED, INVALID, NOT_FOUND, UNKNOWN = 3, 4, 6, 7, 8  # exit states


class Row:
    """One operation, or one way to call it.

    run(chance)   makes a Run
    where         see above; None: the answer holds nothing to print
    name          of the row, when an operation has several
    confirmed     a page of the list is printed when it has come whole; else elements are, as they come
    framed        a page of the list is printed as one object, that of this path, with its elements in it
    bytes_of      the answer is no JSON and Prism's bytes are not what it claims: they are refused
    passed_over   paths of the printed object that ymr leaves out on purpose
    lasting       a call that leaves something behind: when its answer cannot be used, its outcome is unknown
    empty         the exit status when there is nothing where the printed object should be
    follows       the operation that ymr may call behind those of the Run: an element that is too long for its
                  buffer is asked for by itself, an outcome is looked up
    """

    def __init__(self, operation, run, where=None, name=None, confirmed=False, framed=None, bytes_of=None,
                 passed_over=(), lasting=False, empty=None, follows=None):
        self.operation, self.run, self.where, self.name = operation, run, where, name or operation
        self.confirmed, self.framed, self.bytes_of = confirmed, framed, bytes_of
        self.passed_over, self.lasting, self.follows = passed_over, lasting, follows
        self.empty = empty if empty is not None else UNKNOWN if lasting else INVALID

    @property
    def is_list(self):
        return self.where is not None and self.where.endswith("[]")


def _return_path(chance):
    return {"campaignId": chance.campaign, "orderId": chance.id(), "returnId": chance.id()}


def get_returns(chance):
    line = Line(chance, "returns")
    first, last = chance.days()
    statuses, shipments = chance.values("RefundStatusType"), chance.values("ReturnShipmentStatusType")
    line.add("--order", chance.ids(50), "orderIds")
    line.add("--status", statuses, "statuses")
    line.add("--shipment", shipments, "shipmentStatuses")
    line.add("--type", chance.value("ReturnType"), "type")
    line.add("--from", first, "fromDate")
    line.add("--to", last, "toDate")
    limit = line.pages(100)
    return Run(line.words, Sent("getReturns", {"campaignId": chance.campaign}, line.meant), limit=limit)


def get_return(chance):
    path = _return_path(chance)
    return Run(["return", path["orderId"], path["returnId"]], Sent("getReturn", path))


def get_return_photo(chance):
    path = dict(_return_path(chance), itemId=chance.id(), imageHash=chance.text())
    words = ["photo", path["orderId"], path["returnId"], path["itemId"], path["imageHash"], "-o", "photo"]
    return Run(words, Sent("getReturnPhoto", path))


def get_return_application(chance):
    path = _return_path(chance)
    return Run(["application", path["orderId"], path["returnId"], "-o", "application"],
               Sent("getReturnApplication", path))


def _available(chance, return_id):
    return Sent("getReturnAvailableDecisions", {"businessId": chance.business},
                body={"campaignId": chance.campaign, "returnId": return_id})


def get_return_available_decisions(chance):
    def has_reasons(document):
        offers = document["result"]["availableDecisions"]
        return None if any(one.get("decisionReasonTypes") for one in offers) else "no reasons"

    return_id = chance.id()
    if chance.yes():
        chance.want("getReturnAvailableDecisions", has_reasons)
    return Run(["decisions", return_id], _available(chance, return_id))


def _offers(chance, document):
    """The first offer of each type, where it can be taken up: bounds in two currencies let nothing through."""
    first = {}
    for one in document["result"]["availableDecisions"]:
        first.setdefault(one["decisionType"], one)
    known = chance.description.values("ReturnRequestDecisionType")
    return [one for kind, one in first.items() if kind in known and "partialCompensationBounds" not in one]


def _decision(chance, offer, item):
    """(the words of one item's decision, its object in the body)."""
    kind = offer["decisionType"]
    words, body = [item, kind], {"returnItemId": item, "decisionType": kind}
    reasons = offer.get("decisionReasonTypes")
    if kind == "DECLINE_REFUND" and reasons and chance.yes():
        body["decisionReasonType"] = chance.random.choice(reasons)
        words += ["--reason", body["decisionReasonType"]]
    if chance.yes():
        body["comment"] = chance.text()
        words += ["--comment", body["comment"]]
    if kind == "PARTIAL_MONEY_REFUND":
        amount, currency = chance.money(), chance.value("CurrencyType")
        body["compensation"] = {"value": amount, "currencyId": currency}
        words += ["--compensation", "%s:%s" % (amount, currency)]
    return words, body


def _decide(chance, most, reasons=True):
    """(path, words, bodies) of decisions that the Market will offer."""
    path = _return_path(chance)
    chance.want("getReturnAvailableDecisions",
                lambda document: None if _offers(chance, document) else "nothing can be decided")
    offered = chance.foresee(_available(chance, path["returnId"]))
    words, bodies = ["decide", path["orderId"], path["returnId"]], []
    for item in chance.ids(most):
        offer = chance.random.choice(_offers(chance, offered))
        more, body = _decision(chance, offer if reasons else {**offer, "decisionReasonTypes": None}, item)
        words += (["--and"] if bodies else []) + more
        bodies.append(body)
    return path, words, bodies


def submit_return_decision(chance):
    path, words, bodies = _decide(chance, most=4)
    return Run(words, _available(chance, path["returnId"]),
               Sent("submitReturnDecision", path, body={"returnItemDecisions": bodies}))


def set_return_decision(chance):
    path, words, (body,) = _decide(chance, most=1, reasons=False)
    return Run([*words, "--deprecated"], _available(chance, path["returnId"]),
               Sent("setReturnDecision", path, body=body), Sent("submitReturnDecision", path))


def _offer(chance):
    return chance.line(255)


def create_return(chance):
    words, items = ["create"], []
    for offer in {_offer(chance) for _ in range(chance.random.randint(1, 3))}:
        item = {"offerId": offer, "count": chance.random.randint(1, 1000),
                "reasonType": chance.value("ExternalReturnDecisionReasonType"),
                "subreasonType": chance.value("ExternalReturnDecisionSubreasonType")}
        parts = [str(value) for value in item.values()]
        if chance.yes():
            item["comment"] = chance.text()
            parts.append(item["comment"])
        words += ["--item", ":".join(parts)]
        if chance.yes():
            item["pictures"] = sorted({chance.text() for _ in range(chance.random.randint(1, 10))})
            for picture in item["pictures"]:
                words += ["--picture", picture]
        items.append(item)
    order, point = chance.id(), chance.id()
    customer = {"firstName": chance.text(), "lastName": chance.text(),
                "phone": "+%d" % chance.random.randint(1000, 10 ** chance.random.randint(4, 15) - 1)}
    if chance.yes():
        customer["middleName"] = chance.text()
        words += ["--middle-name", customer["middleName"]]
    made = {"externalReturnId": chance.text(), "orderId": order, "items": items, "customer": customer,
            "returnOption": {"pickupReturn": {"logisticPointId": point}}}
    words += ["--order", order, "--point", point, "--external-id", made["externalReturnId"],
              "--first-name", customer["firstName"], "--last-name", customer["lastName"],
              "--phone", customer["phone"]]
    return Run(words, Sent("createReturn", {"campaignId": chance.campaign}, body={"newReturn": made}))


def get_return_delivery_options(chance):
    words, items, points = ["delivery-options"], [], chance.ids(20)
    for _ in range(chance.random.randint(1, 5)):
        items.append({"offerId": _offer(chance), "count": chance.random.randint(1, 1000)})
        words += ["--item", "%(offerId)s:%(count)d" % items[-1]]
    return Run([*words, "--point", ",".join(map(str, points))],
               Sent("getReturnDeliveryOptions", {"campaignId": chance.campaign},
                    body={"items": items, "pickupDelivery": {"logisticPointsIds": points}}))


def cancel_return(chance):
    return_id = chance.id()
    return Run(["cancel", return_id],
               Sent("cancelReturn", {"campaignId": chance.campaign}, body={"returnId": return_id}))


def get_operations(chance):
    ids = sorted({chance.text() for _ in range(chance.random.randint(1, 100))})
    kind = chance.value("OperationType")
    return Run(["operation", *ids, "--type", kind],
               Sent("getOperations", {"businessId": chance.business},
                    body={"operationType": kind, "operationIds": ids}))


def get_business_orders(chance):
    line = Line(chance, "orders")
    limit = line.pages(50)
    query = line.meant
    line.meant = {}
    line.add("--order", chance.ids(50), "orderIds")
    return Run(line.words, Sent("getBusinessOrders", {"businessId": chance.business}, query, line.meant),
               limit=limit)


def get_business_order(chance):
    order = chance.id()
    return Run(["order", order],
               Sent("getBusinessOrders", {"businessId": chance.business}, body={"orderIds": [order]}))


def get_orders(chance):
    line = Line(chance, "orders", "--deprecated")
    line.add("--order", chance.ids(50), "orderIds")
    limit = line.pages(50)
    return Run(line.words, Sent("getOrders", {"campaignId": chance.campaign}, line.meant), limit=limit)


def get_order(chance):
    order = chance.id()
    return Run(["order", order, "--deprecated"],
               Sent("getOrder", {"campaignId": chance.campaign, "orderId": order}))


def create_chat(chance):
    kind, about = chance.value("ChatContextIdentifiableType"), chance.id()
    return Run(["chat", "new", kind, about],
               Sent("createChat", {"businessId": chance.business},
                    body={"context": {"type": kind, "id": about}}))


def get_chats(chance):
    line = Line(chance, "chat", "list")
    limit = line.pages(20)
    query = line.meant
    line.meant = {}
    contexts, kinds = chance.values("ChatContextType"), chance.values("ChatType")
    statuses = chance.values("ChatStatusType")
    line.add("--return", chance.ids(50), "RETURN")
    line.add("--order", chance.ids(50), "ORDER")
    line.add("--context", contexts, "contextTypes", set(contexts))
    line.add("--chat-type", kinds, "types", set(kinds))
    line.add("--chat-status", statuses, "statuses", set(statuses))
    about = [{"type": kind, "id": one} for kind in ("RETURN", "ORDER") for one in line.meant.pop(kind, ())]
    if about:
        line.meant["contexts"] = about
    return Run(line.words, Sent("getChats", {"businessId": chance.business}, query, line.meant), limit=limit)


def get_chat(chance):
    chat = chance.id()
    return Run(["chat", "show", chat], Sent("getChat", {"businessId": chance.business}, {"chatId": chat}))


def get_chat_history(chance):
    chat = chance.id()
    line = Line(chance, "chat", "history", chat)
    limit = line.pages(100)
    query = dict(line.meant, chatId=chat)
    line.meant = {}
    line.add("--since", chance.id(), "messageIdFrom")
    return Run(line.words, Sent("getChatHistory", {"businessId": chance.business}, query, line.meant),
               limit=limit)


def get_chat_message(chance):
    chat, message = chance.id(), chance.id()
    return Run(["chat", "message", chat, message],
               Sent("getChatMessage", {"businessId": chance.business},
                    {"chatId": chat, "messageId": message}))


def send_message_to_chat(chance):
    chat, text = chance.id(), chance.text()
    if chance.yes(0.2):
        text = text * (4096 // len(text))
    return Run(["chat", "send", chat, text],
               Sent("sendMessageToChat", {"businessId": chance.business}, {"chatId": chat},
                    {"message": text}))


def generate_united_returns_report(chance):
    """It then waits for the report, longer than it is given time for."""
    def takes_long(document):
        return None if document["result"]["estimatedGenerationTime"] > 60000 else "ready too soon"

    first, last = chance.days()
    shipments = chance.values("ReturnShipmentStatusType")
    line = Line(chance, "report", "--from", first, "--to", last, "--timeout", 30)
    line.add("--format", chance.value("ReportFormatType"), "format")
    query = line.meant
    line.meant = {"businessId": chance.business, "campaignIds": [chance.campaign], "dateFrom": str(first),
                  "dateTo": str(last)}
    line.add("--type", chance.value("ReturnType"), "returnType")
    line.add("--shipment", shipments, "returnStatusTypes", set(shipments))
    chance.want("generateUnitedReturnsReport", takes_long)
    return Run(line.words, Sent("generateUnitedReturnsReport", query=query, body=line.meant), ends=NETWORK)


def _end_of_report(document):
    """Prism's link to the file is none."""
    info = document["result"]
    if info["status"] == "DONE" and info.get("file"):
        return INVALID
    if info.get("subStatus") == "NO_DATA":
        return NOT_FOUND
    return INVALID if info["status"] == "DONE" else REFUSED


def get_report_info(chance):
    def has_ended(document):
        return None if document["result"]["status"] in ("DONE", "FAILED") else "not at its end"

    report = chance.text()
    chance.want("getReportInfo", has_ended)
    return Run(["report", "--id", report], Sent("getReportInfo", {"reportId": report}), ends=_end_of_report)


def get_campaigns(chance):
    line = Line(chance, "campaigns")
    limit = line.pages(100)
    return Run(line.words, Sent("getCampaigns", query=line.meant), limit=limit)


def get_auth_token_info(chance):
    return Run(["token"], Sent("getAuthTokenInfo"))


# What a returns device has no business to hold: names, addresses, phones and door codes, and the layout of boxes.
OF_ORDERS = tuple("delivery." + name for name in (
    "courier", "pickup", "transfer", "boxesLayout", "receiveBarcode", "receiveCode", "digitalGoods"))
OF_OLD_ORDERS = tuple("delivery." + name for name in (
    "id", "price", "courier", "region", "address", "outletCode", "outletStorageLimitDate", "shipments",
    "eacType", "eacCode", "receiveCode")) + ("buyer.lastName", "buyer.firstName", "buyer.middleName")

ROWS = [
    Row("getReturns", get_returns, "result.returns[]", follows="getReturn"),
    Row("getReturn", get_return, "result"),
    Row("getReturnPhoto", get_return_photo, bytes_of="image"),
    Row("getReturnApplication", get_return_application, bytes_of="PDF"),
    Row("getReturnAvailableDecisions", get_return_available_decisions, "result"),
    Row("submitReturnDecision", submit_return_decision, lasting=True, follows="getReturn"),
    Row("setReturnDecision", set_return_decision, lasting=True),
    Row("createReturn", create_return, "result", lasting=True, follows="getReturns"),
    Row("getReturnDeliveryOptions", get_return_delivery_options, "result"),
    Row("cancelReturn", cancel_return, "result", lasting=True),
    Row("getOperations", get_operations, "result.operations[]"),
    Row("getBusinessOrders", get_business_orders, "orders[]", confirmed=True, passed_over=OF_ORDERS),
    Row("getBusinessOrders", get_business_order, "orders[0]", "getBusinessOrders.one", passed_over=OF_ORDERS),
    Row("getOrders", get_orders, "orders[]", confirmed=True, passed_over=OF_OLD_ORDERS),
    Row("getOrder", get_order, "order", empty=NOT_FOUND, passed_over=OF_OLD_ORDERS),
    Row("createChat", create_chat, "result", lasting=True),
    Row("getChats", get_chats, "result.chats[]", confirmed=True),
    Row("getChat", get_chat, "result"),
    Row("getChatHistory", get_chat_history, "result.messages[]", confirmed=True, framed="result",
        passed_over=("paging",)),
    Row("getChatMessage", get_chat_message, "result"),
    Row("sendMessageToChat", send_message_to_chat, lasting=True),
    Row("generateUnitedReturnsReport", generate_united_returns_report, "result", lasting=True),
    Row("getReportInfo", get_report_info, "result"),
    Row("getCampaigns", get_campaigns, "campaigns[]", confirmed=True),
    Row("getAuthTokenInfo", get_auth_token_info, "result"),
]
