"""The fuzz targets: what is measured, what stands beside it, and the bugs that are planted to be found."""
from typing import NamedTuple

import vectors


class Plant(NamedTuple):
    """A bug: in `file`, `right` becomes `wrong`."""
    name: str
    file: str
    right: str
    wrong: str


class Target(NamedTuple):
    measured: list       # patterns of the files whose edges count
    beside: list         # files of the tests that fuzz_NAME.c calls
    longest: int         # bytes of an input
    plants: list
    vectors: callable = lambda: []  # inputs out of the test data: () -> list of bytes
    options: list = []   # of libFuzzer
    quiet: bool = False  # the module's comparisons are not looked at: it would be too slow
    seeded: bool = False  # planted bugs are looked for from the repository's inputs on, not from words alone


SUPPORT = "tests/fuzz/support.c"
HTTP = "tests/fuzz/http_reference.c"
JSON = "tests/fuzz/json_reference.c"
DUMP = "tests/unit/dump.c"

# What no target calls, and need not be built.
ELSEWHERE = ["core/index*.c", "core/check.c", "core/check_hits.c", "core/check_read.c", "core/chats.c",
             "core/c[io]*.c",
             "core/create.c", "core/delivery*.c", "core/match.c", "core/message_search.c", "core/order*.c",
             "core/lookup.c", "core/reports.c", "core/download.c", "core/proxy.c"]

# Of a script, whose length is what it does.
SCRIPT = ["-len_control=0"]


