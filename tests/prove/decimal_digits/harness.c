#include "decimal.c"

#include "prove.h"

static void check_end(const number *n, ymr_text text, size_t count)
{
    PROMISE(n->at == text.bytes + count && n->end == text.bytes + text.length);
    PROMISE(n->at == n->end || *n->at < '0' || *n->at > '9');
    PROMISE(count == 0 || (n->at[-1] >= '0' && n->at[-1] <= '9'));
}

int main(void)
{
    char buffer[ROOM + 4];
    const ymr_text text = any_text(buffer, sizeof buffer);
    number n = {.at = text.bytes, .end = text.bytes + text.length, .magnitude = any_uint64()};

    if (any_bool()) {
        const ptrdiff_t count = take_digits(&n);
        PROMISE(count >= 0 && (size_t)count <= text.length);
        check_end(&n, text, (size_t)count);
    } else {
        const ptrdiff_t distance = take_distance(&n);
        PROMISE(n.at >= text.bytes && n.at <= n.end && (distance < 0) == (n.at == text.bytes));
        PROMISE(distance >= -1 && distance <= EXPONENT_CAP);
        check_end(&n, text, (size_t)(n.at - text.bytes));
    }
    return 0;
}
