#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "generator.h"
#include "ymr/time.h"

#define YEAR_1 INT64_C(-62135596800000)  /* 0001-01-01T00:00:00Z */
#define YEAR_10000 INT64_C(253402300800000) /* the first instant that has no place */
#define DAY INT64_C(86400000)

static const struct {
    const char *text;
    ymr_status status;
    int64_t unix_ms;
    int offset_minutes;
} dates[] = {
    {"1970-01-01T00:00:00Z", YMR_OK, 0, 0},
    {"2026-06-27T13:59:14.22+03:00", YMR_OK, 1782557954220, 180}, /* as the Market writes it */
    {"2026-08-16T17:25:36.03+03:00", YMR_OK, 1786890336030, 180},
    {"2026-06-27T13:59:14+03:00", YMR_OK, 1782557954000, 180},
    {"2026-06-27T10:59:14Z", YMR_OK, 1782557954000, 0},
    {"2026-06-27t10:59:14z", YMR_OK, 1782557954000, 0}, /* RFC 3339, section 5.6: may be lower case */
    {"1985-04-12T23:20:50.52Z", YMR_OK, 482196050520, 0},      /* RFC 3339, section 5.8 */
    {"1996-12-19T16:39:57-08:00", YMR_OK, 851042397000, -480}, /* likewise */
    {"1937-01-01T12:00:27.87+00:20", YMR_OK, -1041337172130, 20},
    {"1990-12-31T23:59:60Z", YMR_OK, 662687999999, 0}, /* a leap second */
    {"1990-12-31T15:59:60.5-08:00", YMR_OK, 662687999999, -480},
    {"2026-06-27T10:59:14.1Z", YMR_OK, 1782557954100, 0},
    {"2026-06-27T10:59:14.123Z", YMR_OK, 1782557954123, 0},
    {"2026-06-27T10:59:14.1239Z", YMR_OK, 1782557954123, 0}, /* cut, not rounded */
    {"2026-06-27T10:59:14.999999999Z", YMR_OK, 1782557954999, 0},
    {"1969-12-31T23:59:59.9999Z", YMR_OK, -1, 0}, /* cut in the text, not towards 1970 */
    {"2026-06-27T10:59:14.000000001Z", YMR_OK, 1782557954000, 0},
    {"2024-02-29T00:00:00-00:00", YMR_OK, 1709164800000, 0},
    {"2000-02-29T00:00:00Z", YMR_OK, 951782400000, 0},
    {"0001-01-01T00:00:00Z", YMR_OK, YEAR_1, 0},
    {"9999-12-31T23:59:59.999Z", YMR_OK, YEAR_10000 - 1, 0},
    {"2026-01-01T00:00:00+18:00", YMR_OK, 1767160800000, 1080},
    {"2026-01-01T00:00:00-18:00", YMR_OK, 1767290400000, -1080},
    {"0001-01-01T00:00:00+18:00", YMR_OK, YEAR_1 - 64800000, 1080}, /* the year is that of the text */
    /* a part out of range */
    {"0000-01-01T00:00:00Z", YMR_E_RANGE, 0, 0},
    {"2026-00-27T10:59:14Z", YMR_E_RANGE, 0, 0},
    {"2026-13-27T10:59:14Z", YMR_E_RANGE, 0, 0},
    {"2026-06-00T10:59:14Z", YMR_E_RANGE, 0, 0},
    {"2026-06-31T10:59:14Z", YMR_E_RANGE, 0, 0},
    {"2026-07-32T10:59:14Z", YMR_E_RANGE, 0, 0},
    {"2026-02-29T10:59:14Z", YMR_E_RANGE, 0, 0},
    {"2024-02-30T10:59:14Z", YMR_E_RANGE, 0, 0},
    {"1900-02-29T10:59:14Z", YMR_E_RANGE, 0, 0}, /* divisible by 100, not by 400 */
    {"2026-06-27T24:00:00Z", YMR_E_RANGE, 0, 0},
    {"2026-06-27T10:60:14Z", YMR_E_RANGE, 0, 0},
    {"2026-06-27T10:59:61Z", YMR_E_RANGE, 0, 0},
    {"2026-06-27T10:59:14+18:01", YMR_E_RANGE, 0, 0},
    {"2026-06-27T10:59:14-18:01", YMR_E_RANGE, 0, 0},
    {"2026-06-27T10:59:14+00:60", YMR_E_RANGE, 0, 0},
    {"2026-06-27T10:59:14+99:99", YMR_E_RANGE, 0, 0},
    {"2026-13-27T10:59:14.5x", YMR_E_SYNTAX, 0, 0}, /* the form counts first */
    /* another form */
    {"", YMR_E_SYNTAX, 0, 0},
    {"2026-06-27", YMR_E_SYNTAX, 0, 0},
    {"2026-06-27T10:59:14", YMR_E_SYNTAX, 0, 0},
    {"2026-06-27 10:59:14Z", YMR_E_SYNTAX, 0, 0},
    {"2026-06-27T10:59Z", YMR_E_SYNTAX, 0, 0},
    {"2026-06-27T10:59:14.Z", YMR_E_SYNTAX, 0, 0},
    {"2026-06-27T10:59:14,5Z", YMR_E_SYNTAX, 0, 0},
    {"2026-06-27T10:59:14.1234567890Z", YMR_E_SYNTAX, 0, 0},
    {"2026-06-27T10:59:14.5", YMR_E_SYNTAX, 0, 0},
    {"2026-06-27T10:59:14+0300", YMR_E_SYNTAX, 0, 0},
    {"2026-06-27T10:59:14+03", YMR_E_SYNTAX, 0, 0},
    {"2026-06-27T10:59:14+03:0", YMR_E_SYNTAX, 0, 0},
    {"2026-06-27T10:59:14+03:000", YMR_E_SYNTAX, 0, 0},
    {"2026-06-27T10:59:14 03:00", YMR_E_SYNTAX, 0, 0},
    {"2026-06-27T10:59:14Z ", YMR_E_SYNTAX, 0, 0},
    {" 2026-06-27T10:59:14Z", YMR_E_SYNTAX, 0, 0},
    {"+026-06-27T10:59:14Z", YMR_E_SYNTAX, 0, 0},
    {"20260627T105914.000Z", YMR_E_SYNTAX, 0, 0},
    {"12026-06-27T10:59:14Z", YMR_E_SYNTAX, 0, 0},
};

