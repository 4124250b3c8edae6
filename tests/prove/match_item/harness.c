#include "loose.h"

#include "ymr/match.h"

static bool is_sought(const ymr_scan *scan, ymr_code_field field);
static uint32_t compare_text(const ymr_scan *scan, ymr_code_field field, const ymr_text *value);
static uint32_t compare_number(const ymr_scan *scan, ymr_code_field field, int64_t value);
static ymr_status tell(const ymr_scan *scan, uint32_t agree, const ymr_return *found, uint32_t item,
                       ymr_hit_taker *taker, void *context);

#include "match.c"

ymr_return nondet_return(void);
ymr_return_item nondet_item(void);
ymr_codes nondet_codes(void);
ymr_track nondet_track(void);

static ymr_scan scan;
static bool ended;
static uint32_t told;

static bool goes_on(ymr_list *list)
{
    ASSUME(list->left <= 3);
    return list->left > 0 && list->left-- > 0;
}

bool ymr_return_item_next(ymr_list *list, ymr_return_item *out)
{
    *out = nondet_item();
    return goes_on(list);
}

bool ymr_codes_next(ymr_list *list, ymr_codes *out)
{
    *out = nondet_codes();
    return goes_on(list);
}

bool ymr_track_next(ymr_list *list, ymr_track *out)
{
    *out = nondet_track();
    return goes_on(list);
}

static uint32_t any_agreement(void)
{
    const uint32_t agree = any_uint32();
    ASSUME(agree >> scan.count == 0);
    return agree;
}

static bool is_sought(const ymr_scan *of, ymr_code_field field)
{
    (void)of, (void)field;
    return any_bool();
}

static uint32_t compare_text(const ymr_scan *of, ymr_code_field field, const ymr_text *value)
{
    (void)of, (void)field;
    PROMISE(__CPROVER_r_ok(value, sizeof *value));
    return any_agreement();
}

static uint32_t compare_number(const ymr_scan *of, ymr_code_field field, int64_t value)
{
    (void)of, (void)field, (void)value;
    return any_agreement();
}

static ymr_status taker(void *context, const ymr_hit *hit)
{
    (void)context, (void)hit;
    return YMR_OK;
}

static ymr_status tell(const ymr_scan *of, uint32_t agree, const ymr_return *found, uint32_t item,
                       ymr_hit_taker *given, void *context)
{
    PROMISE(of == &scan && found != NULL && given == taker && context == &told && !ended);
    PROMISE(agree >> scan.count == 0 && (told == 0 || item == told - 1 || item == YMR_HIT_WHOLE || item == UINT32_MAX));
    told++;
    ended = any_bool();
    return ended ? YMR_E_STOPPED : YMR_OK;
}

int main(void)
{
    const ymr_return found = nondet_return();

    scan.count = any_byte();
    ASSUME(scan.count <= YMR_MAX_READINGS);
    ymr_return_item item = nondet_item();
    if (any_bool()) {
        PROMISE((ymr_match(&scan, &found, taker, &told) != YMR_OK) == ended);
    } else {
        const uint32_t index = any_uint32();
        told = index < UINT32_MAX ? index + 1 : 0;
        PROMISE((ymr_match_item(&scan, &found, &item, index, taker, &told) != YMR_OK) == ended);
    }
    return 0;
}
