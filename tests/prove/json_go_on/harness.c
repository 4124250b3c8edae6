#include "prove.h"

typedef struct scan scan;
static char next_byte(scan *s);
static void close_container(scan *s);

#include "json.c"

#include "scan_state.h"

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

/* The one around may be an object or an array. */
static void close_container(scan *s)
{
    PROMISE(s->depth > 0 && s->at < s->end);
    s->depth--;
    s->at++;
    s->closer = any_bool() ? '}' : ']';
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
    ymr_token tokens[TOKENS];
    scan s = any_scan(buffer, sizeof buffer, tokens, TOKENS);
    const char *const from = s.at;

    ASSUME(s.depth > 0 && s.depth <= YMR_MAX_DEPTH && (s.closer == '}' || s.closer == ']'));
    const unsigned depth = s.depth;
    const ymr_status status = go_on(&s);
    PROMISE(s.at >= from && s.at <= s.end && s.depth <= depth);
    PROMISE(status == YMR_OK || status == (s.at == s.end ? YMR_E_TRUNCATED : YMR_E_SYNTAX));
    PROMISE(status != YMR_OK || s.at > from);
    PROMISE(status != YMR_OK || s.depth > 0 || s.at[-1] == '}' || s.at[-1] == ']');
    return 0;
}