TEST(time_reads_the_dates_of_the_api)
{
    for (size_t i = 0; i < COUNT_OF(dates); i++) {
        const char *text = dates[i].text;
        const bool ok = dates[i].status == YMR_OK;
        int64_t unix_ms = 77;
        int16_t offset = 7;

        CHECK_STATUS(dates[i].status, ymr_time_parse_iso(text, strlen(text), &unix_ms, &offset), text);
        CHECK_STATUS(dates[i].status, ymr_time_parse_iso(text, strlen(text), NULL, NULL), text);
        CHECK_I64(ok ? dates[i].unix_ms : 77, unix_ms, text);
        CHECK_I64(ok ? dates[i].offset_minutes : 7, offset, text);
    }
}

/* Every other byte in every place: it may be another date, but never one that the text does not say. */
TEST(time_looks_at_every_byte)
{
    static const char text[] = "2026-06-27T13:59:14.22+03:00";
    const size_t length = sizeof text - 1;
    int64_t unix_ms;
    int16_t offset;

    for (size_t at = 0; at < length; at++) {
        const bool digit = text[at] >= '0' && text[at] <= '9';
        char changed[sizeof text];

        CHECK_STATUS(YMR_E_SYNTAX, ymr_time_parse_iso(text, at, &unix_ms, &offset),
                     check_note("%zu bytes", at));
        for (int byte = 0; byte < 256; byte++) {
            memcpy(changed, text, sizeof text);
            changed[at] = (char)byte;
            const bool same_form = digit ? byte >= '0' && byte <= '9'
                                         : byte == text[at] || (text[at] == 'T' && byte == 't') ||
                                               (text[at] == '+' && byte == '-');
            const ymr_status status = ymr_time_parse_iso(changed, length, &unix_ms, &offset);
            CHECK(same_form == (status != YMR_E_SYNTAX), check_note("byte %zu is %d", at, byte));
        }
    }
}

