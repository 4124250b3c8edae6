"""Designated returns, one for each shape that a test asks for by name."""
import random

from . import values, words
from .data import Builder, extend
from .jsontext import Raw, Style
from .photos import LIMIT, MB, Photo

PHOTO_SIZES = [1, 2, 3, 7, 8, 100, 511, 512, 513, 1023, 1024, 1025, 4095, 4096, 4097, 16383, 16384, 16385,
               65535, 65536,
               65537, 100000, 1000000, 10 * MB, 50 * MB, LIMIT]
FRAMINGS = ("length", "chunked", "close")
ODD_HASHES = ["../../x", "a b+c%2F", "q?x=1&y#z", "снимок №1"]


class Drawing:
    """A builder for one special, with ids out of the ordinary ones' range unless given."""

    def __init__(self, seed, number, name, id_=None, order=None):
        rng = random.Random("%s/%s" % (seed, name))
        self.name = name
        self.builder = Builder(rng, 45000000 + number if id_ is None else id_,
                               62000000000 + number if order is None else order)
        self.builder.next_item = 450000000 + number * 1000

    def start(self, statuses=("REFUNDED",)):
        self.body, self.updated = self.builder.ordinary(statuses)
        return self.body

    def finish(self, style=None, shuffle=False):
        return self.builder.finish(self.body, self.updated, style or Style(), shuffle, self.name)


def thousand_items(draw):
    """1,000 items, the most that the description allows."""
    body = draw.start()
    body["items"] = [draw.builder.item(True) for _ in range(1000)]
    return draw.finish()


def huge_ids(draw):
    """Ids that a double cannot hold, up to the largest int64."""
    body = draw.start()
    item = draw.builder.item(False)
    item.update(marketSku=9223372036854775807, count=9223372036854775807)
    draw.builder.next_item = 9007199254740992
    item["decisions"] = [draw.builder.decision([_photo(draw, "huge", 5000)])]
    body["items"] = [item]
    body["logisticPickupPoint"] = {"id": 9007199254740993, "logisticPartnerId": 9007199254740995}
    body["refundAmount"] = 9223372036854775807
    body["amount"] = values.amount(draw.builder.rng, "92233720368547758.07", "RUR")
    return draw.finish()


def negative_ids(draw):
    """The smallest int64 as return id, and a negative order."""
    body = draw.start()
    body["refundAmount"] = -9223372036854775808
    body["amount"] = values.amount(draw.builder.rng, "-0.01", "RUR")
    return draw.finish()


def big_return(draw):
    """Over 8 KB in all; every item is small, so that it fits when its items are read one at a time."""
    body = draw.start()
    body["items"] = [draw.builder.item(True) for _ in range(40)]
    return draw.finish()


def big_element(draw):
    """One item of over 8 KB: it does not fit even when the items are read one at a time."""
    body = draw.start()
    decision = draw.builder.decision([])
    decision["comment"] = "Очень длинная жалоба. " * 400
    item = draw.builder.item(False)
    item["decisions"] = [decision]
    body["items"] = [draw.builder.item(True), item, draw.builder.item(True)]
    return draw.finish()


def big_skeleton(draw):
    """Over 8 KB without its items."""
    body = draw.start()
    body["logisticPickupPoint"] = {"id": 1, "name": "Лабиринт",
                                   "instruction": "Поверните налево, потом направо. " * 300}
    return draw.finish()


def unknown_enums(draw):
    """Every enum has a value that no description knows, the return's type too."""
    body = draw.start()
    body["logisticPickupPoint"] = {"id": 5, "type": words.NEW["type"]}
    body.update({name: words.NEW[name] 
                 for name in ("refundStatus", "shipmentStatus", "shipmentRecipientType", "returnType")})
    decision = draw.builder.decision([])
    decision.update({name: words.NEW[name] for name in ("reasonType", "subreasonType", "decisionType")})
    item = draw.builder.item(False)
    item["decisions"] = [decision]
    item["instances"] = [{name: words.NEW[name] for name in ("stockType", "status")}]
    body["items"] = [item]
    body["amount"] = values.amount(draw.builder.rng, "1e2", "NEW")
    return draw.finish()


