#include "meanings.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "show.h"
#include "ymr/decisions.h"

/* What is not decided by then the Market decides by itself; a shop that closes for the night has as much to itself. */
static const int64_t near_ms = INT64_C(8) * 60 * 60 * 1000;

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool time_left(const ymr_return *of, int64_t *left_ms)
{
    return ymr_return_waits(of) && ymr_decision_time_left(of, now_ms(), left_ms) == YMR_OK;
}

meaning meaning_of_refund(const ymr_return *of)
{
    int64_t left_ms;
    switch (of->refund_status.value) {
    case YMR_REFUND_STATUS_WAITING_FOR_DECISION:
    case YMR_REFUND_STATUS_PREMODERATION_DECISION_WAITING:
    case YMR_REFUND_STATUS_PREMODERATION_DISPUTE:
        return time_left(of, &left_ms) && left_ms > 0 && left_ms <= near_ms ? MEANING_BAD : MEANING_WAITING;
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

void meaning_show_deadline(out *to, const ymr_return *of, size_t columns)
{
    int64_t left_ms, until_ms;
    if (!time_left(of, &left_ms) || ymr_decision_deadline(of, &until_ms) != YMR_OK) {
        return;
    }
    const ymr_date until = {.text = of->creation_date.text, .unix_ms = until_ms,
                            .offset_minutes = of->creation_date.offset_minutes};
    char text[24], left[64] = "which is over: the Market decides";
    const long long minutes = left_ms / 60000;
    const meaning colour = left_ms <= near_ms ? MEANING_BAD : MEANING_NONE;
    (void)show_date(&until, text);
    fold line = show_line(to, 2, "decide until", columns);
    show_more(&line, "", display_view(text));
    fold_string(&line, ", ");
    if (left_ms > 0) {
        snprintf(left, sizeof left, "%lld h %lld min left", minutes / 60, minutes % 60);
    }
    fold_gap(&line, strlen(left));
    terminal_paint(to, colour);
    fold_string(&line, left);
    terminal_plain(to, colour);
    show_end(&line);
}
