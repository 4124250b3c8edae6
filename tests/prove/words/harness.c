#include "words.c"

#include "prove.h"

static void visible(void)
{
    char buffer[ROOM + 4];
    const char *text = any_bool() ? any_string(buffer, sizeof buffer) : NULL;
    const size_t at = any_size();

    if (ymr_is_visible(text)) {
        ASSUME(at < strlen(text));
        PROMISE(text[at] > ' ' && text[at] < 0x7f);
    }
}

static void word(void)
{
    char buffer[ROOM + 4], lower[8];
    const char *const text = any_string(buffer, sizeof buffer);
    const char *const wanted = any_string(lower, sizeof lower);
    const char *at = text;

    if (ymr_take_word(&at, wanted)) {
        PROMISE(at == text + strlen(wanted));
        PROMISE(*wanted == '\0' || ymr_lower(text[0]) == wanted[0]);
    } else {
        PROMISE(at == text);
    }
}

int main(void)
{
    visible();
    word();
    return 0;
}
