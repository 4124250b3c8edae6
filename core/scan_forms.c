/* What a code can mean by its form: every form is tried, and each that fits is a reading. */
#include "apart.h"
#include "scan_parts.h"
#include "words.h"

enum {
    IMEI_LENGTH = 15,
    IMEISV_LENGTH = 16,
    SSCC_LENGTH = 18,
    TOBACCO_SERIAL = 7,
    /* INT64_MAX has as many, and what has no more fits into 64 bits. */
    MAX_ID_DIGITS = 19,
    /* No track code is shorter. */
    MIN_TRACK = 4,
    /* Of what a URL carries: numbers of pages, versions and stores are shorter than those of orders. */
    MIN_CARRIED = 5
};

/* ---- Forms with a check digit ---- */

static void read_tobacco(ymr_scan *scan, ymr_text code)
{
    if (!ymr_looks_like_tobacco(code)) {
        return;
    }
    const ymr_text gtin = ymr_piece(code, 0, 14);
    if (ymr_is_gtin(gtin)) {
        ymr_add_cis(scan, gtin, ymr_piece(code, 14, TOBACCO_SERIAL));
    } else {
        ymr_note_fault(scan, YMR_BAD_CHECK_DIGIT, YMR_CODE_CIS);
    }
}

static void read_imei(ymr_scan *scan, ymr_text digits)
{
    if (digits.length == IMEI_LENGTH && ymr_luhn_holds(digits)) {
        ymr_add_text(scan, YMR_CODE_IMEI, digits);
    } else if (digits.length == IMEI_LENGTH) {
        ymr_note_fault(scan, YMR_BAD_CHECK_DIGIT, YMR_CODE_IMEI);
    } else if (digits.length == IMEISV_LENGTH) {
        ymr_add_imeisv(scan, digits);
    }
}

static void read_sscc(ymr_scan *scan, ymr_text digits)
{
    if (digits.length != SSCC_LENGTH) {
        return;
    }
    if (ymr_gs1_digit_holds(digits)) {
        ymr_add_text(scan, YMR_CODE_SSCC, digits);
    } else {
        ymr_note_fault(scan, YMR_BAD_CHECK_DIGIT, YMR_CODE_SSCC);
    }
}

static void read_gtin(ymr_scan *scan, ymr_text digits)
{
    if (!ymr_has_gtin_length(digits)) {
        return;
    }
    if (ymr_is_gtin(digits)) {
        ymr_add_gtin(scan, digits);
    } else {
        ymr_note_fault(scan, YMR_BAD_CHECK_DIGIT, YMR_CODE_GTIN);
    }
}

/* ---- Numbers ---- */

static ymr_text without_zeros(ymr_text digits)
{
    while (digits.length > 1 && *digits.bytes == '0') {
        digits = ymr_behind(digits, 1);
    }
    return digits;
}

/* An id of the Market: above 0, of 63 bits. @return 0: it is none */
static int64_t read_id(ymr_text digits)
{
    uint64_t id = 0;
    const ymr_text number = without_zeros(digits);
    for (size_t i = 0; i < number.length && number.length <= MAX_ID_DIGITS; i++) {
        id = id * 10 + (uint64_t)(number.bytes[i] - '0');
    }
    return id <= INT64_MAX ? (int64_t)id : 0;
}

static void read_number(ymr_scan *scan, ymr_text digits)
{
    const ymr_text number = without_zeros(digits);
    const int64_t id = read_id(number);
    if (id > 0) {
        ymr_add_reading(scan, YMR_CODE_ORDER, number, id, 0);
        ymr_add_reading(scan, YMR_CODE_RETURN, number, id, 0);
        ymr_add_reading(scan, YMR_CODE_MARKET_SKU, number, id, 0);
    }
}

static void read_box(ymr_scan *scan, ymr_text code)
{
    const char *const dash = memchr(code.bytes, '-', code.length);
    if (dash == NULL) {
        return;
    }
    const size_t length = (size_t)(dash - code.bytes);
    const ymr_text order = ymr_piece(code, 0, length);
    const ymr_text box = ymr_behind(code, length + 1);
    if (!ymr_is_digits(order) || !ymr_is_digits(box)) {
        return;
    }
    const int64_t id = read_id(order);
    const int64_t number = read_id(box);
    if (id > 0 && number > 0 && number <= UINT32_MAX) {
        ymr_add_reading(scan, YMR_CODE_BOX, without_zeros(order), id, (uint32_t)number);
    }
}

/* ---- Texts ---- */

static bool has_digit(ymr_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (ymr_is_digit(text.bytes[i])) {
            return true;
        }
    }
    return false;
}

static bool has_gap(ymr_text text)
{
    return memchr(text.bytes, ' ', text.length) != NULL;
}

/*
 * Compared as it is, which is what ymr_code_canonical makes of a field, too: where that makes it an SSCC or a
 * GTIN, it has been added as one.
 */
static void read_text(ymr_scan *scan, ymr_text code)
{
    if (code.length >= MIN_TRACK && has_digit(code) && !has_gap(code) && !ymr_is_labelled_sscc(code)) {
        ymr_add_text(scan, YMR_CODE_TRACK, code);
    }
    if (!ymr_is_gtin(code)) {
        ymr_add_text(scan, YMR_CODE_SHOP_SKU, code);
    }
}

/* Apart, for what is GS1 is read on a deeper stack than this needs. */
static YMR_APART void read_forms(ymr_scan *scan, ymr_text code)
{
    read_tobacco(scan, code);
    if (ymr_is_digits(code)) {
        read_imei(scan, code);
        read_sscc(scan, code);
        read_gtin(scan, code);
        read_number(scan, code);
    }
    read_box(scan, code);
    read_text(scan, code);
}

void ymr_read_code(ymr_scan *scan, ymr_text code, ymr_code_source source)
{
    ymr_trim(&code);
    if (code.length == 0 || (source == YMR_CODE_CARRIED && (code.length < MIN_CARRIED || !has_digit(code)))) {
        return;
    }
    if (!ymr_read_gs1(scan, code, source == YMR_CODE_DECLARED)) {
        read_forms(scan, code);
    }
}
