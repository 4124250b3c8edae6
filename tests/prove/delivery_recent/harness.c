#include "prove.h"

#include "delivery_marks.c"

#include "delivery_model.h"
#include "delivery_clocks.h"

static ymr_delivery d;

/* Is it until then that one of them is remembered? */
static bool has_until(uint32_t until)
{
    bool found = false;
    for (size_t i = 0; i < YMR_DELIVERY_RECENT; i++) {
        found = found || (d.recent[i].used && d.recent[i].until == until);
    }
    return found;
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

    any_delivery(&d);
    if (any_bool()) {
        remember_at(any_byte(), return_id);
    } else if (ymr_delivery_recently(&d, return_id, &until)) {
        PROMISE(has_until(until));
    }
    return 0;
}
