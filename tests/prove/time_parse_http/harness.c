#include "prove.h"

#include "ymr/time.h"

typedef struct cursor cursor;
static int64_t unix_ms_at(const ymr_civil *civil, int offset_minutes);
static bool take_weekday(cursor *c, bool *in_full);
static bool take_part(cursor *c, const char *part, ymr_civil *civil);

#include "time.c"

#include "time_model.h"

static bool take_some(cursor *c)
{
    const size_t taken = any_size();
    ASSUME(taken <= left_of(c));
    c->at += taken;
    return any_bool();
}

static bool take_weekday(cursor *c, bool *in_full)
{
    *in_full = any_bool();
    return take_some(c);
}

static bool take_part(cursor *c, const char *part, ymr_civil *civil)
{
    PROMISE(*part != '\0' && civil->year >= 0 && (*part != 'y' || civil->year <= 99));
    if (*part == 'y') {
        const uint8_t digits = any_byte();
        ASSUME(digits <= 99);
        civil->year = civil->year * 100 + digits;
    }
    civil->month = any_byte();
    civil->day = any_byte();
    civil->hour = any_byte();
    civil->minute = any_byte();
    civil->second = any_byte();
    return take_some(c);
}

enum { BYTES = 36 };

int main(void)
{
    char text[BYTES];
    const size_t length = any_size();
    int64_t ms = 77;

    ASSUME(length <= sizeof text);
    const ymr_status status = ymr_time_parse_http(text + (sizeof text - length), length, &ms);
    PROMISE(status == YMR_OK || status == YMR_E_SYNTAX || status == YMR_E_RANGE);
    PROMISE(status == YMR_OK || ms == 77);
    return 0;
}
