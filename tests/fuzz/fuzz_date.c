/*
 * Dates: the first byte says which form is read, the rest is its text; for instants it is a number and an
 * offset as bytes. The calendar is held against that of the C library.
 */
#define _GNU_SOURCE /* timegm */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "support.h"
#include "ymr/time.h"

enum { MOST_OFFSET = 18 * 60, UNTOUCHED = 4711 };

static const int64_t first_ms = INT64_C(-62135596800000); /* 0001-01-01 */
static const int64_t end_ms = INT64_C(253402300800000);   /* 10000-01-01 */
static const int64_t widest = INT64_C(2000000000);        /* beyond any offset of 16 bits */

/* ---- Instants ---- */

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static void check_calendar(int64_t unix_ms, const ymr_civil *civil)
{
    const time_t seconds = (time_t)floor_div(unix_ms, 1000);
    struct tm tm;
    gmtime_r(&seconds, &tm);
    hold(civil->year == tm.tm_year + 1900 && civil->month == tm.tm_mon + 1 && civil->day == tm.tm_mday,
         "a day is the calendar's");
    hold(civil->hour == tm.tm_hour && civil->minute == tm.tm_min && civil->second == tm.tm_sec &&
             civil->millisecond == unix_ms - floor_div(unix_ms, 1000) * 1000,
         "a time of day is the clock's");
    hold(ymr_time_unix_ms(civil) == unix_ms, "a date goes back to its instant");
}

static void check_written(int64_t unix_ms, int16_t offset)
{
    char *const text = malloc(YMR_TIME_SIZE);
    int64_t again = UNTOUCHED;
    int16_t its_offset = 1;
    const size_t length = ymr_time_write_iso(unix_ms, offset, text);
    hold(length == 24 || length == 29, "a date has its length");
    hold(length < YMR_TIME_SIZE && text[length] == '\0' && strlen(text) == length, "a date fits its room");
    hold(ymr_time_parse_iso(text, length, &again, &its_offset) == YMR_OK, "what is written can be read");
    hold(again == unix_ms && its_offset == offset, "and is the same");
    free(text);
}

static void check_instant(int64_t unix_ms, int16_t offset)
{
    const ymr_civil civil = ymr_time_civil(unix_ms, offset);
    const bool is_far = unix_ms < first_ms - widest || unix_ms > end_ms + widest;
    const int64_t local = is_far ? end_ms : unix_ms + offset * INT64_C(60000);
    const bool known = local >= first_ms && local < end_ms;
    char text[YMR_TIME_SIZE];
    hold((civil.month != 0) == known, "the years 1 to 9999 are known");
    if (known) {
        check_calendar(local, &civil);
    }
    if (known && offset >= -MOST_OFFSET && offset <= MOST_OFFSET) {
        check_written(unix_ms, offset);
    } else {
        hold(ymr_time_write_iso(unix_ms, offset, text) == 0 && text[0] == '\0', "no other date is written");
    }
}

/* ---- Texts ---- */

/* The instant of what stands in a text that was taken, its numbers read one by one. */
static int64_t instant_of(int year, int month, int day, const char *clock)
{
    struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_isdst = 0};
    int ms = 0;
    tm.tm_hour = clock == NULL ? 0 : atoi(clock);
    tm.tm_min = clock == NULL ? 0 : atoi(clock + 3);
    tm.tm_sec = clock == NULL ? 0 : atoi(clock + 6);
    if (tm.tm_sec == 60) {
        tm.tm_sec = 59;
        ms = 999;
    }
    return (int64_t)timegm(&tm) * 1000 + ms;
}

static int64_t fraction_of(const char *at)
{
    int64_t ms = 0;
    if (*at != '.') {
        return 0;
    }
    for (int weight = 100, i = 1; at[i] >= '0' && at[i] <= '9'; i++, weight /= 10) {
        ms += (at[i] - '0') * weight;
    }
    return ms;
}

static int64_t offset_of(const char *text, size_t length)
{
    const char *const at = text + length - 6;
    if (text[length - 1] == 'Z' || text[length - 1] == 'z') {
        return 0;
    }
    return (*at == '-' ? -1 : 1) * (atoi(at + 1) * 60 + atoi(at + 4));
}

static void check_refused(ymr_status status, int64_t unix_ms)
{
    hold(status == YMR_E_SYNTAX || status == YMR_E_RANGE, "what is no date is refused");
    hold(unix_ms == UNTOUCHED, "and leaves nothing behind");
}

