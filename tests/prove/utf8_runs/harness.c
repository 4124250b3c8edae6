#include "utf8.c"

#include "prove.h"

int main(void)
{
    char buffer[ROOM + 4];
    const size_t length = any_size(), i = any_size();
    char *const text = placed(buffer, sizeof buffer, length);
    const char *const end = text + length;

    const char *const plain = after_plain(text, end);
    PROMISE(plain >= text && plain <= end);
    PROMISE(plain == end || !ymr_is_plain(*plain));
    if (i < (size_t)(plain - text)) {
        PROMISE(text[i] >= ' ' && text[i] != '\\' && text[i] != '"');
    }

    const char *const pairs = after_pairs(text, end);
    PROMISE(pairs >= text && pairs <= end && (pairs - text) % 2 == 0);
    PROMISE(pairs == text || ymr_utf8_length(text, end) == 2);
    return 0;
}
