"""The self-test of orders and new returns: they fit the returns, the description, and each other."""
import json
import re
import unittest
from decimal import Decimal

from market import create, operations, orders, paging, schema, store
from market.wire import Request

STORE = store.Store()
ALL = STORE.orders.all()
BODIES = {id_: schema.parse(order.text) for id_, order in ALL.items()}
OLD = {id_: schema.parse(order.old) for id_, order in ALL.items()}
POINT = 10025186314


def returns_of(id_):
    return [schema.parse(one.text) for returns in STORE.campaigns.values() for one in returns if one.order == id_]


def ask(name, body=None, path="", query=""):
    """The answer of an operation as (status, parsed body), its effect taken."""
    operation = next(one for one in operations.OPERATIONS if one.name == name)
    target = re.sub(r"\{campaignId\}", str(store.CAMPAIGN), operation.template)
    target = target.replace("{businessId}", str(store.BUSINESS)).replace("{orderId}", str(path))
    request = Request(("%s %s%s HTTP/1.1\r\nHost: a\r\nApi-Key: %s\r\nContent-Type: application/json\r\n\r\n"
                       % (operation.method, target, query, STORE.key)).encode())
    request.body = json.dumps(body).encode() if body is not None else b""
    response = operations.answer(STORE, request, *operations.route(request))
    if response.effect:
        response.effect()
    return response.status, schema.parse(b"".join(response.body()).decode("utf-8"))


class Consistency(unittest.TestCase):
    def test_every_return_has_its_order(self):
        for campaign, returns in STORE.campaigns.items():
            for one in returns:
                self.assertEqual(campaign, ALL[one.order].campaign)

    def test_what_came_back_is_in_the_order(self):
        for id_, body in BODIES.items():
            counts = {item["offerId"]: item["count"] for item in body["items"]}
            self.assertEqual(len(counts), len(body["items"]))
            back = {}
            for one in returns_of(id_):
                for item in one["items"]:
                    back[item["shopSku"]] = back.get(item["shopSku"], 0) + item["count"]
            for offer, count in back.items():
                self.assertLessEqual(count, counts[offer], id_)

    def test_items_cost_what_the_order_costs(self):
        for id_, body in BODIES.items():
            for name in ("payment", "cashback"):
                items = sum((Decimal(item["prices"].get(name, {}).get("value", 0)) for item in body["items"]),
                            Decimal(0))
                self.assertEqual(items, Decimal(body["prices"].get(name, {}).get("value", 0)), (id_, name))

    def test_an_order_costs_no_less_than_its_returns(self):
        for id_, body in BODIES.items():
            cost = sum(Decimal(body["prices"].get(name, {}).get("value", 0)) for name in ("payment", "cashback"))
            amounts = [one["amount"] for one in returns_of(id_) if one.get("amount")]
            self.assertGreaterEqual(cost, sum(Decimal(amount["value"]) for amount in amounts), id_)
            self.assertLessEqual({amount["currencyId"] for amount in amounts},
                                 {body["prices"]["payment"]["currencyId"]}, id_)

    def test_both_forms_say_the_same(self):
        for id_, body in BODIES.items():
            old = OLD[id_]
            points = sum(Decimal(one["amount"]) for one in old["subsidies"] if one["type"] == "YANDEX_CASHBACK")
            self.assertEqual(Decimal(body["prices"]["payment"]["value"]), Decimal(old["itemsTotal"]), id_)
            self.assertEqual(Decimal(body["prices"].get("cashback", {}).get("value", 0)), points, id_)
            self.assertEqual([item["offerId"] for item in body["items"]], [item["offerId"] for item in old["items"]])

    def test_the_partly_refused_order(self):
        order = next(one for _, one in STORE.specials() if one.name == "partly_refused").order
        self.assertEqual("DELIVERED", BODIES[order]["status"])
        self.assertEqual(2, len(returns_of(order)))
        self.assertEqual([2, 2, 1], [item["count"] for item in BODIES[order]["items"]])
        self.assertEqual([2, 2, 0], [item["count"] for item in OLD[order]["items"]])


class AgainstTheDescription(unittest.TestCase):
    def test_every_order_is_what_the_description_says(self):
        description = schema.load()
        if not description:
            self.skipTest("no OpenAPI description at " + schema.FILE)
        checker = schema.Checker(description)
        for id_, order in ALL.items():
            self.assertEqual([], checker.faults(BODIES[id_], "BusinessOrderDTO"), id_)
            self.assertEqual([], checker.faults(OLD[id_], "OrderDTO"), id_)
        for name, ours in (("OrderStatusType", orders.STATUSES), ("SellingProgramType", orders.PROGRAMS),
                           ("OrderSourcePlatformType", orders.PLATFORMS), ("OperationType", create.TYPES),
                           ("ExternalReturnDecisionReasonType", list(create.REASONS)),
                           ("ExternalReturnDecisionSubreasonType", sum(create.REASONS.values(), []))):
            self.assertEqual(sorted(description["components"]["schemas"][name]["enum"]), sorted(ours))


