#include "prove.h"

#include "delivery.c"

#include "delivery_model.h"
#include "delivery_calls.h"

static ymr_delivery d;

/* Each way by itself: a function that is not known is any of its type for the prover. */
static uint32_t wait_for(uint8_t fails)
{
    if (any_bool()) {
        client_config.platform.random = any_random;
        return backoff(&d, fails);
    }
    client_config.platform.random = NULL;
    return backoff(&d, fails);
}

static void look_at_wall(void)
{
    ymr_clock_state state;
    int64_t unix_ms;

    config.clock = &wall;
    PROMISE(ymr_delivery_wall(&d, &unix_ms, &state));
    config.clock = NULL;
    PROMISE(!ymr_delivery_wall(&d, &unix_ms, &state));
}

int main(void)
{
    const uint32_t now = any_uint32();

    any_delivery(&d);
    ASSUME(config.policy.backoff_ms >= 1 && config.policy.backoff_ms <= WEEK_MS);
    ASSUME(config.policy.backoff_cap_ms >= 1 && config.policy.backoff_cap_ms <= WEEK_MS);
    PROMISE(ymr_delivery_has_come(now, now));
    (void)ymr_delivery_now(&d);
    PROMISE(wait_for(any_byte()) <= config.policy.backoff_cap_ms);
    look_at_wall();
    return 0;
}
