/* Dates as loosely as they are proved: what the parsers of time.c give to its arithmetic must be a date. */
#ifndef YMR_PROVE_TIME_MODEL_H
#define YMR_PROVE_TIME_MODEL_H

static int64_t unix_ms_at(const ymr_civil *civil, int offset_minutes)
{
    const int64_t ms = any_int64();
    PROMISE(in_range(civil) && civil->year <= 9999 && civil->second < 60 && civil->millisecond < 1000);
    PROMISE(is_offset(offset_minutes));
    ASSUME(ms >= INT64_C(-62135661600000) && ms < INT64_C(253402365600000)); /* 18 hours beyond both ends */
    return ms;
}

#endif
