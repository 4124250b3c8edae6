/*
 * Codes and framing, fuzzed. Whatever comes, a reading is what include/ymr/scan.h says of it: that is checked
 * here anew, check digits included, and a breach ends the run like a memory fault does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ymr/frame.h"
#include "ymr/scan.h"

enum { FRAME_SIZE = 64, PAUSE_MS = 50 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hold(bool held, const char *rule)
{
    if (!held) {
        fprintf(stderr, "broken: %s\n", rule);
        abort();
    }
}

/* ---- One reading ---- */

static bool is_visible(ymr_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] < ' ' || text.bytes[i] > '~') {
            return false;
        }
    }
    return text.length > 0;
}

static bool is_number(ymr_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9') {
            return false;
        }
    }
    return text.length > 0;
}

/* Counts from the left, as the parser does not. */
static bool digit_is_right(const char *digits, size_t length, bool luhn)
{
    unsigned sum = 0;
    for (size_t i = 0; i < length; i++) {
        const unsigned digit = (unsigned)(digits[i] - '0');
        const bool heavy = (length - i) % 2 == 0;
        const unsigned product = digit * (heavy ? (luhn ? 2u : 3u) : 1u);
        sum += luhn ? product / 10 + product % 10 : product;
    }
    return sum % 10 == 0;
}

static bool is_cis(ymr_text text)
{
    return text.length > 18 && text.length <= 38 && memcmp(text.bytes, "01", 2) == 0 &&
           is_number((ymr_text){text.bytes + 2, 14}) && digit_is_right(text.bytes + 2, 14, false) &&
           memcmp(text.bytes + 16, "21", 2) == 0;
}

static bool is_checked_number(ymr_text text, size_t length, bool luhn)
{
    return text.length == length && is_number(text) && digit_is_right(text.bytes, length, luhn);
}

static bool is_its_number(const ymr_reading *reading, ymr_text text)
{
    char digits[24];
    const int length = snprintf(digits, sizeof digits, "%lld", (long long)reading->number);
    return reading->number > 0 && (size_t)length == text.length &&
           memcmp(digits, text.bytes, text.length) == 0;
}

static bool fits_its_kind(const ymr_reading *reading, ymr_text text)
{
    switch (reading->kind) {
    case YMR_CODE_CIS:
        return is_cis(text);
    case YMR_CODE_IMEI:
        return is_checked_number(text, 15, true);
    case YMR_CODE_SSCC:
        return is_checked_number(text, 18, false);
    case YMR_CODE_GTIN:
        return is_checked_number(text, 14, false);
    case YMR_CODE_BOX:
        return is_its_number(reading, text) && reading->box > 0;
    case YMR_CODE_ORDER:
    case YMR_CODE_RETURN:
    case YMR_CODE_MARKET_SKU:
        return is_its_number(reading, text);
    case YMR_CODE_TRACK:
    case YMR_CODE_SHOP_SKU:
        return reading->number == 0 && reading->box == 0;
    default:
        return false;
    }
}

static bool is_canonical(ymr_code_field field, ymr_text text)
{
    char out[YMR_MAX_REWRITTEN];
    const ymr_text again = ymr_code_canonical(field, text, out);
    return again.length == text.length && memcmp(again.bytes, text.bytes, text.length) == 0;
}

/* ---- One scan ---- */

static void check_scan(const ymr_scan *scan, ymr_status status)
{
    hold(scan->count <= YMR_MAX_READINGS && scan->used <= sizeof scan->text, "counts are in bounds");
    hold(scan->fault < YMR_BAD_COUNT && scan->form < YMR_CODE_KIND_COUNT, "fault and form are known");
    hold(status == (scan->count > 0 ? YMR_OK : YMR_E_CODE), "the status says whether there is a reading");
    hold(scan->count > 0 || scan->fault != YMR_BAD_NOTHING, "no reading has a reason");
    for (size_t i = 0; i < scan->count; i++) {
        const ymr_reading *const r = &scan->readings[i];
        const ymr_text text = ymr_reading_text(scan, r);
        hold(r->offset + r->length <= scan->used, "a text is in bounds");
        hold(i == 0 || r[-1].kind <= r->kind, "readings are in order");
        hold(is_visible(text), "a canonical text is visible ASCII");
        hold(fits_its_kind(r, text), "a reading is what its kind says");
        hold(is_canonical((ymr_code_field)r->field, text), "a canonical text is canonical");
    }
}

static bool are_equal(const ymr_scan *a, const ymr_scan *b)
{
    bool equal = a->count == b->count && a->fault == b->fault && a->form == b->form &&
                 a->layout == b->layout && a->gs1 == b->gs1 && a->url == b->url && a->more == b->more;
    for (size_t i = 0; equal && i < a->count; i++) {
        const ymr_reading *const r = &a->readings[i];
        const ymr_reading *const s = &b->readings[i];
        const ymr_text text = ymr_reading_text(a, r);
        equal = r->kind == s->kind && r->field == s->field && r->box == s->box && r->number == s->number &&
                r->length == s->length && memcmp(text.bytes, ymr_reading_text(b, s).bytes, text.length) == 0;
    }
    return equal;
}

