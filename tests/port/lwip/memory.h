/* What lwIP asks for, in a probe that was built with -DPROBE_MALLOC. */
#ifndef PROBE_MEMORY_H
#define PROBE_MEMORY_H

#include <stddef.h>

extern unsigned long allocations; /* so far, refused ones too */
extern unsigned long held;        /* not given back yet */

void probe_assert(const char *text);
void *probe_malloc(size_t size);
void *probe_calloc(size_t count, size_t size);
void probe_free(void *memory);

#endif
