"""Which stores the key reaches, and what it may do there."""
import re

from . import answers, jsontext, paging
from .call import Refused
from .wire import Response

SCOPES = ["ALL_METHODS", "ALL_METHODS_READ_ONLY", "INVENTORY_AND_ORDER_PROCESSING",
          "INVENTORY_AND_ORDER_PROCESSING_READ_ONLY", "PRICING", "PRICING_READ_ONLY",
          "OFFERS_AND_CARDS_MANAGEMENT",
          "OFFERS_AND_CARDS_MANAGEMENT_READ_ONLY", "PROMOTION", "PROMOTION_READ_ONLY",
          "FINANCE_AND_ACCOUNTING",
          "COMMUNICATION", "SETTINGS_MANAGEMENT", "SUPPLIES_MANAGEMENT_READ_ONLY"]
PLACEMENTS = ["FBS", "FBY", "DBS", "LAAS"]
AVAILABILITY = ["AVAILABLE", "DISABLED_BY_INACTIVITY", "DISABLED_BY_NO_ACTIVE_CONTRACT", "MANUALLY_DISABLED",
                "DISABLED_BY_NO_PLACEMENT_TYPE"]
KEY_NAME = "Сканер на складе «Северный»"


class Account:
    """The key's scopes, which a test may change, and the campaigns in the order in which they are listed."""

    def __init__(self, campaigns, business):
        self.campaigns = [campaign(at, id_, business) for at, id_ in enumerate(campaigns)] + others(business)
        self.restore()

    def restore(self):
        self.scopes = ["INVENTORY_AND_ORDER_PROCESSING", "COMMUNICATION"]


def campaign(at, id_, business):
    return {"domain": "Лавка «Снегирь» %d" % (at + 1), "id": id_, "clientId": 4000 + at,
            "business": {"id": business, "name": "ИП Снегирёв"}, "placementType": PLACEMENTS[at % 4],
            "apiAvailability": "AVAILABLE"}


def others(business):
    """Stores that cannot be called, and what the description lets be absent."""
    return [{"domain": "\u202eзакрыто\x1b[31m", "id": 2 ** 53 + 1, "business": {"id": business, "name": None},
             "placementType": "LAAS", "apiAvailability": "MANUALLY_DISABLED"},
            {"id": 21840399, "business": {}, "placementType": "NEW_DRONE", "apiAvailability": "NEW_ASLEEP",
             "rating": 4},
            {"domain": None, "business": None}]


def get_campaigns(call):
    """Without `limit` all at once; with it, page by page."""
    listed = call.store.account.campaigns
    limit = call.query.get("limit")
    if limit is not None and (not re.match(r"[0-9]{1,9}\Z", limit) or not 1 <= int(limit) <= 100):
        raise Refused(400, "limit: от 1 до 100")
    size = int(limit or len(listed))
    page, token = paging.page(listed, "campaigns", {**call.query, "limit": str(size)})
    first = listed.index(page[0]) + 1
    body = {"campaigns": page,
            "pager": {"total": len(listed), "from": first, "to": first + len(page) - 1,
                      "currentPage": (first - 1) // size + 1, "pagesCount": -(-len(listed) // size),
                      "pageSize": size}}
    if token:
        body["paging"] = {"nextPageToken": token}
    return Response(200, jsontext.write(body).encode("utf-8"))


def get_auth_token_info(call):
    key = {"name": KEY_NAME, "authScopes": call.store.account.scopes}
    return answers.ok(jsontext.write({"apiKey": key}))
