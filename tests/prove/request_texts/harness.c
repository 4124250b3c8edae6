#include "prove.h"

#include "request.c"

static ymr_text put; /* the text that was written */

void ymr_put_bytes(ymr_writer *w, const char *bytes, size_t length)
{
    (void)w;
    put = (ymr_text){bytes, length};
}

void ymr_put_encoded(ymr_writer *w, ymr_text text)
{
    (void)w;
    put = text;
}

static bool is_dots(ymr_text hash)
{
    return hash.length == 0 || (hash.length == 1 && hash.bytes[0] == '.') ||
           (hash.length == 2 && hash.bytes[0] == '.' && hash.bytes[1] == '.');
}

int main(void)
{
    char buffer[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer);
    const size_t at = any_size();
    ymr_writer w = {NULL, 0, 0, any_bool(), any_bool()};
    const bool refused = w.refused;

    if (any_bool()) {
        const ymr_text hash = any_bool() ? text : (ymr_text){NULL, 0};
        put_hash(&w, hash);
        PROMISE(w.refused == (refused || is_dots(hash)) && put.bytes == hash.bytes && put.length == hash.length);
    } else {
        put_target(&w, text);
        ASSUME(at < text.length);
        PROMISE(w.refused || (text.bytes[0] == '/' && text.bytes[at] > ' ' && text.bytes[at] < 0x7f));
        PROMISE(put.length == 0 || (put.bytes == text.bytes && put.length == text.length));
        PROMISE(w.refused || put.length > 0);
    }
    PROMISE(w.refused || !refused);
    return 0;
}
