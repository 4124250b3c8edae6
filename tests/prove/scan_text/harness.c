#include "loose.h"

#include "scan_text.c"

int main(void)
{
    char buffer[ROOM], lower[9];
    const ymr_text text = any_text(buffer, sizeof buffer);
    const char *const word = any_string(lower, sizeof lower);
    ymr_text left = text;

    ymr_trim(&left);
    PROMISE(left.length <= text.length);
    PROMISE(left.bytes >= text.bytes && left.bytes + left.length <= text.bytes + text.length);
    PROMISE(left.length == 0 || (!is_margin(left.bytes[0]) && !is_margin(left.bytes[left.length - 1])));
    PROMISE(!ymr_begins_word(text, word) || strlen(word) <= text.length);
    PROMISE(!ymr_text_begins(text, word, strlen(word)) || strlen(word) <= text.length);
    return 0;
}
