"""Ordinary returns, each from a random source of its own: none changes when its neighbours do."""
import random

from . import values, words
from .jsontext import Raw, Style, write
from .photos import Photo


class Return:
    """One return: its JSON text and what the operations look up."""

    def __init__(self, body, text, updated=None, photos=(), name=None):
        self.id = body["id"]
        self.order = body["orderId"]
        self.type = body["returnType"]
        self.refund = body.get("refundStatus")
        self.shipment = body.get("shipmentStatus")
        self.update_text = body.get("updateDate")
        self.day = updated.astimezone(values.MOSCOW).date() if updated and self.update_text else None
        self.text = text
        self.photos = {(photo.item, photo.hash): photo for photo in photos}
        self.name = name


class Builder:
    """Draws one return. Which members are there, null, empty or absent is drawn as well."""

    def __init__(self, rng, id_, order):
        self.rng = rng
        self.id = id_
        self.order = order
        self.next_item = id_ * 10 + 3
        self.photos = []

    def chance(self, share):
        return self.rng.random() < share

    def unredeemed(self):
        """A parcel that was never taken: no refundStatus, decisions or fastReturn."""
        body, updated = self.base("UNREDEEMED", with_decisions=False)
        return body, updated

    def fast(self):
        """Money back without the goods: no pickup point, recipient or shipmentStatus."""
        body, updated = self.base("RETURN", with_decisions=True)
        body["refundStatus"] = self.rng.choice(["REFUNDED", "REFUND_IN_PROGRESS", "STARTED_BY_USER"])
        body["fastReturn"] = True
        for name in ("logisticPickupPoint", "shipmentRecipientType", "shipmentStatus", "pickupTillDate"):
            body.pop(name, None)
        return body, updated

    def ordinary(self, statuses):
        body, updated = self.base("RETURN", with_decisions=True)
        body["refundStatus"] = self.rng.choice(statuses)
        body["fastReturn"] = False
        return body, updated

    def base(self, return_type, with_decisions):
        created = values.moment(self.rng)
        updated = values.moment(self.rng, created, days=5)
        price, kopecks = values.money(self.rng)
        body = {
            "id": self.id, "orderId": self.order,
            "creationDate": values.date_text(self.rng, created),
            "updateDate": values.date_text(self.rng, updated),
            "logisticPickupPoint": self.point(),
            "pickupTillDate": values.date_text(self.rng, values.moment(self.rng, updated, days=30)),
            "shipmentRecipientType": self.rng.choice(words.RECIPIENT),
            "shipmentStatus": self.rng.choice(words.SHIPMENT),
            "refundAmount": kopecks,
            "amount": values.amount(self.rng, price),
            "items": [self.item(with_decisions) for _ in range(self.rng.choice([1, 1, 1, 1, 2, 2, 3, 5]))],
            "returnType": return_type,
        }
        self.thin(body, ("pickupTillDate", "refundAmount", "amount", "shipmentRecipientType", "creationDate"),
                  0.1)
        self.thin(body, ("logisticPickupPoint", "shipmentStatus", "updateDate"), 0.05)
        return body, updated

    def thin(self, body, names, share):
        """Makes some of the optional members null or leaves them out."""
        for name in names:
            if self.chance(share):
                if self.chance(0.5):
                    body[name] = None
                else:
                    del body[name]

    def point(self):
        if self.chance(0.03):
            return {}
        address = {"country": "Россия", "city": self.rng.choice(words.CITIES),
                   "street": self.rng.choice(words.STREETS),
                   "house": self.rng.choice(words.HOUSES),
                   "postcode": "%06d" % self.rng.randrange(100000, 700000)}
        self.thin(address, ("postcode", "house", "country"), 0.15)
        point = {"id": 10000000000 + self.rng.randrange(10 ** 9), "name": self.rng.choice(words.POINTS),
                 "address": address, "instruction": self.rng.choice(words.HINTS),
                 "type": self.rng.choice(words.POINT_TYPES),
                 "logisticPartnerId": self.rng.randrange(100000, 999999)}
        self.thin(point, ("instruction", "address", "type", "logisticPartnerId"), 0.08)
        return point

    def item(self, with_decisions):
        item = {"marketSku": self.rng.randrange(10 ** 8, 10 ** 13), "shopSku": self.sku(),
                "count": self.rng.choice([1, 1, 1, 2, 10])}
        if with_decisions:
            item["decisions"] = self.some([self.decision() for _ in range(self.rng.choice([1, 1, 1, 2]))])
        item["instances"] = self.some([self.instance() for _ in range(self.rng.choice([1, 1, 2]))])
        item["tracks"] = self.some([{"trackCode": values.track_code(self.rng, self.order)}])
        self.thin(item, ("marketSku", "instances", "tracks"), 0.06)
        return item

    def some(self, members):
        """The list, or now and then an empty one or null."""
        return self.rng.choice([members] * 18 + [[], None])

    def sku(self):
        return self.rng.choice(words.SKUS) % self.rng.randrange(1, 99999)

    def decision(self, photos=None):
        price, kopecks = values.money(self.rng)
        decision = {"returnItemId": self.item_id(), "count": 1, "comment": self.rng.choice(words.COMMENTS),
                    "reasonType": self.rng.choice(words.REASONS),
                    "subreasonType": self.rng.choice(words.SUBREASONS),
                    "decisionType": self.rng.choice(words.DECISIONS), "refundAmount": kopecks,
                    "amount": values.amount(self.rng, price)}
        if self.chance(0.2):
            decision["partnerCompensation"] = kopecks // 2
            decision["partnerCompensationAmount"] = {"value": Raw("%d.%02d" % divmod(kopecks // 2, 100)),
                                                     "currencyId": "RUR"}
        if photos is None:
            photos = [self.photo() for _ in range(self.rng.choice([0, 0, 1, 1, 2, 4]))]
        self.attach(decision, photos)
        self.thin(decision, ("comment", "subreasonType", "decisionType", "amount", "refundAmount"), 0.08)
        return decision

    def attach(self, decision, photos):
        for photo in photos:
            photo.item = decision["returnItemId"]
        self.photos += photos
        decision["images"] = [photo.hash for photo in photos] if photos else self.rng.choice([None, []])
        if not photos and self.chance(0.5):
            del decision["images"]

    def item_id(self):
        self.next_item += 1
        return self.next_item

    def photo(self):
        return Photo(values.photo_hash(self.rng), self.rng.choice([self.rng.randrange(2000, 9000),
                                                                   self.rng.randrange(20000, 200000)]),
                     self.rng.choice(["image/jpeg", "image/jpeg", "image/png", "application/octet-stream"]),
                     self.rng.choice(["length", "length", "chunked", "close"]), self.chance(0.7))

    def instance(self):
        instance = {"stockType": self.rng.choice(words.STOCK), "status": self.rng.choice(words.INSTANCE)}
        if self.chance(0.3):
            instance["cis"] = values.cis(self.rng)
        if self.chance(0.2):
            instance["imei"] = values.imei(self.rng)
        self.thin(instance, ("stockType", "status"), 0.1)
        return instance

    def finish(self, body, updated, style=None, shuffle=None, name=None):
        """The return as it will be served; unless told otherwise, style and key order are drawn."""
        style = style or Style(self.rng.choice(["raw", "raw", "escaped", "mixed"]), self.chance(0.5),
                               self.chance(0.2), self.chance(0.1))
        shuffle = self.chance(0.4) if shuffle is None else shuffle
        written = shuffled(self.rng, body) if shuffle else body
        return Return(body, write(written, style), updated, self.shown_photos(body), name)

    def shown_photos(self, body):
        """The photos that the return shows: a special one may have dropped what was drawn first."""
        shown = {(decision.get("returnItemId"), hash_) for item in body["items"]
                 for decision in item.get("decisions") or []
                 for hash_ in decision.get("images") or []}
        return [photo for photo in self.photos if (photo.item, photo.hash) in shown]


def shuffled(rng, value):
    """The same value with the members of every object in another order."""
    if isinstance(value, dict):
        names = list(value)
        rng.shuffle(names)
        return {name: shuffled(rng, value[name]) for name in names}
    if isinstance(value, list):
        return [shuffled(rng, member) for member in value]
    return value


def renew(rng, body):
    """Puts a value that no description knows into one of the return's enums."""
    places = [(body, "refundStatus"), (body, "shipmentStatus"), (body, "shipmentRecipientType")]
    if body.get("logisticPickupPoint"):
        places.append((body["logisticPickupPoint"], "type"))
    for item in body["items"]:
        for decision in item.get("decisions") or []:
            places += [(decision, name) for name in ("reasonType", "subreasonType", "decisionType")]
        for instance in item.get("instances") or []:
            places += [(instance, name) for name in ("stockType", "status")]
    present = [place for place in places if place[0].get(place[1])]
    if present:
        owner, name = rng.choice(present)
        owner[name] = words.NEW[name]


def extend(rng, body):
    """Adds members that no description knows, one of them nested, to the return and to an item."""
    body["warehouseHint"] = {"shelf": rng.choice(["А-12", "Б/7"]),
                             "tags": [1, Raw("-0.5e-7"), None, True, {"deep": [[], {}]}]}
    if body["items"]:
        body["items"][0]["recycling"] = rng.choice([None, False, Raw("1E400"), "зелёный", [[[]]],
                                                    {"id": "7", "count": "x"}])


def ordinary_return(seed, number):
    """One return of the store: non-purchases, fast, waiting and settled ones come in a fixed mix."""
    rng = random.Random("%s/%d" % (seed, number))
    builder = Builder(rng, 31000000 + number * 1013 + rng.randrange(1000),
                      61000000000 + rng.randrange(10 ** 9))
    kind = number % 12
    if kind in (0, 4, 8):
        body, updated = builder.unredeemed()
    elif kind in (2, 7):
        body, updated = builder.fast()
    else:
        body, updated = builder.ordinary(words.WAITING if kind == 5 else words.SETTLED)
    if rng.random() < 0.06 and kind != 5:
        renew(rng, body)
    if rng.random() < 0.1:
        extend(rng, body)
    return builder.finish(body, updated)
