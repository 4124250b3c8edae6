"""One round: a command line, the requests that came of it, Prism's answers, what was printed and said.

A round's name says what kind it is:
  7         the 7th good answer; of a list, several pages, every second time until a page token comes again
  refused   a 200 that says "status": "ERROR"
  empty     a 200 that says OK and holds nothing
  404.1     Prism was asked for this status
"""
import os
import subprocess
import tempfile

from chance import Chance
from compare import Comparison, read_json
from description import place
from proxy import Proxy
from requested import Requested
from steering import KEY, NoUse, Steering

DONE, REFUSED, LIMIT, INVALID, NOT_FOUND, UNKNOWN = 0, 4, 5, 6, 7, 8
ENDS = {400: REFUSED, 401: REFUSED, 403: REFUSED, 404: NOT_FOUND, 420: LIMIT, 500: REFUSED}
ERROR_ROUNDS = 3
MOST_PAGES = 4


def kinds_of(row, description, rounds):
    """The names of an operation's rounds."""
    operation = description.operations[row.operation]
    names = [str(number) for number in range(rounds)]
    names += ["refused"] if description.says_status(operation) else []
    names += ["empty"] if can_be_empty(row, description, operation) else []
    return names + ["%d.%d" % (code, number) for code in operation.errors() for number in range(ERROR_ROUNDS)]


def can_be_empty(row, description, operation):
    """Whether a valid answer need not hold what is printed."""
    if not row.where:
        return False
    key = row.where.partition(".")[0].partition("[")[0]
    return key not in description.resolve(operation.answer).get("required", ())


class Result:
    def __init__(self, words, code, out, err, exchanges):
        self.words, self.code, self.exchanges = words, code, exchanges
        self.out, self.err = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
        self.faults = []
        self.skipped = None

    def fault(self, text, *values):
        self.faults.append(text % values if values else text)

    def transcript(self):
        parts = [b"ymr %s\nexit %d\n--- standard output\n%s--- standard error\n%s" % (
            " ".join(map(repr, self.words)).encode(), self.code, self.out.encode(), self.err.encode())]
        for exchange in self.exchanges:
            parts += [b"\n--- request\n", exchange.request.raw, b"\n--- answer\n",
                      exchange.answer.raw if exchange.answer else b"none"]
            parts += [b"\n--- drawn again: %s" % why.encode() for why in exchange.rejected]
        return b"".join(parts) + b"\n"


def skipped(why):
    result = Result([], 0, b"", b"", [])
    result.skipped = "Prism makes no answer that this round has a use for: %s" % why
    return result