def unknown_fields(draw):
    """Members that no description knows, at every level, before and after the known ones, some alike."""
    body = draw.start()
    extend(draw.builder.rng, body)
    deep = "молодец"
    for _ in range(12):
        deep = {"items": [deep]}
    item = dict({"Count": "три", "items": []}, **draw.builder.item(True))
    item["shopSku2"] = Raw("-12.50E-3")
    draw.body = dict({"zzz": deep, "Id": "не номер", "": 0, "i\u0000d": 1}, **body)
    draw.body["items"] = body["items"] + [item]
    draw.body["ключ \"с кавычками\""] = {"id": 0, "orderId": "нет"}
    return draw.finish()


def escapes(draw):
    """Every way to write a character: short escapes, \\u in both cases, pairs, raw UTF-8 of 2 to 4 bytes."""
    body = draw.start()
    decision = draw.builder.decision([])
    decision["comment"] = Raw(r'"\"\\\/\b\f\n\r\t \u0041\u00e9\u00E9\u20ac\ud83d\ude00\uD83D\uDE00' +
                              r'\u0000\u0001\u007f ' + '\u00e9\u20ac\U0001F600\u2028\x7f"')
    item = draw.builder.item(False)
    item["shopSku"] = Raw(r'"\u0410\/\u0022\\"')
    item["decisions"] = [decision]
    item["instances"] = [{"cis": "0104603988000001215!\"%&'()*+", "imei": "356938035643809"}]
    body["items"] = [item]
    return draw.finish()


def unredeemed(draw):
    """A non-purchase: no refundStatus, decisions or fastReturn."""
    draw.body, draw.updated = draw.builder.unredeemed()
    return draw.finish()


def fast_return(draw):
    """No pickup point, recipient or shipment status."""
    draw.body, draw.updated = draw.builder.fast()
    return draw.finish()


def null_lists(draw):
    """Every optional list and object is null."""
    body = draw.start()
    body.update(logisticPickupPoint=None, amount=None, refundStatus=None, fastReturn=None,
                pickupTillDate=None)
    decision = {"images": None, "amount": None, "comment": None}
    body["items"] = [{"shopSku": "0", "count": 1, "marketSku": None, "decisions": None, "instances": None,
                      "tracks": None},
                     {"shopSku": "1", "count": 1, "decisions": [decision]}]
    return draw.finish()


def empty_lists(draw):
    """Every optional list and object that may be is empty."""
    body = draw.start()
    body["logisticPickupPoint"] = {"address": {}}
    body["items"] = [{"shopSku": "0", "count": 0, "decisions": [], "instances": [], "tracks": []},
                     {"shopSku": "1", "count": 1, "decisions": [{}], "instances": [{}], "tracks": [{}]},
                     {"shopSku": "2", "count": 1, "decisions": [{"images": [], "comment": ""}]}]
    return draw.finish()


def no_items(draw):
    """The items are there and empty."""
    draw.start()["items"] = []
    return draw.finish()


def minimal(draw):
    """The required members and nothing else."""
    body = draw.start()
    draw.body = {"id": body["id"], "orderId": body["orderId"], "items": [{"shopSku": "1", "count": 1}],
                 "returnType": "RETURN"}
    return draw.finish()


def photo_sizes(draw):
    """Photos of 1 byte to 52,428,800 bytes, each in every framing; named such as chunked_4096."""
    items = []
    for framing in FRAMINGS:
        photos = [_photo(draw, "%s_%d" % (framing, size), size, framing) for size in PHOTO_SIZES]
        item = draw.builder.item(False)
        item["decisions"] = [draw.builder.decision(photos)]
        items.append(item)
    draw.start()["items"] = items
    return draw.finish()


