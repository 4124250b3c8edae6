#include <limits.h>

#include "check.h"

#define ROW(name, value, text) {name, #name, text},

static const struct {
    ymr_status status;
    const char *name;
    const char *text;
} rows[] = {YMR_STATUS_LIST(ROW)};

TEST(status_has_its_name_and_its_sentence)
{
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CHECK_STR(rows[i].name, ymr_status_name(rows[i].status), rows[i].name);
        CHECK_STR(rows[i].text, ymr_status_text(rows[i].status), rows[i].name);
    }
    CHECK_STR("YMR_OK", ymr_status_name(YMR_OK), "by hand");
    CHECK_STR("the buffer is too small", ymr_status_text(YMR_E_SPACE), "by hand");
    CHECK_STR("YMR_E_ENTROPY", ymr_status_name(YMR_E_ENTROPY), "the last one");
}

TEST(status_values_mean_one_thing)
{
    CHECK_I64(0, YMR_OK, "callers write `if (status)`");
    CHECK(YMR_PENDING > 0, "not an error");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const bool error = strncmp(rows[i].name, "YMR_E_", 6) == 0;

        CHECK(error == (rows[i].status < 0), rows[i].name);
        CHECK(rows[i].status >= INT8_MIN, rows[i].name);
        for (size_t other = 0; other < i; other++) {
            CHECK(rows[other].status != rows[i].status, rows[i].name);
            CHECK(strcmp(rows[other].text, rows[i].text) != 0, rows[i].name);
        }
    }
}

TEST(status_sentences_are_lower_case_without_full_stop)
{
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *text = rows[i].text;

        CHECK(text[0] >= 'a' && text[0] <= 'z', text);
        CHECK(text[strlen(text) - 1] != '.', text);
    }
}

TEST(status_unknown_says_so)
{
    static const int unknown[] = {2, -6, -128, 127, -1000, 256, INT_MIN, INT_MAX};

    for (size_t i = 0; i < COUNT_OF(unknown); i++) {
        CHECK_STR("unknown status", ymr_status_text((ymr_status)unknown[i]), check_note("%d", unknown[i]));
        CHECK_STR("unknown status", ymr_status_name((ymr_status)unknown[i]), check_note("%d", unknown[i]));
    }
}
