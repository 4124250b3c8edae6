"""`ymr photo` and `ymr photos`: whole files or none."""
import hashlib
import os
import resource
import signal
import subprocess
import time
import unittest

from program import DONE, INTERRUPTED, INVALID, LOCAL, NETWORK, NOT_FOUND, SANITIZED, USAGE, YMR, ProgramTest


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class Photos(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.photos = {photo["name"]: photo for photo in cls.market.photos() if photo.get("name")}

    def words(self, photo, *more):
        return ["photo", photo["order"], photo["return"], photo["item"], photo["hash"], *more]

    def fetch(self, name, *more, plain=False, expect=None, **options):
        return self.run_ymr(*self.words(self.photos[name], *more), plain=plain, expect=expect, **options)

    def test_sizes_and_framings(self):
        for name, photo in self.photos.items():
            if not name.startswith(("length_", "chunked_", "close_")):
                continue
            for plain in (True, False) if photo["size"] <= 1000000 else (True,):
                with self.subTest(name, plain=plain):
                    result = self.fetch(name, "-o", "p", plain=plain, expect=DONE)
                    self.assertEqual(photo["sha256"], digest(self.path("p")), str(result))
                    self.assertEqual(["p"], self.files())

    def test_large_over_tls(self):
        photo = self.photos["demo_big"]
        self.fetch("demo_big", expect=DONE)
        self.assertEqual([photo["hash"] + ".jpg"], self.files())
        self.assertEqual(photo["sha256"], digest(self.path(photo["hash"] + ".jpg")))

    def test_names_follow_the_kind(self):
        self.fetch("demo_small", expect=DONE)
        self.assertEqual([self.photos["demo_small"]["hash"] + ".png"], self.files())

    def test_standard_output(self):
        photo = self.photos["demo_small"]
        result = self.fetch("demo_small", "-o", "-", expect=DONE)
        self.assertEqual(photo["sha256"], hashlib.sha256(result.raw).hexdigest())
        self.assertEqual([], self.files())

    def test_json_tells_where_it_is(self):
        photo = self.photos["demo_small"]
        [told] = self.fetch("demo_small", "--json", "-o", "ч \"2\".png", expect=DONE).objects()
        self.assertEqual({"returnItemId": photo["item"], "hash": photo["hash"], "file": "ч \"2\".png",
                          "bytes": photo["size"]}, told)

    def test_odd_hashes_stay_inside_their_segment(self):
        for name, photo in self.photos.items():
            if name.startswith("odd_"):
                with self.subTest(photo["hash"]):
                    self.fetch(name, plain=True, expect=DONE)
                    [file] = self.files()
                    self.assertRegex(file, r"\A[A-Za-z0-9_%-][A-Za-z0-9._%-]*\Z")
                    self.assertEqual(photo["sha256"], digest(self.path(file)))
                    os.unlink(self.path(file))
        self.assertEqual(USAGE, self.run_ymr("photo", 1, 2, 3, "..").code)
        self.assertEqual(USAGE, self.run_ymr("photo", 1, 2, 3, "").code)

    def test_a_rude_end_of_an_unframed_body_is_no_end(self):
        photo = self.photos["close_100000"]
        self.market.fault("rude", operation="getReturnPhoto", times=0)
        result = self.run_ymr(*self.words(photo, "-o", "p", "--retries", 0))
        self.assertEqual((NETWORK, []), (result.code, self.files()))

    def test_too_big_and_empty(self):
        for name in ("too_big_length", "too_big_chunked", "too_big_close"):
            with self.subTest(name):
                result = self.fetch(name, "-o", "p", plain=True, expect=INVALID)
                self.assertIn("longer than allowed", result.err)
                self.assertEqual([], self.files())
        self.fetch("empty", "-o", "p", expect=DONE)
        self.assertEqual(0, os.path.getsize(self.path("p")))

    def test_faults_leave_no_file(self):
        cases = [("cut", {"after": 50000}, NETWORK), ("cut", {"after": 10}, NETWORK),
                 ("reset", {"after": 50000}, NETWORK),
                 ("length", {"delta": 7}, NETWORK), ("garbage", {}, INVALID), ("captive", {}, INVALID),
                 ("truncate", {"after": 3}, DONE), ("both_framings", {}, INVALID), ("gzip", {}, INVALID),
                 ("body", {"data": "<html>no photo</html>"}, INVALID), ("status", {"code": 404}, NOT_FOUND)]
        for fault, options, code in cases:
            with self.subTest(fault, **options):
                self.market.reset()
                self.market.fault(fault, operation="getReturnPhoto", times=0, **options)
                result = self.fetch("demo_small", "-o", "p", "--retries", 0, expect=code)
                self.assertEqual(["p"] if code == DONE else [], self.files(), str(result))
                if code == DONE:
                    os.unlink(self.path("p"))

    def test_what_was_there_stays_when_it_fails(self):
        with open(self.path("p"), "w") as file:
            file.write("old")
        self.market.fault("cut", after=50000, operation="getReturnPhoto", times=0)
        self.fetch("demo_small", "-o", "p", "--retries", 0, expect=NETWORK)
        with open(self.path("p")) as file:
            self.assertEqual("old", file.read())

    def ranges(self):
        """What each request for a photo asked for: (Range, If-Range)."""
        asked = []
        for request in self.market.requests():
            if request["operation"] == "getReturnPhoto":
                fields = {name.lower(): value for name, value in request["headers"]}
                asked.append((fields.get("range"), fields.get("if-range")))
        return asked

    def broken(self, name, *faults, expect=DONE, output="p"):
        """Fetches a photo whose first answer breaks off after 100,000 bytes; the others are as the faults say."""
        self.market.reset()
        self.market.fault("cut", after=100000, operation="getReturnPhoto")
        for kind, options in faults:
            self.market.fault(kind, operation="getReturnPhoto", **options)
        return self.fetch(name, "-o", output, plain=True, expect=expect)

    def test_a_broken_photo_goes_on(self):
        photo = self.photos["length_1000000"]
        self.broken("length_1000000")
        self.assertEqual(photo["sha256"], digest(self.path("p")))
        [first, second] = self.ranges()
        self.assertEqual((None, None), first)
        self.assertRegex(second[0], r"^bytes=9\d\d\d\d-$")
        self.assertEqual(photo["etag"], second[1])
        self.assertLess(self.market.counters()["bytes_sent"], photo["size"] + 5000)

    def test_a_broken_photo_goes_on_twice(self):
        self.broken("length_1000000", ("cut", {"after": 300000, "skip": 1}))
        self.assertEqual(self.photos["length_1000000"]["sha256"], digest(self.path("p")))
        [_, second, third] = self.ranges()
        self.assertLess(int(second[0][6:-1]), int(third[0][6:-1]))

    def test_a_broken_photo_goes_on_after_a_refused_try(self):
        self.broken("length_1000000", ("status", {"code": 503, "skip": 1}))
        self.assertEqual(self.photos["length_1000000"]["sha256"], digest(self.path("p")))
        [_, second, third] = self.ranges()
        self.assertEqual(second, third)

    def test_a_whole_answer_to_a_range_starts_over(self):
        for name in ("no_range", "chunked_1000000"):
            with self.subTest(name):
                self.broken(name)
                self.assertEqual(self.photos[name]["sha256"], digest(self.path("p")))

    def test_a_changed_photo_starts_over(self):
        self.broken("length_1000000", ("headers", {"set": {"ETag": '"another"'}, "times": 1}))
        self.assertEqual('"another"', self.ranges()[1][1])
        self.assertEqual(self.photos["length_1000000"]["sha256"], digest(self.path("p")))

    def test_without_an_etag_the_length_decides(self):
        self.broken("length_1000000", ("headers", {"remove": ["ETag"], "times": 0}))
        self.assertIsNone(self.ranges()[1][1])
        self.assertEqual(self.photos["length_1000000"]["sha256"], digest(self.path("p")))

    def test_parts_that_do_not_fit_are_never_glued(self):
        for content_range in ("bytes 5-999999/1000000", "bytes 0-999999/1000000", "bytes 99000-999999/1000001",
                              "bytes 99000-999999/*", "bytes */1000000", "items 1-2/3", ""):
            with self.subTest(content_range):
                self.broken("length_1000000", ("headers", {"set": {"Content-Range": content_range}, "skip": 1}),
                            expect=INVALID, output="q")
                self.assertFalse(os.path.exists(self.path("q")))

    def test_a_part_that_nobody_asked_for_is_refused(self):
        self.market.fault("raw", data=b"HTTP/1.1 206 Part\r\nContent-Type: image/png\r\nContent-Length: 8\r\n"
                          b"Content-Range: bytes 0-7/100\r\n\r\n\x89PNG\r\n\x1a\n", operation="getReturnPhoto")
        self.fetch("demo_small", "-o", "q", plain=True, expect=INVALID)
        self.assertFalse(os.path.exists(self.path("q")))

    def test_what_a_server_can_not_satisfy_starts_over(self):
        self.broken("length_1000000", ("status", {"code": 416, "skip": 1}))
        self.assertEqual(self.photos["length_1000000"]["sha256"], digest(self.path("p")))
        self.assertEqual([None, None], [self.ranges()[0][0], self.ranges()[2][0]])

    def test_a_pipe_goes_on_but_cannot_start_over(self):
        self.market.fault("cut", after=100000, operation="getReturnPhoto")
        photo = self.photos["length_1000000"]
        result = self.fetch("length_1000000", "-o", "-", expect=DONE)
        self.assertEqual(photo["sha256"], hashlib.sha256(result.raw).hexdigest())
        self.market.fault("cut", after=100000, operation="getReturnPhoto")
        result = self.fetch("no_range", "-o", "-", expect=NETWORK)
        self.assertIn("cannot be taken back", result.err)

    def test_devices_are_not_replaced(self):
        self.fetch("demo_small", "-o", "/dev/null", expect=DONE)
        self.assertFalse(os.path.isfile("/dev/null"))
        result = self.fetch("demo_small", "-o", "/dev/full", expect=LOCAL)
        self.assertIn("No space left on device", result.err)

    def test_local_files_that_cannot_be(self):
        for target in ("missing/p", ".", "x" * 300):
            with self.subTest(target):
                result = self.fetch("demo_small", "-o", target, expect=LOCAL)
                self.assertIn(target[:40], result.err)
                self.assertEqual([], self.files())

    def test_a_full_disk(self):
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100000, 100000))
        result = self.fetch("demo_small", "-o", "p", expect=LOCAL, preexec_fn=limit)
        self.assertIn("p: File too large", result.err)
        self.assertEqual([], self.files())

    def test_stopped_by_a_signal(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number):
                self.market.reset()
                self.market.fault("stall", after=30000000, seconds=60, operation="getReturnPhoto")
                words = [str(word) for word in self.words(self.photos["demo_big"], "-o", "p")]
                process = subprocess.Popen([YMR, *words], env=self.environment(True), cwd=self.directory,
                                           stderr=subprocess.PIPE)
                self.addCleanup(process.stderr.close)
                self.wait_until(lambda: self.files()
                                and os.path.getsize(self.path(self.files()[0])) > 20000000)
                self.assertNotIn("p", self.files())
                process.send_signal(number)
                began = time.monotonic()
                self.assertEqual(INTERRUPTED, process.wait(10))
                self.assertLess(time.monotonic() - began, 2)
                self.assertIn(b"interrupted", process.stderr.read())
                self.assertEqual([], self.files())

    def wait_until(self, condition, seconds=20):
        end = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), end, "it did not come to that")
            time.sleep(0.02)

    @unittest.skipIf(SANITIZED, "the sanitizers take memory of their own")
    def test_memory_of_a_large_photo(self):
        """With the system's bundle in front of the market's authority, as a real call has it."""
        bundle = self.path("bundle")
        system = "/etc/ssl/certs/ca-certificates.crt"
        with open(bundle, "wb") as file:
            for part in ([system] if os.path.exists(system) else []) + [self.market.ca]:
                with open(part, "rb") as source:
                    file.write(source.read())
        self.market.fault("stall", after=49000000, seconds=2, then="go", operation="getReturnPhoto")
        words = [str(word) for word in self.words(self.photos["demo_big"], "-o", "p")]
        process = subprocess.Popen([YMR, *words], env=self.environment(YMR_CA=bundle), cwd=self.directory,
                                   stdout=subprocess.DEVNULL)
        self.wait_until(lambda: any(os.path.getsize(self.path(name)) > 48000000 for name in self.files()))
        with open("/proc/%d/status" % process.pid) as status:
            peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
        self.assertEqual(DONE, process.wait(20))
        print("  peak resident memory of a 50 MB photo: %d KB" % peak)
        self.assertLess(peak, 4096)

    def test_every_photo_of_a_return(self):
        demo = self.market.special("demo")
        result = self.run_ymr("photos", demo["order"], demo["return"], "-d", "new", "--json", expect=DONE)
        wanted = {photo["hash"]: photo for photo in self.photos.values() if photo["return"] == demo["return"]}
        self.assertEqual(len(wanted), len(result.objects()))
        for told in result.objects():
            photo = wanted[told["hash"]]
            extension = "png" if "png" in photo["type"] else "jpg"
            self.assertEqual("new/%d-%s.%s" % (photo["item"], photo["hash"], extension), told["file"])
            self.assertEqual(photo["sha256"], digest(self.path(told["file"])))
        self.assertEqual(len(wanted), len(os.listdir(self.path("new"))))

    def test_photos_of_a_long_return(self):
        special = self.market.special("big_return")
        photos = self.market.photos(return_=special["return"])
        self.run_ymr("photos", special["order"], special["return"], plain=True, expect=DONE)
        self.assertEqual(len({(photo["item"], photo["hash"]) for photo in photos}), len(self.files()))
        for photo in photos:
            [name] = [name for name in self.files() if photo["hash"] in name]
            self.assertEqual(photo["sha256"], digest(self.path(name)))

    def test_one_photo_that_is_missing_keeps_no_other_away(self):
        demo = self.market.special("demo")
        self.market.fault("status", code=404, operation="getReturnPhoto", times=1)
        self.run_ymr("photos", demo["order"], demo["return"], plain=True, expect=NOT_FOUND)
        self.assertEqual(1, len(self.files()))

    def test_no_photos(self):
        special = self.market.special("minimal")
        result = self.run_ymr("photos", special["order"], special["return"], expect=DONE)
        self.assertIn("has no photos", result.err)
        self.assertEqual([], self.files())


if __name__ == "__main__":
    unittest.main()
