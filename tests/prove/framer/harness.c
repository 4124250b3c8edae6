#include "frame.c"

#include "prove.h"

enum { EVENTS = 20 };

static ymr_status event(ymr_framer *framer)
{
    const uint32_t now = any_uint32();
    if (any_bool()) {
        return ymr_framer_feed(framer, any_byte(), now);
    }
    if (any_bool()) {
        return ymr_framer_pause(framer, now);
    }
    ymr_framer_overrun(framer, now);
    return YMR_PENDING;
}

int main(void)
{
    char buffer[ROOM];
    const size_t size = any_size();
    char *const room = placed(buffer, sizeof buffer, size);
    ymr_framer framer;

    ymr_framer_init(&framer, room, size, any_uint32());
    for (int i = 0; i < EVENTS; i++) {
        const ymr_status status = event(&framer);
        PROMISE(status == YMR_OK || status == YMR_PENDING || status == YMR_E_TOO_BIG);
        PROMISE((status == YMR_OK) == (framer.code.bytes != NULL));
        PROMISE(status != YMR_OK || (framer.code.length > 0 && framer.code.length <= size));
    }
    return 0;
}
