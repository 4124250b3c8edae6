"""What the proxy asks Prism for in one round, and which of its answers it takes."""
import json
import urllib.parse

from compare import read_json
from description import place
from prism import violations
from proxy import Exchange, Message, draw

KEY = "ACMA:contractcontractcontractcontractcontra:1234abcd"


class NoUse(Exception):
    """Prism makes no answer that a round has a use for; the text says what is wrong with the last one."""


def request_bytes(description, sent):
    """A request as somebody else would write it."""
    operation = description.operations[sent.operation]
    target = operation.path
    for name, value in sent.path.items():
        target = target.replace("{%s}" % name, urllib.parse.quote(str(value), safe=""))
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
            kind = of_answer[0]["code"]
            self.bench.note_broken(kind)
            return "it breaks the schema: %s" % kind
        if self._wants_error(exchange) or exchange.answer.status != 200 or operation.answer is None:
            return None
        document = read_json(exchange.answer.body.decode())
        return self._judge_status(operation, document) or self._judge_result(operation, number, document)

    def _judge_status(self, operation, document):
        if not self.bench.description.says_status(operation):
            return None
        is_refused = self.name == "refused" and operation is self.bench.operation
        wanted = "ERROR" if is_refused else "OK"
        return None if document["status"] == wanted else "status is %s" % document["status"]

    def _judge_result(self, operation, number, document):
        where = self.bench.row.where
        if operation is not self.bench.operation:
            has_result = "result" in self.bench.description.properties(operation.answer)
            empty = has_result and not document.get("result")
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
