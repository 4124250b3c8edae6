"""The orders that the returns belong to, in both of their forms, and the calls that list them.

An order is drawn from its returns: it has every piece that came back, some that did not, and costs what its
returns were refunded and what was kept. Its own figures go on including what came back, as the Market's do.
"""
import datetime
import json
import random
import threading
from decimal import Decimal

from . import jsontext, paging, values, words
from .call import Refused
from .data import extend, shuffled
from .jsontext import Raw, Style
from .wire import Response

STATUSES = ["PLACING", "RESERVED", "UNPAID", "PROCESSING", "DELIVERY", "PICKUP", "DELIVERED", "CANCELLED",
            "PENDING", "PARTIALLY_RETURNED", "RETURNED", "UNKNOWN"]
PROGRAMS = ["FBY", "FBS", "DBS", "EXPRESS", "LAAS"]
PLATFORMS = ["MARKET", "OZON", "WILDBERRIES", "OTHER"]
PAYMENTS = ["YANDEX", "SBP", "CARD_ON_DELIVERY", "B2B_ACCOUNT_PREPAYMENT", "UNKNOWN"]
VATS = ["NO_VAT", "VAT_10", "VAT_20", "VAT_05", "UNKNOWN_VALUE"]
NEW = {"programType": "NEW_BY_DRONE", "status": "NEW_ON_THE_MOON", "paymentMethod": "NEW_SHELLS",
       "buyerType": "NEW_ROBOT", "sourcePlatform": "NEW_BAZAAR"}
MOST = 50  # orders on a page, and ids of a kind in a filter
LAAS, LAAS_COUNT = 64000000000, 4
KOPECK = Decimal("0.01")


class Line:
    """One offer of an order: pieces by what became of them, and what all of them cost."""

    def __init__(self, offer):
        self.offer = offer
        self.pieces = {"REJECTED": 0, "RETURNED": 0, "DELIVERED_TO_BUYER": 0, "CANCELLED": 0}
        self.cost = Decimal(0)

    @property
    def count(self):
        """Pieces that were sent."""
        return sum(self.pieces.values()) - self.pieces["CANCELLED"]


class Order:
    """One order: its text as getBusinessOrders has it, and as the older calls do."""

    def __init__(self, body, old, campaign, lines, created, style, rng=None):
        self.id, self.campaign, self.lines, self.created = body["orderId"], campaign, lines, created
        self.body = body
        write = jsontext.write
        self.text = write(shuffled(rng, body) if rng else body, style)
        self.old = write(shuffled(rng, old) if rng else old, style)

    def line(self, offer):
        return next((line for line in self.lines if line.offer == offer), None)


def read(text):
    return json.loads(text, parse_float=Decimal)


