#include "seen.c"

#include "prove.h"

int main(void)
{
    uint64_t prints[ROOM];
    const uint32_t size = any_uint32();
    ymr_seen seen;

    ASSUME(size >= 1 && size <= ROOM);
    ymr_seen_init(&seen, prints + (ROOM - size), size);
    seen.next = any_uint32();
    seen.used = any_uint32();
    ASSUME(seen.next < size && seen.used <= size);

    const uint64_t print = any_uint64();
    ymr_seen_add(&seen, print);
    PROMISE(seen.next < size && seen.used <= size);

    char buffer[ROOM];
    const ymr_text text = any_bool() ? any_text(buffer, sizeof buffer) : (ymr_text){NULL, 0};
    (void)ymr_print_text(print, text);
    return 0;
}
