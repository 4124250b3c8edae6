/* What was seen before, and for how long it is remembered. */
#include "check.h"
#include "ymr/seen.h"

static uint64_t print(const char *a, const char *b)
{
    const ymr_text first = {a, a == NULL ? 0 : strlen(a)};
    const ymr_text second = {b, b == NULL ? 0 : strlen(b)};
    return ymr_print_text(ymr_print_text(YMR_PRINT_START, first), second);
}

TEST(seen_prints_tell_things_apart)
{
    CHECK_U64(print("ab", "c"), print("ab", "c"), "the same");
    CHECK(print("ab", "c") != print("a", "bc"), "where one part ends counts");
    CHECK(print("", "a") != print("a", ""), "which part it is counts");
    CHECK(print(NULL, "a") != print("", "a"), "absent is not empty");
    CHECK(ymr_print_integer(1, 5) != ymr_print_integer(1, -5), "a sign counts");
    CHECK(ymr_print_integer(1, 5) != ymr_print_integer(2, 5), "what came before counts");
    for (unsigned bit = 0; bit < 64; bit++) {
        CHECK(ymr_print_integer(1, 0) != ymr_print_integer(1, (int64_t)(UINT64_C(1) << bit)),
              check_note("bit %u counts", bit));
    }
}

TEST(seen_forgets_the_oldest_first)
{
    uint64_t room[4] = {11, 12, 13, 14}; /* left over from somebody else */
    ymr_seen seen;
    ymr_seen_init(&seen, room, 3);
    CHECK(!ymr_seen_has(&seen, 11), "an empty ring has nothing");
    for (uint64_t i = 1; i <= 10; i++) {
        ymr_seen_add(&seen, i);
        for (uint64_t j = 0; j <= 11; j++) {
            CHECK(ymr_seen_has(&seen, j) == (j >= 1 && j <= i && j + 3 > i),
                  check_note("%u after %u", (unsigned)j, (unsigned)i));
        }
    }
    CHECK_U64(14, room[3], "not a place more than it was given");
}

TEST(seen_again_takes_no_second_place)
{
    uint64_t room[2];
    ymr_seen seen;
    ymr_seen_init(&seen, room, 2);
    ymr_seen_add(&seen, 1);
    ymr_seen_add(&seen, 2);
    ymr_seen_add(&seen, 2);
    ymr_seen_add(&seen, 1);
    CHECK(ymr_seen_has(&seen, 1) && ymr_seen_has(&seen, 2), "both are there");
    ymr_seen_init(&seen, room, 1);
    ymr_seen_add(&seen, 7);
    ymr_seen_add(&seen, 8);
    CHECK(!ymr_seen_has(&seen, 7) && ymr_seen_has(&seen, 8), "a ring of one");
    ymr_seen_init(&seen, room, 1);
    CHECK(!ymr_seen_has(&seen, 0), "zero is a print like any other");
    ymr_seen_add(&seen, 0);
    CHECK(ymr_seen_has(&seen, 0), "and is remembered");
}