class Drawing:
    """Draws one order from its returns."""

    def __init__(self, seed, id_, campaign, returns):
        self.rng = random.Random("%s/order/%d" % (seed, id_))
        self.id, self.campaign, self.returns = id_, campaign, [read(one.text) for one in returns]
        self.special = any(one.name for one in returns)
        self.currency = next((one["amount"]["currencyId"] for one in self.returns if one.get("amount")), "RUR")
        self.created = values.moment(self.rng, values.FIRST_DAY - datetime.timedelta(60), 30)
        self.lines = {}

    def line(self, offer):
        return self.lines.setdefault(offer, Line(offer))

    def take_returns(self):
        """What came back, at the price of what was refunded, shared by the items of the return."""
        for one in self.returns:
            state = "REJECTED" if one["returnType"] == "UNREDEEMED" else "RETURNED"
            amount = Decimal(one["amount"]["value"]) if one.get("amount") else Decimal(0)
            items = one["items"]
            if not items:
                self.keep("not named", 1, amount)
            share = (amount / len(items)).quantize(KOPECK) if len(items) > 1 else amount
            for at, item in enumerate(items):
                line = self.line(item["shopSku"])
                line.pieces[state] += item["count"]
                line.cost += amount - share * (len(items) - 1) if at == 0 else share

    def keep(self, offer, pieces, price):
        line = self.line(offer)
        line.pieces["DELIVERED_TO_BUYER"] += pieces
        line.cost += Decimal(price) * pieces

    def add_kept(self):
        for _ in range(self.rng.choice([0, 0, 1, 1, 2])):
            self.keep("kept-%d" % self.rng.randrange(1000), self.rng.choice([1, 1, 2, 5]),
                      "%d.%02d" % (self.rng.randrange(1, 5000), self.rng.randrange(100)))

    def money(self, value):
        return {"value": Raw(format(value, "f")), "currencyId": self.currency}

    def prices(self, cost, points):
        """payment and cashback together are the cost; the subsidy comes on top and is not the buyer's."""
        prices = {"payment": self.money(cost - points), "subsidy": self.money(Decimal("12.5"))}
        if points:
            prices["cashback"] = self.money(points)
        return prices

    def item(self, number, line, points):
        """Of each item's cost the same share is paid with points."""
        left_out = line.pieces["CANCELLED"] if number % 2 else 0
        item = {"id": number, "offerId": line.offer, "offerName": words.GOODS[number % len(words.GOODS)],
                "count": line.count + left_out,
                "prices": dict(self.prices(line.cost, points), vat=VATS[number % len(VATS)])}
        states = [{"status": state, "count": pieces} for state, pieces in line.pieces.items() if pieces]
        if states and (line.pieces["CANCELLED"] or self.rng.random() < 0.7):
            item["itemStatuses"] = states
        if self.rng.random() < 0.2:
            item["instances"] = [{"cis": values.cis(self.rng), "countryCode": "RU"}, {}]
            item["requiredInstanceTypes"] = ["CIS"]
            item["tags"] = self.rng.choice([None, ["ULTIMA"], ["NEW_TAG"]])
        return item

    def old_item(self, item, line):
        """The price of one piece: where pieces cost different sums, what they cost on average."""
        count = line.count
        price = Raw(format((line.cost / count).quantize(KOPECK) + 0 if count else Decimal(0), "f"))
        old = {"id": item["id"], "offerId": line.offer, "offerName": item["offerName"], "price": price,
               "buyerPrice": price, "buyerPriceBeforeDiscount": price, "count": count, "vat": item["prices"]["vat"],
               "shopSku": line.offer,
               "promos": [{"type": "MARKET_PROMOCODE", "subsidy": Raw("12.5"), "marketPromoId": "L7"}],
               "subsidies": [{"type": "SUBSIDY", "amount": Raw("12.5")}]}
        details = [{"itemCount": line.pieces[state], "itemStatus": state, "updateDate": "23-07-2026"}
                   for state in ("REJECTED", "RETURNED") if line.pieces[state]]
        return dict(old, details=details) if details else old

    def dates(self, form):
        day = self.created + datetime.timedelta(3)
        return {"fromDate": day.strftime(form), "toDate": (day + datetime.timedelta(1)).strftime(form),
                "fromTime": "10:00:00", "toTime": "18:00:00", "realDeliveryDate": day.strftime(form)}

    def delivery(self):
        return {"type": self.rng.choice(["DELIVERY", "PICKUP", "POST"]), "serviceName": "Доставка «Тропинка»",
                "deliveryServiceId": 99, "warehouseId": "13", "deliveryPartnerType": "YANDEX_MARKET",
                "dispatchType": "BUYER", "dates": self.dates("%Y-%m-%d"),
                "shipment": {"id": None, "shipmentDate": self.created.strftime("%Y-%m-%d")},
                "courier": {"address": {"city": self.rng.choice(words.CITIES), "street": "Тайная улица",
                                        "apartment": "7"}, "region": {"id": 213, "name": "Москва", "type": "CITY"}},
                "tracks": [{"trackCode": values.track_code(self.rng, abs(self.id)), "deliveryServiceId": 99}],
                "estimated": False, "receiveCode": "00417"}

    def old_delivery(self, delivery):
        old = {name: delivery[name] for name in ("type", "serviceName", "deliveryPartnerType", "deliveryServiceId",
                                                 "dispatchType", "tracks", "estimated")}
        return dict(old, dates=self.dates("%d-%m-%Y"), vat="VAT_20", liftType="NOT_NEEDED", liftPrice=Raw("0.0"),
                    address={"city": "Зареченск", "street": "Тайная улица", "recipient": "Ф. Тайный"})

    def times(self):
        return self.created, self.created + datetime.timedelta(days=9)

    def finish(self, status="DELIVERED", program=None, points=None):
        """The order in both forms."""
        lines = list(self.lines.values())
        costs = [line.cost for line in lines]
        share = self.rng.choice([0, 0, 0, 10]) if points is None else points
        paid = [(cost * share / 100).quantize(KOPECK) if share and abs(cost) < 10 ** 9 else Decimal(0)
                for cost in costs]
        items = [self.item(number, line, part) for number, (line, part) in enumerate(zip(lines, paid), 1)]
        delivery = self.delivery()
        body = self.new_form(status, program, items, delivery, sum(costs, Decimal(0)), sum(paid, Decimal(0)))
        old = self.old_form(body, [self.old_item(item, line) for item, line in zip(items, lines)],
                            sum(costs, Decimal(0)) - sum(paid, Decimal(0)), sum(paid, Decimal(0)))
        if not self.special:
            self.thin(body)
        style = Style(self.rng.choice(["raw", "raw", "escaped", "mixed"]), False, self.rng.random() < 0.2,
                      self.rng.random() < 0.1)
        return Order(body, old, self.campaign, lines, self.created, style,
                     self.rng if self.rng.random() < 0.4 else None)

    def new_form(self, status, program, items, delivery, cost, points):
        created, updated = self.times()
        return {"orderId": self.id, "campaignId": self.campaign,
                "programType": program or self.rng.choice(PROGRAMS[:4]), "externalOrderId": "EXT-%d" % self.id,
                "status": status, "substatus": "DELIVERY_SERVICE_DELIVERED",
                "creationDate": values.date_text(self.rng, created), "updateDate": values.date_text(self.rng, updated),
                "paymentType": "PREPAID", "paymentMethod": self.rng.choice(PAYMENTS), "fake": False, "items": items,
                "prices": dict(self.prices(cost, points), delivery={
                    "payment": self.money(Decimal("99.0")), "subsidy": self.money(Decimal("150")), "vat": "VAT_20"}),
                "delivery": delivery, "services": {"liftType": "NOT_NEEDED"}, "buyerType": "PERSON",
                "notes": self.rng.choice(words.COMMENTS), "cancelRequested": False,
                "sourcePlatform": self.rng.choice(PLATFORMS)}

    def old_form(self, body, items, payment, points):
        created, updated = self.times()
        total = Raw(format(payment, "f"))
        subsidies = [{"type": "SUBSIDY", "amount": Raw("12.5")}, {"type": "DELIVERY", "amount": Raw("150")}]
        if points:
            subsidies.append({"type": "YANDEX_CASHBACK", "amount": Raw(format(points, "f"))})
        return {"id": self.id, "externalOrderId": body["externalOrderId"], "status": body["status"],
                "substatus": body["substatus"], "creationDate": created.strftime("%d-%m-%Y %H:%M:%S"),
                "updatedAt": updated.strftime("%d-%m-%Y %H:%M:%S"), "currency": self.currency, "itemsTotal": total,
                "deliveryTotal": Raw("249.0"), "buyerItemsTotal": total, "buyerItemsTotalBeforeDiscount": total,
                "paymentType": body["paymentType"], "paymentMethod": body["paymentMethod"], "fake": False,
                "items": items, "subsidies": subsidies, "delivery": self.old_delivery(body["delivery"]),
                "buyer": {"id": "b-%d" % self.id, "firstName": "Фёкла", "lastName": "Тайная", "type": "PERSON"},
                "notes": body["notes"], "taxSystem": "OSN", "cancelRequested": False}

    def thin(self, body):
        """Optional members null or absent, values and members that no description knows."""
        for name in ("programType", "externalOrderId", "updateDate", "services", "buyerType", "notes",
                     "cancelRequested", "sourcePlatform"):
            if self.rng.random() < 0.1:
                body[name] = None
                if self.rng.random() < 0.5:
                    del body[name]
        if self.rng.random() < 0.06:
            name = self.rng.choice(sorted(set(NEW) & set(body)))
            body[name] = NEW[name]
        if self.rng.random() < 0.1:
            extend(self.rng, body)


