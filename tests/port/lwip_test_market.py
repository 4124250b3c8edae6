"""The client over TLS over lwIP, against the Market of the tests."""

import hashlib
import pathlib
import ssl
import sys
import time
import urllib.request

from harness import expect, expect_that
from lwip_world import HERE, call, expect_quiet
from servers import fnv

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from market import Market  # noqa: E402


def market_words(market, one, **options):
    return {"port": market.port, "ca": market.ca, "key": market.key, "campaign": market.campaign,
            "order": one["order"], "return": one["return"], **options}


def fetched(market, photo):
    """The photo, by Python's own client."""
    request = urllib.request.Request("https://%s:%d%s" % (HERE, market.port, photo["path"]),
                                     headers={"Api-Key": market.key})
    with urllib.request.urlopen(request, context=ssl.create_default_context(cafile=market.ca)) as answer:
        body = answer.read()
    if hashlib.sha256(body).hexdigest() != photo["sha256"]:
        raise ValueError("the market's own photo is not as it says")
    return body


def test_market_returns_and_the_clock():
    with Market(args=("--host", HERE)) as market:
        one = market.special("minimal")
        for flavour in ("default", "tight", "malloc"):
            before = int(time.time()) * 1000 - 2000
            lines = call(flavour, "market", rounds=4, **market_words(market, one))
            expect(flavour, [("YMR_OK", one["return"])] * 4, [(line["status"], line["id"]) for line in lines])
            expect(flavour + " resumes", [0, 1, 1, 1], [line["resumed"] for line in lines])
            expect(flavour + ": the clock is trusted", 2, lines[0]["state"])
            told = lines[0]["unix_ms"]
            expect_that(flavour + ": by the server's Date", before <= told <= time.time() * 1000 + 1000, told)
            if flavour != "malloc":
                expect_quiet(flavour, lines[-1])


def test_market_photo_at_the_speed_of_its_sink():
    with Market(args=("--host", HERE)) as market:
        for name in ("demo_small", "length_1000000", "chunked_1000000"):
            photo = market.photo(name)
            body = fetched(market, photo)
            for flavour in ("default", "tight"):
                for options in ({}, {"slow": 50000, "pause": 20}):
                    what = "%s %s %s" % (name, flavour, options)
                    got = call(flavour, "market", item=photo["item"], hash=photo["hash"],
                               **market_words(market, photo, **options))[0]
                    expect(what, ("YMR_OK", 1, len(body), fnv(body)),
                           (got["status"], got["attempts"], got["bytes"], got["hash"]))
                    expect_that(what + ": held back", (got["holds"] > 2) == bool(options), got["holds"])
                    expect_quiet(what, got)


def test_market_through_loss():
    with Market(args=("--host", HERE)) as market:
        one = market.special("minimal")
        for seed in (1, 2, 3, 4):
            got = call("tight", "market", loss=30, seed=seed, haste=3, **market_words(market, one))[0]
            expect("seed %d" % seed, ("YMR_OK", one["return"]), (got["status"], got["id"]))
