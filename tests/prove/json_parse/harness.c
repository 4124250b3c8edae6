#include "prove.h"

#include "ymr/json.h"

typedef struct scan scan;
static ymr_status take_next(scan *s);
static size_t count_tokens(const char *at, const char *end);

#include "json.c"

#include "scan_state.h"

static size_t length_given;

static ymr_status take_next(scan *s)
{
    const size_t step = any_size();
    const bool is = any_bool() && s->at < s->end;
    PROMISE(length_given <= YMR_MAX_JSON);
    PROMISE(s->at <= s->end && s->count <= s->room && (s->depth > 0 || (s->at < s->end && *s->at == '{')));
    ASSUME(step <= (size_t)(s->end - s->at) && (step > 0 || !is));
    s->at += step;
    s->depth = any_unsigned();
    ASSUME(s->depth <= YMR_MAX_DEPTH);
    if (s->count == s->room) {
        return YMR_E_TOKENS;
    }
    s->count++;
    return is ? YMR_OK : any_bool() ? YMR_E_DEPTH : any_bool() ? YMR_E_UTF8 : any_bool() ? YMR_E_ESCAPE : wrong(s);
}

static size_t count_tokens(const char *at, const char *end)
{
    const size_t count = any_size();
    PROMISE(at <= end);
    ASSUME(count <= (size_t)(end - at));
    return count;
}

ymr_status ymr_utf8_take(char **at, const char *end, char **out)
{
    (void)end, (void)at, (void)out;
    PROMISE(false);
    return YMR_E_SYNTAX;
}

static void held(void)
{
    char buffer[LEFT];
    const size_t length = any_size(), room = any_size();
    char *const text = placed(buffer, sizeof buffer, length);
    ymr_token tokens[1];
    ymr_document document;
    ymr_fault fault;

    length_given = length;
    const ymr_status status = ymr_json_parse(&document, text, length, tokens, room, any_bool() ? &fault : NULL);
    if (status == YMR_OK) {
        PROMISE(document.text == text && document.tokens == tokens && document.count <= room && document.count > 0);
        PROMISE(document.origin == NULL && document.origin_index == 0);
    }
    PROMISE(status != YMR_OK || length >= 1);
}

static void faulty(void)
{
    char buffer[LEFT];
    const size_t length = any_size(), room = any_size();
    char *const text = placed(buffer, sizeof buffer, length);
    ymr_token tokens[1];
    ymr_document document;
    ymr_fault fault;

    length_given = length;
    const ymr_status status = ymr_json_parse(&document, text, length, tokens, room, &fault);
    if (status != YMR_OK) {
        PROMISE(fault.status == status && fault.offset <= length && fault.path[0] == '\0');
        PROMISE((fault.needed > 0) == (status == YMR_E_TOKENS) || room == 0);
        PROMISE(fault.needed <= length / 2 + 1);
    }
}

int main(void)
{
    if (any_bool()) {
        held();
    } else {
        faulty();
    }
    return 0;
}
