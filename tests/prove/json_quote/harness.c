#include "prove.h"

typedef struct writer writer;
static void put(writer *w, const char *bytes, size_t length);
static void put_escape(writer *w, char c);

#include "quote.c"

static void put(writer *w, const char *bytes, size_t length)
{
    PROMISE(length >= 1 && length <= 6);
    (void)(bytes[0] + bytes[length - 1]);
    w->length += length;
}

static void put_escape(writer *w, char c)
{
    PROMISE(needs_escape(c));
    w->length += any_bool() ? 2 : 6;
}

size_t ymr_utf8_length(const char *at, const char *end)
{
    const size_t length = any_size();
    PROMISE(at < end);
    ASSUME(length <= 4 && length <= (size_t)(end - at));
    ASSUME((length == 1) == (*at >= 0));
    return length;
}

enum { BYTES = 24 };

int main(void)
{
    char buffer[BYTES];
    const size_t given = any_size();
    ASSUME(given <= BYTES);
    const ymr_text text = {buffer + (BYTES - given), given};
    const size_t size = any_size();
    size_t length;

    const ymr_status status = ymr_json_quote(text, buffer, size, &length);
    PROMISE(length <= 2 + 6 * text.length);
    PROMISE((status == YMR_OK) == (status != YMR_E_UTF8 && length <= size));
    PROMISE(status == YMR_OK || status == YMR_E_UTF8 || status == YMR_E_SPACE);
    PROMISE(status == YMR_E_UTF8 || length >= text.length + 2);
    return 0;
}
