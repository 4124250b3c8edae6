"""One round: a command line, the requests that came of it, Prism's answers, what was printed and said.

A round's name says what kind it is:
  7         the 7th good answer; of a list, several pages, every second time until a page token comes again
  refused   a 200 that says "status": "ERROR"
  empty     a 200 that says OK and holds nothing
  404.1     Prism was asked for this status
"""
import json
import os
import subprocess
import tempfile
import urllib.parse

from compare import Comparison, read_json
from operations import Chance
from proxy import Exchange, Message, Proxy, draw

DONE, REFUSED, LIMIT, INVALID, NOT_FOUND, UNKNOWN = 0, 4, 5, 6, 7, 8
ENDS = {400: REFUSED, 401: REFUSED, 403: REFUSED, 404: NOT_FOUND, 420: LIMIT, 500: REFUSED}
ERROR_ROUNDS = 3
MOST_PAGES = 4
KEY = "ACMA:contractcontractcontractcontractcontra:1234abcd"


def says_status(description, operation):
    return "status" in description.resolve(operation.answer or {}).get("required", ())


def kinds_of(row, description, rounds):
    """The names of an operation's rounds."""
    operation = description.operations[row.operation]
    names = [str(number) for number in range(rounds)]
    names += ["refused"] if says_status(description, operation) else []
    names += ["empty"] if can_be_empty(row, description, operation) else []
    return names + ["%d.%d" % (code, number) for code in operation.errors() for number in range(ERROR_ROUNDS)]


def can_be_empty(row, description, operation):
    """Whether a valid answer need not hold what is printed."""
    if not row.where:
        return False
    first = row.where.partition(".")[0]
    key, _, bracket = first.partition("[")
    return bracket == "0]" or key not in description.resolve(operation.answer).get("required", ())


def text_of(value):
    return str(value)


class NoUse(Exception):
    """Prism makes no answer that a round has a use for; the text says what is wrong with the last one."""


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


def violations(answer):
    """What Prism's own check says, as (of the request, of the answer)."""
    of_request, of_answer = [], []
    for header in answer.all("sl-violations"):
        if header.startswith("Too many violations!"):
            of_answer.append("many")
            continue
        for one in read_json(header):
            if one["severity"] == "Error":
                (of_request if one["location"][0] == "request" else of_answer).append(one)
    return of_request, of_answer


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
        Requests(self.description, self.row, wanted, result).check()
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


def place(document, where):
    """What stands there, or None; `[]` is the whole list, `[0]` its first element."""
    for step in filter(None, where.split(".")):
        key, _, bracket = step.partition("[")
        document = document.get(key) if isinstance(document, dict) else None
        if bracket == "0]":
            document = document[0] if document else None
    return document


def same(came, meant):
    """Equal, where a set that is meant may come in any order."""
    if isinstance(meant, set):
        return isinstance(came, list) and sorted(came) == sorted(meant)
    if isinstance(meant, dict):
        return isinstance(came, dict) and came.keys() == meant.keys() and \
            all(same(came[key], meant[key]) for key in meant)
    if isinstance(meant, list):
        return isinstance(came, list) and len(came) == len(meant) and all(map(same, came, meant))
    return came == meant and isinstance(came, bool) == isinstance(meant, bool)


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


def request_bytes(description, sent):
    """A request as somebody else would write it."""
    operation = description.operations[sent.operation]
    target = operation.path
    for name, value in sent.path.items():
        target = target.replace("{%s}" % name, urllib.parse.quote(text_of(value), safe=""))
    body = json.dumps(sent.body, default=float).encode() if sent.body is not None else b""
    kind = "Content-Type: application/json\r\n" if body else ""
    return ("%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nApi-Key: %s\r\n%sContent-Length: %d\r\n"
            "Connection: close\r\n\r\n" % (operation.method, target, KEY, kind, len(body))).encode(), body


