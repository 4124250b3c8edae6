/**
 * Points in time: milliseconds since 1970-01-01T00:00:00Z, without leap seconds, and the offset that came with them.
 * No clock here: only text to number and back. Years 0001 … 9999.
 */
#ifndef YMR_TIME_H
#define YMR_TIME_H

#include "ymr/status.h"
#include "ymr/text.h"

/** A date of the API: the instant, the offset from UTC that it was written with, and the text itself. */
typedef struct ymr_date {
    int64_t unix_ms;        /**< the instant */
    int16_t offset_minutes; /**< +180 for +03:00 */
    ymr_text text;          /**< as received; bytes NULL says: absent */
} ymr_date;

/** Room for what ymr_time_write_iso makes, terminating NUL included: `2026-06-27T13:59:14.220+03:00`. */
#define YMR_TIME_SIZE 30

/**
 * Reads RFC 3339 as the API writes it: `2026-06-27T13:59:14.22+03:00`, 0 … 9 fraction digits, `Z` or an offset.
 * Fractions below a millisecond are cut, never rounded up into the next one. Second 60 is taken as 59.999.
 *
 * @return YMR_OK; YMR_E_SYNTAX if the text is not of that form; YMR_E_RANGE if a part is (month 13, 30 February,
 *         offset beyond ±18:00). The outputs are untouched on error; both NULL: check only.
 */
ymr_status ymr_time_parse_iso(const char *text, size_t length, int64_t *unix_ms, int16_t *offset_minutes);

/**
 * Reads an HTTP date in each of the three forms of RFC 9110, section 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`,
 * `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`. The weekday's name is looked at but not believed:
 * the Market is known to send wrong ones. A two-digit year is 1970 … 2069. A day may have one digit, as in RFC 822.
 *
 * @return YMR_OK; YMR_E_SYNTAX; YMR_E_RANGE. `unix_ms` is untouched on error.
 */
ymr_status ymr_time_parse_http(const char *text, size_t length, int64_t *unix_ms);

/** Reads a calendar day, `YYYY-MM-DD`, as the filters take it. @return YMR_OK, YMR_E_SYNTAX, YMR_E_RANGE. */
ymr_status ymr_time_parse_day(const char *text, size_t length, int64_t *unix_ms);

/**
 * Reads a date as the older calls about orders have it: `27-06-2026 13:59:14` or `27-06-2026`, in Moscow (UTC+3); a day is its
 * first moment.
 *
 * @return YMR_OK; YMR_E_SYNTAX; YMR_E_RANGE. `unix_ms` is untouched on error.
 */
ymr_status ymr_time_parse_moscow(const char *text, size_t length, int64_t *unix_ms);

/** A calendar date and time of day. */
typedef struct ymr_civil {
    int32_t year;                 /**< 1 … 9999 */
    uint8_t month, day;           /**< from 1 */
    uint8_t hour, minute, second; /**< 0 … 59 */
    uint16_t millisecond;         /**< 0 … 999 */
} ymr_civil;

/** The calendar date of an instant, seen at an offset. Proleptic Gregorian. All zero outside the years 0001 … 9999. */
ymr_civil ymr_time_civil(int64_t unix_ms, int16_t offset_minutes);

/** The instant of a calendar date in UTC; fields must be in range. */
int64_t ymr_time_unix_ms(const ymr_civil *civil);

/**
 * Writes an instant with its offset, always with three fraction digits; `Z` for offset 0.
 * @param out  YMR_TIME_SIZE bytes; terminated
 * @return the length without the terminating NUL; 0, and "" in `out`, outside the years 0001 … 9999 or ±18:00
 */
size_t ymr_time_write_iso(int64_t unix_ms, int16_t offset_minutes, char *out);

#endif
