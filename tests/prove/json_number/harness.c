#include "prove.h"

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
    static const char *const words[] = {NULL, "null", "false", "true"};
    char buffer[LEFT];
    ymr_token tokens[1];
    scan s = any_scan(buffer, sizeof buffer, tokens, 1);
    const char *const from = s.at;
    const unsigned word = any_unsigned();

    ASSUME(word < 4 && s.room == 1);
    const ymr_status status = take_primitive(&s, &tokens[0], words[word]);
    PROMISE(s.at >= from && s.at <= s.end);
    PROMISE(tokens[0].extent == (size_t)(s.at - from));
    PROMISE(status == YMR_OK || status == (s.at == s.end ? YMR_E_TRUNCATED : YMR_E_SYNTAX));
    if (status == YMR_OK) {
        PROMISE(s.at > from && s.text <= from);
        PROMISE(word == 0 ? s.at[-1] >= '0' && s.at[-1] <= '9' : (size_t)(s.at - from) == strlen(words[word]));
        PROMISE(word != 0 || *from == '-' || (*from >= '0' && *from <= '9'));
    }
    return 0;
}
