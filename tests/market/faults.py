"""Faults on demand: which are armed, and which of them apply to a connection or a request.

A fault is set by kind, options and where it applies; kinds.py says what each kind does. Several that match
apply together, in the order in which they were set.
"""
import itertools
import threading
import time

from . import kinds

WHERE = {"times", "skip", "operation", "listener", "path", "applies"}


class Fault:
    """times: requests that it still applies to, None for no end; skip: so many it lets pass first;
    applies: whether what the call does is done all the same, a number: so many seconds later; None: kinds.py
    says."""

    def __init__(self, number, kind, options):
        if kind not in kinds.KINDS:
            raise ValueError("no fault of kind %r; there are: %s" % (kind, ", ".join(sorted(kinds.KINDS))))
        self.where = {name: options[name] for name in WHERE if name in options}
        self.options = dict(kinds.KINDS[kind].options)
        for name, value in options.items():
            if name not in WHERE:
                if name not in self.options:
                    raise ValueError("fault %s has no option %r; it has: %s"
                                     % (kind, name, ", ".join(sorted(set(self.options) | WHERE))))
                self.options[name] = value
        self.number = number
        self.kind = kind
        self.times = int(options.get("times", 1)) or None
        self.skip = int(options.get("skip", 0))
        self.applies = options.get("applies")
        self.until = None

    def on_connection(self):
        return kinds.KINDS[self.kind].connection or self.options.get("layer") == "connection"

    def matches(self, listener, operation, target):
        """operation and target are None for a connection, where only the listener can be asked for."""
        wanted = self.where
        return (wanted.get("listener") in (None, listener)
                and (operation is None or wanted.get("operation") in (None, operation))
                and (target is None or wanted.get("path") is None or wanted["path"] in target))

    def describe(self):
        return {"number": self.number, "kind": self.kind, "times": self.times or 0, "skip": self.skip,
                "options": dict(self.where, **self.options)}


class Faults:
    """The faults that are armed. Safe for all threads."""

    def __init__(self):
        self._lock = threading.Lock()
        self._armed = []
        self._numbers = itertools.count(1)

    def set(self, kind, options):
        """Arms a fault; returns its number. ValueError names what is wrong."""
        fault = Fault(next(self._numbers), kind, options)
        with self._lock:
            self._armed.append(fault)
        return fault.number

    def clear(self):
        with self._lock:
            self._armed = []

    def describe(self):
        with self._lock:
            return [fault.describe() for fault in self._armed]

    def for_connection(self, listener):
        return self._take(True, listener, None, None)

    def for_request(self, listener, operation, target):
        return self._take(False, listener, operation or "unknown", target)

    def _take(self, on_connection, listener, operation, target):
        with self._lock:
            taken = []
            for fault in list(self._armed):
                if fault.on_connection() == on_connection and fault.matches(listener, operation, target):
                    if self._use(fault):
                        taken.append(fault)
            return taken

    def _use(self, fault):
        """Counts one use; a sticky limit lasts until its time has come instead."""
        if fault.skip:
            fault.skip -= 1
            return False
        if fault.options.get("sticky"):
            if fault.until is None:
                fault.until = time.time() + fault.options["seconds"]
            elif time.time() >= fault.until:
                self._armed.remove(fault)
                return False
            return True
        if fault.times is not None:
            fault.times -= 1
            if fault.times == 0:
                self._armed.remove(fault)
        return True
