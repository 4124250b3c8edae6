#include "prove.h"

#include "json.c"

#include "scan_state.h"

ymr_status ymr_utf8_take(char **at, const char *end, char **out)
{
    (void)end, (void)at, (void)out;
    PROMISE(false);
    return YMR_E_SYNTAX;
}

static void opening(scan *s)
{
    const unsigned depth = s->depth;
    ASSUME(s->count < s->room && s->at < s->end && (depth > 0 || (s->count == 0 && s->open == 0)));
    ymr_token *const token = &s->tokens[s->count++];
    token->type = depth == 0 || any_bool() ? YMR_TOKEN_OBJECT : YMR_TOKEN_ARRAY;

    const ymr_status status = open_container(s, token);
    PROMISE(status == (depth == YMR_MAX_DEPTH ? YMR_E_DEPTH : YMR_OK));
    PROMISE(status != YMR_OK || (is_sound(s) && s->depth == depth + 1 && s->open == s->count - 1));
}

static void closing(scan *s)
{
    const unsigned depth = s->depth;
    const uint32_t open = s->open;
    ASSUME(depth > 0 && s->at < s->end);

    close_container(s);
    PROMISE(is_sound(s) && s->depth == depth - 1);
    PROMISE(s->tokens[open].extent == s->count && s->count > open);
}

int main(void)
{
    char buffer[LEFT];
    ymr_token tokens[TOKENS];
    scan s = any_scan(buffer, sizeof buffer, tokens, TOKENS);
    const char *const from = s.at;

    ASSUME(is_sound(&s));
    if (any_bool()) {
        opening(&s);
        PROMISE(s.at - from <= 1);
    } else {
        closing(&s);
        PROMISE(s.at == from + 1);
    }
    return 0;
}
