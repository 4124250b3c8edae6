"""Photos: bytes that look like a JPEG or PNG, made on the fly from the photo's name, of any size.

A photo is never held: it is a series of 64 KB blocks that differ by a number in front, so that a lost,
repeated or swapped block shows in the digest. Every photo of 6 bytes or more holds zero bytes.
"""
import hashlib
import random
import threading

BLOCK = 65536
MB = 1000000
LIMIT = 52428800

HEADS = {
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00",
    "image/png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80\x00\x00\x01\xe0\x08\x02\x00\x00\x00",
    "application/octet-stream": b"\xff\xd8\xff\xe1\x00\x18Exif\x00\x00II*\x00\x08\x00\x00\x00",
}


class Photo:
    """One photo. framing: "length", "chunked" or "close"; range: Range requests are honoured."""

    def __init__(self, hash_, size, type_="image/jpeg", framing="length", range_=False, name=None):
        self.hash = hash_
        self.size = size
        self.type = type_
        self.framing = framing
        self.range = range_ and framing == "length"
        self.name = name or hash_
        self.etag = '"%s"' % hashlib.sha1(("%s %d" % (hash_, size)).encode()).hexdigest()[:16]
        self.item = None
        self._digest = None
        self._lock = threading.Lock()

    def blocks(self, start=0, end=None):
        """The bytes from start up to, not including, end."""
        end = self.size if end is None else end
        base = random.Random(self.hash).getrandbits(8 * BLOCK).to_bytes(BLOCK, "little")
        for number in range(start // BLOCK, -(-end // BLOCK)):
            head = HEADS[self.type] if number == 0 else number.to_bytes(8, "big")
            first = number * BLOCK
            block = head + base[len(head):]
            if first < start or first + BLOCK > end:
                block = block[max(start - first, 0):end - first]
            yield block

    def sha256(self):
        """The digest of the whole photo in hex, computed once."""
        with self._lock:
            if self._digest is None:
                digest = hashlib.sha256()
                for block in self.blocks():
                    digest.update(block)
                self._digest = digest.hexdigest()
            return self._digest


def byte_range(value, size):
    """What a Range field asks of so many bytes: (start, end), None to ignore it, or "unsatisfiable".

    One range only, as RFC 9110 section 14.2 lets a server: a list of them is ignored.
    """
    unit, _, text = value.partition("=")
    first, dash, last = text.strip().partition("-")
    if unit.strip().lower() != "bytes" or not dash or "," in text:
        return None
    if not (first + last).isdigit() or not (first + last).isascii():
        return None
    if not first:
        wanted = int(last)
        return (max(size - wanted, 0), size) if wanted and size else "unsatisfiable"
    start = int(first)
    end = min(int(last) + 1, size) if last else size
    if last and int(last) < start:
        return None
    return (start, end) if start < size else "unsatisfiable"
