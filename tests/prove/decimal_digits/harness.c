#include "decimal.c"

#include "prove.h"

int main(void)
{
    char buffer[ROOM + 4];
    const ymr_text text = any_text(buffer, sizeof buffer);
    cursor c = {text.bytes, text.bytes + text.length};
    uint64_t magnitude = any_uint64();

    const ptrdiff_t count = take_digits(&c, &magnitude);
    PROMISE(count >= 0 && (size_t)count <= text.length);
    PROMISE(c.at == text.bytes + count && c.end == text.bytes + text.length);
    PROMISE(c.at == c.end || *c.at < '0' || *c.at > '9');
    PROMISE(count == 0 || (c.at[-1] >= '0' && c.at[-1] <= '9'));
    return 0;
}
