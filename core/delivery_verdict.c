/* What a read of a return says of its record, and what is to be done then: the decision table of ymr/delivery.h. */
#include "delivery_parts.h"

typedef enum sight {
    MATCHES,
    DIFFERS,
    WAITS,
    WAITS_OVER,   /* and its deadline has passed */
    WAITS_BARRED, /* and it must not be sent again */
    WAITS_MANY,   /* and it was sent often enough */
    WAITS_OTHER,  /* and CONFIRM would decide what another one selected */
    UNTOLD,
    GONE,
    SIGHTS
} sight;

#define TO_WORKER(reason) (YMR_ACTION_GIVE_UP + YMR_DELIVERY_##reason)

static const uint8_t verdicts[YMR_PHASE_COUNT][SIGHTS] = {
    [YMR_PHASE_FRESH] = {[MATCHES] = YMR_ACTION_SETTLE,
                         [DIFFERS] = TO_WORKER(DIFFERS),
                         [WAITS] = YMR_ACTION_SEND,
                         [WAITS_OVER] = TO_WORKER(OVERDUE),
                         [WAITS_BARRED] = YMR_ACTION_SEND,
                         [WAITS_MANY] = YMR_ACTION_SEND,
                         [WAITS_OTHER] = TO_WORKER(DIFFERS),
                         [UNTOLD] = TO_WORKER(UNTOLD),
                         [GONE] = TO_WORKER(GONE)},
    [YMR_PHASE_UNKNOWN] = {[MATCHES] = YMR_ACTION_SETTLE,
                           [DIFFERS] = TO_WORKER(DIFFERS),
                           [WAITS] = YMR_ACTION_WAIT,
                           [WAITS_OVER] = YMR_ACTION_WAIT,
                           [WAITS_BARRED] = YMR_ACTION_WAIT,
                           [WAITS_MANY] = YMR_ACTION_WAIT,
                           [WAITS_OTHER] = YMR_ACTION_WAIT,
                           [UNTOLD] = YMR_ACTION_WAIT,
                           [GONE] = YMR_ACTION_WAIT},
    [YMR_PHASE_QUIET] = {[MATCHES] = YMR_ACTION_SETTLE,
                         [DIFFERS] = TO_WORKER(DIFFERS),
                         [WAITS] = YMR_ACTION_SPACE,
                         [WAITS_OVER] = TO_WORKER(OVERDUE),
                         [WAITS_BARRED] = TO_WORKER(UNTOLD),
                         [WAITS_MANY] = TO_WORKER(SENDS),
                         [WAITS_OTHER] = TO_WORKER(DIFFERS),
                         [UNTOLD] = TO_WORKER(UNTOLD),
                         [GONE] = TO_WORKER(GONE)},
    [YMR_PHASE_AGREED] = {[MATCHES] = YMR_ACTION_SETTLE,
                          [DIFFERS] = TO_WORKER(DIFFERS),
                          [WAITS] = YMR_ACTION_ASK,
                          [WAITS_OVER] = TO_WORKER(OVERDUE),
                          [WAITS_BARRED] = TO_WORKER(UNTOLD),
                          [WAITS_MANY] = TO_WORKER(SENDS),
                          [WAITS_OTHER] = TO_WORKER(DIFFERS),
                          [UNTOLD] = TO_WORKER(UNTOLD),
                          [GONE] = TO_WORKER(GONE)},
    [YMR_PHASE_REFUSED] = {[MATCHES] = YMR_ACTION_SETTLE,
                           [DIFFERS] = TO_WORKER(DIFFERS),
                           [WAITS] = YMR_ACTION_REFUSE,
                           [WAITS_OVER] = YMR_ACTION_REFUSE,
                           [WAITS_BARRED] = YMR_ACTION_REFUSE,
                           [WAITS_MANY] = YMR_ACTION_REFUSE,
                           [WAITS_OTHER] = YMR_ACTION_REFUSE,
                           [UNTOLD] = TO_WORKER(UNTOLD),
                           [GONE] = YMR_ACTION_REFUSE},
};

/* The earliest that it can be is past, too; what nobody proved is not enough to give a decision up. */
static bool is_over(const ymr_delivery *d)
{
    int64_t now_ms;
    ymr_clock_state clock;
    return d->track->deadline_ms != YMR_JOURNAL_NO_TIME && ymr_delivery_wall(d, &now_ms, &clock) &&
           clock != YMR_CLOCK_PROVISIONAL && now_ms >= d->track->deadline_ms;
}

/* The return waits: what stands against sending. */
static sight waiting(const ymr_delivery *d)
{
    const ymr_journal_submit *submit = &d->record.submit;
    if (is_over(d)) {
        return WAITS_OVER;
    }
    if (submit->call == YMR_JOURNAL_CONFIRM && d->answer.resolve.comparison.differs) {
        return WAITS_OTHER;
    }
    if (d->track->doubtful || submit->decisions.count == 0) {
        return WAITS_BARRED;
    }
    return d->record.entry.learnt.sends >= d->config->policy.sends ? WAITS_MANY : WAITS;
}

static sight sight_of(const ymr_delivery *d)
{
    const ymr_resolve *resolve = &d->answer.resolve;
    if (d->config->client->outcome.status != YMR_OK) {
        return d->config->client->outcome.status == YMR_E_NOT_FOUND ? GONE : UNTOLD;
    }
    switch (resolve->resolution) {
    case YMR_RESOLUTION_MATCHES:
        return MATCHES;
    case YMR_RESOLUTION_DIFFERS:
        return DIFFERS;
    case YMR_RESOLUTION_WAITING:
        return waiting(d);
    default: /* UNTOLD */
        return UNTOLD;
    }
}

uint8_t ymr_delivery_verdict(const ymr_delivery *d)
{
    return verdicts[d->track->phase][sight_of(d)];
}
