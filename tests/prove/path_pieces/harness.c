#include "loose.h"

#include "path.c"

int main(void)
{
    char path[YMR_MAX_PATH], buffer[ROOM];
    const ymr_text key = any_text(buffer, sizeof buffer);
    writer w = {path, any_size(), any_bool()};

    ASSUME(w.at <= YMR_MAX_PATH - 1);
    put_key(&w, key.bytes, key.length);
    put_index(&w, any_uint32());
    PROMISE(w.at <= YMR_MAX_PATH - 1);
    finish(&w);
    PROMISE(memchr(path, '\0', sizeof path) != NULL);
    return 0;
}
