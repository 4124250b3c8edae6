#include "ymr/time.h"

#include <string.h>

#include "apart.h"
#include "divide.h"

enum {
    MS_PER_SECOND = 1000,
    MS_PER_MINUTE = 60000,
    MS_PER_DAY = 86400000,
    MINUTES_PER_DAY = 1440,
    MAX_OFFSET = 18 * 60,
    /* Days count from 1 March of the year 0: then the leap day is the last of its year, century and era. */
    DAYS_PER_ERA = 146097, /* 400 years */
    DAYS_PER_FOUR_YEARS = 1461,
    DAY_OF_YEAR_1 = 306,
    DAY_OF_1970 = 719468,
    DAYS_TO_YEAR_9999 = 3652059, /* from 0001-01-01 to 9999-12-31, both counted */
    WRONG = 128                  /* not two digits; it shows in a sum by `|` with numbers below 100 */
};

static const ymr_civil no_date;

static bool is_leap(uint32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static inline unsigned days_in_month(uint32_t year, unsigned month)
{
    if (month == 2) {
        return is_leap(year) ? 29 : 28;
    }
    return 30 + ((month + (month >> 3)) & 1); /* 31, 30, 31 …, and from August on 31 again */
}

static bool in_range(const ymr_civil *civil)
{
    return civil->year >= 1 && civil->month >= 1 && civil->month <= 12 && civil->day >= 1 &&
           civil->day <= days_in_month((uint32_t)civil->year, civil->month) && civil->hour < 24 &&
           civil->minute < 60 && civil->second <= 60;
}

static bool is_offset(int minutes)
{
    return minutes >= -MAX_OFFSET && minutes <= MAX_OFFSET;
}

/* Days before the first of a month, counted from 1 March; January and February are months 13 and 14. */
static uint32_t days_before_month(uint32_t month)
{
    return (153 * month - 457) / 5; /* 0, 31, 61, 92 … */
}

/* Days from 1970-01-01. */
static int32_t day_number(const ymr_civil *civil)
{
    uint32_t year = (uint32_t)civil->year;
    uint32_t month = civil->month;

    if (month < 3) {
        month += 12;
        year--;
    }
    const uint32_t century = year / 100;
    const uint32_t days = year * 1461 / 4 - century + century / 4 + days_before_month(month) + civil->day - 1;
    return (int32_t)days - DAY_OF_1970;
}

static int64_t unix_ms_at(const ymr_civil *civil, int offset_minutes)
{
    const int32_t minutes = civil->hour * 60 + civil->minute - offset_minutes;
    const int32_t ms = (minutes * 60 + civil->second) * MS_PER_SECOND + civil->millisecond;

    return (int64_t)day_number(civil) * MS_PER_DAY + ms;
}

int64_t ymr_time_unix_ms(const ymr_civil *civil)
{
    return unix_ms_at(civil, 0);
}

/* Fills year, month and day from days since 0000-03-01. */
static void set_day(ymr_civil *civil, uint32_t days)
{
    const uint32_t quarters = 4 * days + 3;
    const uint32_t century = quarters / DAYS_PER_ERA;
    const uint32_t in_century = quarters % DAYS_PER_ERA | 3;
    const uint32_t year = in_century / DAYS_PER_FOUR_YEARS;
    const uint32_t in_year = in_century % DAYS_PER_FOUR_YEARS / 4;
    const uint32_t month = (5 * in_year + 2) / 153 + 3;
    const bool next_year = month > 12;

    civil->year = (int32_t)(century * 100 + year + next_year);
    civil->month = (uint8_t)(next_year ? month - 12 : month);
    civil->day = (uint8_t)(in_year - days_before_month(month) + 1);
}

ymr_civil ymr_time_civil(int64_t unix_ms, int16_t offset_minutes)
{
    /* Unsigned, so that every input is defined; what is before year 1 or after 9999 fails one comparison. */
    uint64_t left = (uint64_t)unix_ms + (uint64_t)((int64_t)offset_minutes * MS_PER_MINUTE) +
                    (uint64_t)(DAY_OF_1970 - DAY_OF_YEAR_1) * MS_PER_DAY;
    ymr_civil civil = no_date;

    if (left >= (uint64_t)DAYS_TO_YEAR_9999 * MS_PER_DAY) {
        return civil;
    }
    const uint32_t ms = ymr_divide(&left, MS_PER_MINUTE);
    const uint32_t minute = ymr_divide(&left, MINUTES_PER_DAY);
    civil.hour = (uint8_t)(minute / 60);
    civil.minute = (uint8_t)(minute % 60);
    civil.second = (uint8_t)(ms / MS_PER_SECOND);
    civil.millisecond = (uint16_t)(ms % MS_PER_SECOND);
    set_day(&civil, (uint32_t)left + DAY_OF_YEAR_1);
    return civil;
}

/* A leap second has no place in Unix time: the last instant before its end is the nearest that has. */
static inline void move_leap_second(ymr_civil *civil)
{
    if (civil->second == 60) {
        civil->second = 59;
        civil->millisecond = 999;
    }
}

static unsigned two_digits(const char *at)
{
    const unsigned tens = (unsigned)(unsigned char)at[0] - '0';
    const unsigned ones = (unsigned)(unsigned char)at[1] - '0';

    return tens > 9 || ones > 9 ? WRONG : tens * 10 + ones;
}

/* Reads text of a form: each 0 stands for two digits, the next of `numbers`; all else for itself. */
static bool read_form(const char *text, const char *form, uint8_t *numbers)
{
    for (; *form != '\0'; form++) {
        if (*form == '0') {
            const unsigned number = two_digits(text);
            if (number == WRONG) {
                return false;
            }
            *numbers++ = (uint8_t)number;
            text += 2;
        } else if (*text++ != *form) {
            return false;
        }
    }
    return true;
}

/* `2026-06-27`: 10 bytes. */
static bool read_day(const char *text, ymr_civil *civil)
{
    uint8_t numbers[4];

    if (!read_form(text, "00-0-0", numbers)) {
        return false;
    }
    civil->year = numbers[0] * 100 + numbers[1];
    civil->month = numbers[2];
    civil->day = numbers[3];
    return true;
}

/* `13:59:14`: 8 bytes. */
static YMR_APART bool read_clock(const char *text, ymr_civil *civil)
{
    uint8_t numbers[3];

    if (!read_form(text, "0:0:0", numbers)) {
        return false;
    }
    civil->hour = numbers[0];
    civil->minute = numbers[1];
    civil->second = numbers[2];
    return true;
}

/* In front of a zone: nothing, or a point and 1 … 9 digits. @return the byte behind, NULL if that is not what is there */
static YMR_APART const char *read_fraction(const char *at, const char *end, ymr_civil *civil)
{
    unsigned weight = 100;
    unsigned ms = 0;

    if (*at != '.') {
        return at;
    }
    const char *const first = ++at;
    while (at < end && *at >= '0' && *at <= '9') {
        ms += (unsigned)(*at++ - '0') * weight;
        weight /= 10;
    }
    civil->millisecond = (uint16_t)ms;
    return at > first && at - first <= 9 ? at : NULL;
}

/* `Z` or `+03:00`, up to the end. An offset of impossible minutes is given as one that is too far. */
static YMR_APART bool read_offset(const char *at, const char *end, int *offset)
{
    if (end - at == 1) {
        *offset = 0;
        return *at == 'Z' || *at == 'z';
    }
    if (end - at != 6 || (*at != '+' && *at != '-') || at[3] != ':') {
        return false;
    }
    const unsigned hours = two_digits(at + 1);
    const unsigned minutes = two_digits(at + 4);
    const int distance = minutes < 60 ? (int)(hours * 60 + minutes) : MAX_OFFSET + 1;
    *offset = *at == '-' ? -distance : distance;
    return (hours | minutes) < WRONG;
}

ymr_status ymr_time_parse_iso(const char *text, size_t length, int64_t *unix_ms, int16_t *offset_minutes)
{
    enum { T_AT = 10, FRACTION_AT = 19, SHORTEST = 20 };
    const char *const end = text + length;
    ymr_civil civil;
    int offset;

    civil.millisecond = 0;
    if (length < SHORTEST || !read_day(text, &civil) || (text[T_AT] != 'T' && text[T_AT] != 't') ||
        !read_clock(text + T_AT + 1, &civil)) {
        return YMR_E_SYNTAX;
    }
    const char *const zone = read_fraction(text + FRACTION_AT, end, &civil);
    if (zone == NULL || !read_offset(zone, end, &offset)) {
        return YMR_E_SYNTAX;
    }
    if (!in_range(&civil) || !is_offset(offset)) {
        return YMR_E_RANGE;
    }
    move_leap_second(&civil);
    if (unix_ms != NULL) {
        *unix_ms = unix_ms_at(&civil, offset);
        *offset_minutes = (int16_t)offset;
    }
    return YMR_OK;
}

ymr_status ymr_time_parse_day(const char *text, size_t length, int64_t *unix_ms)
{
    ymr_civil civil = no_date;

    if (length != 10 || !read_day(text, &civil)) {
        return YMR_E_SYNTAX;
    }
    if (!in_range(&civil)) {
        return YMR_E_RANGE;
    }
    *unix_ms = ymr_time_unix_ms(&civil);
    return YMR_OK;
}

/* The same digits in another order. */
ymr_status ymr_time_parse_moscow(const char *text, size_t length, int64_t *unix_ms)
{
    enum { DAY = 10, CLOCK = 8 };
    char iso[] = "YYYY-MM-DDT00:00:00+03:00";
    int16_t offset;

    const bool has_clock = length == DAY + 1 + CLOCK && text[DAY] == ' ';
    if ((length != DAY && !has_clock) || text[2] != '-' || text[5] != '-') {
        return YMR_E_SYNTAX;
    }
    memcpy(iso, text + 6, 4);
    memcpy(iso + 5, text + 3, 2);
    memcpy(iso + 8, text, 2);
    if (has_clock) {
        memcpy(iso + DAY + 1, text + DAY + 1, CLOCK);
    }
    return ymr_time_parse_iso(iso, sizeof iso - 1, unix_ms, &offset);
}

/* A cursor over an HTTP date: every step either takes something or leaves it. */
typedef struct cursor {
    const char *at;
    const char *end;
} cursor;

static size_t left_of(const cursor *c)
{
    return (size_t)(c->end - c->at);
}

static bool take(cursor *c, const char *wanted, size_t length)
{
    if (left_of(c) < length || memcmp(c->at, wanted, length) != 0) {
        return false;
    }
    c->at += length;
    return true;
}

static bool take_digit(cursor *c, unsigned *digit)
{
    if (c->at == c->end || *c->at < '0' || *c->at > '9') {
        return false;
    }
    *digit = (unsigned)(*c->at++ - '0');
    return true;
}

static bool take_two_digits(cursor *c, unsigned *number)
{
    if (left_of(c) < 2) {
        return false;
    }
    *number = two_digits(c->at);
    c->at += 2;
    return *number != WRONG;
}

/* `06`, ` 6` of asctime, and `6`, which RFC 822 allows: the Market calls its limit's date one of that. */
static bool take_day(cursor *c, ymr_civil *civil)
{
    const bool padded = take(c, " ", 1);
    unsigned day;
    unsigned ones;

    if (!take_digit(c, &day)) {
        return false;
    }
    if (!padded && take_digit(c, &ones)) {
        day = day * 10 + ones;
    }
    civil->day = (uint8_t)day;
    return true;
}

static bool take_month(cursor *c, ymr_civil *civil)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    for (unsigned month = 0; month < 12; month++) {
        if (take(c, names + (size_t)month * 3, 3)) {
            civil->month = (uint8_t)(month + 1);
            return true;
        }
    }
    return false;
}