def partly_refused(drawing):
    """Two offers; one piece refused, one returned, one of each kept; one piece was never sent."""
    drawing.take_returns()
    for line in drawing.lines.values():
        line.pieces["DELIVERED_TO_BUYER"] += 1
        line.cost += 250
    drawing.line("never sent").pieces["CANCELLED"] += 1


class Orders:
    """Every order, drawn when the first one is asked for."""

    def __init__(self, seed, store):
        self.seed, self.store, self.lock, self.drawn = seed, store, threading.Lock(), None

    def all(self):
        with self.lock:
            if self.drawn is None:
                self.drawn = {order.id: order for order in self.draw()}
        return self.drawn

    def draw(self):
        for campaign, returns in self.store.campaigns.items():
            of_order = {}
            for one in returns:
                of_order.setdefault(one.order, []).append(one)
            for id_, ones in of_order.items():
                yield self.draw_one(id_, campaign, ones)
            if not of_order:
                continue
            for id_ in range(LAAS, LAAS + LAAS_COUNT) if campaign == min(self.store.campaigns) else ():
                yield self.draw_laas(id_, campaign)

    def draw_one(self, id_, campaign, returns):
        drawing = Drawing(self.seed, id_, campaign, returns)
        if any(one.name == "partly_refused" for one in returns):
            partly_refused(drawing)
            return drawing.finish(points=10)
        drawing.take_returns()
        if not drawing.special:
            drawing.add_kept()
        return drawing.finish()

    def draw_laas(self, id_, campaign):
        """Orders that nothing came back of: LaaS, the first three delivered, the last one on its way."""
        drawing = Drawing(self.seed, id_, campaign, [])
        drawing.special = True
        drawing.keep("LAAS-1:blue", 3, "499.90")
        drawing.keep("LAAS-2", 1, "1200")
        return drawing.finish("DELIVERED" if id_ < LAAS + LAAS_COUNT - 1 else "DELIVERY", "LAAS")

    def find(self, campaign, id_):
        order = self.all().get(id_)
        return order if order and order.campaign == campaign else None


