#include "quote.c"

#include "prove.h"

int main(void)
{
    char buffer[6], out[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer);
    const size_t size = any_size(), before = any_size();
    writer w = {placed(out, sizeof out, size), size, before};

    ASSUME(before < SIZE_MAX / 2);
    put(&w, text.bytes, text.length);
    PROMISE(w.length == before + text.length && w.size == size);

    put_escape(&w, any_char());
    PROMISE(w.length == before + text.length + 2 || w.length == before + text.length + 6);
    return 0;
}
