"""The three campaigns of the stand-in and what is in them."""
import random
import string
import threading

from . import account, chats, create, orders, reports, specials
from .data import ordinary_return

CAMPAIGN = 21840317
CAMPAIGN_BIG = 21840318
CAMPAIGN_EMPTY = 21840319
BUSINESS = 7310064


class Store:
    """Every return and photo, by campaign. What calls change goes back to what it was by restore()."""

    def __init__(self, seed=1, count=420):
        main = specials.build(seed, specials.MAIN)
        ordinary = [ordinary_return(seed, number) for number in range(count - len(main))]
        self.campaigns = {
            CAMPAIGN: _scatter(ordinary, main),
            CAMPAIGN_BIG: _scatter([ordinary_return(seed, 100000 + number) for number in range(10)],
                                   specials.build(seed, specials.TOO_BIG, first=500)),
            CAMPAIGN_EMPTY: [],
        }
        rng = random.Random("%s/key" % seed)
        letters = string.ascii_letters + string.digits
        self.key = "ACMA:%s:%08x" % ("".join(rng.choice(letters) for _ in range(40)), rng.getrandbits(32))
        self._lock = threading.RLock()
        self._originals = {}
        self._added = []
        self._by_id = {(campaign, one.id): one for campaign, returns in self.campaigns.items()
                       for one in returns}
        self.business = BUSINESS
        self.chats = chats.Chats(seed, self, CAMPAIGN)
        self.reports = reports.Reports(seed)
        self.account = account.Account(list(self.campaigns), BUSINESS)
        self.orders = orders.Orders(seed, self)
        self.creation = create.Creation(self)

    def find(self, campaign, order, return_id):
        """The return of this campaign, order and id, or None."""
        found = self._by_id.get((campaign, return_id))
        return found if found and found.order == order else None

    def by_id(self, campaign, return_id):
        return self._by_id.get((campaign, return_id))

    def change(self, one, changes):
        """Gives a return other members than it had; {"text": …, "refund": …}. Safe for all threads."""
        with self._lock:
            self._originals.setdefault(one, dict(one.__dict__))
            one.__dict__.update(changes)

    def add(self, campaign, one):
        """One more return, listed as the last, until restore()."""
        with self._lock:
            self._added.append((campaign, one))
            self.campaigns[campaign] = self.campaigns[campaign] + [one]
            self._by_id[(campaign, one.id)] = one

    def restore(self):
        """Everything as it was built."""
        with self._lock:
            for campaign, one in self._added:
                self.campaigns[campaign] = [other for other in self.campaigns[campaign] if other is not one]
                del self._by_id[(campaign, one.id)]
            self._added = []
            for one, members in self._originals.items():
                one.__dict__.clear()
                one.__dict__.update(members)
            self._originals = {}
            for part in (self.chats, self.reports, self.account, self.creation):
                part.restore()

    def lock(self):
        """Held while several steps must be one."""
        return self._lock

    def specials(self):
        """Every designated return: [(campaign, return)]."""
        return [(campaign, one) for campaign, returns in self.campaigns.items() for one in returns
                if one.name]

    def photos(self):
        """Every photo: [(campaign, return, photo)]."""
        return [(campaign, one, photo) for campaign, returns in self.campaigns.items()
                for one in returns for photo in one.photos.values()]


def _scatter(ordinary, special):
    """The special returns spread evenly among the ordinary ones, the first one early on."""
    step = max(len(ordinary) // (len(special) or 1), 1)
    mixed = list(ordinary)
    for at, one in enumerate(special):
        mixed.insert(min(3 + at * (step + 1), len(mixed)), one)
    return mixed
