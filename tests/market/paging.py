"""The filters and pages of getReturns."""
import base64
import datetime
import hashlib
import re

from . import words

FILTERS = ("orderIds", "statuses", "shipmentStatuses", "type", "fromDate", "toDate")


class BadQuery(Exception):
    """A query parameter is wrong; the text names it."""


def matching(returns, query):
    """The returns that the filters let through, in the store's order."""
    orders = _orders(query.get("orderIds"))
    statuses = _names("statuses", query, words.REFUND)
    shipments = _names("shipmentStatuses", query, words.SHIPMENT)
    types = _names("type", query, words.RETURN_TYPES)
    first, last = _day("fromDate", query), _day("toDate", query)
    return [one for one in returns
            if (orders is None or one.order in orders)
            and (statuses is None or one.refund in statuses)
            and (shipments is None or one.shipment in shipments)
            and (types is None or one.type in types)
            and (first is None or (one.day is not None and one.day >= first))
            and (last is None or (one.day is not None and one.day <= last))]


def page(returns, campaign, query):
    """(the page that limit and pageToken ask for, the next page's token or None)."""
    limit = _limit(query.get("limit"))
    start = 0
    token = query.get("pageToken", query.get("page_token"))
    if token is not None:
        start = _start(token, campaign, query)
    end = start + limit
    return returns[start:end], _token(end, campaign, query) if end < len(returns) else None


def _token(start, campaign, query):
    """Opaque, and with +, / and = in it, so that a client which does not encode them is found out."""
    text = "%d/%s" % (start, _filter_digest(campaign, query))
    return base64.b64encode(b"\xfb\xef\xff" + text.encode("ascii") + b"\0").decode("ascii")


def _start(token, campaign, query):
    """Where the page of this token starts. A token belongs to the filters that it was made under."""
    try:
        made = base64.b64decode(token, validate=True)[3:-1].decode("ascii")
        start, digest = made.split("/")
        start = int(start)
    except ValueError:
        raise BadQuery("pageToken: not one of ours") from None
    if digest != _filter_digest(campaign, query) or _token(start, campaign, query) != token:
        raise BadQuery("pageToken: made under other filters")
    return start


def _filter_digest(campaign, query):
    text = "%s %s" % (campaign, [query.get(name) for name in FILTERS])
    return hashlib.sha1(text.encode("utf-8")).hexdigest()[:12]


def _orders(text):
    if text is None:
        return None
    parts = text.split(",")
    if len(parts) > 50:
        raise BadQuery("orderIds: at most 50")
    if not all(re.match(r"-?[0-9]{1,19}\Z", part) for part in parts):
        raise BadQuery("orderIds: not a list of int64")
    return {int(part) for part in parts}


def _names(name, query, known):
    if name not in query:
        return None
    names = query[name].split(",")
    for one in names:
        if one not in known:
            raise BadQuery("%s: unknown value %s" % (name, one))
    return names


def _day(name, query):
    alias = {"fromDate": "from_date", "toDate": "to_date"}[name]
    text = query.get(name, query.get(alias))
    if text is None:
        return None
    try:
        if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", text):
            raise ValueError
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise BadQuery("%s: not a date YYYY-MM-DD: %s" % (name, text)) from None


def _limit(text):
    if text is None:
        return 50
    if not re.match(r"[0-9]{1,9}\Z", text) or int(text) < 1:
        raise BadQuery("limit: not a number from 1: %s" % text)
    return min(int(text), 100)