class Bench:
    """Runs the rounds of one operation."""

    def __init__(self, row, description, upstream, program):
        self.row, self.description, self.upstream, self.program = row, description, upstream, program
        self.operation = description.operations[row.operation]
        self.printed = None
        if row.where:
            self.printed = description.at(self.operation.answer, row.framed or row.where)
        self.known = self._comparison().fields(self.printed) if self.printed else set()
        self.seen = set()
        self.broken = {}

    def _comparison(self):
        return Comparison(self.description, self.row.passed_over)

    def run(self, name, source, seed):
        steering = Steering(self, name, seed, source.randint(1, MOST_PAGES - 1))
        chance = Chance(source, self.description, steering.want, steering.foresee)
        try:
            wanted = self.row.run(chance)
        except NoUse as why:
            return skipped(why)
        with Proxy(self.upstream, steering.steer, steering.judge) as proxy, \
                tempfile.TemporaryDirectory() as directory:
            process = self._start(wanted, chance, directory, proxy.port)
            left = os.listdir(directory)
        result = Result(wanted.words, process.returncode, process.stdout, process.stderr, proxy.exchanges)
        check_manners(result)
        Requested(self.description, self.row, wanted, result).check()
        if left:
            result.fault("files are left: %s", ", ".join(left))
        if not result.faults:
            self._check(name, wanted, result)
        return result

    def _start(self, wanted, chance, directory, port):
        words = [self.program, *wanted.words, "--json", "--retries", "0"]
        env = {"PATH": os.environ["PATH"], "YMR_API_KEY": KEY, "YMR_CAMPAIGN": str(chance.campaign),
               "YMR_BUSINESS": str(chance.business), "YMR_BASE_URL": "http://127.0.0.1:%d" % port}
        return subprocess.run(words, env=env, cwd=directory, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=120)

    def note_broken(self, kind):
        self.broken[kind] = self.broken.get(kind, 0) + 1

    def _check(self, name, wanted, result):
        if any(not exchange.settled for exchange in result.exchanges):
            result.skipped = skipped(result.exchanges[-1].rejected[-1]).skipped
        elif name == "refused":
            self._expect(result, REFUSED)
        elif name == "empty":
            self._expect(result, self.row.empty)
        elif "." in name:
            self._check_error(int(name.partition(".")[0]), result)
        elif self.row.bytes_of:
            self._expect(result, INVALID)
        elif self.row.is_list:
            self._check_list(wanted, result)
        else:
            self._check_one(wanted, result)

    def _expect(self, result, ends):
        if result.code != ends:
            result.fault("exit %d, not %d: %s", result.code, ends, result.err.strip())
        if ends in (REFUSED, LIMIT, NOT_FOUND, UNKNOWN) and result.out and not self._prints_early():
            result.fault("printed in spite of the error: %s", result.out[:200])

    def _prints_early(self):
        return self.row.is_list and not self.row.confirmed

    def _check_error(self, code, result):
        ends = ENDS[code]
        if code >= 500 and self.row.lasting:
            ends = UNKNOWN
        self._expect(result, ends)
        errors = read_json(self._ours(result)[-1].answer.body.decode()).get("errors")
        if errors and ends not in (LIMIT, UNKNOWN) and errors[0]["code"] not in result.err:
            result.fault("the API's code %r is not shown: %s", errors[0]["code"], result.err.strip())

    def _objects(self, result):
        try:
            return [read_json(line) for line in result.out.splitlines()]
        except ValueError as why:
            result.fault("what --json printed is no JSON: %s: %s", why, result.out[:200])
            return None

    def _check_one(self, wanted, result):
        answer = self._document(self._ours(result)[-1])
        ends = wanted.ends(answer) if callable(wanted.ends) else wanted.ends
        if result.code != ends:
            result.fault("exit %d, not %d: %s", result.code, ends, result.err.strip())
        printed = self._objects(result)
        if printed is None or self.row.where is None:
            return
        if len(printed) != 1:
            result.fault("printed %d objects, not one", len(printed))
            return
        self.compare(place(answer, self.row.where), printed[0], result)

    @staticmethod
    def _document(exchange):
        return read_json(exchange.answer.body.decode())

    def compare(self, sent, printed, result):
        comparison = self._comparison()
        comparison.compare(self.printed, sent, printed)
        self.seen |= comparison.seen
        result.faults += comparison.differences
        if comparison.beyond and not comparison.differences:
            result.skipped = "Prism sent an integer that no int64 holds: " + ", ".join(comparison.beyond)

    def _check_list(self, wanted, result):
        printed = self._objects(result)
        if printed is None:
            return
        pages = self._ours(result)
        tokens = [self.token(self._document(one)) for one in pages]
        again = tokens[-1] is not None and tokens[-1] in tokens[:-1]
        is_refused = again and result.code == INVALID
        if is_refused and "page token" not in result.err:
            result.fault("a page token came again, and that is not said: %s", result.err.strip())
        if not is_refused:
            self._expect(result, DONE)
        shown = self._shown(pages, wanted.limit)
        count = sum(len(elements) for _, elements in shown)
        if tokens[-1] is not None and not is_refused and (wanted.limit is None or count < wanted.limit):
            result.fault("the list ended before its last page")
        if self.row.framed:
            self._check_frames(shown, printed, result)
        else:
            self._check_elements([one for _, elements in shown for one in elements], printed, result)

    def _shown(self, pages, limit):
        """The pages as (answer, its elements), up to the limit."""
        shown, left = [], limit
        for page in pages:
            document = self._document(page)
            elements = place(document, self.row.where)[:left]
            shown.append((document, elements))
            left = left - len(elements) if left is not None else None
            if left == 0:
                break
        return shown

    def _check_frames(self, shown, printed, result):
        if len(shown) != len(printed):
            result.fault("%d pages came, %d were printed", len(shown), len(printed))
        key = self.row.where.rstrip("[]").rpartition(".")[2]
        for (document, elements), one in zip(shown, printed):
            self.compare({**place(document, self.row.framed), key: elements}, one, result)

    def operation_of(self, exchange):
        """The description's operation, or None."""
        return self.description.find(exchange.request.method, exchange.request.target.partition("?")[0])[0]

    def _ours(self, result):
        return [one for one in result.exchanges if self.operation_of(one) is self.operation]

    def _check_elements(self, elements, printed, result):
        """In their order; one that is too long for ymr's buffer is named, and comes at the end, asked for by
        itself."""
        rest = iter(printed)
        for element in elements:
            if is_named(element, result.err):
                continue
            one = next(rest, None)
            if one is None:
                result.fault("not printed: %s", str(element)[:120])
                return
            self.compare(element, one, result)
        fetched = [one for one in result.exchanges if self.operation_of(one) is not self.operation]
        for exchange in fetched:
            one = next(rest, None)
            if one is None:
                result.fault("asked for by itself, but not printed: %s", exchange.request.target)
                return
            self.compare(read_json(exchange.answer.body.decode())["result"], one, result)
        for one in rest:
            result.fault("printed, but never sent: %s", str(one)[:120])

    def token(self, document):
        """Of the next page; beside the list."""
        holder = place(document, self.row.where.rpartition(".")[0])
        return (holder.get("paging") or {}).get("nextPageToken")

    def has_pages(self):
        holder = self.description.at(self.operation.answer, self.row.where.rpartition(".")[0])
        return self.row.is_list and "paging" in self.description.properties(holder)


def is_named(element, text):
    """Whether standard error says that this one does not fit: `return 7 of order 8, number …`."""
    return "return %s of order %s, number" % (element.get("id"), element.get("orderId")) in text


def check_manners(result):
    if result.code < 0:
        result.fault("ended by signal %d", -result.code)
    if KEY in result.out + result.err:
        result.fault("the key is shown")
    for line in result.err.splitlines():
        if not line.startswith("ymr: "):
            result.fault("not said by ymr: %s", line)
        if "is left out" in line:
            result.fault("a valid field is said to be none: %s", line)
