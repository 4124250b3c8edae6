#include "utf8.c"

#include "prove.h"

static bool is_tail_byte(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

int main(void)
{
    char buffer[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer);
    const char *at = text.bytes;
    const size_t length = ymr_utf8_length(at, at + text.length);

    PROMISE(length <= 4 && length <= text.length);
    PROMISE(length != 1 || *at >= 0);
    PROMISE(length < 2 || is_tail_byte(at[1]));
    PROMISE(length < 3 || is_tail_byte(at[2]));
    PROMISE(length < 4 || is_tail_byte(at[3]));
    PROMISE(length != 0 || text.length == 0 || *at < 0);
    if (length == 3) {
        const uint32_t point = ((uint32_t)(unsigned char)at[0] & 0xf) << 12 | ((uint32_t)(unsigned char)at[1] & 0x3f) << 6 | ((uint32_t)(unsigned char)at[2] & 0x3f);
        PROMISE(point >= 0x800 && (point < 0xd800 || point > 0xdfff));
    }
    if (length == 4) {
        const uint32_t point = ((uint32_t)(unsigned char)at[0] & 7) << 18 | ((uint32_t)(unsigned char)at[1] & 0x3f) << 12;
        PROMISE(point >= 0x10000 && point < 0x110000);
    }
    return 0;
}
