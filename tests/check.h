/**
 * The unit-test framework: a test is a function that states facts.
 *
 *     TEST(decimal_reads_json_numbers_exactly)
 *     {
 *         CHECK_STATUS(YMR_OK, ymr_decimal_parse("3170.0", 6, &got), "the Market's money");
 *         CHECK_I64(31700, got.coefficient, "3170.0");
 *     }
 *
 * A test registers itself; linking its file is enough. A failed check prints file, line, test, note, what was
 * expected and what came, and the test goes on: one run shows every wrong row of a table. Each check is also
 * an expression that is true when the check held, for `if (!CHECK(...)) { return; }` where the rest makes no
 * sense. A test that checks nothing fails.
 *
 * The note says which case it was; it may be NULL. A note that needs numbers comes from check_note().
 */
#ifndef YMR_TESTS_CHECK_H
#define YMR_TESTS_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "ymr/status.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#define TEST(name)                                                                        \
    static void test_##name(void);                                                        \
    __attribute__((constructor)) static void register_##name(void)                        \
    {                                                                                     \
        static check_test test = {#name, test_##name, NULL};                              \
        check_register(&test);                                                            \
    }                                                                                     \
    static void test_##name(void)

#define CHECK(condition, note) check_true(CHECK_HERE, (condition), #condition, (note))
#define CHECK_STATUS(expected, got, note) check_status(CHECK_HERE, (expected), (got), (note))
#define CHECK_I64(expected, got, note) check_i64(CHECK_HERE, (expected), (got), (note))
#define CHECK_U64(expected, got, note) check_u64(CHECK_HERE, (expected), (got), (note))
#define CHECK_SIZE(expected, got, note) check_size(CHECK_HERE, (expected), (got), (note))

/** Two C strings; a NULL got is a failure, not a crash. */
#define CHECK_STR(expected, got, note) check_str(CHECK_HERE, (expected), (got), (note))

/** A C string against `length` bytes with no terminator: CHECK_TEXT("FBS", v.bytes, v.length, "scheme"). */
#define CHECK_TEXT(expected, got, length, note) \
    check_bytes(CHECK_HERE, (expected), strlen(expected), (got), (length), (note))

#define CHECK_BYTES(expected, expected_length, got, got_length, note) \
    check_bytes(CHECK_HERE, (expected), (expected_length), (got), (got_length), (note))

/** A formatted note: CHECK_SIZE(9, n, check_note("cut at %zu", cut)). The last few calls stay valid. */
__attribute__((format(printf, 1, 2))) const char *check_note(const char *format, ...);

/* What the macros stand on. */

typedef struct check_test {
    const char *name;
    void (*run)(void);
    struct check_test *next;
} check_test;

typedef struct check_place {
    const char *file;
    int line;
} check_place;

#define CHECK_HERE ((check_place){__FILE__, __LINE__})

void check_register(check_test *test);
bool check_true(check_place here, bool held, const char *condition, const char *note);
bool check_status(check_place here, ymr_status expected, ymr_status got, const char *note);
bool check_i64(check_place here, int64_t expected, int64_t got, const char *note);
bool check_u64(check_place here, uint64_t expected, uint64_t got, const char *note);
bool check_size(check_place here, size_t expected, size_t got, const char *note);
bool check_str(check_place here, const char *expected, const char *got, const char *note);
bool check_bytes(check_place here, const void *expected, size_t expected_length, const void *got,
                 size_t got_length, const char *note);

#endif
