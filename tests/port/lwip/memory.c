/* lwIP's allocations, of which some may fail (-DPROBE_MALLOC), and its assertions. */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lwip/mem.h>
#include <lwip/timeouts.h>

#include "memory.h"
#include "tests/port/probe/words.h"

unsigned long allocations, held;

void probe_assert(const char *text)
{
    fprintf(stderr, "lwIP: %s\n", text);
    abort();
}

/* Stands before each allocation. */
typedef union header {
    bool counts;
    max_align_t whatever;
} header;

/* lwIP counts its timers itself, so that there is always one; it could not live without. */
static bool is_timer(size_t size)
{
    return size == LWIP_MEM_ALIGN_SIZE(sizeof(struct sys_timeo));
}

static bool has_to_fail(void)
{
    const unsigned long from = number("fail", 0);

    allocations++;
    return from != 0 && allocations >= from && allocations < from + number("fails", 1);
}

void *probe_malloc(size_t size)
{
    const bool counts = !is_timer(size);

    if (counts && has_to_fail()) {
        return NULL;
    }
    header *memory = malloc(sizeof *memory + size);
    memory->counts = counts;
    held += counts;
    return memory + 1;
}

void *probe_calloc(size_t count, size_t size)
{
    void *memory = probe_malloc(count * size);

    return memory == NULL ? NULL : memset(memory, 0, count * size);
}

void probe_free(void *memory)
{
    header *whole = (header *)memory - 1;

    held -= whole->counts;
    free(whole);
}
