#include "loose.h"

#include "decision_rules.c"

static bool wrong;

size_t ymr_utf8_length(const char *at, const char *end)
{
    const size_t length = any_size();
    PROMISE(at < end);
    ASSUME(length <= 4 && length <= (size_t)(end - at));
    wrong = wrong || length == 0;
    return length;
}

int main(void)
{
    char of_a[ROOM], of_b[ROOM];
    const ymr_text given = any_text(of_a, sizeof of_a), b = any_text(of_b, sizeof of_b);
    const ymr_text a = any_bool() ? given : (ymr_text){NULL, 0};
    const size_t at = any_size();

    ASSUME(a.length == 0 || at < a.length);
    switch (any_byte()) {
    case 0:
        PROMISE(is_utf8(a) != wrong);
        break;
    case 1:
        PROMISE(!is_blank(a) || a.length == 0 || a.bytes[at] <= ' ');
        break;
    case 2:
        PROMISE(!is_currency(a) || ((a.length == 2 || a.length == 3) && a.bytes[at] >= 'A' && a.bytes[at] <= 'Z'));
        break;
    default:
        PROMISE(!is_same(a, b) || (a.bytes != NULL && a.length == b.length));
        break;
    }
    return 0;
}
