#include "meanings.h"

#include <time.h>

#include "ymr/decisions.h"

/* What is not decided by then the Market decides by itself; a shop that closes for the night has as much to itself. */
static const int64_t near_ms = INT64_C(8) * 60 * 60 * 1000;

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool meaning_time_left(const ymr_return *of, int64_t *left_ms)
{
    return ymr_return_waits(of) && ymr_decision_time_left(of, now_ms(), left_ms) == YMR_OK;
}

meaning meaning_of_time_left(int64_t left_ms)
{
    return left_ms <= near_ms ? MEANING_BAD : MEANING_NONE;
}

/* What nobody can decide any more only waits. */
static meaning meaning_of_waiting(const ymr_return *of)
{
    int64_t left_ms;
    const bool is_near = meaning_time_left(of, &left_ms) && left_ms > 0 && left_ms <= near_ms;
    return is_near ? MEANING_BAD : MEANING_WAITING;
}

meaning meaning_of_refund(const ymr_return *of)
{
    switch (of->refund_status.value) {
    case YMR_REFUND_STATUS_WAITING_FOR_DECISION:
    case YMR_REFUND_STATUS_PREMODERATION_DECISION_WAITING:
    case YMR_REFUND_STATUS_PREMODERATION_DISPUTE:
        return meaning_of_waiting(of);
    case YMR_REFUND_STATUS_REFUNDED:
    case YMR_REFUND_STATUS_REFUNDED_WITH_BONUSES:
    case YMR_REFUND_STATUS_REFUNDED_BY_SHOP:
    case YMR_REFUND_STATUS_COMPLETE_WITHOUT_REFUND:
        return MEANING_GOOD;
    case YMR_REFUND_STATUS_FAILED:
    case YMR_REFUND_STATUS_CANCELLED:
    case YMR_REFUND_STATUS_REJECTED:
        return MEANING_BAD;
    default:
        return MEANING_NONE;
    }
}

meaning meaning_of_shipment(const ymr_enum *status)
{
    switch (status->value) {
    case YMR_SHIPMENT_STATUS_READY_FOR_PICKUP:
        return MEANING_WAITING;
    case YMR_SHIPMENT_STATUS_PICKED:
        return MEANING_GOOD;
    case YMR_SHIPMENT_STATUS_LOST:
    case YMR_SHIPMENT_STATUS_EXPIRED:
    case YMR_SHIPMENT_STATUS_UTILIZED:
        return MEANING_BAD;
    default:
        return MEANING_NONE;
    }
}