TEST(time_reads_calendar_days)
{
    static const struct {
        const char *text;
        ymr_status status;
        int64_t unix_ms;
    } days[] = {
        {"1970-01-01", YMR_OK, 0},
        {"2026-11-22", YMR_OK, 1795305600000},
        {"0001-01-01", YMR_OK, YEAR_1},
        {"9999-12-31", YMR_OK, YEAR_10000 - DAY},
        {"2026-02-29", YMR_E_RANGE, 0},
        {"2026-13-01", YMR_E_RANGE, 0},
        {"0000-12-31", YMR_E_RANGE, 0},
        {"2026-1-01", YMR_E_SYNTAX, 0},
        {"2026/11/22", YMR_E_SYNTAX, 0},
        {"20261122", YMR_E_SYNTAX, 0},
        {"2026-11-221", YMR_E_SYNTAX, 0},
        {"2026-11-2", YMR_E_SYNTAX, 0},
        {"22-11-2026", YMR_E_SYNTAX, 0},
        {"", YMR_E_SYNTAX, 0},
    };

    for (size_t i = 0; i < COUNT_OF(days); i++) {
        const char *text = days[i].text;
        int64_t unix_ms = 77;

        CHECK_STATUS(days[i].status, ymr_time_parse_day(text, strlen(text), &unix_ms), text);
        CHECK_I64(days[i].status == YMR_OK ? days[i].unix_ms : 77, unix_ms, text);
    }
}

static const struct {
    const char *text;
    ymr_status status;
    int64_t unix_ms;
} http_dates[] = {
    /* RFC 9110, section 5.6.7: the three forms */
    {"Sun, 06 Nov 1994 08:49:37 GMT", YMR_OK, 784111777000},
    {"Sunday, 06-Nov-94 08:49:37 GMT", YMR_OK, 784111777000},
    {"Sun Nov  6 08:49:37 1994", YMR_OK, 784111777000},
    {"Wed Nov 16 08:49:37 1994", YMR_OK, 784975777000},
    {"Thu, 10 Jul 2018 00:42:42 GMT", YMR_OK, 1531183362000}, /* the Market's: it was a Tuesday */
    {"Wednesday, 06-Nov-94 08:49:37 GMT", YMR_OK, 784111777000},
    {"Mon Nov  6 08:49:37 1994", YMR_OK, 784111777000},
    {"Sun, 6 Nov 1994 08:49:37 GMT", YMR_OK, 784111777000}, /* RFC 822, section 5.1 */
    {"Thu, 01 Jan 1970 00:00:00 GMT", YMR_OK, 0},
    {"Thursday, 01-Jan-70 00:00:00 GMT", YMR_OK, 0},
    {"Tuesday, 31-Dec-69 00:00:00 GMT", YMR_OK, 3155673600000}, /* 2069 */
    {"Saturday, 01-Jan-00 00:00:00 GMT", YMR_OK, 946684800000},
    {"Tue, 29 Feb 2028 23:59:60 GMT", YMR_OK, 1835481599999},
    {"Sun, 29 Feb 2026 08:49:37 GMT", YMR_E_RANGE, 0},
    {"Sun, 31 Nov 1994 08:49:37 GMT", YMR_E_RANGE, 0},
    {"Sun, 00 Nov 1994 08:49:37 GMT", YMR_E_RANGE, 0},
    {"Sun, 06 Nov 0000 08:49:37 GMT", YMR_E_RANGE, 0},
    {"Sun, 06 Nov 1994 24:49:37 GMT", YMR_E_RANGE, 0},
    {"Sun, 06 Nov 1994 08:60:37 GMT", YMR_E_RANGE, 0},
    {"Sun, 06 Nov 1994 08:49:61 GMT", YMR_E_RANGE, 0},
    {"", YMR_E_SYNTAX, 0},
    {"Sun", YMR_E_SYNTAX, 0},
    {"Sun,", YMR_E_SYNTAX, 0},
    {"Xyz, 06 Nov 1994 08:49:37 GMT", YMR_E_SYNTAX, 0},
    {"06 Nov 1994 08:49:37 GMT", YMR_E_SYNTAX, 0},
    {"sun, 06 Nov 1994 08:49:37 GMT", YMR_E_SYNTAX, 0}, /* names are case-sensitive */
    {"Sun, 06 nov 1994 08:49:37 GMT", YMR_E_SYNTAX, 0},
    {"Sun, 06 Nov 1994 08:49:37 gmt", YMR_E_SYNTAX, 0},
    {"Sun, 06 Nox 1994 08:49:37 GMT", YMR_E_SYNTAX, 0},
    {"Sun, 006 Nov 1994 08:49:37 GMT", YMR_E_SYNTAX, 0},
    {"Sun, 06 Nov 94 08:49:37 GMT", YMR_E_SYNTAX, 0},
    {"Sun, 06 Nov 1994 8:49:37 GMT", YMR_E_SYNTAX, 0},
    {"Sun, 06 Nov 1994 08:49 GMT", YMR_E_SYNTAX, 0},
    {"Sun, 06 Nov 1994 08:49:37", YMR_E_SYNTAX, 0},
    {"Sun,  Nov 1994 08:49:37 GMT", YMR_E_SYNTAX, 0}, /* each part once left out */
    {"Sun,   Nov 1994 08:49:37 GMT", YMR_E_SYNTAX, 0},
    {"Sunday, 06-Nov-xx 08:49:37 GMT", YMR_E_SYNTAX, 0},
    {"Sun, 06  1994 08:49:37 GMT", YMR_E_SYNTAX, 0},
    {"Sun, 06 Nov  08:49:37 GMT", YMR_E_SYNTAX, 0},
    {"Sun, 06 Nov 19 08:49:37 GMT", YMR_E_SYNTAX, 0},
    {"Sun, 06 Nov 1994  GMT", YMR_E_SYNTAX, 0},
    {"Sunday, 06-Nov- 08:49:37 GMT", YMR_E_SYNTAX, 0},
    {"Sun Nov  6 08:49:37 ", YMR_E_SYNTAX, 0},
    {"Sun Nov  6  1994", YMR_E_SYNTAX, 0},
    {"Sun, 06 Nov 1994 08:49:37 UTC", YMR_E_SYNTAX, 0},
    {"Sun, 06 Nov 1994 08:49:37 GMT+3", YMR_E_SYNTAX, 0},
    {"Sun, 06 Nov 1994 08:49:37 GMT ", YMR_E_SYNTAX, 0},
    {"Sunday, 06 Nov 1994 08:49:37 GMT", YMR_E_SYNTAX, 0},
    {"Sun, 06-Nov-94 08:49:37 GMT", YMR_E_SYNTAX, 0},
    {"Sunday, 06-Nov-1994 08:49:37 GMT", YMR_E_SYNTAX, 0},
    {"Sun Nov  6 08:49:37 1994 GMT", YMR_E_SYNTAX, 0},
    {"Sun Nov  16 08:49:37 1994", YMR_E_SYNTAX, 0},
    {"1994-11-06T08:49:37Z", YMR_E_SYNTAX, 0},
};