TARGETS = {
    "exchange": Target(
        measured=["core/exchange.c", "core/client.c", "core/calls.c", "core/reuse.c", "core/sink.c",
                  "core/pages.c",
                  "core/refusal.c", "core/resume.c"],
        beside=[SUPPORT, HTTP, JSON, DUMP, "tests/fuzz/wire.c"],
        longest=300,
        vectors=vectors.calls,
        options=SCRIPT,
        seeded=True,
        plants=[
            Plant("it is forgotten that bytes have left", "core/exchange.c",
                  "exchange->sent_any = exchange->sent_any || length > 0;",
                  "exchange->sent_any = exchange->sent_any && length > 0;"),
            Plant("a body that was cut off counts", "core/response.c",
                  "if (response->head_complete && response->framing == YMR_FRAMING_CLOSE) {",
                  "if (response->head_complete) {"),
            Plant("silence has no end", "core/client.c",
                  "if (status == YMR_PENDING && state_left(client, now(client)) == 0) {",
                  "if (status == YMR_E_BUSY) {"),
            Plant("a page is committed before its skeleton is read", "core/listing.c",
                  "outcome = parse_skeleton(l);", "(void)parse_skeleton(l);"),
        ]),
    "splitter": Target(
        measured=["core/splitter.c", "core/listing.c", "core/decode.c", "core/readers.c"],
        beside=[SUPPORT, JSON, DUMP, "tests/fuzz/every_kind.c"],
        longest=700,
        vectors=vectors.pages,
        seeded=True,
        plants=[
            Plant("an element may be one byte longer than its room", "core/splitter.c",
                  "s->element_needed == s->element_length && length <= room",
                  "s->element_needed == s->element_length && length <= room + 1"),
            Plant("a list that comes twice is taken twice", "core/splitter.c",
                  "if (s->list_seen) {", "if (s->list_seen && s->depth == 0) {"),
            Plant("an element that was put off is decoded again", "core/listing.c",
                  "if (l->element == NONE) {", "if (l->element != GIVEN) {"),
        ]),
    "json": Target(
        measured=["core/json.c", "core/utf8.c", "core/quote.c", "core/path.c"],
        beside=[SUPPORT, JSON],
        longest=300,
        vectors=vectors.texts,
        seeded=True,
        plants=[
            Plant("a comma may stand for a colon", "core/json.c",
                  "status = next_byte(s) == ':' ?",
                  "status = next_byte(s) == ':' || (s->at < s->end && *s->at == ',') ?"),
            Plant("a surrogate may stand alone", "core/utf8.c",
                  "low < 0xdc00 || low > 0xdfff", "low > 0xdfff"),
            Plant("a number may begin with a zero", "core/json.c",
                  "if (!take_either(s, '0', '0') && !take_digits(s)) {", "if (!take_digits(s)) {"),
        ]),
    "response": Target(
        measured=["core/response.c", "core/fields.c", "core/words.c"],
        beside=[SUPPORT, HTTP],
        longest=500,
        vectors=vectors.heads,
        seeded=True,
        plants=[
            Plant("the last of two lengths counts", "core/fields.c",
                  "if (response->framing != YMR_FRAMING_CLOSE || length < 0) {", "if (length < 0) {"),
            Plant("a chunk may end a byte early", "core/response.c",
                  "return go_if(c == '\\r', response, CHUNK_DATA_LF);",
                  "return go(response, CHUNK_DATA_LF);"),
            Plant("a field's blanks at the end of a piece are lost", "core/response.c",
                  "response->field = ymr_field_narrow(response->field, response->index++, c);",
                  "response->field = ymr_field_narrow(response->field, response->index, c);\n"
                  "    response->index = (uint16_t)(response->index + (c != '-'));"),
        ]),
    "journal": Target(
        measured=["core/journal*.c", "core/stored.c"],
        beside=[SUPPORT, "tests/unit/storage_model.c"],
        longest=300,
        options=SCRIPT,
        quiet=True,
        seeded=True,
        plants=[
            Plant("a head is written before what it leads", "core/journal_write.c",
                  "    ymr_data_write(&w, submit);\n    ymr_log_put_head(journal, place, &head);",
                  "    ymr_log_put_head(journal, place, &head);\n    ymr_data_write(&w, submit);"),
            Plant("a length is not held against what there is", "core/journal_log.c",
                  "found != YMR_FOUND_NOTHING && fits(journal, place, head->length) ?",
                  "found != YMR_FOUND_NOTHING ?"),
            Plant("a finished record is opened by its copy", "core/journal_mount.c",
                  "            ymr_slot_remove(r->journal, slot);\n        }\n        return;",
                  "        }\n        return;"),
        ]),
    "notification": Target(
        measured=["core/notify.c", "core/request_reader.c", "core/seen.c"],
        beside=[SUPPORT, HTTP, JSON],
        longest=600,
        vectors=vectors.notifications,
        seeded=True,
        plants=[
            Plant("a return needs no number", "core/notify.c",
                  "#define OF_RETURN (BIT(CAMPAIGN) | BIT(ORDER) | BIT(RETURN))",
                  "#define OF_RETURN (BIT(CAMPAIGN) | BIT(ORDER))"),
            Plant("a body may be one byte too long", "core/request_reader.c",
                  "if (part.length > reader->size - reader->length) {",
                  "if (part.length > reader->size - reader->length + 2) {"),
        ]),
    "date": Target(
        measured=["core/time.c", "core/divide.c"],
        beside=[SUPPORT],
        longest=40,
        plants=[
            Plant("1900 is a leap year", "core/time.c",
                  "return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);", "return year % 4 == 0;"),
            Plant("an offset is read with the wrong sign", "core/time.c",
                  "*offset = *at == '-' ? -distance : distance;",
                  "*offset = *at == '+' ? -distance : distance;"),
            Plant("a fraction is read one byte too far", "core/time.c",
                  "while (at < end && *at >= '0' && *at <= '9') {", "while (at <= end && *at >= '0' && *at <= '9') {"),
        ]),
    "decimal": Target(
        measured=["core/decimal.c", "core/divide.c"],
        beside=[SUPPORT],
        longest=80,
        plants=[
            Plant("a digit too many passes", "core/decimal.c",
                  "return n->magnitude <= (uint64_t)INT64_MAX + n->minus;",
                  "return n->magnitude <= (uint64_t)INT64_MAX + 1;"),
            Plant("the finer of two numbers is compared", "core/decimal.c",
                  "uint64_t *const coarse = apart > 0 ? &of_a : &of_b;",
                  "uint64_t *const coarse = apart > 1 ? &of_a : &of_b;"),
        ]),
    "scan": Target(
        measured=["core/scan*.c", "core/check_digits.c", "core/frame.c"],
        beside=[],
        longest=300,
        vectors=vectors.codes,
        plants=[
            Plant("an element may be one byte longer than the code", "core/scan_gs1.c",
                  "if (e->ai->max <= text->length) {", "if (e->ai->max <= text->length + 1) {"),
            Plant("the framer writes one byte too far", "core/frame.c",
                  "framer->used == framer->size", "framer->used > framer->size"),
            Plant("a CIS may have a wrong check digit", "core/scan_gs1.c",
                  "if (is_wrong(found->gtin) || ", "if ("),
            Plant("letters behind the last are looked up, too", "core/scan_layout.c",
                  "letter <= 0x44f", "letter <= 0x451"),
        ]),
}
