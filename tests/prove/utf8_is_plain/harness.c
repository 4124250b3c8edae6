#include "utf8.h"

#include "prove.h"

enum { BYTES = 24 };

int main(void)
{
    char buffer[BYTES];
    const ymr_text text = any_text(buffer, sizeof buffer);
    const char *const last_word = buffer + sizeof buffer - sizeof(ymr_word);
    const size_t i = any_size();

    if (ymr_utf8_is_plain(text.bytes, text.bytes + text.length, last_word) && i < text.length) {
        PROMISE(text.bytes[i] >= ' ' && text.bytes[i] != '\\');
    }
    return 0;
}
