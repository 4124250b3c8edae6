/*
 * JSON texts. The verdict and every value are held against a second reader. The first byte says how many
 * tokens there are.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_reference.h"
#include "support.h"
#include "ymr/json.h"

static json_reference reference;
static ymr_token tokens[JSON_REFERENCE_TOKENS];

static bool is_refusal(ymr_status status)
{
    return (status <= YMR_E_SYNTAX && status >= YMR_E_DEPTH) || status == YMR_E_TYPE;
}

/* ---- One document ---- */

/* A key may hold a NUL; a path that does is cut there. */
static bool has_nul(const ymr_document *document)
{
    size_t length = 0;
    for (uint32_t i = 0; i < document->count; i++) {
        length = reference.values[i].type == JSON_STRING ? reference.values[i].end : length;
    }
    return memchr(reference.strings, '\0', length) != NULL;
}

static void check_path(const ymr_document *document, uint32_t token, bool cut)
{
    char *const path = malloc(YMR_MAX_PATH);
    ymr_json_path(document, token, "key", path);
    hold(memchr(path, '\0', YMR_MAX_PATH) != NULL, "a path ends in its room");
    hold(cut || strlen(path) >= 3, "a path names the key");
    hold(cut || strcmp(path + strlen(path) - 3, "key") == 0, "a path ends with the key");
    free(path);
}

static void check_quoted(ymr_text text)
{
    size_t length = 0;
    size_t needed = 0;
    char *const none = malloc(1);
    ymr_token pair[3];
    ymr_document document;
    hold(ymr_json_quote(text, none, 0, &needed) == YMR_E_SPACE, "a quoted string is never empty");
    char *const out = malloc(needed + 6);
    memcpy(out, "{\"\":", 4);
    hold(ymr_json_quote(text, out + 4, needed, &length) == YMR_OK && length == needed,
         "it fits what it needs");
    out[4 + length] = '}';
    hold(ymr_json_parse(&document, out, length + 5, pair, 3, NULL) == YMR_OK && document.count == 3,
         "a quoted string is one");
    const ymr_text again = ymr_json_text(&document, 2);
    hold(again.length == text.length && memcmp(again.bytes, text.bytes, text.length) == 0, "and the same");
    free(out);
    free(none);
}

static int kind_of(const ymr_token *token)
{
    static const int kinds[] = {[YMR_TOKEN_STRING] = JSON_STRING, [YMR_TOKEN_OBJECT] = JSON_OBJECT,
                                [YMR_TOKEN_ARRAY] = JSON_ARRAY};
    return token->type < YMR_TOKEN_STRING ? JSON_PRIMITIVE : kinds[token->type];
}

/* A primitive is told by its first byte. */
static ymr_token_type primitive_of(char first)
{
    return first == 'n'   ? YMR_TOKEN_NULL
           : first == 'f' ? YMR_TOKEN_FALSE
           : first == 't' ? YMR_TOKEN_TRUE
                          : YMR_TOKEN_NUMBER;
}

/* Elements of an array, members of an object. */
static unsigned members_of(const ymr_document *document, uint32_t token)
{
    const ymr_token *const of = &document->tokens[token];
    unsigned values = 0;
    if (of->type < YMR_TOKEN_OBJECT) {
        return 0;
    }
    for (uint32_t at = token + 1; at < of->extent; at = ymr_json_skip(document, at)) {
        values++;
    }
    return of->type == YMR_TOKEN_OBJECT ? values / 2 : values;
}

static void check_value(const ymr_document *document, uint32_t token, const char *text)
{
    const json_value *wanted = &reference.values[token];
    const ymr_text got = ymr_json_text(document, token);
    const char *from = wanted->type == JSON_STRING ? reference.strings : text;
    hold(kind_of(&document->tokens[token]) == wanted->type, "a value is of its type");
    hold(wanted->type == JSON_STRING || members_of(document, token) == wanted->children, "a value has its members");
    if (wanted->type == JSON_STRING || wanted->type == JSON_PRIMITIVE) {
        hold(got.length == wanted->end - wanted->start &&
                 memcmp(got.bytes, from + wanted->start, got.length) == 0,
             "a value is the one that was sent");
    }
    if (wanted->type == JSON_PRIMITIVE) {
        hold(document->tokens[token].type == primitive_of(*got.bytes), "a literal is the one that it says");
    }
    if (wanted->type == JSON_STRING) {
        check_quoted(got);
    }
}

static void check_document(const ymr_document *document, const char *text)
{
    hold(document->count == reference.count, "every value has its token");
    const bool cut = has_nul(document);
    for (uint32_t i = 0; i < document->count; i++) {
        check_value(document, i, text);
        check_path(document, i, cut);
        const bool is_key = reference.values[i].type == JSON_STRING && reference.values[i].children == 1;
        hold(is_key || ymr_json_skip(document, i) == json_reference_behind(&reference, i),
             "a value is passed over whole");
    }
}

/* ---- One text ---- */

static ymr_status parse(ymr_document *document, const char *text, size_t length, size_t room,
                        ymr_fault *fault)
{
    char *const copy = exact_copy(text, length);
    memset(fault, 0xa5, sizeof *fault);
    const ymr_status status = ymr_json_parse(document, copy, length, tokens, room, fault);
    if (status == YMR_OK) {
        check_document(document, text);
    } else {
        hold(fault->status == status && fault->offset <= length, "a refusal names its place");
    }
    free(copy);
    return status;
}

static void check_room(const char *text, size_t length, size_t room)
{
    ymr_document document;
    ymr_fault fault;
    const ymr_status status = parse(&document, text, length, room, &fault);
    if (room >= reference.count && reference.valid) {
        hold(status == YMR_OK, "enough tokens are enough");
    } else if (reference.valid) {
        hold(status == YMR_E_TOKENS && fault.needed == reference.count, "too few tokens: it says how many");
    } else {
        hold(status == YMR_E_TOKENS || is_refusal(status), "what is wrong is refused");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ymr_document document;
    ymr_fault fault;
    supply input = {data, size};
    const size_t room = supply_byte(&input);
    const char *const text = (const char *)input.at;
    if (input.left > JSON_REFERENCE_TOKENS) {
        return 0;
    }
    json_reference_read(text, input.left, &reference);
    const ymr_status status = parse(&document, text, input.left, JSON_REFERENCE_TOKENS, &fault);
    hold((status == YMR_OK) == reference.valid, "valid is what is valid");
    hold(status == YMR_OK || is_refusal(status), "a refusal is one of those that are named");
    check_room(text, input.left, room);
    if (reference.valid) {
        check_room(text, input.left, reference.count);
        check_room(text, input.left, reference.count - 1);
    }
    size_t length;
    char *const out = malloc(input.left * 6 + 2);
    const ymr_text raw = {text, input.left};
    const ymr_status quoted = ymr_json_quote(raw, out, input.left * 6 + 2, &length);
    hold(quoted == YMR_OK || quoted == YMR_E_UTF8, "anything is quoted, or no UTF-8");
    free(out);
    json_reference_free(&reference);
    return 0;
}
