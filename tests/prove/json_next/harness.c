#include "prove.h"

#include "ymr/json.h"

typedef struct scan scan;
static char next_byte(scan *s);
static ymr_status take_token(scan *s, ymr_token_type type);
static ymr_status go_on(scan *s);

#include "json.c"

#include "scan_state.h"

static void goes_on(scan *s, size_t least)
{
    const size_t step = any_size();
    ASSUME(step >= least && step <= (size_t)(s->end - s->at));
    s->at += step;
}

static char next_byte(scan *s)
{
    const size_t step = any_size();
    if (s->at == s->end || (unsigned char)*s->at > ' ') {
        return s->at < s->end ? *s->at : '\0';
    }
    ASSUME(step <= (size_t)(s->end - s->at));
    s->at += step;
    return s->at < s->end ? *s->at : '\0';
}

static ymr_status take_token(scan *s, ymr_token_type type)
{
    PROMISE(s->at < s->end && (!s->at_key || type == YMR_TOKEN_STRING));
    if (s->count == s->room) {
        return YMR_E_TOKENS;
    }
    s->count++;
    if (any_bool()) {
        goes_on(s, 0);
        return any_bool() ? YMR_E_DEPTH : any_bool() ? YMR_E_UTF8 : any_bool() ? YMR_E_ESCAPE : wrong(s);
    }
    goes_on(s, 1);
    if (type >= YMR_TOKEN_OBJECT) {
        ASSUME(s->depth < YMR_MAX_DEPTH);
        s->depth++;
        s->closer = type == YMR_TOKEN_OBJECT ? '}' : ']';
    }
    return YMR_OK;
}

static ymr_status go_on(scan *s)
{
    const unsigned depth = any_unsigned();
    PROMISE(s->depth > 0);
    ASSUME(depth <= s->depth);
    goes_on(s, 0);
    s->depth = depth;
    s->closer = any_bool() ? '}' : ']';
    if (any_bool()) {
        return wrong(s);
    }
    goes_on(s, 1);
    return YMR_OK;
}

ymr_status ymr_utf8_take(char **at, const char *end, char **out)
{
    (void)end, (void)at, (void)out;
    PROMISE(false);
    return YMR_E_SYNTAX;
}

int main(void)
{
    char buffer[LEFT];
    ymr_token tokens[1];
    scan s = any_scan(buffer, sizeof buffer, tokens, 1);
    const char *const from = s.at;

    s.room = any_uint32();
    ASSUME(s.count <= s.room && s.depth <= YMR_MAX_DEPTH && (s.closer == '}' || s.closer == ']' || s.depth == 0));
    /* Before the root there is nothing open, and a brace is what next_byte has found. */
    ASSUME(s.depth > 0 || (s.at < s.end && *s.at == '{' && !s.at_key));
    const uint32_t count = s.count;
    const ymr_status status = take_next(&s);
    PROMISE(s.at >= from && s.at <= s.end && s.count >= count && s.count <= s.room && s.depth <= YMR_MAX_DEPTH);
    PROMISE(status != YMR_OK || (s.at > from && s.count == count + 1));
    PROMISE(status == YMR_OK || status == YMR_E_TOKENS || status == YMR_E_DEPTH || status == YMR_E_UTF8 ||
            status == YMR_E_ESCAPE || status == YMR_E_SYNTAX || status == YMR_E_TRUNCATED);
    return 0;
}
