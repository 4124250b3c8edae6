#include "meter.h"

#include "board.h"

static struct {
    uint64_t at;   /* board_cycles of the last call */
    uint64_t busy; /* until then */
    uint64_t began; /* busy when the turn began */
    uint64_t most;  /* of one part of this turn */
    meter_part most_part;
    uint64_t longest;
    meter_part longest_part;
} meter;

static uint64_t advance(void)
{
    const uint64_t now = board_cycles();
    const uint64_t passed = now - meter.at;
    meter.at = now;
    return passed;
}

void meter_start(void)
{
    advance();
}

void meter_lap(meter_part part)
{
    const uint64_t passed = advance();
    meter.busy += passed;
    if (passed > meter.most) {
        meter.most = passed;
        meter.most_part = part;
    }
}

void meter_sleep(void)
{
    meter.busy += advance();
    board_sleep();
    advance();
}

void meter_turn(void)
{
    const uint64_t turn = meter.busy - meter.began;
    if (turn > meter.longest) {
        meter.longest = turn;
        meter.longest_part = meter.most_part;
    }
    meter.began = meter.busy;
    meter.most = 0;
}

uint64_t meter_busy(void)
{
    return meter.busy + (board_cycles() - meter.at);
}

meter_longest meter_take_longest(void)
{
    static const char *const names[METER_PARTS] = {"network", "console", "code", "work"};
    const meter_longest longest = {meter.longest, names[meter.longest_part]};
    meter.longest = 0;
    return longest;
}
