#define LOOK_ONLY
#define TRACKS 16
#include "loose.h"

#include "delivery.c"

#include "delivery_model.h"
#include "delivery_calls.h"

static ymr_delivery d;

uint32_t ymr_delivery_now(const ymr_delivery *of)
{
    PROMISE(of->config == &config);
    return any_uint32();
}

int main(void)
{
    any_delivery(&d);
    config.track_count = any_size();
    ASSUME(config.track_count <= TRACKS);
    config.tracks = any_bool() ? tracks.at + (TRACKS - config.track_count) : NULL;
    config.client = any_bool() ? &client : NULL;
    const ymr_status status = ymr_delivery_init(&d, &config);
    PROMISE(status == YMR_OK || status == YMR_E_ARGUMENT);
    PROMISE(status != YMR_OK || (d.state == CHOOSING && d.track == NULL && config.track_count > 0));
    PROMISE(status != YMR_OK || (config.policy.stale_ms <= WEEK_MS && config.policy.quiet_ms <= WEEK_MS));
    return 0;
}
