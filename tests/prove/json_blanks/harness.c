#include "json.c"

#include "scan_state.h"

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

    const char first = next_byte(&s);
    PROMISE(s.at >= from && s.at <= s.end);
    PROMISE(first == (s.at < s.end ? *s.at : '\0'));
    PROMISE(first != ' ' && first != '\n' && first != '\r' && first != '\t');
    PROMISE(from == s.end || (unsigned char)*from <= ' ' || s.at == from);
    return 0;
}
