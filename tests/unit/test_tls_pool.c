#include <stdlib.h>
#include <string.h>

#include <mbedtls/platform.h>

#include "check.h"
#include "port/mbedtls/tls_internal.h"

enum { SIZE = 20000, SLOTS = 60 };

static _Alignas(max_align_t) unsigned char buffer[SIZE + 16];

/* The allocator is the process' own: other tests shall find it as it was. */
static void end(void)
{
    mbedtls_platform_set_calloc_free(calloc, free);
}

static uint32_t chance(uint32_t below)
{
    static uint32_t state = 12345;

    state = state * 1664525 + 1013904223;
    return (state >> 8) % below;
}

typedef struct slot {
    unsigned char *bytes;
    size_t length;
    unsigned char mark;
} slot;

static bool is_filled(const unsigned char *bytes, size_t length, unsigned char with)
{
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != with) {
            return false;
        }
    }
    return true;
}

static bool is_inside(const unsigned char *bytes, size_t length)
{
    return bytes >= buffer && bytes + length <= buffer + sizeof buffer;
}

static void take(slot *s, size_t length)
{
    s->bytes = mbedtls_calloc(1, length);
    s->length = length;
    if (s->bytes == NULL) {
        return;
    }
    CHECK((uintptr_t)s->bytes % sizeof(void *) == 0, "alignment");
    CHECK(is_inside(s->bytes, length), "in the buffer");
    CHECK(is_filled(s->bytes, length, 0), "zero");
    s->mark = (unsigned char)(1 + chance(255));
    memset(s->bytes, s->mark, length);
}

static void give_back(slot *s)
{
    if (s->bytes != NULL) {
        CHECK(is_filled(s->bytes, s->length, s->mark), "nobody else wrote there");
    }
    mbedtls_free(s->bytes);
    s->bytes = NULL;
}

/* The whole pool in one block, in whatever order its pieces came back. */
static void check_whole(const char *note)
{
    const ymr_tls_pool_state state = ymr_tls_pool_now();
    const size_t whole = state.size - 6 * sizeof(void *);
    void *block = mbedtls_calloc(1, whole);

    CHECK_SIZE(0, state.used, note);
    CHECK_U64(0, state.blocks, note);
    CHECK(block != NULL, note);
    mbedtls_free(block);
}

static void stir(unsigned rounds)
{
    slot slots[SLOTS] = {{NULL, 0, 0}};

    for (unsigned i = 0; i < rounds; i++) {
        slot *s = &slots[chance(SLOTS)];
        if (s->bytes != NULL) {
            give_back(s);
        } else {
            take(s, chance(10) == 0 ? chance(3000) : chance(600));
        }
    }
    for (size_t i = 0; i < SLOTS; i++) {
        give_back(&slots[i]);
    }
}

TEST(tls_pool_gives_what_nobody_else_has)
{
    for (size_t shift = 0; shift < 9; shift++) {
        ymr_tls_pool_init(buffer + shift, SIZE - shift);
        stir(3000);
        check_whole(check_note("buffer at %zu", shift));
        CHECK(ymr_tls_pool_now().peak > SIZE / 4, "the peak is counted");
        CHECK(ymr_tls_pool_now().peak <= SIZE, "the peak is counted");
        CHECK(ymr_tls_pool_now().failures > 0, "it was stirred until there was too little");
    }
    end();
}

TEST(tls_pool_of_any_size_fails_or_gives)
{
    for (size_t size = 0; size < 400; size++) {
        ymr_tls_pool_init(buffer, size);
        unsigned char *bytes = mbedtls_calloc(3, 7);
        if (bytes == NULL) {
            CHECK(size < 80, check_note("%zu bytes are enough for 21", size));
            CHECK_U64(1, ymr_tls_pool_now().failures, NULL);
        } else {
            CHECK(bytes + 21 <= buffer + size, check_note("in %zu bytes", size));
        }
        mbedtls_free(bytes);
        CHECK_SIZE(0, ymr_tls_pool_now().used, NULL);
    }
    end();
}

TEST(tls_pool_refuses_what_is_too_much)
{
    static const size_t rows[][2] = {
        {1, SIZE}, {SIZE, 1}, {SIZE_MAX, 1}, {1, SIZE_MAX}, {SIZE_MAX, SIZE_MAX}, {SIZE_MAX / 2 + 1, 2},
        {SIZE_MAX / 4 + 2, 4},
    };

    ymr_tls_pool_init(buffer, SIZE);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CHECK(mbedtls_calloc(rows[i][0], rows[i][1]) == NULL, check_note("row %zu", i));
        CHECK_U64(i + 1, ymr_tls_pool_now().failures, NULL);
    }
    void *nothing = mbedtls_calloc(0, 8);
    mbedtls_free(nothing);
    mbedtls_free(NULL);
    check_whole("after all that");
    end();
}

/* As a handshake and a connection after it: handshakes may use what is lent, nothing else may. */
TEST(tls_pool_lends_its_upper_end)
{
    enum { LENT = 7001 };

    ymr_tls_pool_init(buffer, SIZE);
    unsigned char *lent = ymr_tls_pool_lend(LENT);
    if (!CHECK(lent != NULL, NULL)) {
        return;
    }
    CHECK(lent + LENT <= buffer + SIZE && lent + LENT > buffer + SIZE - 32, "at the end");
    CHECK((uintptr_t)lent % sizeof(void *) == 0, "alignment");
    CHECK_SIZE(0, ymr_tls_pool_now().used, "what is lent does not count");
    for (unsigned i = 0; i < 20; i++) {
        memset(lent, 0x5a, LENT);
        stir(500);
        CHECK(is_filled(lent, LENT, 0x5a), "nobody else wrote there");
        CHECK(mbedtls_calloc(1, SIZE - LENT) == NULL, "lent");
        ymr_tls_pool_take_back();
        ymr_tls_pool_take_back();
        void *handshake = mbedtls_calloc(1, SIZE - LENT);
        CHECK(handshake != NULL, "taken back");
        mbedtls_free(handshake);
        stir(500);
        CHECK(ymr_tls_pool_hand_out(), "handed out");
        CHECK(ymr_tls_pool_hand_out(), "it is out already");
    }
    ymr_tls_pool_take_back();
    check_whole("taken back for good");
    end();
}

TEST(tls_pool_does_not_lend_what_is_in_use)
{
    ymr_tls_pool_init(buffer, SIZE);
    CHECK(ymr_tls_pool_lend(SIZE) == NULL, "more than there is");
    CHECK(ymr_tls_pool_lend(SIZE_MAX) == NULL, "more than there can be");
    CHECK(ymr_tls_pool_hand_out(), "then nothing is lent");
    CHECK(ymr_tls_pool_lend(8000) != NULL, NULL);
    ymr_tls_pool_take_back();
    void *block = mbedtls_calloc(1, 15000);
    CHECK(block != NULL, NULL);
    CHECK(!ymr_tls_pool_hand_out(), "TLS has it");
    mbedtls_free(block);
    CHECK(ymr_tls_pool_hand_out(), "TLS has it no more");
    end();
}

static void count_visit(void *context)
{
    ++*(unsigned *)context;
}

TEST(tls_pool_is_visited)
{
    unsigned visits = 0;

    ymr_tls_pool_init(buffer, SIZE);
    ymr_tls_pool_visit(count_visit, &visits);
    mbedtls_free(mbedtls_calloc(1, 1));
    CHECK_U64(1, visits, NULL);
    ymr_tls_pool_visit(NULL, NULL);
    mbedtls_free(mbedtls_calloc(1, 1));
    CHECK_U64(1, visits, NULL);
    end();
}
