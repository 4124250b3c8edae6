#include "utf8.c"

#include "prove.h"

int main(void)
{
    char buffer[ROOM + 1];
    const size_t length = any_size();
    ASSUME(length >= 1);
    char *const text = placed(buffer, sizeof buffer, length);
    const char *const end = text + length;
    char *out = text;

    const char *const next = take_escape(text + 1, end, &out);
    PROMISE(next == NULL || (next > text + 1 && next <= end));
    PROMISE(next == NULL || (out > text && out < next && out - text <= 4));
    PROMISE(next == NULL || ymr_utf8_length(text, out) == (size_t)(out - text));
    return 0;
}