def photo_edges(draw):
    """A photo of 0 bytes, one byte over the limit in every framing, one whose Range requests are ignored."""
    photos = [_photo(draw, "empty", 0), _photo(draw, "no_range", 300000)]
    photos[1].range = False
    photos += [_photo(draw, "too_big_" + framing, LIMIT + 1, framing) for framing in FRAMINGS]
    item = draw.builder.item(False)
    item["decisions"] = [draw.builder.decision(photos)]
    draw.start()["items"] = [item]
    return draw.finish()


def odd_hashes(draw):
    """Image hashes that are paths, queries and fragments when they are not percent-encoded."""
    photos = [Photo(hash_, 1000 + at, range_=True, name="odd_%d" % at) for at, hash_ in enumerate(ODD_HASHES)]
    item = draw.builder.item(False)
    item["decisions"] = [draw.builder.decision(photos)]
    draw.start()["items"] = [item]
    return draw.finish()


def demo(draw):
    """Waits for a decision; a readable return with a photo of 50 MB and a small one."""
    body = draw.start(["PREMODERATION_DECISION_WAITING"])
    rng = draw.builder.rng
    photos = [_photo(draw, "demo_big", 50 * MB), _photo(draw, "demo_small", 180000, type_="image/png")]
    decision = {"returnItemId": draw.builder.item_id(), "count": 1, "reasonType": "BAD_QUALITY",
                "subreasonType": "NOT_WORKING", "amount": values.amount(rng, "7490.0", "RUR"),
                "comment": "Чайник «Иней» грел два дня, потом замолчал 😢\nЧек и коробка есть."}
    draw.builder.attach(decision, photos)
    body.update(amount=values.amount(rng, "7490.0", "RUR"), refundAmount=749000, shipmentStatus="CREATED")
    body["items"] = [{"marketSku": 100923847561, "shopSku": "ЧАЙНИК-17", "count": 1, "decisions": [decision],
                      "instances": [{"stockType": "DEFECT", "status": "CREATED", "cis": values.cis(rng)}],
                      "tracks": [{"trackCode": "%d-1" % body["orderId"]}]}]
    return draw.finish()


def partly_refused(draw):
    """A non-purchase: one of several pieces of its order was refused, and one more was returned later."""
    draw.body, draw.updated = draw.builder.unredeemed()
    draw.body.update(amount=values.amount(draw.builder.rng, "500.0", "RUR"), refundAmount=50000, updateDate=None,
                     items=[{"shopSku": "ОТКАЗ-1", "count": 1}])
    return draw.finish()


def returned_later(draw):
    """The return that belongs to the order of partly_refused."""
    body = draw.start()
    body.update(amount=values.amount(draw.builder.rng, "250.50", "RUR"), refundAmount=25050,
                items=[{"shopSku": "ОТКАЗ-2", "count": 1}])
    return draw.finish()


def _photo(draw, name, size, framing="length", type_="image/jpeg"):
    return Photo(values.photo_hash(draw.builder.rng), size, type_, framing, range_=True, name=name)


IDS = {"huge_ids": (9007199254740993, 9223372036854775807),
       "negative_ids": (-9223372036854775808, -9007199254740993),
       "partly_refused": (45000017, 62000000017), "returned_later": (45000018, 62000000017)}

MAIN = [demo, thousand_items, huge_ids, negative_ids, big_return, unknown_enums, unknown_fields, escapes,
        unredeemed,
        fast_return, null_lists, empty_lists, no_items, minimal, photo_sizes, photo_edges, odd_hashes,
        partly_refused, returned_later]
TOO_BIG = [big_element, big_skeleton]


def build(seed, makers, first=0):
    """The returns of these functions, in their order."""
    return [make(Drawing(seed, first + at, make.__name__, *IDS.get(make.__name__, ())))
            for at, make in enumerate(makers)]
