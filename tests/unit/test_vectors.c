/* RFC 8259, RFC 3629 and the framing of RFC 9112 to the letter: the files of tests/data that name each rule
 * by its section. */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "utf8.h"
#include "vectors.h"
#include "ymr/json.h"
#include "ymr/response.h"

static bool is(const char *text, const char *word)
{
    return strcmp(text, word) == 0;
}

/* A status as the files name it: `ok`, `SYNTAX`. */
static const char *named(ymr_status status)
{
    return status == YMR_OK ? "ok" : ymr_status_name(status) + strlen("YMR_E_");
}

/* ---- JSON ---------------------------------------------------------------------------------------------- */

enum { ROOM = 300 };

static ymr_token tokens[ROOM];
static ymr_document document;

/* In memory of exactly its size, so that a sanitizer sees each step over its end. */
static ymr_status parse(char **text, const char *bytes, size_t length)
{
    *text = malloc(length > 0 ? length : 1);
    memcpy(*text, bytes, length);
    return ymr_json_parse(&document, *text, length, tokens, ROOM, NULL);
}

static bool has_name(const char *name)
{
    for (uint32_t at = 1; at < document.count; at = ymr_json_skip(&document, at + 1)) {
        const ymr_text read = ymr_json_text(&document, at);
        if (read.length == strlen(name) && memcmp(read.bytes, name, read.length) == 0) {
            return true;
        }
    }
    return false;
}

static void check_json(const vector *v)
{
    char *text;
    const char *note = check_note("line %u, section %s: %s", v->line, v->field[0], v->field[2]);
    const bool names = is(v->field[0], "8.3");
    const ymr_status status = parse(&text, v->field[2], v->length[2]);

    if (is(v->field[1], "refused")) {
        CHECK(status < YMR_OK, note);
    } else {
        CHECK_STR(names ? "ok" : v->field[1], named(status), note);
    }
    if (status == YMR_OK && v->count > 3) {
        const ymr_text value = ymr_json_text(&document, 2);
        CHECK_BYTES(v->field[3], v->length[3], value.bytes, value.length, note);
    }
    if (status == YMR_OK && names) {
        CHECK(has_name("ab") == is(v->field[1], "name"), note);
    }
    free(text);
}

TEST(vectors_of_rfc_8259)
{
    CHECK(vectors_each("tests/data/json-rfc8259.txt", check_json) > 500, "the file is whole");
}

/* ---- UTF-8 --------------------------------------------------------------------------------------------- */

static size_t bytes_of(const char *hex, char *out)
{
    size_t count = 0;
    for (char *end; *hex != '\0'; hex = end) {
        out[count++] = (char)strtoul(hex, &end, 16);
    }
    return count;
}

/* True if all of them are characters. */
static bool is_text(const char *bytes, size_t length)
{
    size_t step;
    for (size_t at = 0; at < length; at += step) {
        step = ymr_utf8_length(bytes + at, bytes + length);
        if (step == 0) {
            return false;
        }
    }
    return true;
}

/* In a string of JSON, at each place of a word, because strings are read by words. */
static void check_string(const char *bytes, size_t length, bool good, const char *note)
{
    static const char filler[] = "0123456789abcdef";
    for (size_t before = 0; before <= 8; before++) {
        char json[128], *text;
        size_t at = (size_t)sprintf(json, "{\"a\":\"%.*s", (int)before, filler);
        memcpy(json + at, bytes, length);
        at += length;
        at += (size_t)sprintf(json + at, "%.*s\"}", (int)(before % 3), filler);
        const ymr_status status = parse(&text, json, at);
        CHECK_STATUS(good ? YMR_OK : YMR_E_UTF8, status, note);
        if (good && status == YMR_OK) {
            const ymr_text value = ymr_json_text(&document, 2);
            CHECK_BYTES(bytes, length, value.bytes + before, length, note);
            CHECK_SIZE(before + length + before % 3, value.length, note);
        }
        free(text);
    }
}

/* What a string of JSON may not hold as it is, whatever it is in UTF-8. */
static bool is_special(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)bytes[i] < 0x20 || bytes[i] == '"' || bytes[i] == '\\') {
            return true;
        }
    }
    return false;
}