class Steering:
    """What the proxy asks Prism for in one round, and which answers it takes."""

    def __init__(self, bench, name, seed, pages):
        self.bench, self.name, self.seed, self.pages = bench, name, seed, pages
        self.code = name.partition(".")[0] if "." in name else None
        self.repeats = name.isdigit() and int(name) % 2 == 1 and bench.row.is_list and bench.has_pages()
        self.tokens = []
        self.accepted = {}
        self.foreseen = {}  # how many draws an operation's first answer takes

    def want(self, operation, accept):
        self.accepted[operation] = accept

    def foresee(self, sent):
        """The same seeds make the same answer, whoever asks."""
        exchange = Exchange(Message(*request_bytes(self.bench.description, sent)))
        draw(self.bench.upstream, exchange, 0, self.steer, self.judge)
        if not exchange.settled:
            raise NoUse(exchange.rejected[-1])
        self.foreseen[sent.operation] = len(exchange.rejected)
        return read_json(exchange.answer.body.decode())

    def steer(self, exchange, number, draw):
        operation = self.bench.operation_of(exchange)
        if number == 0 and operation:
            draw += self.foreseen.get(operation.name, 0)
        if self.repeats:
            number = min(number, self.pages - 1)
        prefer = "seed=\"%s/%d/%d\"" % (self.seed, number, draw)
        if self._wants_error(exchange):
            # An error is JSON, whatever was asked for; Prism would rather answer 200.
            return {"Prefer": "code=%s, %s" % (self.code, prefer), "Accept": "application/json"}
        return {"Prefer": prefer}

    def _wants_error(self, exchange):
        return self.code is not None and self.bench.operation_of(exchange) is self.bench.operation

    def judge(self, exchange, number):
        of_request, of_answer = violations(exchange.answer)
        operation = self.bench.operation_of(exchange)
        if of_request or operation is None:
            return None
        if of_answer:
            kind = of_answer[0] if isinstance(of_answer[0], str) else of_answer[0]["code"]
            self.bench.note_broken(kind)
            return "it breaks the schema: %s" % kind
        if self._wants_error(exchange) or exchange.answer.status != 200 or operation.answer is None:
            return None
        document = read_json(exchange.answer.body.decode())
        return self._judge_status(operation, document) or self._judge_result(operation, number, document)

    def _judge_status(self, operation, document):
        if not says_status(self.bench.description, operation):
            return None
        is_refused = self.name == "refused" and operation is self.bench.operation
        wanted = "ERROR" if is_refused else "OK"
        return None if document["status"] == wanted else "status is %s" % document["status"]

    def _judge_result(self, operation, number, document):
        where = self.bench.row.where
        if operation is not self.bench.operation:
            empty = "result" in self.bench.description.properties(operation.answer) and not document.get("result")
            return "no result" if empty else self._judge_by_row(operation, document)
        if where is None or self.name == "refused":
            return None
        there = place(document, where) is not None
        if self.name == "empty":
            return "not empty" if there else None
        if not there:
            return "nothing to print"
        if self.bench.row.is_list and self.bench.has_pages():
            return self._judge_page(number, document)
        return self._judge_by_row(operation, document)

    def _judge_by_row(self, operation, document):
        accept = self.accepted.get(operation.name)
        return accept(document) if accept else None

    def _judge_page(self, number, document):
        token = self.bench.token(document)
        if self.repeats:
            if not token:
                return "no page token"
            if number < self.pages and token in self.tokens:
                return "a page token that came before"
        elif token and (token in self.tokens or number + 1 >= self.pages):
            return "a page token where none should come"
        if number < self.pages:
            self.tokens.append(token)
        return None


