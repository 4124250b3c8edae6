#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

void hold(bool held, const char *rule)
{
    if (!held) {
        fprintf(stderr, "broken: %s\n", rule);
        abort();
    }
}

/* So that what the unit tests share can be used here, too. */
bool check_true(check_place here, bool held, const char *condition, const char *note)
{
    (void)here;
    hold(held, note != NULL ? note : condition);
    return held;
}

uint8_t supply_byte(supply *from)
{
    if (from->left == 0) {
        return 0;
    }
    from->left--;
    return *from->at++;
}

uint64_t supply_number(supply *from, unsigned count)
{
    uint64_t number = 0;
    for (; count > 0; count--) {
        number = number << 8 | supply_byte(from);
    }
    return number;
}

void *exact_copy(const void *bytes, size_t length)
{
    char *const copy = malloc(length > 0 ? length : 1);
    if (length > 0) {
        memcpy(copy, bytes, length);
    }
    return copy;
}

void pieces_begin(pieces *p, uint32_t seed)
{
    p->seed = seed;
    p->state = seed;
}

size_t pieces_next(pieces *p, size_t left)
{
    if (p->seed <= 1) {
        return p->seed == 0 || left == 0 ? left : 1;
    }
    p->state = p->state * 1664525u + 1013904223u;
    const size_t length = (p->state >> 24) % 20 < 3 ? left : 1 + (p->state >> 16) % 16;
    return length < left ? length : left;
}