static bool has_reading(const ymr_scan *scan, unsigned kind, ymr_text wanted)
{
    for (size_t i = 0; i < scan->count; i++) {
        const ymr_text text = ymr_reading_text(scan, &scan->readings[i]);
        if (scan->readings[i].kind == kind && text.length == wanted.length &&
            memcmp(text.bytes, wanted.bytes, wanted.length) == 0) {
            return true;
        }
    }
    return false;
}

/*
 * What a kind is written as can be scanned, too. A track code or an SKU may begin like what readers put in
 * front.
 */
static void read_again(const ymr_scan *scan)
{
    static ymr_scan again;
    for (size_t i = 0; i < scan->count; i++) {
        const ymr_reading *const r = &scan->readings[i];
        const ymr_text text = ymr_reading_text(scan, r);
        if (r->kind == YMR_CODE_BOX || r->kind == YMR_CODE_TRACK || r->kind == YMR_CODE_SHOP_SKU) {
            continue;
        }
        hold(ymr_scan_read(&again, text.bytes, text.length) == YMR_OK, "a canonical text is read");
        hold(has_reading(&again, r->kind, text), "a canonical text is read as what it is");
    }
}

/* On the heap at its exact length, so that the sanitizer sees a byte read too far. */
static ymr_status read_exactly(ymr_scan *scan, const uint8_t *data, size_t size, size_t ends)
{
    char *const copy = malloc(size + 2);
    char *const code = malloc(size + ends > 0 ? size + ends : 1);
    memcpy(copy, data, size);
    memcpy(copy + size, "\r\n", 2);
    memcpy(code, copy, size + ends);
    const ymr_status status = ymr_scan_read(scan, code, size + ends);
    free(code);
    free(copy);
    return status;
}

static void fuzz_code(const uint8_t *data, size_t size)
{
    static ymr_scan scan;
    static ymr_scan ended;
    check_scan(&scan, read_exactly(&scan, data, size, 0));
    read_exactly(&ended, data, size, 2);
    hold(are_equal(&scan, &ended), "an end of line changes nothing");
    read_again(&scan);
}

/* Of whatever number. */
static void fuzz_names(uint8_t value)
{
    hold(strlen(ymr_code_kind_name((ymr_code_kind)value)) > 0, "every kind has a name");
    hold(strlen(ymr_code_field_name((ymr_code_field)value)) > 0, "every field has a name");
    hold(strlen(ymr_code_fault_text((ymr_code_fault)value)) > 0, "every fault has a text");
}

static void fuzz_fields(const uint8_t *data, size_t size)
{
    char *const value = malloc(size > 0 ? size : 1);
    memcpy(value, data, size);
    for (unsigned field = YMR_FIELD_NONE; field < YMR_FIELD_COUNT; field++) {
        char out[YMR_MAX_REWRITTEN];
        const ymr_text text = ymr_code_canonical((ymr_code_field)field, (ymr_text){value, size}, out);
        hold(text.bytes == NULL || text.length <= YMR_MAX_CODE, "a canonical text is no longer than a code");
        hold(text.bytes == NULL || is_canonical((ymr_code_field)field, text), "a canonical text stays");
    }
    free(value);
}

/* ---- Framing ---- */

static size_t check_frame(const ymr_framer *framer, ymr_status status)
{
    hold(status == YMR_OK || status == YMR_PENDING || status == YMR_E_TOO_BIG, "a framer answers as it says");
    hold((status == YMR_OK) == (framer->code.bytes != NULL), "a code is there when it is said to be");
    hold(framer->code.length <= framer->size, "a code is in the buffer");
    hold(status != YMR_OK || framer->code.length > 0, "a code is never empty");
    hold(framer->code.bytes == NULL || (memchr(framer->code.bytes, '\r', framer->code.length) == NULL &&
                                        memchr(framer->code.bytes, '\n', framer->code.length) == NULL),
         "a code holds no end");
    return framer->code.length;
}

/*
 * 0xfd is a pause that the framer is asked about, 0xfe one that it is not, 0xff an overrun; all else are
 * bytes of the line.
 */
static void fuzz_frame(const uint8_t *data, size_t size)
{
    char *const buffer = malloc(FRAME_SIZE);
    ymr_framer framer;
    uint32_t now = UINT32_MAX - 100;
    size_t given = 0;

    ymr_framer_init(&framer, buffer, FRAME_SIZE, size % 2 == 0 ? PAUSE_MS : 0);
    for (size_t i = 0; i < size; i++) {
        now += data[i] >= 0xfd ? PAUSE_MS : 1;
        if (data[i] == 0xff) {
            ymr_framer_overrun(&framer, now);
        } else if (data[i] == 0xfd) {
            given += check_frame(&framer, ymr_framer_pause(&framer, now));
        } else if (data[i] != 0xfe) {
            given += check_frame(&framer, ymr_framer_feed(&framer, data[i], now));
        }
    }
    hold(given <= size && framer.discarded <= size, "no byte is given out twice");
    free(buffer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_code(data, size);
    fuzz_fields(data, size);
    fuzz_frame(data, size);
    fuzz_names(size > 0 ? data[0] : 0);
    return 0;
}
