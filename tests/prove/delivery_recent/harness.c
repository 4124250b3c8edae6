#include "prove.h"

#include "delivery_marks.c"

static ymr_delivery_config config;
static ymr_delivery d;

ymr_delivery_recent nondet_recent(void);

uint32_t ymr_delivery_now(const ymr_delivery *of)
{
    PROMISE(of == &d);
    return any_uint32();
}

static unsigned looks;

bool ymr_delivery_has_come(uint32_t now, uint32_t when)
{
    (void)now;
    (void)when;
    looks++;
    return any_bool();
}

/* One place after the other, for a place that is not known costs the prover too much. */
static void remember_at(uint8_t place, int64_t return_id)
{
    for (uint8_t i = 0; i < YMR_DELIVERY_RECENT; i++) {
        if (i == place) {
            d.recent_at = i;
            remember(&d, return_id);
            PROMISE(d.recent_at < YMR_DELIVERY_RECENT);
            PROMISE(d.recent[i].used && d.recent[i].return_id == return_id);
        }
    }
}

int main(void)
{
    const int64_t return_id = any_int64();
    uint32_t until;

    config.policy.stale_ms = any_uint32();
    d.config = &config;
    d.floor = any_uint32();
    d.is_settling = any_bool();
    d.watched_ms = any_int64(); /* what lies behind the last one */
    d.watched_id = any_uint64();
    for (size_t i = 0; i < YMR_DELIVERY_RECENT; i++) {
        d.recent[i] = nondet_recent();
    }
    if (any_bool()) {
        remember_at(any_byte(), return_id);
    } else {
        (void)ymr_delivery_recently(&d, return_id, &until);
        PROMISE(looks < YMR_DELIVERY_RECENT);
    }
    return 0;
}