# The calls.

def get_business_orders(call):
    wanted = Filter(call.json())
    found = [order for order in call.store.orders.all().values() if wanted.lets_through(order)]
    return listed(call, found, json.dumps(wanted.body, default=str), lambda order: order.text, {})


def get_orders(call):
    """The older list: of one store, the deprecated pager beside it."""
    query = call.query
    ids = paging._orders(query.get("orderIds"))
    statuses = paging._names("status", query, STATUSES)
    first, last = paging._day("fromDate", query), paging._day("toDate", query)
    found = [order for order in call.store.orders.all().values()
             if order.campaign == call.campaign and (ids is None or order.id in ids)
             and (statuses is None or order.body["status"] in statuses)
             and (first is None or order.created.date() >= first) and (last is None or order.created.date() <= last)
             and query.get("fake", "false") == "false"]
    filters = json.dumps({name: query[name] for name in query if name not in ("pageToken", "limit")})
    return listed(call, found, filters, lambda order: order.old, {"pager": {"total": len(found)}})


def listed(call, found, filters, text, more):
    """A page, without an envelope; its paging stands before or after the list."""
    query = {"orderIds": filters}  # a token belongs to the filters, whatever they are made of
    query.update({name: call.query[name] for name in ("pageToken", "limit") if name in call.query})
    if paging._limit(query.get("limit")) > MOST:
        query["limit"] = str(MOST)
    page, token = paging.page(found, call.campaign, query)
    members = ['"orders":[%s]' % ",".join(text(order) for order in page)]
    members += [jsontext.write(more)[1:-1]] if more else []
    paging_text = '"paging":%s' % jsontext.write({"nextPageToken": token} if token else {})
    members.insert(0 if len(page) % 2 else len(members), paging_text)
    return bare("{%s}" % ",".join(members))