static void check_utf8(const vector *v)
{
    char bytes[64];
    const char *note = check_note("line %u, section %s: %s", v->line, v->field[0], v->field[2]);
    const size_t length = bytes_of(v->field[2], bytes);
    const size_t expected = (size_t)(v->field[1][0] - '0');
    char *exact = malloc(length);

    memcpy(exact, bytes, length);
    CHECK(is_text(exact, length) == (expected > 0), note);
    if (expected > 0) {
        CHECK_SIZE(expected, ymr_utf8_length(exact, exact + length), note);
    }
    free(exact);
    if (!is_special(bytes, length)) {
        check_string(bytes, length, expected > 0, note);
    }
}

TEST(vectors_of_rfc_3629)
{
    CHECK(vectors_each("tests/data/utf8-rfc3629.txt", check_utf8) > 200, "the file is whole");
}

/* ---- HTTP ---------------------------------------------------------------------------------------------- */

typedef struct answer {
    ymr_response response;
    ymr_status status;
    size_t taken;
    char body[128];
    size_t body_length;
} answer;

static void feed(answer *a, const char *bytes, size_t length)
{
    char *exact = malloc(length);
    size_t at = 0;
    memcpy(exact, bytes, length);
    while (at < length && a->status == YMR_PENDING) {
        size_t taken;
        ymr_text body;
        a->status = ymr_response_feed(&a->response, exact + at, length - at, &taken, &body);
        if (a->status >= YMR_OK && CHECK(a->body_length + body.length <= sizeof a->body, "the body fits")) {
            memcpy(a->body + a->body_length, body.bytes, body.length);
            a->body_length += body.length;
        }
        at += taken;
    }
    a->taken += at;
    free(exact);
}

static void feed_in_pieces(answer *a, const vector *v, bool connect, size_t piece)
{
    memset(a, 0, sizeof *a);
    (connect ? ymr_response_init_connect : ymr_response_init)(&a->response);
    a->status = YMR_PENDING;
    for (size_t at = 0; at < v->length[2] && a->status == YMR_PENDING; at += piece) {
        feed(a, v->field[2] + at, piece < v->length[2] - at ? piece : v->length[2] - at);
    }
}

/* The verdict of the file; what it says of the connection is `ok` or `last` when the answer is complete. */
static const char *verdict_of(answer *a)
{
    if (a->status == YMR_OK) {
        return a->response.keep_alive ? "ok" : "last";
    }
    if (a->status != YMR_PENDING) {
        return named(a->status);
    }
    const ymr_status status = ymr_response_closed(&a->response);
    return status == YMR_OK ? "close" : status == YMR_E_CLOSED ? "open" : named(status);
}

static void check_http(const vector *v)
{
    static const size_t pieces[] = {SIZE_MAX / 2, 1, 2, 3, 5, 7, 16};
    const char *note = check_note("line %u, section %s: %.90s", v->line, v->field[0], v->field[2]);
    const bool connect = strncmp(v->field[1], "connect ", 8) == 0;
    char verdict[32];

    snprintf(verdict, sizeof verdict, "%s", v->field[1] + (connect ? 8 : 0));
    char *plus = strchr(verdict, '+');
    const size_t left = plus != NULL ? (size_t)strtoul(plus, NULL, 10) : 0;
    if (plus != NULL) {
        *plus = '\0';
    }
    for (size_t i = 0; i < COUNT_OF(pieces); i++) {
        static answer a;
        feed_in_pieces(&a, v, connect, pieces[i]);
        const ymr_status status = a.status;
        CHECK_STR(verdict, verdict_of(&a), note);
        CHECK_BYTES(v->field[3], v->length[3], a.body, a.body_length, note);
        if (status == YMR_OK) {
            CHECK_SIZE(v->length[2] - left, a.taken, note);
        }
    }
}

TEST(vectors_of_rfc_9112)
{
    CHECK(vectors_each("tests/data/http-rfc9112.txt", check_http) > 400, "the file is whole");
}