/* A day that the calendar does not have would come back as another one. */
static void check_day_of_month(const char *digits, int64_t local_ms)
{
    hold(ymr_time_civil(local_ms, 0).day == atoi(digits), "a day is in the calendar");
}

static void check_iso(const char *text, size_t length)
{
    int64_t unix_ms = UNTOUCHED;
    int16_t offset = UNTOUCHED;
    const ymr_status status = ymr_time_parse_iso(text, length, &unix_ms, &offset);
    if (status != YMR_OK) {
        check_refused(status, unix_ms);
        hold(offset == UNTOUCHED, "not even an offset");
        return;
    }
    char year[5] = "";
    memcpy(year, text, 4);
    const bool leap = text[17] == '6';
    const int64_t wanted = instant_of(atoi(year), atoi(text + 5), atoi(text + 8), text + 11) +
                           (leap ? 0 : fraction_of(text + 19)) - offset_of(text, length) * 60000;
    hold(offset == offset_of(text, length), "an offset is the one that stands there");
    hold(unix_ms == wanted, "a date is the one that stands there");
    check_day_of_month(text + 8, unix_ms + offset * INT64_C(60000));
    check_instant(unix_ms, offset);
}

static void check_day(const char *text, size_t length)
{
    int64_t unix_ms = UNTOUCHED;
    const ymr_status status = ymr_time_parse_day(text, length, &unix_ms);
    if (status == YMR_OK) {
        hold(length == 10 && unix_ms == instant_of(atoi(text), atoi(text + 5), atoi(text + 8), NULL),
             "a day is the one that stands there");
        check_day_of_month(text + 8, unix_ms);
    } else {
        check_refused(status, unix_ms);
    }
}

static void check_moscow(const char *text, size_t length)
{
    int64_t unix_ms = UNTOUCHED;
    const ymr_status status = ymr_time_parse_moscow(text, length, &unix_ms);
    if (status == YMR_OK) {
        const char *const clock = length == 10 ? NULL : text + 11;
        hold(unix_ms == instant_of(atoi(text + 6), atoi(text + 3), atoi(text), clock) - 3 * 3600000,
             "a date of Moscow is the one that stands there");
        check_day_of_month(text, unix_ms + 3 * 3600000);
    } else {
        check_refused(status, unix_ms);
    }
}

/* What is taken, written in the form that all others have, is the same. */
static void check_http(const char *text, size_t length)
{
    static const char names[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int64_t unix_ms = UNTOUCHED;
    int64_t again = UNTOUCHED;
    char usual[64];
    const ymr_status status = ymr_time_parse_http(text, length, &unix_ms);
    if (status != YMR_OK) {
        check_refused(status, unix_ms);
        return;
    }
    const ymr_civil c = ymr_time_civil(unix_ms, 0);
    const int written = snprintf(usual, sizeof usual, "Sun, %02d %s %04d %02d:%02d:%02d GMT", c.day,
                                 names[c.month - 1], (int)c.year, c.hour, c.minute, c.second);
    hold(ymr_time_parse_http(usual, (size_t)written, &again) == YMR_OK && again == unix_ms - c.millisecond,
         "a date has one meaning in all its forms");
    hold(strstr(text, names[c.month - 1]) != NULL, "its month is the one that stands there");
    check_instant(unix_ms, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    supply input = {data, size};
    const uint8_t form = supply_byte(&input);
    const size_t length = input.left;
    /* Terminated, for the second reader; the first one gets a copy that is not. */
    char *const text = malloc(length + 1);
    memcpy(text, input.at, length);
    text[length] = '\0';
    int64_t ignored;
    int16_t no_offset;
    char *const exact = exact_copy(text, length);
    (void)ymr_time_parse_iso(exact, length, &ignored, &no_offset);
    (void)ymr_time_parse_http(exact, length, &ignored);
    (void)ymr_time_parse_day(exact, length, &ignored);
    (void)ymr_time_parse_moscow(exact, length, &ignored);
    free(exact);
    if (form == 'n') {
        const int64_t unix_ms = (int64_t)supply_number(&input, 8);
        check_instant(unix_ms, (int16_t)supply_number(&input, 2));
        check_instant(unix_ms >> 16, (int16_t)(unix_ms % 1100));
    } else {
        check_iso(text, length);
        check_day(text, length);
        check_moscow(text, length);
        check_http(text, length);
    }
    free(text);
    return 0;
}
