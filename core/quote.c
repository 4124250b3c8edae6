#include <string.h>

#include "utf8.h"
#include "ymr/json.h"

/* Counts what does not fit, so that the length needed is known at the end. */
typedef struct writer {
    char *out;
    size_t size;
    size_t length;
} writer;

static void put(writer *w, const char *bytes, size_t length)
{
    if (w->length < w->size) {
        const size_t room = w->size - w->length;
        memcpy(w->out + w->length, bytes, length < room ? length : room);
    }
    w->length += length;
}

static void put_escape(writer *w, char c)
{
    static const char meanings[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    static const char hex[] = "0123456789abcdef";
    const char *meaning = memchr(meanings, c, sizeof meanings - 1);
    if (meaning != NULL) {
        const char pair[2] = {'\\', letters[meaning - meanings]};
        put(w, pair, sizeof pair);
        return;
    }
    const char unit[6] = {'\\', 'u', '0', '0', hex[((unsigned char)c >> 4) & 0xf], hex[(unsigned char)c & 0xf]};
    put(w, unit, sizeof unit);
}

static bool needs_escape(char c)
{
    return (unsigned char)c < 0x20 || c == '"' || c == '\\' || c == 0x7f;
}

ymr_status ymr_json_quote(ymr_text text, char *out, size_t size, size_t *length)
{
    writer w = {out, size, 0};
    const char *at = text.bytes;
    const char *end = text.bytes + text.length;

    put(&w, "\"", 1);
    while (at < end) {
        const size_t step = ymr_utf8_length(at, end);
        if (step == 0) {
            *length = w.length;
            return YMR_E_UTF8;
        }
        if (needs_escape(*at)) {
            put_escape(&w, *at);
        } else {
            put(&w, at, step);
        }
        at += step;
    }
    put(&w, "\"", 1);
    *length = w.length;
    return w.length <= size ? YMR_OK : YMR_E_SPACE;
}
