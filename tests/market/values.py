"""Single values in the forms in which the Market sends them: dates, money, codes."""
import datetime
from decimal import Decimal

from .jsontext import Raw

GS1_SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
MOSCOW = datetime.timezone(datetime.timedelta(hours=3))
FIRST_DAY = datetime.datetime(2026, 5, 1, tzinfo=MOSCOW)
DAYS = 200

OFFSETS = [180] * 6 + [0, 0, 300, 630, -420]


def moment(rng, after=FIRST_DAY, days=DAYS):
    """A random time within so many days after the given one, to the second."""
    return after + datetime.timedelta(seconds=rng.randrange(1, days * 86400))


def date_text(rng, when, digits=None):
    """The moment as ISO 8601 with 0 to 9 fraction digits, in UTC as Z or +00:00, or with an offset."""
    minutes = rng.choice(OFFSETS)
    local = when.astimezone(datetime.timezone(datetime.timedelta(minutes=minutes)))
    digits = rng.choice([0, 1, 2, 3, 3, 3, 6, 9, rng.randrange(10)]) if digits is None else digits
    fraction = "." + "".join(rng.choice("0123456789") for _ in range(digits)) if digits else ""
    zone = "%s%02d:%02d" % ("-" if minutes < 0 else "+", abs(minutes) // 60, abs(minutes) % 60)
    if minutes == 0 and rng.random() < 0.8:
        zone = "Z"
    return local.strftime("%Y-%m-%dT%H:%M:%S") + fraction + zone


def money(rng):
    """A price: (the number's text, the same in kopecks)."""
    rubles = rng.choice([rng.randrange(1, 1000), rng.randrange(1000, 300000)])
    kopecks = rng.randrange(100)
    text = rng.choice(["%d.0" % rubles] * 4 + [
        "%d" % rubles, "%d.%02d" % (rubles, kopecks), "%d.%d" % (rubles, kopecks // 10), "%d.00" % rubles,
        "1e2", "1.5E+3", "314.159e1", "0.01", "12e-1", "0.5"])
    return text, int((Decimal(text) * 100).to_integral_value())


def amount(rng, text=None, currency=None):
    currency = currency or rng.choice(["RUR"] * 12 + ["BYN", "KZT", "USD"])
    return {"value": Raw(text or money(rng)[0]), "currencyId": currency}


def check_digit(digits):
    """The mod 10 check digit of GTIN, weights 3 and 1 from the right."""
    total = sum(int(digit) * (3 if at % 2 == 0 else 1) for at, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def cis(rng):
    """A Честный ЗНАК code as the API gives it: AI 01, GTIN, AI 21, serial; no separator, no crypto tail."""
    gtin = "0" + "46%010d" % rng.randrange(10 ** 10)
    serial = "".join(rng.choice(GS1_SET_82) for _ in range(rng.choice([6, 7, 13, 13, 20])))
    return "01" + gtin + check_digit(gtin) + "21" + serial


def imei(rng):
    digits = "35%012d" % rng.randrange(10 ** 12)
    return digits + luhn_digit(digits)


def luhn_digit(digits):
    total = 0
    for at, digit in enumerate(reversed(digits)):
        doubled = int(digit) * 2 if at % 2 == 0 else int(digit)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def track_code(rng, order):
    return rng.choice([
        "%d-%d" % (order, rng.randrange(1, 4)),
        "FSN_RET_L_%010d" % rng.randrange(10 ** 7),
        "%014d" % rng.randrange(10 ** 14),
        "RR%09dRU" % rng.randrange(10 ** 9),
        "vozvrat/%d?p=1&k=2" % rng.randrange(1000),
    ])


def photo_hash(rng):
    return "%040x" % rng.getrandbits(160)
