#include "loose.h"

#include "proxy.c"

#define WORDS_ARE_LINKED
#include "proxy_model.h"

int main(void)
{
    char buffer[ROOM], out[4 * 6 + 1];
    const char *const url = any_string(buffer, sizeof buffer);
    const char *at = url;
    uint8_t byte;

    /* A login is looked for only in front of one. */
    ASSUME(strchr(url, '@') != NULL && *url != '@');
    if (take_byte(&at, &byte)) {
        PROMISE(byte >= ' ' && byte != 0x7f);
        PROMISE(at == url + 1 || at == url + 3);
        PROMISE(at <= buffer + sizeof buffer - 1);
    }

    uint8_t login[ROOM];
    const size_t length = any_size();
    const uint8_t *const bytes = placed_bytes(login, sizeof login, length);
    const size_t needed = (length + 2) / 3 * 4 + 1;
    char *const text = out + sizeof out - needed;
    write_base64(bytes, length, text);
    PROMISE(text[needed - 1] == '\0');
    return 0;
}
