/* A code as a reader sent it: what stands around it is taken off, then it is read as a URL or by its form. */
#include "scan_parts.h"
#include "words.h"

_Static_assert(sizeof((ymr_scan *)0)->text <= UINT16_MAX, "places in the text have 16 bits");

/* Symbology identifiers that say "FNC1 came first": the symbol holds GS1 element strings. */
static bool declares_gs1(ymr_text identifier)
{
    static const char known[][2] = {{'C', '1'}, {'d', '2'}, {'e', '0'}, {'Q', '3'}, {'J', '1'}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (memcmp(identifier.bytes + 1, known[i], sizeof known[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* ISO/IEC 15424: a bracket, a letter for the symbology, a digit or letter for what it did. */
static bool has_identifier(ymr_text code)
{
    if (code.length < 3 || code.bytes[0] != ']') {
        return false;
    }
    const char letter = ymr_lower(code.bytes[1]);
    const char option = ymr_lower(code.bytes[2]);
    return letter >= 'a' && letter <= 'z' && (ymr_is_digit(option) || (option >= 'a' && option <= 'z'));
}

/* A stand-in in front counts only before what must be GS1: an SKU may begin with it. */
static size_t find_fnc1(ymr_text code)
{
    const size_t length = ymr_separator(code);
    if (length == 0 || *code.bytes == YMR_GS) {
        return length;
    }
    const ymr_text rest = ymr_behind(code, length);
    return ymr_looks_like_cis(rest) || ymr_is_lone_key(rest) ? length : 0;
}

static ymr_code_source take_prefix(ymr_text *code)
{
    ymr_code_source source = YMR_CODE_PLAIN;
    if (has_identifier(*code)) {
        source = declares_gs1(*code) ? YMR_CODE_DECLARED : YMR_CODE_PLAIN;
        *code = ymr_behind(*code, 3);
    }
    const size_t length = find_fnc1(*code);
    *code = ymr_behind(*code, length);
    ymr_trim(code);
    return length > 0 ? YMR_CODE_DECLARED : source;
}

static ymr_status refuse(ymr_scan *scan, ymr_code_fault fault)
{
    scan->fault = (uint8_t)fault;
    return YMR_E_CODE;
}

/* A URL may stand behind an identifier; so it is known as one only now. */
static void read(ymr_scan *scan, ymr_text code, ymr_code_source source)
{
    if (ymr_is_url(code)) {
        ymr_read_url(scan, code);
    } else {
        ymr_read_code(scan, code, source);
    }
}

ymr_status ymr_scan_read(ymr_scan *scan, const char *bytes, size_t length)
{
    ymr_text code = {bytes, length};

    memset(scan, 0, sizeof *scan);
    ymr_trim(&code);
    if (code.length == 0) {
        return refuse(scan, YMR_BAD_EMPTY);
    }
    if (code.length > YMR_MAX_CODE) {
        return refuse(scan, YMR_BAD_TOO_LONG);
    }
    const ymr_code_fault fault = ymr_scan_copy(scan, code);
    if (fault != YMR_BAD_NOTHING) {
        scan->used = 0;
        scan->layout = false;
        return refuse(scan, fault);
    }
    code = (ymr_text){scan->text, scan->used};
    const ymr_code_source source = take_prefix(&code);
    if (code.length == 0) {
        return refuse(scan, YMR_BAD_EMPTY);
    }
    read(scan, code, source);
    if (scan->count == 0 && scan->fault == YMR_BAD_NOTHING) {
        return refuse(scan, YMR_BAD_FORM);
    }
    return scan->count > 0 ? YMR_OK : YMR_E_CODE;
}
