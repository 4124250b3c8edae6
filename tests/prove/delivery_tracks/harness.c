#define TRACKS 16
#include "prove.h"

#include "delivery_choose.c"

#include "delivery_model.h"
#include "delivery_clocks.h"

static ymr_delivery d;

int main(void)
{
    const size_t which = any_size();

    any_delivery(&d);
    const uint64_t id = any_uint64();
    const ymr_delivery_track *const found = find_track(&d, id);
    PROMISE(found == NULL || (found >= config.tracks && found < tracks.at + TRACKS && found->id == id));
    forget_others(&d);
    ASSUME(which < config.track_count);
    PROMISE(config.tracks[which].id == 0 || config.tracks[which].pass == d.pass);
    looks = 0;
    expire(&d, any_uint32());
    PROMISE(looks <= YMR_DELIVERY_RECENT + 2);
    return 0;
}
