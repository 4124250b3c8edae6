#include "loose.h"

#include "writer.c"

size_t ymr_integer_write(int64_t value, char *out)
{
    const size_t length = any_size();
    (void)value;
    ASSUME(length >= 1 && length <= 20);
    out[20] = '\0';
    return length;
}

int main(void)
{
    char buffer[ROOM], of_string[ROOM], out[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer);
    const char *const string = any_string(of_string, sizeof of_string);
    const size_t size = any_size(), before = any_size();
    ymr_writer w = {placed(out, sizeof out, size), size, before, false, false};

    if (any_bool()) {
        w.out = NULL;
        w.size = 0;
    }
    ASSUME(before < SIZE_MAX / 2);
    ymr_put_bytes(&w, text.bytes, text.length);
    PROMISE(w.length == before + text.length);
    ymr_put(&w, string);
    PROMISE(w.length == before + text.length + strlen(string));
    ymr_put_integer(&w, any_int64());
    PROMISE(w.length > before + text.length + strlen(string));
    return 0;
}
