#include "prove.h"

#include "writer.c"

void ymr_put_bytes(ymr_writer *w, const char *bytes, size_t length)
{
    PROMISE(length == 1 || (length == 3 && bytes[0] == '%'));
    PROMISE(bytes[length - 1] > ' ' && bytes[length - 1] < 0x7f);
    w->length += length;
}

enum { BYTES = 24 };

int main(void)
{
    char buffer[BYTES];
    const ymr_text text = any_text(buffer, sizeof buffer);
    ymr_writer w = {0};

    ymr_put_encoded(&w, text);
    PROMISE(w.length >= text.length && w.length <= 3 * text.length);
    return 0;
}
