/* Ticks and wall time as loosely as they are proved; to be included behind delivery_model.h. */
#ifndef YMR_PROVE_DELIVERY_CLOCKS_H
#define YMR_PROVE_DELIVERY_CLOCKS_H

uint32_t ymr_delivery_now(const ymr_delivery *d)
{
    (void)d;
    return any_uint32();
}

static unsigned looks;

bool ymr_delivery_has_come(uint32_t now, uint32_t when)
{
    looks++;
    return now - when < UINT32_C(0x80000000);
}

bool ymr_delivery_wall(const ymr_delivery *d, int64_t *unix_ms, ymr_clock_state *clock)
{
    const bool known = d->config->clock != NULL;
    if (known) {
        *clock = any_wall(NULL, unix_ms);
    }
    return known;
}

#endif