def get_order(call):
    order = call.store.orders.find(call.campaign, call.id("orderId"))
    if not order:
        raise Refused(404, "Заказ не найден")
    return bare('{"order":%s}' % order.old)


def bare(text):
    """An answer whose members stand in its root."""
    return Response(200, text.encode("utf-8"))


class Filter:
    """The body of getBusinessOrders. Days are by date of order, of dispatch, of change."""

    def __init__(self, body):
        self.body = body
        self.ids = self.some("orderIds", int)
        self.external = self.some("externalOrderIds", str)
        self.campaigns = self.some("campaignIds", int)
        self.programs = self.some("programTypes", str, PROGRAMS)
        self.statuses = self.some("statuses", str, STATUSES)
        self.substatuses = self.some("substatuses", str)
        self.platforms = self.some("sourcePlatforms", str, PLATFORMS)
        self.dates = self.member("dates", dict) or {}
        self.fake = self.member("fake", bool)
        self.waiting = self.member("waitingForCancellationApprove", bool)
        for name, text in self.dates.items():
            moment(name, text)

    def member(self, name, type_):
        value = self.body.get(name)
        if value is not None and not isinstance(value, type_):
            raise Refused(400, "%s: неверный тип" % name)
        return value

    def some(self, name, type_, known=None):
        given = self.member(name, list)
        if given is None:
            return None
        if not 1 <= len(given) <= MOST or len(set(given)) != len(given):
            raise Refused(400, "%s: от 1 до %d разных значений" % (name, MOST))
        for value in given:
            if not isinstance(value, type_) or isinstance(value, bool) or known and value not in known:
                raise Refused(400, "%s: неизвестное значение %s" % (name, value))
        return given

    def lets_through(self, order):
        body = order.body
        pairs = ((self.ids, order.id), (self.external, body.get("externalOrderId")),
                 (self.campaigns, order.campaign), (self.programs, body.get("programType")),
                 (self.statuses, body["status"]), (self.substatuses, body["substatus"]),
                 (self.platforms, body.get("sourcePlatform")))
        return (all(wanted is None or has in wanted for wanted, has in pairs) and self.fake is not True
                and self.waiting is not True and all(self.is_in_time(name, order) for name in self.dates))

    def is_in_time(self, name, order):
        limit = moment(name, self.dates[name])
        when = order.created + datetime.timedelta(9 if name.startswith("update") else 0)
        when = when if name.startswith("update") else when.date()
        return when >= limit if name.endswith("From") else when <= limit


def moment(name, text):
    """A member of `dates`: a day, or a time with its offset."""
    parts = {"creationDateFrom", "creationDateTo", "shipmentDateFrom", "shipmentDateTo"}
    try:
        if name in parts:
            return datetime.date.fromisoformat(text)
        if name in ("updateDateFrom", "updateDateTo"):
            found = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
            if found.tzinfo:
                return found
        raise ValueError
    except (ValueError, AttributeError):
        raise Refused(400, "dates.%s: неверная дата: %s" % (name, text)) from None
