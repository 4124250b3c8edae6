"""What the stand-in has seen: counters, and the last requests as they came."""
import collections
import threading


class Counters:
    """Safe for all threads."""

    def __init__(self):
        self._lock = threading.Lock()
        self.reset()

    def reset(self):
        with self._lock:
            self._numbers = dict.fromkeys(("connections", "handshakes", "resumed", "handshake_failures",
                                           "bytes_sent", "keys_astray"), 0)
            self._by_name = {name: collections.Counter() for name in ("requests", "statuses", "tls_versions",
                                                                      "failures")}
            self._log = collections.deque(maxlen=200)

    def add(self, name, number=1):
        with self._lock:
            self._numbers[name] += number

    def count(self, name, key):
        """Adds one under this key; the count so far."""
        with self._lock:
            self._by_name[name][key] += 1
            return self._by_name[name][key]

    def log(self, listener, operation, request):
        with self._lock:
            self._log.append({"listener": listener, "operation": operation, "method": request.method,
                              "target": request.target, "headers": request.headers, "head": request.head,
                              "body": request.body.decode("utf-8", "replace")})

    def all(self):
        with self._lock:
            return dict(self._numbers, **{name: dict(counts) for name, counts in self._by_name.items()})

    def requests(self):
        with self._lock:
            return list(self._log)
