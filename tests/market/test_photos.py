"""Photos over real connections: every size and framing, ranges, odd names, speed and memory."""
import hashlib

from market import test_http


class Photos(test_http.WithMarket):
    def test_every_size_in_every_framing_has_its_digest(self):
        special = self.market.special("photo_sizes")
        listed = self.market.photos(return_=special["return"])
        self.assertEqual(78, len(listed))
        for photo in listed:
            answer = self.get(photo["path"])
            content = answer.content()
            self.assertEqual((200, photo["size"]), (answer.status, len(content)), photo["name"])
            self.assertEqual(photo["sha256"], hashlib.sha256(content).hexdigest(), photo["name"])
            self.assertEqual(photo["type"], answer.field("Content-Type"))
            self.assertEqual(photo["framing"], test_http.framing_of(answer))
        self.assertEqual({1, 50000000, 52428800} & {photo["size"] for photo in listed},
                         {1, 50000000, 52428800})

    def test_ordinary_photos_over_tls(self):
        for photo in self.market.photos()[:300:9]:
            answer = self.get(photo["path"], plain=photo["size"] > 10 ** 6)
            self.assertEqual(photo["sha256"], hashlib.sha256(answer.content()).hexdigest(), photo["name"])

    def test_edges(self):
        for name, size in (("empty", 0), ("too_big_length", 52428801), ("too_big_chunked", 52428801),
                           ("too_big_close", 52428801)):
            self.assertEqual(size, len(self.get(self.market.photo(name)["path"]).content()))

    def test_odd_hashes_are_reached_by_their_encoded_path_only(self):
        for number, hash_ in enumerate(("../../x", "a b+c%2F", "q?x=1&y#z", "снимок №1")):
            photo = self.market.photo("odd_%d" % number)
            self.assertEqual(hash_, photo["hash"])
            self.assertEqual(photo["sha256"], hashlib.sha256(self.get(photo["path"]).content()).hexdigest())
        photo = self.market.photo("odd_0")
        self.assertEqual(404, self.get(photo["path"].replace("%2F", "/")).status)
        self.assertEqual(404, self.get(photo["path"] + "0").status)

    def test_ranges(self):
        photo = self.market.photo("length_100000")
        whole = self.get(photo["path"]).content()
        etag = photo["etag"]
        for fields, status, part, content_range in (
                (["Range: bytes=0-0"], 206, whole[:1], "bytes 0-0/100000"),
                (["Range: bytes=99990-"], 206, whole[-10:], "bytes 99990-99999/100000"),
                (["Range: bytes=-7"], 206, whole[-7:], "bytes 99993-99999/100000"),
                (["Range: bytes=65000-70000", "If-Range: " + etag], 206, whole[65000:70001],
                 "bytes 65000-70000/100000"),
                (["Range: bytes=5-", 'If-Range: "other"'], 200, whole, None),
                (["Range: bytes=1-2,5-6"], 200, whole, None),
                (["Range: bytes=100000-"], 416, None, "bytes */100000")):
            answer = self.get(photo["path"], fields=fields)
            self.assertEqual((status, content_range), (answer.status, answer.field("Content-Range")), fields)
            if part is not None:
                self.assertEqual(part, answer.content(), fields)
        for name in ("no_range", "chunked_4096", "close_4096"):
            answer = self.get(self.market.photo(name)["path"], fields=["Range: bytes=5-"])
            self.assertEqual(200, answer.status, name)
            self.assertIsNone(answer.field("Accept-Ranges"))

    def test_50_mb_streams_fast_in_little_memory(self):
        for name in ("length_52428800", "chunked_52428800", "close_52428800"):
            answer = self.get(self.market.photo(name)["path"])
            self.assertLess(answer.seconds, 1.5, name)
        with open("/proc/%d/status" % self.market.pid) as status:
            peak = [int(line.split()[1]) for line in status if line.startswith("VmHWM")][0]
        self.assertLess(peak, 60000, "KB at the peak")
