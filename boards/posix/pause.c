#include "pause.h"

#include <poll.h>

#include "progress.h"
#include "signals.h"

enum { TICK_MS = 100 };

bool pause_ms(uint32_t ms)
{
    const uint64_t began = progress_clock();
    uint64_t gone = 0;
    while (!signals_stop() && gone < ms) {
        poll(NULL, 0, ms - gone < TICK_MS ? (int)(ms - gone) : TICK_MS);
        gone = progress_clock() - began;
    }
    return !signals_stop();
}
