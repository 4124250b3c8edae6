"""Starts the stand-in as a process of its own and talks to its control port. For tests; see README.md."""
import base64
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.parse

SERVE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "serve.py")


class Market:
    """`with Market() as market:` runs the stand-in for as long as the block.

    tls_zoo: also the listeners of `zoo`; keep_alive: connections stay open; returns, seed: how many and
    which;
    args: more words for serve.py. Attributes: base_url, plain_url, port, plain_port, ca, ca_bundle, key,
    campaign, campaign_big, campaign_empty, business, pid, dir, zoo, env, plain_env.
    """

    def __init__(self, tls_zoo=False, keep_alive=False, returns=None, seed=None, args=()):
        self._words = [sys.executable, SERVE, "--quiet", "--until-eof"]
        self._words += ["--tls-zoo"] if tls_zoo else []
        self._words += ["--keep-alive"] if keep_alive else []
        self._words += ["--returns", str(returns)] if returns is not None else []
        self._words += ["--seed", str(seed)] if seed is not None else []
        self._words += list(args)
        self._connection = None

    def __enter__(self):
        with tempfile.TemporaryDirectory() as directory:
            ready_file = os.path.join(directory, "ready.json")
            self.process = subprocess.Popen(self._words + ["--ready-file", ready_file], stdin=subprocess.PIPE)
            try:
                self._wait(ready_file)
            except BaseException:
                self.stop()
                raise
        return self

    def __exit__(self, *_):
        self.stop()

    def _wait(self, ready_file, seconds=30):
        end = time.monotonic() + seconds
        while not os.path.exists(ready_file):
            if self.process.poll() is not None:
                raise RuntimeError("the market ended at start, exit status %d" % self.process.returncode)
            if time.monotonic() > end:
                raise RuntimeError("the market is not ready after %d s" % seconds)
            time.sleep(0.02)
        with open(ready_file) as ready:
            self.__dict__.update(json.load(ready))
        self.env = self._env(self.base_url, self.ca)
        self.plain_env = self._env(self.plain_url, self.ca)

    def _env(self, url, ca):
        return {"YMR_BASE_URL": url, "YMR_CA": ca, "YMR_API_KEY": self.key,
                "YMR_CAMPAIGN": str(self.campaign),
                "YMR_BUSINESS": str(self.business)}

    def zoo_env(self, name):
        """The environment that points ymr at a special listener."""
        return self._env(self.zoo[name]["url"], self.zoo[name]["ca"])

    def stop(self):
        """Ends the process, which then removes its directory."""
        if self._connection:
            self._connection.close()
            self._connection = None
        if self.process.poll() is None:
            self.process.terminate()
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _control(self, method, path, body=None, **query):
        target = "/_market/" + path + ("?" + urllib.parse.urlencode(query) if query else "")
        for attempt in (1, 2):
            if not self._connection:
                self._connection = http.client.HTTPConnection("127.0.0.1", self.plain_port, timeout=60)
            try:
                self._connection.request(method, target, json.dumps(body) if body is not None else None)
                response = self._connection.getresponse()
                text = response.read()
                break
            except (OSError, http.client.HTTPException):
                self._connection.close()
                self._connection = None
                if attempt == 2:
                    raise
        answer = json.loads(text)
        if response.status != 200:
            raise ValueError(answer["error"])
        return answer

    def fault(self, kind, **options):
        """Arms a fault, gives its number; README.md lists kinds and options. A wrong name: ValueError."""
        if isinstance(options.get("data"), (bytes, bytearray)):
            options["data"] = {"base64": base64.b64encode(options["data"]).decode("ascii")}
        return self._control("POST", "fault", dict(options, kind=kind))["number"]

    def clear_faults(self):
        self._control("POST", "clear", {})

    def faults(self):
        """The faults still armed."""
        return self._control("GET", "faults")

    def reset(self):
        """No faults, counters zero, no request in the log, every return as it was at the start."""
        self._control("POST", "reset", {})

    def advance(self, return_id, to):
        """Lets a return's refundStatus go on, as when time runs out; ValueError if it cannot go there."""
        self._control("POST", "advance", {"id": return_id, "to": to})

    def scopes(self, *names):
        """What getAuthTokenInfo says of the key."""
        self._control("POST", "scopes", list(names))

    def report(self, **how):
        """How reports go from now on: seconds, estimate (ms), status, substatus, file (link), size (bytes)."""
        self._control("POST", "report", how)

    def operation(self, **how):
        """How cancellations go from now on: polls until they are over, status that they end with."""
        self._control("POST", "operation", how)

    def orders(self):
        """Every order: order, campaign, status, program, bytes."""
        return self._control("GET", "orders")

    def order(self, id_):
        """One order: campaign, text (getBusinessOrders), old (the older calls), lines (pieces and cost by offer)."""
        return self._control("GET", "order", id=id_)

    def chats(self):
        """Every chat: {name, chat, messages}; the special ones have a name."""
        return self._control("GET", "chats")

    def campaigns(self):
        """What getCampaigns must list."""
        return self._control("GET", "campaigns")

    def touch(self, return_id, **members):
        """Gives a return another updateDate (YYYY-MM-DDTHH:MM:SS+HH:MM), refundStatus or shipmentStatus."""
        self._control("POST", "touch", {"id": return_id, "members": members})

    def add(self, **body):
        """One more return, of these members: id, orderId, items and returnType at least. Until reset()."""
        self._control("POST", "add", {"body": body})

    def counters(self):
        return self._control("GET", "counters")

    def requests(self):
        """The last 200 requests: listener, operation, method, target, headers, head, body."""
        return self._control("GET", "requests")

    def photos(self, digest=True, **which):
        """Photos with size, framing, path and sha256; which: name, order, return_ or hash."""
        if "return_" in which:
            which["return"] = which.pop("return_")
        return self._control("GET", "photos", digest=int(digest), **which)

    def photo(self, name):
        """The photo of this name, such as chunked_4096 or demo_big."""
        return self.photos(name=name)[0]

    def specials(self):
        """Every designated return: {name: {campaign, order, return, text}}."""
        return self._control("GET", "specials")

    def special(self, name):
        return self.specials()[name]

    def returns(self, **query):
        """What getReturns must list under these filters, in order."""
        return self._control("GET", "returns", **query)

    def text(self, return_id, campaign=None):
        """The exact JSON text of one return."""
        return self._control("GET", "return", id=return_id, campaign=campaign or self.campaign)["text"]