/* Two digits of it, of four or of two in all. */
static bool take_year(cursor *c, ymr_civil *civil)
{
    unsigned year;

    if (!take_two_digits(c, &year)) {
        return false;
    }
    civil->year = civil->year * 100 + (int32_t)year;
    return true;
}

static bool take_clock(cursor *c, ymr_civil *civil)
{
    enum { LENGTH = 8 };

    if (left_of(c) < LENGTH || !read_clock(c->at, civil)) {
        return false;
    }
    c->at += LENGTH;
    return true;
}

/* `Sun` or `Sunday`; which of both decides the form of what follows. */
static bool take_weekday(cursor *c, bool *in_full)
{
    static const char names[] = "Monday\0Tuesday\0Wednesday\0Thursday\0Friday\0Saturday\0Sunday\0";
    size_t length;

    for (const char *name = names; *name != '\0'; name += length + 1) {
        length = strlen(name);
        *in_full = take(c, name, length);
        if (*in_full || take(c, name, 3)) {
            return true;
        }
    }
    return false;
}

/* One part of a form: d day, m month, y two digits of the year, c clock; any other character stands for itself. */
static bool take_part(cursor *c, const char *part, ymr_civil *civil)
{
    switch (*part) {
    case 'd':
        return take_day(c, civil);
    case 'm':
        return take_month(c, civil);
    case 'y':
        return take_year(c, civil);
    case 'c':
        return take_clock(c, civil);
    default:
        return take(c, part, 1);
    }
}