TEST(time_reads_http_dates)
{
    for (size_t i = 0; i < COUNT_OF(http_dates); i++) {
        const char *text = http_dates[i].text;
        int64_t unix_ms = 77;

        CHECK_STATUS(http_dates[i].status, ymr_time_parse_http(text, strlen(text), &unix_ms), text);
        CHECK_I64(http_dates[i].status == YMR_OK ? http_dates[i].unix_ms : 77, unix_ms, text);
    }
}

/* The first bytes of a text in a block of just that size, so that a byte read behind them is noticed. */
static char *cut(const char *text, size_t length)
{
    char *block = malloc(length > 0 ? length : 1);

    memcpy(block, text, length);
    return block;
}

TEST(time_reads_no_cut_date)
{
    for (size_t i = 0; i < COUNT_OF(dates); i++) {
        for (size_t length = 0; length < strlen(dates[i].text); length++) {
            char *block = cut(dates[i].text, length);
            int64_t unix_ms;
            int16_t offset;

            CHECK(ymr_time_parse_iso(block, length, &unix_ms, &offset) != YMR_OK ||
                      dates[i].status == YMR_E_SYNTAX,
                  check_note("%zu bytes of %s", length, dates[i].text));
            ymr_time_parse_day(block, length, &unix_ms);
            free(block);
        }
    }
}

TEST(time_reads_no_cut_http_date)
{
    for (size_t i = 0; i < COUNT_OF(http_dates); i++) {
        for (size_t length = 0; length < strlen(http_dates[i].text); length++) {
            char *block = cut(http_dates[i].text, length);
            int64_t unix_ms;

            CHECK(ymr_time_parse_http(block, length, &unix_ms) == YMR_E_SYNTAX ||
                      http_dates[i].status == YMR_E_SYNTAX,
                  check_note("%zu bytes of %s", length, http_dates[i].text));
            free(block);
        }
    }
}

/* The calendar, counted day by day from the first one: what the formulas are measured against. */
typedef struct calendar {
    int year;
    int month;
    int day;
    int64_t unix_ms;
} calendar;

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : days[month - 1];
}

static void step(calendar *today)
{
    today->unix_ms += DAY;
    if (++today->day > days_of_month(today->year, today->month)) {
        today->day = 1;
        if (++today->month > 12) {
            today->month = 1;
            today->year++;
        }
    }
}