class Calls(unittest.TestCase):
    def setUp(self):
        STORE.restore()

    def test_every_order_page_after_page(self):
        for name, key, wanted in (("getBusinessOrders", "orderId", list(ALL)),
                                  ("getOrders", "id", [id_ for id_ in ALL if ALL[id_].campaign == store.CAMPAIGN])):
            listed, query = [], "?limit=50"
            while query:
                status, page = ask(name, {} if name == "getBusinessOrders" else None, query=query)
                self.assertEqual(200, status)
                self.assertLessEqual(len(page["orders"]), 50)
                listed += [order[key] for order in page["orders"]]
                token = page["paging"].get("nextPageToken")
                query = "?limit=50&pageToken=" + token.replace("+", "%2B") if token else None
            self.assertEqual(wanted, listed)

    def test_filters(self):
        wanted = list(ALL)[3:6]
        for body, count in (({"orderIds": wanted}, 3), ({"orderIds": [1]}, 0), ({"programTypes": ["LAAS"]}, 4),
                            ({"programTypes": ["LAAS"], "statuses": ["DELIVERY"]}, 1),
                            ({"externalOrderIds": ["EXT-%d" % orders.LAAS]}, 1), ({"campaignIds": [store.CAMPAIGN_BIG]}, 12),
                            ({"dates": {"creationDateFrom": "2030-01-01"}}, 0), ({"fake": True}, 0)):
            _, page = ask("getBusinessOrders", body)
            self.assertEqual(count, len(page["orders"]), body)

    def test_what_is_refused(self):
        for body in ({"orderIds": []}, {"orderIds": [1, 1]}, {"orderIds": list(range(51))}, {"orderIds": ["1"]},
                     {"statuses": ["NO"]}, {"dates": {"creationDateFrom": "1.1.2026"}},
                     {"dates": {"updateDateTo": "2026-01-01"}}, {"fake": 1}):
            self.assertEqual(400, ask("getBusinessOrders", body)[0], body)
        self.assertEqual(404, ask("getOrder", path=5)[0])

    def created(self, **changes):
        given = {"externalReturnId": "R1", "orderId": orders.LAAS,
                 "items": [{"offerId": "LAAS-1:blue", "count": 2, "reasonType": "WRONG_ITEM",
                            "subreasonType": "WRONG_COLOR"}],
                 "customer": {"firstName": "A", "lastName": "B", "phone": "+71234567"},
                 "returnOption": {"pickupReturn": {"logisticPointId": POINT}}}
        return ask("createReturn", {"newReturn": dict(given, **changes)})

    def test_a_return_is_created_and_cancelled(self):
        status, answer = self.created()
        self.assertEqual(200, status)
        id_ = answer["result"]["id"]
        one = STORE.find(store.CAMPAIGN, orders.LAAS, id_)
        self.assertEqual([one], paging.matching(STORE.campaigns[store.CAMPAIGN], {"orderIds": str(orders.LAAS)}))
        self.assertEqual(Decimal("999.80"), schema.parse(one.text)["amount"]["value"])
        self.assertEqual(400, self.created()[0])
        self.assertEqual(400, self.created(externalReturnId="R2")[0])
        operation = ask("cancelReturn", {"returnId": id_})[1]["result"]["operation"]
        asked = {"operationType": "RETURN_CANCELLATION", "operationIds": [operation["id"], "other"]}
        states = [ask("getOperations", asked)[1]["result"]["operations"] for _ in range(3)]
        self.assertEqual(["IN_PROGRESS", "IN_PROGRESS", "DONE"], [state["status"] for [state] in states])
        self.assertEqual("CANCELLED", one.shipment)
        self.assertEqual(400, ask("cancelReturn", {"returnId": id_})[0])
        self.assertEqual(200, self.created(externalReturnId="R2")[0])
        STORE.restore()
        self.assertIsNone(STORE.by_id(store.CAMPAIGN, id_))

    def test_what_is_not_created(self):
        item = {"offerId": "LAAS-2", "count": 1, "reasonType": "WRONG_ITEM", "subreasonType": "WRONG_COLOR"}
        for changes in ({"orderId": 5}, {"orderId": orders.LAAS + 3}, {"items": []}, {"externalReturnId": ""},
                        {"items": [dict(item, count=0)]}, {"items": [dict(item, count=2)]},
                        {"items": [dict(item, offerId="?")]}, {"items": [dict(item, subreasonType="DAMAGED")]},
                        {"items": [dict(item, pictures=["a", "a"])]}, {"customer": {"firstName": "A", "lastName": "B"}},
                        {"customer": {"firstName": "A", "lastName": "B", "phone": "123456"}},
                        {"returnOption": {"pickupReturn": {"logisticPointId": 1}}}):
            self.assertEqual(400, self.created(**changes)[0], changes)

    def test_points_take_so_many_pieces(self):
        for count, able in ((1, [POINT, POINT + 1]), (3, [POINT]), (1000, [POINT])):
            body = {"items": [{"offerId": "a", "count": count}],
                    "pickupDelivery": {"logisticPointsIds": [POINT, POINT + 1, POINT + 2, 7]}}
            self.assertEqual({"pickupDelivery": {"logisticPointIds": able}},
                             ask("getReturnDeliveryOptions", body)[1]["result"])
