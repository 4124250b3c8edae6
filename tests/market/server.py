"""The server: listening sockets, one thread a connection, a connection's life from accept to its end."""
import selectors
import socket
import ssl
import threading

from . import answers, control, kinds, operations, reports
from .counters import Counters
from .faults import Faults
from .link import Ended, Gone, Link
from .pace import stack
from .wire import BadRequest, read_request

LOOPBACK = ("127.0.0.1", "::1")


class Port:
    """A listener's name, sockets and ways. context: the TLS context, None for plain HTTP."""

    def __init__(self, name, addresses, number, context=None, keep_alive=False):
        self.name = name
        self.files = name in reports.PORTS.values()
        self.context = context
        self.keep_alive = keep_alive
        self.sockets = _listen(addresses, number)
        self.number = self.sockets[0].getsockname()[1]


def _listen(addresses, number):
    """Sockets on the same port of every address; without IPv6 on this machine, on the IPv4 ones."""
    for attempt in range(20):
        sockets = []
        try:
            for address in addresses:
                wanted = sockets[0].getsockname()[1] if sockets else number
                sockets += _listen_one(address, wanted, optional=bool(sockets))
            return sockets
        except OSError:
            for sock in sockets:
                sock.close()
            if number or attempt == 19:
                raise


def _listen_one(address, number, optional):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        sock = socket.socket(family, socket.SOCK_STREAM)
    except OSError:
        if optional:
            return []
        raise
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.bind((address, number))
        sock.listen(128)
        return [sock]
    except OSError as error:
        sock.close()
        if optional and error.errno not in (98, 48):
            return []
        raise


class Market:
    """Everything that the connections share."""

    def __init__(self, store, keep_alive=False, log=None):
        self.store = store
        self.faults = Faults()
        self.counters = Counters()
        self.keep_alive = keep_alive
        self.log = log or (lambda text: None)
        self.stopping = threading.Event()
        self.ports = []

    def serve(self, wake):
        """Accepts until `wake`, a socket, becomes readable."""
        with selectors.DefaultSelector() as ready:
            ready.register(wake, selectors.EVENT_READ)
            for port in self.ports:
                for sock in port.sockets:
                    ready.register(sock, selectors.EVENT_READ, port)
            while not self.stopping.is_set():
                for key, _ in ready.select():
                    if key.data is None:
                        self.stopping.set()
                        break
                    self._accept(key.fileobj, key.data)
        for port in self.ports:
            for sock in port.sockets:
                sock.close()

    def _accept(self, listening, port):
        try:
            sock, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=Connection(self, port, sock).run, daemon=True).start()


class Connection:
    """One connection. run() never raises."""

    def __init__(self, market, port, sock):
        self.market = market
        self.port = port
        self.link = Link(sock, market.stopping, lambda number: market.counters.add("bytes_sent", number))
        self.counted = False

    def run(self):
        how = "rude"
        try:
            how = self._talk()
        except Ended as ended:
            how = ended.how
        except (Gone, OSError):
            pass
        except Exception as error:
            self.market.log("%s: %r" % (self.port.name, error))
            raise
        finally:
            self.link.finish(how)

    def _talk(self):
        end = self._begin()
        if end:
            return end
        while True:
            try:
                request = read_request(self.link)
            except BadRequest as error:
                self._send(answers.error(400, str(error)), "unknown")
                return "close"
            if request is None:
                return "close"
            if self.port.context is None and request.path.startswith(control.PREFIX):
                response = control.answer(self.market, request)
                response.keep_alive = True
                self._carry_out(kinds.Plan(self.link, request, response))
                continue
            end = self._answer(request)
            if end:
                return end

    def _begin(self):
        """Faults of the connection, then the handshake. How to end at once, or None to go on."""
        counters = self.market.counters
        plan = kinds.Plan(self.link, None, None)
        faults = self.market.faults.for_connection(self.port.name)
        kinds.apply(faults, plan)
        if self.port.context or faults:
            self._count()
        if plan.end != "close":
            return plan.end
        if not self.port.context:
            return None
        try:
            self.link.handshake(self.port.context)
        except (ssl.SSLError, Gone) as error:
            counters.add("handshake_failures")
            counters.count("failures", getattr(error, "reason", None) or "connection lost")
            raise Gone() from None
        counters.add("handshakes")
        counters.add("resumed", int(self.link.tls.session_reused))
        counters.count("tls_versions", self.link.tls.version())
        return None

    def _answer(self, request):
        """How to end the connection, or None to keep it."""
        operation, parameters = (None, 404) if self.port.files else operations.route(request)
        name = "download" if self.port.files else operation.name if operation else "unknown"
        request.listener = self.port.name
        self._count()
        self.market.counters.log(self.port.name, name, request)
        if self.port.files:
            response = reports.serve_file(self.market.store, request, self.market.counters)
        else:
            response = operations.answer(self.market.store, request, operation, parameters)
        plan = self._send(response, name, operation, request)
        if plan.end == "hold":
            self.link.hold(plan.hold_seconds)
            return "close"
        if plan.end == "hang_up":
            return "close"
        if plan.end != "close":
            return plan.end
        return None if plan.response.keep_alive and plan.stream is None else "close"

    def _send(self, response, name, operation=None, request=None):
        """Counts, completes, spoils and sends a response; the plan by which it went."""
        counters = self.market.counters
        used = counters.count("requests", name)
        limit = operation.limit if operation else 5000
        if not self.port.files:
            answers.limit_fields(response, limit, used, wrong_weekday=used % 3 == 0)
        wanted = request.get("connection", "").lower() if request else "close"
        response.keep_alive = (self.market.keep_alive or self.port.keep_alive) and wanted != "close"
        plan = kinds.Plan(self.link, request, response)
        pace = self.link.pace
        if request:
            faults = self.market.faults.for_request(self.port.name, name, request.target)
            kinds.apply(faults, plan)
            if response.effect:
                plan.take_effect(response.effect)
            self.market.log("%s %s %s%s" % (self.port.name, request.method, request.target,
                                            "".join(" !" + fault.kind for fault in faults)))
        counters.count("statuses", str(plan.response.status))
        self._carry_out(plan)
        self.link.pace = pace
        return plan

    def _carry_out(self, plan):
        pace = stack(plan.paces)
        for block in plan.stream if plan.stream is not None else plan.response.stream():
            if pace:
                pace.write(self.link.send, block)
            else:
                self.link.send(block)

    def _count(self):
        """Counts the connection, once; one that only talks to the control port is not counted."""
        if not self.counted:
            self.market.counters.add("connections")
        self.counted = True