/* Plain conditions: nine thousand years of checks would take longer than the rest of the tests. */
static bool agrees(const calendar *today, int64_t unix_ms)
{
    const ymr_civil civil = ymr_time_civil(unix_ms, 0);

    return civil.year == today->year && civil.month == today->month && civil.day == today->day &&
           ymr_time_unix_ms(&civil) == unix_ms;
}

TEST(time_knows_every_day_of_all_years)
{
    calendar today = {1, 1, 1, YEAR_1};

    while (today.year < 10000) {
        const int year = today.year;
        bool all = true;

        for (; today.year == year; step(&today)) {
            all = all && agrees(&today, today.unix_ms) && agrees(&today, today.unix_ms + DAY - 1);
        }
        CHECK(all, check_note("year %d", year));
    }
    CHECK_I64(YEAR_10000, today.unix_ms, "the count itself");
}

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static void check_http(const char *text, int64_t expected)
{
    int64_t unix_ms = 0;

    CHECK_STATUS(YMR_OK, ymr_time_parse_http(text, strlen(text), &unix_ms), text);
    CHECK_I64(expected, unix_ms, text);
}

static void check_texts(const calendar *today)
{
    const char *month = months[today->month - 1];
    char text[64];
    char written[YMR_TIME_SIZE];
    int64_t unix_ms = 0;

    snprintf(text, sizeof text, "%04d-%02d-%02d", today->year, today->month, today->day);
    CHECK_STATUS(YMR_OK, ymr_time_parse_day(text, 10, &unix_ms), text);
    CHECK_I64(today->unix_ms, unix_ms, text);
    strcat(text, "T00:00:00.000Z");
    CHECK_SIZE(strlen(text), ymr_time_write_iso(today->unix_ms, 0, written), text);
    CHECK_STR(text, written, NULL);
    snprintf(text, sizeof text, "Mon, %02d %s %04d 00:00:00 GMT", today->day, month, today->year);
    check_http(text, today->unix_ms);
    snprintf(text, sizeof text, "Fri %s %2d 00:00:00 %04d", month, today->day, today->year);
    check_http(text, today->unix_ms);
    if (today->year >= 1970 && today->year <= 2069) {
        snprintf(text, sizeof text, "Saturday, %02d-%s-%02d 00:00:00 GMT", today->day, month,
                 today->year % 100);
        check_http(text, today->unix_ms);
    }
}

TEST(time_reads_and_writes_every_day_from_1600_to_2400)
{
    calendar today = {1600, 1, 1, INT64_C(-11676096000000)};

    while (today.year <= 2400) {
        check_texts(&today);
        if (today.year == 1970 && today.month == 1 && today.day == 1) {
            CHECK_I64(0, today.unix_ms, "the count itself");
        }
        step(&today);
    }
}

TEST(time_gives_every_part_of_the_day)
{
    const ymr_civil civil = ymr_time_civil(1782557954220, 180);

    CHECK_I64(2026, civil.year, NULL);
    CHECK_I64(6, civil.month, NULL);
    CHECK_I64(27, civil.day, NULL);
    CHECK_I64(13, civil.hour, NULL);
    CHECK_I64(59, civil.minute, NULL);
    CHECK_I64(14, civil.second, NULL);
    CHECK_I64(220, civil.millisecond, NULL);
    CHECK_I64(1782557954220 + 180 * 60000, ymr_time_unix_ms(&civil), "as if it were UTC");
}

TEST(time_comes_back_as_it_was_written)
{
    generator g = {5};

    for (int i = 0; i < 100000; i++) {
        const int16_t offset = (int16_t)(i % 3 == 0 ? 0 : generate_between(&g, -1080, 1080));
        const int64_t shift = (int64_t)offset * 60000;
        const int64_t unix_ms = generate_between(&g, YEAR_1, YEAR_10000 - 1) - shift;
        char text[YMR_TIME_SIZE + 1];
        int64_t got = 0;
        int16_t got_offset = 0;

        text[YMR_TIME_SIZE] = '#';
        const size_t length = ymr_time_write_iso(unix_ms, offset, text);
        CHECK_SIZE(offset == 0 ? 24 : 29, length, text);
        CHECK(text[length] == '\0' && text[YMR_TIME_SIZE] == '#', text);
        CHECK_STATUS(YMR_OK, ymr_time_parse_iso(text, length, &got, &got_offset), text);
        CHECK_I64(unix_ms, got, text);
        CHECK_I64(offset, got_offset, text);
    }
}

