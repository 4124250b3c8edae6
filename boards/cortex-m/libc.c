/* What newlib has the other way round. Copying and filling goes in words: its small variants go byte by byte,
 * and every byte of a photo passes here three times. ARMv7-M reads and writes words at any address. Comparing
 * and searching goes in bytes: newlib's go in words, 1 KB of flash more for texts of a few bytes. */
#include <stddef.h>
#include <stdint.h>

typedef uint32_t __attribute__((aligned(1), may_alias)) word;

/* Else the compiler would make a call of memcpy out of the loops in memcpy. */
#define PLAIN __attribute__((optimize("no-tree-loop-distribute-patterns"), used))

void *memcpy(void *restrict to, const void *restrict from, size_t length);
void *memmove(void *to, const void *from, size_t length);
void *memset(void *to, int value, size_t length);
int memcmp(const void *one, const void *other, size_t length);
void *memchr(const void *bytes, int wanted, size_t length);
size_t strlen(const char *text);
char *strchr(const char *text, int wanted);
int strcmp(const char *one, const char *other);
int strncmp(const char *one, const char *other, size_t length);
size_t strspn(const char *text, const char *set);
size_t strcspn(const char *text, const char *set);

PLAIN void *memcpy(void *restrict to, const void *restrict from, size_t length)
{
    uint8_t *t = to;
    const uint8_t *f = from;
    for (; length >= 16; length -= 16, t += 16, f += 16) {
        const uint32_t a = ((const word *)f)[0], b = ((const word *)f)[1];
        const uint32_t c = ((const word *)f)[2], d = ((const word *)f)[3];
        ((word *)t)[0] = a;
        ((word *)t)[1] = b;
        ((word *)t)[2] = c;
        ((word *)t)[3] = d;
    }
    for (; length >= 4; length -= 4, t += 4, f += 4) {
        *(word *)t = *(const word *)f;
    }
    while (length-- > 0) {
        *t++ = *f++;
    }
    return to;
}

/* A word is read before what overlaps it is written only if the copy goes away from the overlap. */
PLAIN void *memmove(void *to, const void *from, size_t length)
{
    uint8_t *t = to;
    const uint8_t *f = from;
    if ((uintptr_t)t - (uintptr_t)f >= length) {
        for (; length >= 4; length -= 4, t += 4, f += 4) {
            *(word *)t = *(const word *)f;
        }
        while (length-- > 0) {
            *t++ = *f++;
        }
        return to;
    }
    for (; length >= 4; length -= 4) {
        *(word *)(t + length - 4) = *(const word *)(f + length - 4);
    }
    while (length-- > 0) {
        t[length] = f[length];
    }
    return to;
}

PLAIN void *memset(void *to, int value, size_t length)
{
    uint8_t *t = to;
    const uint32_t four = (uint8_t)value * UINT32_C(0x01010101);
    for (; length >= 16; length -= 16, t += 16) {
        ((word *)t)[0] = four;
        ((word *)t)[1] = four;
        ((word *)t)[2] = four;
        ((word *)t)[3] = four;
    }
    for (; length >= 4; length -= 4, t += 4) {
        *(word *)t = four;
    }
    while (length-- > 0) {
        *t++ = (uint8_t)value;
    }
    return to;
}

PLAIN int memcmp(const void *one, const void *other, size_t length)
{
    const uint8_t *a = one, *b = other;
    for (; length > 0; length--, a++, b++) {
        if (*a != *b) {
            return *a - *b;
        }
    }
    return 0;
}

PLAIN void *memchr(const void *bytes, int wanted, size_t length)
{
    for (const uint8_t *at = bytes; length > 0; length--, at++) {
        if (*at == (uint8_t)wanted) {
            return (void *)(uintptr_t)at;
        }
    }
    return NULL;
}

PLAIN size_t strlen(const char *text)
{
    const char *at = text;
    while (*at != '\0') {
        at++;
    }
    return (size_t)(at - text);
}

/* The NUL at the end can be searched for, too. */
PLAIN char *strchr(const char *text, int wanted)
{
    for (;; text++) {
        if (*text == (char)wanted) {
            return (char *)(uintptr_t)text;
        }
        if (*text == '\0') {
            return NULL;
        }
    }
}

PLAIN int strncmp(const char *one, const char *other, size_t length)
{
    for (; length > 0; length--, one++, other++) {
        if (*one != *other || *one == '\0') {
            return (uint8_t)*one - (uint8_t)*other;
        }
    }
    return 0;
}

PLAIN int strcmp(const char *one, const char *other)
{
    return strncmp(one, other, PTRDIFF_MAX);
}

static size_t span(const char *text, const char *set, int within)
{
    const char *at = text;
    while (*at != '\0' && (strchr(set, *at) != NULL) == within) {
        at++;
    }
    return (size_t)(at - text);
}

PLAIN size_t strspn(const char *text, const char *set)
{
    return span(text, set, 1);
}

PLAIN size_t strcspn(const char *text, const char *set)
{
    return span(text, set, 0);
}
