#include "prove.h"

#include "ymr/json.h"

typedef struct scan scan;
static ymr_status take_string(scan *s, ymr_token *token);
static ymr_status take_primitive(scan *s, ymr_token *token, const char *word);
static void enter(scan *s, uint32_t container);

#include "json.c"

#include "scan_state.h"

static ymr_status goes_on(scan *s, size_t least)
{
    const size_t step = any_size();
    const bool is = any_bool();
    ASSUME(step <= (size_t)(s->end - s->at) && (step >= least || !is));
    s->at += step;
    return is ? YMR_OK : wrong(s);
}

static ymr_status take_string(scan *s, ymr_token *token)
{
    PROMISE(s->at < s->end && *s->at == '"');
    token->start++;
    token->extent = any_uint32();
    return goes_on(s, 2);
}

static ymr_status take_primitive(scan *s, ymr_token *token, const char *word)
{
    PROMISE(word == NULL || word[0] == 'n' || word[0] == 'f' || word[0] == 't');
    token->extent = any_uint32();
    return goes_on(s, 1);
}

static void enter(scan *s, uint32_t container)
{
    PROMISE(container < s->count && s->tokens[container].type >= YMR_TOKEN_OBJECT);
    s->open = container;
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

    ASSUME(s.at < s.end && s.count <= s.room && s.depth <= YMR_MAX_DEPTH);
    const uint32_t count = s.count;
    const unsigned depth = s.depth;
    const ymr_token_type type = type_of(*s.at);
    const ymr_status status = take_token(&s, type);
    PROMISE(s.at >= from && s.at <= s.end && s.count <= s.room && s.depth <= YMR_MAX_DEPTH);
    PROMISE((status == YMR_E_TOKENS) == (count == s.room));
    if (status == YMR_OK) {
        PROMISE(s.at > from && s.count == count + 1 && s.tokens[count].type == type);
        PROMISE(s.tokens[count].start == (size_t)(from - s.text) + (type == YMR_TOKEN_STRING));
        PROMISE(s.depth == depth + (type >= YMR_TOKEN_OBJECT ? 1 : 0));
    }
    return 0;
}
