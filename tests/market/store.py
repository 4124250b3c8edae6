"""The three campaigns of the stand-in and what is in them."""
import random
import string

from . import specials
from .data import ordinary_return

CAMPAIGN = 21840317
CAMPAIGN_BIG = 21840318
CAMPAIGN_EMPTY = 21840319
BUSINESS = 7310064


class Store:
    """Every return and photo, by campaign. Nothing changes after it is built, so all threads may read it."""

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
        self._by_id = {(campaign, one.id): one for campaign, returns in self.campaigns.items()
                       for one in returns}

    def find(self, campaign, order, return_id):
        """The return of this campaign, order and id, or None."""
        found = self._by_id.get((campaign, return_id))
        return found if found and found.order == order else None

    def by_id(self, campaign, return_id):
        return self._by_id.get((campaign, return_id))

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