ymr_status ymr_time_parse_http(const char *text, size_t length, int64_t *unix_ms)
{
    cursor c = {text, text + length};
    ymr_civil civil = no_date;
    bool in_full;

    if (!take_weekday(&c, &in_full)) {
        return YMR_E_SYNTAX;
    }
    const bool comma = c.at < c.end && *c.at == ',';
    const char *form = in_full ? ", d-m-y c GMT" : comma ? ", d m yy c GMT" : " m d c yy";
    for (; *form != '\0'; form++) {
        if (!take_part(&c, form, &civil)) {
            return YMR_E_SYNTAX;
        }
    }
    if (c.at != c.end) {
        return YMR_E_SYNTAX;
    }
    if (in_full) { /* a year of two digits */
        civil.year += civil.year < 70 ? 2000 : 1900;
    }
    if (!in_range(&civil)) {
        return YMR_E_RANGE;
    }
    move_leap_second(&civil);
    *unix_ms = ymr_time_unix_ms(&civil);
    return YMR_OK;
}

/* Writes `digits` digits and what follows them. @return the byte behind that */
static char *put(char *at, uint32_t number, unsigned digits, char behind)
{
    for (unsigned i = digits; i > 0; i--) {
        at[i - 1] = (char)('0' + number % 10);
        number /= 10;
    }
    at[digits] = behind;
    return at + digits + 1;
}

size_t ymr_time_write_iso(int64_t unix_ms, int16_t offset_minutes, char *out)
{
    const ymr_civil civil = ymr_time_civil(unix_ms, offset_minutes);
    const uint32_t distance = (uint32_t)(offset_minutes < 0 ? -offset_minutes : offset_minutes);
    char *at = out;

    *out = '\0';
    if (civil.month == 0 || !is_offset(offset_minutes)) {
        return 0;
    }
    at = put(at, (uint32_t)civil.year, 4, '-');
    at = put(at, civil.month, 2, '-');
    at = put(at, civil.day, 2, 'T');
    at = put(at, civil.hour, 2, ':');
    at = put(at, civil.minute, 2, ':');
    at = put(at, civil.second, 2, '.');
    at = put(at, civil.millisecond, 3, 'Z');
    if (distance != 0) {
        at[-1] = offset_minutes < 0 ? '-' : '+';
        at = put(at, distance / 60, 2, ':');
        at = put(at, distance % 60, 2, '\0') - 1;
    }
    *at = '\0';
    return (size_t)(at - out);
}