class Requests:
    """Whether what ymr sent is what the command line means, and all of it in the description."""

    def __init__(self, description, row, wanted, result):
        self.description, self.row, self.wanted, self.result = description, row, wanted, result
        self.fault = result.fault

    def check(self):
        if not self.result.exchanges:
            self.fault("no request came (exit %d): %s", self.result.code, self.result.err.strip())
        for number, exchange in enumerate(self.result.exchanges):
            self._check_prism(exchange)
            self._check_head(exchange.request)
            self._check_one(number, exchange.request)

    def _check_prism(self, exchange):
        if exchange.answer is None:
            self.fault("Prism did not answer %s", exchange.request.first)
            return
        of_request, _ = violations(exchange.answer)
        for one in of_request:
            self.fault("Prism refuses %s: %s", exchange.request.first, one["message"])
        if not of_request and (exchange.answer.get("content-type") or "").startswith("application/problem"):
            if exchange.settled:
                self.fault("Prism refuses %s: %s", exchange.request.first, exchange.answer.body.decode())

    def _check_head(self, request):
        for name, value in (("api-key", KEY), ("content-length", str(len(request.body)))):
            expected = [value] if name == "api-key" or request.method == "POST" else []
            if request.all(name) != expected:
                self.fault("%s of %s is %s", name, request.first, request.all(name))
        kind = request.get("content-type")
        if request.body and (kind or "").partition(";")[0] != "application/json":
            self.fault("content-type of %s is %s", request.first, kind)

    def _expected(self, number):
        """Behind the requests that were announced come further pages, and elements by themselves."""
        return self.wanted.sent[min(number, len(self.wanted.sent) - 1)]

    def _check_one(self, number, request):
        path, _, query = request.target.partition("?")
        operation, segments = self.description.find(request.method, path)
        if operation is None:
            self.fault("%s is none of the description's operations", request.first)
            return
        expected = self._expected(number)
        if operation.name != expected.operation:
            if number < len(self.wanted.sent) or operation.name != self.row.follows:
                self.fault("%s came, not %s", operation.name, expected.operation)
            return
        self._check_segments(operation, segments, expected)
        self._check_query(operation, query, expected, number)
        self._check_body(operation, request.body, expected)

    def _check_segments(self, operation, segments, expected):
        for name, value in segments.items():
            if value != text_of(expected.path[name]):
                self.fault("%s of %s is %r, not %r", name, operation.name, value, text_of(expected.path[name]))

    def _check_query(self, operation, query, expected, number):
        came = {}
        for pair in filter(None, query.split("&")):
            name, _, value = pair.partition("=")
            came.setdefault(urllib.parse.unquote(name), []).append(urllib.parse.unquote(value, errors="strict"))
        came_before = came.pop("pageToken", None) if "pageToken" not in expected.query else None
        self._check_token(number, operation, came_before)
        wanted = {name: sorted(map(text_of, value)) if isinstance(value, (list, set)) else [text_of(value)]
                  for name, value in expected.query.items() if value is not None}
        if {name: sorted(values) for name, values in came.items()} != wanted:
            self.fault("the query of %s is %s, not %s", operation.name, came, wanted)
        for name in came:
            if name not in operation.query:
                self.fault("%s has no query parameter %s", operation.name, name)

    def _check_token(self, number, operation, came):
        before = None
        if number > 0:
            document = read_json(self.result.exchanges[number - 1].answer.body.decode())
            holder = document.get("result") if "result" in document else document
            before = ((holder or {}).get("paging") or {}).get("nextPageToken")
        if came != (None if before is None else [before]):
            self.fault("pageToken of %s is %s, the page before said %r", operation.name, came, before)

    def _check_body(self, operation, body, expected):
        if expected.body is None:
            if body:
                self.fault("%s has a body: %r", operation.name, body[:200])
            return
        came = read_json(body.decode()) if body else None
        if not same(came, expected.body):
            self.fault("the body of %s is %r, not %r", operation.name, came, expected.body)
        self._check_members(operation.name, operation.body, came)

    def _check_members(self, where, schema, value):
        """Prism takes members that the schema does not have."""
        schema = self.description.resolve(schema)
        if isinstance(value, list):
            for element in value:
                self._check_members(where + "[]", schema["items"], element)
        elif isinstance(value, dict):
            properties = schema.get("properties", {})
            for key, below in value.items():
                if key in properties:
                    self._check_members(where + "." + key, properties[key], below)
                else:
                    self.fault("%s has no member %s", where, key)
