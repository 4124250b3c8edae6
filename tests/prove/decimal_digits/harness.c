#include "decimal.c"

#include "prove.h"

static void check_end(cursor c, ymr_text text, size_t count)
{
    PROMISE(c.at == text.bytes + count && c.end == text.bytes + text.length);
    PROMISE(c.at == c.end || *c.at < '0' || *c.at > '9');
    PROMISE(count == 0 || (c.at[-1] >= '0' && c.at[-1] <= '9'));
}

int main(void)
{
    char buffer[ROOM + 4];
    const ymr_text text = any_text(buffer, sizeof buffer);
    cursor c = {text.bytes, text.bytes + text.length};
    uint64_t magnitude = any_uint64();

    if (any_bool()) {
        const ptrdiff_t count = take_digits(&c, &magnitude);
        PROMISE(count >= 0 && (size_t)count <= text.length);
        check_end(c, text, (size_t)count);
    } else {
        const ptrdiff_t distance = take_distance(&c);
        PROMISE(c.at >= text.bytes && c.at <= c.end && (distance < 0) == (c.at == text.bytes));
        PROMISE(distance >= -1 && distance <= EXPONENT_CAP);
        check_end(c, text, (size_t)(c.at - text.bytes));
    }
    return 0;
}
