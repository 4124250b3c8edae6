#include <string.h>

#include "ymr_device.h"

#define WINDOW 512 /* SP 800-90B, 4.4.2: of samples that are not single bits */

/*
 * Cut-offs for a false alarm of 2^-30, by bits of min-entropy H a sample. The standard allows 2^-20 ...
 * 2^-40: a device that stays silent after an alarm should raise none in its life. repetition: 1 + ceil(30 /
 * H) proportion: 1 + the quantile 1 - 2^-30 of the binomial distribution (512, 2^-H)
 */
static const struct {
    uint16_t repetition;
    uint16_t proportion;
} cutoffs[] = {{31, 325}, {16, 190}, {11, 114}, {9, 71}, {7, 46}, {6, 31}, {6, 22}, {5, 16}};

_Static_assert(YMR_ENTROPY_BITS >= 1 && YMR_ENTROPY_BITS <= sizeof cutoffs / sizeof cutoffs[0],
               "YMR_ENTROPY_BITS is 1 ... 8 bits a byte");

#define REPETITION cutoffs[YMR_ENTROPY_BITS - 1].repetition
#define PROPORTION cutoffs[YMR_ENTROPY_BITS - 1].proportion

void ymr_health_init(ymr_health *health)
{
    memset(health, 0, sizeof *health);
}

static bool repeats_too_often(ymr_health *health, uint8_t sample)
{
    if (health->begun && sample == health->last) {
        health->repeated++;
    } else {
        health->last = sample;
        health->repeated = 1;
    }
    return health->repeated >= REPETITION;
}

/* The first sample of a window is the one whose share is measured. */
static bool is_too_frequent(ymr_health *health, uint8_t sample)
{
    if (health->at == 0) {
        health->first = sample;
        health->same = 0;
    }
    if (sample == health->first) {
        health->same++;
    }
    health->at = (uint16_t)((health->at + 1) % WINDOW);
    return health->same >= PROPORTION;
}

bool ymr_health_take(ymr_health *health, uint8_t sample)
{
    if (health->failed) {
        return false;
    }
    const bool repeats = repeats_too_often(health, sample);
    const bool frequent = is_too_frequent(health, sample);
    health->begun = true;
    health->failed = repeats || frequent;
    return !health->failed;
}
