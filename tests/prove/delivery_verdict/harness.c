#include "prove.h"

#include "delivery_verdict.c"

#include "delivery_model.h"
#include "delivery_clocks.h"

static ymr_delivery d;

int main(void)
{
    any_delivery(&d);
    ASSUME(d.track != NULL && d.track->phase < YMR_PHASE_COUNT);
    const unsigned verdict = ymr_delivery_verdict(&d);
    PROMISE(verdict <= YMR_ACTION_GIVE_UP + YMR_DELIVERY_DAMAGED);
    PROMISE(verdict != YMR_ACTION_GIVE_UP);
    return 0;
}
