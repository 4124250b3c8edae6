#include "pem.h"

#include <string.h>

enum { DIGIT = 64 };

void ymr_pem_init(ymr_pem *pem, uint8_t *der, size_t size)
{
    memset(pem, 0, sizeof *pem);
    pem->der = der;
    pem->size = size;
    pem->line_start = true;
}

static void begin_block(ymr_pem *pem)
{
    pem->inside = true;
    pem->bad = false;
    pem->too_long = false;
    pem->length = 0;
    pem->bits = 0;
    pem->digits = 0;
    pem->padding = 0;
}

static void put(ymr_pem *pem, uint32_t byte)
{
    if (pem->length == pem->size) {
        pem->too_long = true;
        return;
    }
    pem->der[pem->length++] = (uint8_t)byte;
}

/* The last group may lack a digit or two, and padding stands for them: 2 digits make 1 byte, 3 make 2. */
static void finish_digits(ymr_pem *pem)
{
    if (pem->digits == 0) {
        pem->bad |= pem->padding != 0;
        return;
    }
    if (pem->digits + pem->padding != 4) {
        pem->bad = true;
        return;
    }
    const uint32_t bits = pem->bits << (6 * pem->padding);
    put(pem, bits >> 16 & 0xff);
    if (pem->digits == 3) {
        put(pem, bits >> 8 & 0xff);
    }
}

static ymr_pem_event end_block(ymr_pem *pem)
{
    pem->inside = false;
    finish_digits(pem);
    if (pem->bad || pem->length == 0) {
        return YMR_PEM_DAMAGED;
    }
    return pem->too_long ? YMR_PEM_TOO_LONG : YMR_PEM_CERTIFICATE;
}

/* The value of a digit (RFC 4648, section 4), with DIGIT added to tell the digit of value 0 from no digit. */
static const uint8_t values[256] = {
      0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,
      0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,
      0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0, 126,   0,   0,   0, 127,
    116, 117, 118, 119, 120, 121, 122, 123, 124, 125,   0,   0,   0,   0,   0,   0,
      0,  64,  65,  66,  67,  68,  69,  70,  71,  72,  73,  74,  75,  76,  77,  78,
     79,  80,  81,  82,  83,  84,  85,  86,  87,  88,  89,   0,   0,   0,   0,   0,
      0,  90,  91,  92,  93,  94,  95,  96,  97,  98,  99, 100, 101, 102, 103, 104,
    105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115,   0,   0,   0,   0,   0,
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

static void take_character(ymr_pem *pem, char c)
{
    const unsigned value = values[(uint8_t)c];

    if (value == 0) {
        if (c == '=' && pem->padding < 2) {
            pem->padding++;
        } else if (!is_blank(c)) {
            pem->bad = true;
        }
        return;
    }
    pem->bad |= pem->padding != 0;
    pem->bits = pem->bits << 6 | (value - DIGIT);
    if (++pem->digits == 4) {
        put(pem, pem->bits >> 16 & 0xff);
        put(pem, pem->bits >> 8 & 0xff);
        put(pem, pem->bits & 0xff);
        pem->bits = 0;
        pem->digits = 0;
    }
}

static bool boundary_is(const ymr_pem *pem, const char *text)
{
    const size_t length = strlen(text);

    return pem->boundary_length == length && memcmp(pem->boundary_text, text, length) == 0;
}

static ymr_pem_event finish_boundary(ymr_pem *pem)
{
    const bool was_inside = pem->inside;

    pem->boundary = false;
    while (pem->boundary_length > 0 && is_blank(pem->boundary_text[pem->boundary_length - 1])) {
        pem->boundary_length--;
    }
    if (boundary_is(pem, "-----BEGIN CERTIFICATE-----")) {
        begin_block(pem);
        return was_inside ? YMR_PEM_DAMAGED : YMR_PEM_MORE;
    }
    if (!was_inside) {
        return YMR_PEM_MORE;
    }
    if (boundary_is(pem, "-----END CERTIFICATE-----")) {
        return end_block(pem);
    }
    pem->inside = false;
    return YMR_PEM_DAMAGED;
}

/* What goes on after the buffer is full is none of the two lines that matter, unless it is blanks. */
static void append_boundary(ymr_pem *pem, char c)
{
    if (pem->boundary_length < sizeof pem->boundary_text) {
        pem->boundary_text[pem->boundary_length++] = c;
    } else if (!is_blank(c)) {
        pem->boundary_text[0] = '?';
    }
}

static ymr_pem_event take(ymr_pem *pem, char c)
{
    if (c == '\n') {
        pem->line_start = true;
        return pem->boundary ? finish_boundary(pem) : YMR_PEM_MORE;
    }
    if (pem->line_start) {
        pem->line_start = false;
        pem->boundary = c == '-';
        pem->boundary_length = 0;
    }
    if (pem->boundary) {
        append_boundary(pem, c);
    } else if (pem->inside) {
        take_character(pem, c);
    }
    return YMR_PEM_MORE;
}

/* Four digits at a time where nothing comes in between: nearly all of a bundle. @return characters used */
static size_t take_groups(ymr_pem *pem, const char *text, size_t length)
{
    size_t at = 0;

    if (!pem->inside || pem->boundary || pem->digits > 0) {
        return 0;
    }
    for (; length - at >= 4 && pem->size - pem->length >= 3; at += 4) {
        const uint32_t a = values[(uint8_t)text[at]];
        const uint32_t b = values[(uint8_t)text[at + 1]];
        const uint32_t c = values[(uint8_t)text[at + 2]];
        const uint32_t d = values[(uint8_t)text[at + 3]];
        if ((a & b & c & d & DIGIT) == 0) {
            break;
        }
        pem->der[pem->length++] = (uint8_t)(a << 2 | (b & 63) >> 4);
        pem->der[pem->length++] = (uint8_t)(b << 4 | (c & 63) >> 2);
        pem->der[pem->length++] = (uint8_t)(c << 6 | (d & 63));
        pem->line_start = false;
    }
    return at;
}

ymr_pem_event ymr_pem_feed(ymr_pem *pem, const char *text, size_t length, size_t *used)
{
    for (size_t i = take_groups(pem, text, length); i < length; i += take_groups(pem, text + i, length - i)) {
        const ymr_pem_event event = take(pem, text[i++]);
        if (event != YMR_PEM_MORE) {
            *used = i;
            return event;
        }
    }
    *used = length;
    return YMR_PEM_MORE;
}

ymr_pem_event ymr_pem_end(ymr_pem *pem)
{
    const ymr_pem_event event = take(pem, '\n');

    if (event == YMR_PEM_MORE && pem->inside) {
        pem->inside = false;
        return YMR_PEM_DAMAGED;
    }
    return event;
}
