/* The functions that a board has in place of its libc's, under other names, against those of this host. */
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "check.h"

#undef memcpy
#undef memmove
#undef memset
#undef memcmp
#undef memchr
#undef strlen
#undef strchr
#undef strcmp
#undef strncmp
#undef strspn
#undef strcspn
#define memcpy device_memcpy
#define memmove device_memmove
#define memset device_memset
#define memcmp device_memcmp
#define memchr device_memchr
#define strlen device_strlen
#define strchr device_strchr
#define strcmp device_strcmp
#define strncmp device_strncmp
#define strspn device_strspn
#define strcspn device_strcspn
#ifdef __clang__
#pragma clang diagnostic ignored "-Wunknown-attributes"
#endif
#include "boards/cortex-m/libc.c"
#undef memcpy
#undef memmove
#undef memset
#undef memcmp
#undef memchr
#undef strlen
#undef strchr
#undef strcmp
#undef strncmp
#undef strspn
#undef strcspn

enum { ROOM = 64, LONGEST = 40 };

static int sign(int value)
{
    return (value > 0) - (value < 0);
}

static void fill(uint8_t *bytes)
{
    for (size_t i = 0; i < ROOM; i++) {
        bytes[i] = (uint8_t)(i * 37 + 1);
    }
}

TEST(device_libc_moves_and_fills_as_the_hosts_does)
{
    uint8_t ours[ROOM], theirs[ROOM], source[ROOM];
    fill(source);
    for (size_t length = 0; length <= LONGEST; length++) {
        for (size_t from = 0; from < 8; from++) {
            for (size_t to = 0; to < 8; to++) {
                const char *note = check_note("%zu bytes from %zu to %zu", length, from, to);
                fill(ours);
                fill(theirs);
                CHECK(device_memmove(ours + to, ours + from, length) == ours + to, note);
                memmove(theirs + to, theirs + from, length);
                CHECK(memcmp(ours, theirs, ROOM) == 0, note);
                CHECK(device_memcpy(ours + to, source + from, length) == ours + to, note);
                memcpy(theirs + to, source + from, length);
                CHECK(memcmp(ours, theirs, ROOM) == 0, note);
                CHECK(device_memset(ours + to, 0x1a5, length) == ours + to, note);
                memset(theirs + to, 0x1a5, length);
                CHECK(memcmp(ours, theirs, ROOM) == 0, note);
            }
        }
    }
}

TEST(device_libc_compares_and_searches_as_the_hosts_does)
{
    static const char *const texts[] = {"", "a", "b", "ab", "abc", "abd", "ab\xff", "cab", "aab", "\x80"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        const char *one = texts[i];
        CHECK(device_strlen(one) == strlen(one), one);
        for (int byte = 0; byte <= UCHAR_MAX; byte++) {
            const char *note = check_note("%s %d", one, byte);
            CHECK(device_strchr(one, byte) == strchr(one, byte), note);
            CHECK(device_memchr(one, byte, strlen(one)) == memchr(one, byte, strlen(one)), note);
        }
        for (size_t k = 0; k < COUNT_OF(texts); k++) {
            const char *other = texts[k], *note = check_note("%s %s", one, other);
            const size_t shorter = strlen(one) < strlen(other) ? strlen(one) : strlen(other);
            CHECK(sign(device_strcmp(one, other)) == sign(strcmp(one, other)), note);
            CHECK(sign(device_memcmp(one, other, shorter)) == sign(memcmp(one, other, shorter)), note);
            CHECK(device_strspn(one, other) == strspn(one, other), note);
            CHECK(device_strcspn(one, other) == strcspn(one, other), note);
            for (size_t n = 0; n < 5; n++) {
                CHECK(sign(device_strncmp(one, other, n)) == sign(strncmp(one, other, n)), note);
            }
        }
    }
}
