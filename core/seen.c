#include "ymr/seen.h"

enum { BYTE_BITS = 8, ABSENT = -1 };

static uint64_t add_byte(uint64_t print, unsigned char byte)
{
    return (print ^ byte) * UINT64_C(0x100000001b3);
}

uint64_t ymr_print_integer(uint64_t print, int64_t value)
{
    uint64_t rest = (uint64_t)value;
    for (unsigned i = 0; i < sizeof rest; i++, rest >>= BYTE_BITS) {
        print = add_byte(print, (unsigned char)rest);
    }
    return print;
}

uint64_t ymr_print_text(uint64_t print, ymr_text text)
{
    print = ymr_print_integer(print, text.bytes == NULL ? ABSENT : (int64_t)text.length);
    for (size_t i = 0; i < text.length; i++) {
        print = add_byte(print, (unsigned char)text.bytes[i]);
    }
    return print;
}

void ymr_seen_init(ymr_seen *seen, uint64_t *prints, uint32_t size)
{
    *seen = (ymr_seen){prints, size, 0, 0};
}

bool ymr_seen_has(const ymr_seen *seen, uint64_t print)
{
    uint32_t at = seen->next;
    for (uint32_t i = 0; i < seen->used; i++) {
        at = at == 0 ? seen->size - 1 : at - 1;
        if (seen->prints[at] == print) {
            return true;
        }
    }
    return false;
}

void ymr_seen_add(ymr_seen *seen, uint64_t print)
{
    if (ymr_seen_has(seen, print)) {
        return;
    }
    seen->prints[seen->next] = print;
    seen->next = seen->next + 1 == seen->size ? 0 : seen->next + 1;
    seen->used += seen->used < seen->size ? 1 : 0;
}
