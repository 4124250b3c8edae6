"""Random command lines: values, options, and what a line means."""
import datetime
import string
from decimal import Decimal

LARGEST = 2 ** 53 - 1  # Prism counts in binary floating point and refuses larger ids

TEXTS = ("a", "0", "a:b", "Zz-._~", "два слова", "a/b", "a b", "100%", "%2F", "a+b=c&d?e#f", "\"'\\", "<&>;",
         "№ 7", "é", "e\u0301", "日本", "😀", "\u200f\u05d0", "\t", "x\ny")


class Sent:
    """A request that must arrive: operation, path parameters, query (lists for arrays), body."""

    def __init__(self, operation, path=None, query=None, body=None):
        self.operation, self.path, self.query, self.body = operation, path or {}, query or {}, body


class Run:
    """A command line and the requests that it means, the pages behind the first not counted.

    limit  how many elements of a list are asked for
    ends   the exit status behind a good answer, or what says it from the answer: ends(document)
    """

    def __init__(self, words, *sent, limit=None, ends=0):
        self.words, self.sent = [str(word) for word in words], sent
        self.limit, self.ends = limit, ends


class Chance:
    """Random arguments.

    want(operation, accept)  Prism's answer shall be one of which accept(document) says None, else why not
    foresee(sent)            the answer that a request of this round will get, for arguments that must fit it
    """

    def __init__(self, random, description, want, foresee):
        self.random, self.description, self.want, self.foresee = random, description, want, foresee
        self.campaign, self.business = random.randint(1, LARGEST), random.randint(1, LARGEST)

    def yes(self, part=0.5):
        return self.random.random() < part

    def id(self):
        edge = self.random.choice((1, 9, 10, 2 ** 31 - 1, 2 ** 31, 2 ** 32, LARGEST, None, None, None))
        return edge or self.random.randint(1, 10 ** self.random.randint(1, 15))

    def ids(self, most):
        return sorted({self.id() for _ in range(self.random.randint(1, most))})

    def money(self):
        """Above 0, to four digits behind the point."""
        digits = str(self.random.randint(1, 10 ** self.random.randint(1, 9)))
        places = self.random.randint(0, 4)
        return Decimal(digits).scaleb(-places)

    def day(self):
        return datetime.date(2020, 1, 1) + datetime.timedelta(self.random.randrange(2500))

    def days(self):
        return sorted((self.day(), self.day()))

    def text(self, longest=255):
        """At least one character that is no blank; any Unicode but control characters of a terminal's."""
        made = self.random.choice(string.ascii_letters)
        for _ in range(self.random.randint(0, 5)):
            made += self.random.choice(TEXTS)
        return (made + self.random.choice(string.ascii_letters))[:longest]

    def line(self, longest=255):
        """A text without control characters."""
        return "".join(" " if one in "\t\n" else one for one in self.text(longest))

    def value(self, enum):
        return self.random.choice(self.description.values(enum))

    def values(self, enum, most=4):
        known = self.description.values(enum)
        return self.random.sample(known, self.random.randint(1, min(most, len(known))))


class Line:
    """A command line as it grows, with what it means."""

    def __init__(self, chance, *words):
        self.chance, self.words, self.meant = chance, list(words), {}

    def add(self, option, value, name, meant=None):
        """Half of the time."""
        if self.chance.yes():
            shown = ",".join(map(str, value)) if isinstance(value, list) else value
            self.words += [option, shown]
            self.meant[name] = value if meant is None else meant

    def pages(self, most):
        """--limit and --page-size, and what parameter comes of them. @return the limit"""
        random, size, limit = self.chance.random, None, None
        if self.chance.yes():
            size = random.randint(1, 100)
            self.words += ["--page-size", size]
        if self.chance.yes():
            limit = random.choice((1, 2, 3, 5, 150))
            self.words += ["--limit", limit]
        self.meant["limit"] = min(size or limit or most, most)
        return limit
