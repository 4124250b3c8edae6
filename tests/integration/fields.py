"""The known fields of a return, by hand from the API's description: what --json must show, and no more."""
from decimal import Decimal

WHOLE, EXACT, TEXT, TRUTH = "whole number", "exact number", "text", "truth"

MONEY = {"value": EXACT, "currencyId": TEXT}
TRACK = {"trackCode": TEXT}
INSTANCE = {"stockType": TEXT, "status": TEXT, "cis": TEXT, "imei": TEXT}
DECISION = {"returnItemId": WHOLE, "count": WHOLE, "comment": TEXT, "reasonType": TEXT, "subreasonType": TEXT,
            "decisionType": TEXT, "refundAmount": WHOLE, "amount": MONEY, "partnerCompensation": WHOLE,
            "partnerCompensationAmount": MONEY, "images": [TEXT]}
ITEM = {"marketSku": WHOLE, "shopSku": TEXT, "count": WHOLE, "decisions": [DECISION], "instances": [INSTANCE],
        "tracks": [TRACK]}
ADDRESS = {"country": TEXT, "city": TEXT, "street": TEXT, "house": TEXT, "postcode": TEXT}
POINT = {"id": WHOLE, "name": TEXT, "address": ADDRESS, "instruction": TEXT, "type": TEXT,
         "logisticPartnerId": WHOLE}
RETURN = {"id": WHOLE, "orderId": WHOLE, "creationDate": TEXT, "updateDate": TEXT, "refundStatus": TEXT,
          "logisticPickupPoint": POINT, "pickupTillDate": TEXT, "shipmentRecipientType": TEXT,
          "shipmentStatus": TEXT,
          "refundAmount": WHOLE, "amount": MONEY, "items": [ITEM], "returnType": TEXT, "fastReturn": TRUTH}


def known(value, kind=RETURN):
    """A value without unknown fields and nulls. Exact numbers keep their digits."""
    if isinstance(kind, list):
        return [known(member, kind[0]) for member in value]
    if isinstance(kind, dict):
        return {name: known(value[name], kind[name]) for name in kind if value.get(name) is not None}
    return digits(value) if kind == EXACT else value


def digits(number):
    """3170.0 is not 3170.00: money comes back with every digit that it came with."""
    return Decimal(str(number)).as_tuple()
