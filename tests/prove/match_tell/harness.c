#define EXACT_MEMSET
#include "loose.h"

#include "ymr/match.h"

static ymr_search search;

/* What is kept of a return lies within more: the prover would not see a step beyond it. */
static inline void clear(void *to, size_t length)
{
    if (to == (void *)&search.scratch) {
        PROMISE(length == sizeof search.scratch);
        search.scratch = (ymr_return){0};
    } else {
        PROMISE(length == sizeof(ymr_hit) && __CPROVER_w_ok(to, length));
        *(ymr_hit *)to = (ymr_hit){0};
    }
}

#define memset(to, byte, length) ((void)(byte), clear((to), (length)))

static uint32_t compare_number(const ymr_scan *scan, ymr_code_field field, int64_t value);

#include "match.c"

#include "sound_scan.h"

ymr_return nondet_return(void);
ymr_search nondet_search(void);

static ymr_scan scan;
static bool ended, doubt;

static ymr_status taker(void *context, const ymr_hit *hit)
{
    PROMISE(context == &scan && !ended && (doubt || hit->verified));
    PROMISE(!hit->verified || (hit->reading < scan.count && hit->field == scan.readings[hit->reading].field));
    PROMISE(hit->verified || hit->field == YMR_FIELD_NONE);
    ended = any_bool();
    return ended ? YMR_E_STOPPED : YMR_OK;
}

static uint32_t compare_number(const ymr_scan *of, ymr_code_field field, int64_t value)
{
    const uint32_t agree = any_uint32();
    (void)field, (void)value;
    ASSUME(agree >> of->count == 0);
    return agree;
}

uint32_t ymr_divide(uint64_t *value, uint16_t divisor)
{
    const uint32_t rest = any_uint32();
    ASSUME(rest < divisor && rest <= *value);
    return rest;
}

static void whole(void)
{
    const ymr_return found = nondet_return();
    ASSUME((unsigned)found.refund_status.value <= UINT8_MAX && (unsigned)found.shipment_status.value <= UINT8_MAX);
    ASSUME((unsigned)found.return_type.value <= UINT8_MAX);
    const ymr_status status = any_bool()
                                  ? ymr_match_whole(&scan, &found, taker, &scan)
                                  : tell(&scan, any_uint32(), &found, any_uint32(), taker, &scan);
    PROMISE((status != YMR_OK) == ended);
}

static void oversize(void)
{
    const ymr_oversize what = {.id = any_int64(), .order_id = any_int64()};
    search = nondet_search();
    search.scan = &scan;
    search.taker = taker;
    search.context = &scan;
    ASSUME(search.page_returns < UINT32_MAX && search.page_oversized < UINT32_MAX);
    doubt = search.doubtful;
    const ymr_status status = on_oversize(&search, &what);
    PROMISE((status != YMR_OK) == ended && search.stopped == ended);
    PROMISE(search.scratch.id == what.id && search.scratch.items.left == 0);
}

int main(void)
{
    scan = nondet_scan();
    take_sound_scan(&scan);
    if (any_bool()) {
        whole();
    } else {
        oversize();
    }
    return 0;
}
