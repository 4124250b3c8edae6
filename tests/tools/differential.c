/*
 * What the library makes of HTTP answers and JSON texts, for differential.py: a case is a letter, its length
 * in four bytes (the lowest first) and its bytes; each is answered with a line.
 *
 *     H  YMR_OK 200 48656c6c6f 62      verdict; status, body, bytes taken
 *     J  YMR_OK {s61:n1.5/15/-1}  -    verdict; values, numbers with coefficient and exponent; verdict of the
 *                                      envelope that every answer of the API has
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ymr/decimal.h"
#include "ymr/envelope.h"
#include "ymr/response.h"

enum { MOST = 1 << 16 };

static char bytes[MOST];
static char body[MOST];
static ymr_token tokens[MOST];

static void put_hex(const char *at, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        printf("%02x", (unsigned char)at[i]);
    }
}

/* ---- HTTP ---- */

static void answer_http(size_t length)
{
    static ymr_response response;
    ymr_status status = YMR_PENDING;
    size_t at = 0;
    size_t kept = 0;
    ymr_response_init(&response);
    while (status == YMR_PENDING && at < length) {
        size_t taken;
        ymr_text part;
        status = ymr_response_feed(&response, bytes + at, length - at, &taken, &part);
        memcpy(body + kept, part.bytes, part.length);
        kept += part.length;
        at += taken;
    }
    status = ymr_response_closed(&response);
    printf("%s %u ", ymr_status_name(status), response.status);
    put_hex(body, kept);
    printf(" %zu\n", at);
}

/* ---- JSON ---- */

static void put_number(ymr_text text)
{
    ymr_decimal value;
    const ymr_status status = ymr_decimal_parse(text.bytes, text.length, &value);
    printf("n%.*s/", (int)text.length, text.bytes);
    if (status == YMR_OK) {
        printf("%" PRId64 "/%d", value.coefficient, value.exponent);
    } else {
        printf("%s", ymr_status_name(status));
    }
}

/* Writes a value and answers what follows it. */
static uint32_t put_value(const ymr_document *document, uint32_t token)
{
    const ymr_token *t = &document->tokens[token];
    const ymr_text text = ymr_json_text(document, token);
    uint32_t next = token + 1;
    if (t->type == YMR_TOKEN_STRING) {
        putchar('s');
        put_hex(text.bytes, text.length);
    } else if (t->type < YMR_TOKEN_NUMBER) {
        putchar("zft"[t->type]);
    } else if (t->type == YMR_TOKEN_NUMBER) {
        put_number(text);
    } else {
        const bool object = t->type == YMR_TOKEN_OBJECT;
        putchar(object ? '{' : '[');
        while (next < t->extent) {
            fputs(next > token + 1 ? "," : "", stdout);
            next = put_value(document, next);
            if (object) {
                putchar(':');
                next = put_value(document, next);
            }
        }
        putchar(object ? '}' : ']');
    }
    return next;
}

static void answer_json(size_t length)
{
    ymr_document document;
    ymr_envelope envelope;
    ymr_report report = {.warn = NULL};
    const ymr_status status = ymr_json_parse(&document, bytes, length, tokens, MOST, NULL);
    printf("%s ", ymr_status_name(status));
    if (status != YMR_OK) {
        printf("- -\n");
        return;
    }
    put_value(&document, 0);
    printf(" %s\n", ymr_status_name(ymr_decode(&document, 0, &ymr_envelope_shape, &envelope, &report)));
}

int main(void)
{
    unsigned char head[5];
    while (fread(head, sizeof head, 1, stdin) == 1) {
        const size_t length = head[1] | (size_t)head[2] << 8 | (size_t)head[3] << 16 | (size_t)head[4] << 24;
        if (length > MOST || fread(bytes, 1, length, stdin) != length) {
            fprintf(stderr, "differential: a case is too long or cut off\n");
            return 1;
        }
        (head[0] == 'H' ? answer_http : answer_json)(length);
    }
    return 0;
}
