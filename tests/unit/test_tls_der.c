/* The subject of a certificate, found without parsing it (RFC 5280, section 4.1; X.690, section 8.1.3). */
#include <stdlib.h>

#include "check.h"
#include "port/mbedtls/tls_internal.h"

#define SERIAL 0x02, 1, 7
#define EMPTY 0x30, 0
#define SUBJECT 0x30, 3, 'c', 'n', 'x'

static const uint8_t version3[] = {0x30, 23,     0x30,  21,    0xa0,  3,       2,    1,
                                   2,    SERIAL, EMPTY, EMPTY, EMPTY, SUBJECT, 0xff, 0xff};
static const uint8_t version1[] = {0x30, 18, 0x30, 16, SERIAL, EMPTY, EMPTY, EMPTY, SUBJECT, 0xff, 0xff};
static const uint8_t long_form[] = {0x30, 0x82, 0,    22,   0x30, 0x81, 19,    SERIAL,  0x30, 0x81,
                                    0,    0x30, 0x82, 0,    0,    EMPTY, SUBJECT, 0xff, 0xff};
static const uint8_t bare[] = {0x30, 16, 0x30, 14, SERIAL, EMPTY, EMPTY, EMPTY, SUBJECT};

static const struct {
    const char *name;
    const uint8_t *bytes;
    size_t length;
} good[] = {
    {"version 3", version3, sizeof version3},
    {"version 1", version1, sizeof version1},
    {"lengths of one and two bytes", long_form, sizeof long_form},
    {"nothing behind it", bare, sizeof bare},
};

/* On the heap at its exact length, so that the sanitizer sees a byte read too far. */
static bool find(const uint8_t *bytes, size_t length, size_t *subject_length, bool *right)
{
    static const uint8_t subject[] = {SUBJECT};
    uint8_t *copy = malloc(length > 0 ? length : 1);
    ymr_span found = {NULL, 0};

    memcpy(copy, bytes, length);
    const bool answer = ymr_tls_der_subject((ymr_span){copy, length}, &found);
    *subject_length = found.length;
    *right = answer && found.length == sizeof subject && memcmp(found.bytes, subject, sizeof subject) == 0;
    free(copy);
    return answer;
}

TEST(tls_der_finds_the_subject)
{
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        size_t length;
        bool right;
        CHECK(find(good[i].bytes, good[i].length, &length, &right), good[i].name);
        CHECK(right, good[i].name);
    }
}

TEST(tls_der_refuses_what_is_cut)
{
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        for (size_t cut = 0; cut < good[i].length; cut++) {
            size_t length;
            bool right;
            CHECK(!find(good[i].bytes, cut, &length, &right), check_note("%s, %zu bytes", good[i].name, cut));
        }
    }
}

static const struct {
    const char *name;
    uint8_t bytes[8];
} bad[] = {
    {"no sequence", {0x31, 6, 0x30, 4, SERIAL, 0}},
    {"length without an end", {0x30, 0x80, 0x30, 4, SERIAL, 0}},
    {"length of three bytes", {0x30, 0x83, 0, 0, 2, 0x30, 0, 0}},
    {"length over the end", {0x30, 6, 0x30, 5, SERIAL, 0}},
    {"length of the largest number", {0x30, 0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}},
    {"no serial number", {0x30, 6, 0x30, 4, EMPTY, EMPTY}},
};

TEST(tls_der_refuses_what_is_no_certificate)
{
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        size_t length;
        bool right;
        CHECK(!find(bad[i].bytes, sizeof bad[i].bytes, &length, &right), bad[i].name);
    }
}
