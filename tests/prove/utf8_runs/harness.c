#include "utf8.c"

#include "prove.h"

int main(void)
{
    char buffer[ROOM + 4];
    const ymr_text text = any_text(buffer, sizeof buffer);
    const char *const end = text.bytes + text.length;

    const char *const plain = after_plain(text.bytes, end);
    PROMISE(plain >= text.bytes && plain <= end);
    PROMISE(plain == text.bytes || (*text.bytes >= ' ' && *text.bytes != '\\'));

    const char *const pairs = after_pairs(text.bytes, end);
    PROMISE(pairs >= text.bytes && pairs <= end && (pairs - text.bytes) % 2 == 0);
    PROMISE(pairs == text.bytes || ymr_utf8_length(text.bytes, end) == 2);
    return 0;
}
