"""How bytes are let out: in pieces of given sizes, slowly, up to a point, with a pause."""
import itertools
import time

from .link import Ended


class Pace:
    """One such rule over a stream of writes. Rules stack: each writes into the next.

    sizes, delay: pieces of these sizes in turn, so many seconds between two of them.
    after: so many bytes pass; then the connection ends as `then` says ("close", "rude", "reset"), after a
    pause of `seconds`, or goes on ("go") when the pause is over.
    """

    def __init__(self, hold, sizes=None, delay=0.0, after=None, seconds=0.0, then="close"):
        self.hold = hold
        self.turn = itertools.cycle(sizes) if sizes else None
        self.left_of_piece = next(self.turn) if sizes else None
        self.delay = delay
        self.left = after
        self.seconds = seconds
        self.then = then
        self.inner = None

    def write(self, out, data):
        if self.inner:
            inner, last = self.inner, out
            out = lambda piece: inner.write(last, piece)
        if self.turn is None and self.left is None:
            return out(data)
        view = memoryview(data)
        if self.left == 0:
            self._trip()
        while len(view):
            size = self._allowed(len(view))
            out(bytes(view[:size]))
            view = view[size:]
            self._passed(size)

    def _allowed(self, size):
        if self.turn is not None:
            size = min(size, self.left_of_piece)
        if self.left is not None:
            size = min(size, self.left)
        return size

    def _passed(self, size):
        if self.turn is not None:
            self.left_of_piece -= size
            if self.left_of_piece == 0:
                self.left_of_piece = next(self.turn)
                if self.delay:
                    time.sleep(self.delay)
        if self.left is not None:
            self.left -= size
            if self.left == 0:
                self._trip()

    def _trip(self):
        self.left = None
        if self.seconds:
            self.hold(self.seconds)
        if self.then != "go":
            raise Ended(self.then)


def stack(paces):
    """The rules as one: the first is written into first. None when there is none."""
    for outer, inner in zip(paces, paces[1:]):
        outer.inner = inner
    return paces[0] if paces else None
