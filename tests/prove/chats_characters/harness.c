#include "chats.c"

#include "prove.h"

static bool wrong;

size_t ymr_utf8_length(const char *at, const char *end)
{
    const size_t length = any_size();
    PROMISE(at < end);
    ASSUME(length <= 4 && length <= (size_t)(end - at));
    wrong = wrong || length == 0;
    return length;
}

enum { BYTES = 24 };

int main(void)
{
    char buffer[BYTES];
    const ymr_text text = any_text(buffer, sizeof buffer);
    const size_t count = count_characters(text);

    PROMISE(count <= text.length && (!wrong || count == 0));
    PROMISE(wrong || text.length == 0 || (count >= 1 && text.length <= 4 * count));
    return 0;
}