TEST(time_writes_the_offset_behind_the_instant)
{
    static const struct {
        int64_t unix_ms;
        int16_t offset;
        const char *text;
    } cases[] = {
        {0, 0, "1970-01-01T00:00:00.000Z"},
        {1782557954220, 180, "2026-06-27T13:59:14.220+03:00"},
        {-1, 0, "1969-12-31T23:59:59.999Z"},
        {0, -1, "1969-12-31T23:59:00.000-00:01"},
        {YEAR_1, 0, "0001-01-01T00:00:00.000Z"},
        {YEAR_10000 - 1, 0, "9999-12-31T23:59:59.999Z"},
        {YEAR_1 - 60000, 1, "0001-01-01T00:00:00.000+00:01"},
        /* No text for what has none. */
        {YEAR_1 - 1, 0, ""},
        {YEAR_10000, 0, ""},
        {YEAR_1, -1, ""},
        {YEAR_10000 - 1, 1, ""},
        {0, 1081, ""},
        {0, -1081, ""},
        {0, INT16_MAX, ""},
        {0, INT16_MIN, ""},
        {INT64_MAX, 1080, ""},
        {INT64_MIN, -1080, ""},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char out[YMR_TIME_SIZE];
        const size_t length = ymr_time_write_iso(cases[i].unix_ms, cases[i].offset, out);

        CHECK_STR(cases[i].text, out, check_note("%lld", (long long)cases[i].unix_ms));
        CHECK_SIZE(strlen(cases[i].text), length, cases[i].text);
    }
}

TEST(time_outside_its_years_is_no_date)
{
    static const int64_t outside[] = {YEAR_1 - 1, YEAR_10000, INT64_MIN, INT64_MAX};

    for (size_t i = 0; i < COUNT_OF(outside); i++) {
        const ymr_civil civil = ymr_time_civil(outside[i], 0);

        CHECK(civil.year == 0 && civil.month == 0 && civil.day == 0 && civil.hour == 0 && civil.minute == 0 &&
                  civil.second == 0 && civil.millisecond == 0,
              check_note("%lld", (long long)outside[i]));
    }
}

static const struct {
    const char *text;
    ymr_status status;
    const char *iso; /* the same instant */
} moscow[] = {
    {"27-06-2026 13:59:14", YMR_OK, "2026-06-27T13:59:14+03:00"},
    {"23-09-2022", YMR_OK, "2022-09-23T00:00:00+03:00"},
    {"29-02-2028 00:00:00", YMR_OK, "2028-02-29T00:00:00+03:00"},
    {"29-02-2026", YMR_E_RANGE, NULL},
    {"01-13-2026", YMR_E_RANGE, NULL},
    {"27-06-2026 24:00:00", YMR_E_RANGE, NULL},
    {"", YMR_E_SYNTAX, NULL},
    {"2026-06-27", YMR_E_SYNTAX, NULL},
    {"27.06.2026", YMR_E_SYNTAX, NULL},
    {"27-06/2026", YMR_E_SYNTAX, NULL},
    {"27/06-2026", YMR_E_SYNTAX, NULL},
    {"27-06-26", YMR_E_SYNTAX, NULL},
    {"27-06-2026T13:59:14", YMR_E_SYNTAX, NULL},
    {"27-06-2026 13:59", YMR_E_SYNTAX, NULL},
    {"27-06-2026 13:59:1x", YMR_E_SYNTAX, NULL},
    {"27-06-2026 13:59:14 ", YMR_E_SYNTAX, NULL},
    {"27-06-2026 ", YMR_E_SYNTAX, NULL},
    {"2x-06-2026", YMR_E_SYNTAX, NULL},
};

TEST(time_reads_dates_of_the_older_calls)
{
    for (size_t i = 0; i < COUNT_OF(moscow); i++) {
        int64_t expected = 77, got = 77;
        int16_t offset;

        if (moscow[i].iso != NULL) {
            CHECK_STATUS(YMR_OK, ymr_time_parse_iso(moscow[i].iso, strlen(moscow[i].iso), &expected, &offset), NULL);
        }
        CHECK_STATUS(moscow[i].status, ymr_time_parse_moscow(moscow[i].text, strlen(moscow[i].text), &got),
                     moscow[i].text);
        CHECK_I64(expected, got, moscow[i].text);
    }
}
