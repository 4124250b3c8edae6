#include "ymr/decisions.h"

#include <string.h>

#include "apart.h"
#include "decision_rules.h"
#include "utf8.h"

static const uint8_t severities[YMR_FINDING_COUNT] = {
#define SEVERITY(name, severity, field, text) YMR_SEVERITY_##severity,
    YMR_FINDING_LIST(SEVERITY)
#undef SEVERITY
};

static const struct {
    const char *field;
    const char *text;
} words[YMR_FINDING_COUNT] = {
#define WORDS(name, severity, field, text) {field, text},
    YMR_FINDING_LIST(WORDS)
#undef WORDS
};

/* A check under way. */
typedef struct check {
    const ymr_decisions *all;
    const ymr_available_decisions *available;
    void (*tell)(const struct check *c, ymr_finding *finding); /* NULL: nobody wants to know */
    ymr_finding_taker *taker;
    void *context;
    size_t index; /* of the decision that is looked at */
    bool failed;
} check;

/* Behind a pointer: a device that only sends decisions has no place for the sentences. */
static void tell(const check *c, ymr_finding *finding)
{
    finding->field = words[finding->code].field;
    finding->text = words[finding->code].text;
    c->taker(c->context, finding);
}

static void find(check *c, ymr_finding_code code, const ymr_money *bound)
{
    const ymr_severity severity = severities[code];
    c->failed = c->failed || severity == YMR_SEVERITY_ERROR;
    if (c->tell != NULL) {
        ymr_finding finding = {.code = code, .severity = severity, .index = c->index};
        if (bound != NULL) {
            finding.bound = *bound;
        }
        c->tell(c, &finding);
    }
}

static void find_if(check *c, bool condition, ymr_finding_code code)
{
    if (condition) {
        find(c, code, NULL);
    }
}

/* Whatever is offered. */

static bool is_named_before(const check *c, int64_t return_item_id)
{
    for (size_t i = 0; i < c->index; i++) {
        if (c->all->items[i].return_item_id == return_item_id) {
            return true;
        }
    }
    return false;
}

/* UNKNOWN is an answer of the Market's, not one to it (ReturnRequestDecisionType lacks it). */
static bool is_sendable(ymr_decision_type type)
{
    return type != YMR_DECISION_TYPE_UNKNOWN && ymr_enum_name(&ymr_decision_type_names, (int)type) != NULL;
}

static bool is_utf8(ymr_text text)
{
    size_t at = 0;
    while (at < text.length) {
        const size_t length = ymr_utf8_length(text.bytes + at, text.bytes + text.length);
        if (length == 0) {
            return false;
        }
        at += length;
    }
    return true;
}

static bool is_blank(ymr_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] != ' ' && text.bytes[i] != '\n' && text.bytes[i] != '\r' && text.bytes[i] != '\t') {
            return false;
        }
    }
    return true;
}

static void check_comment(check *c, const ymr_item_decision *decision)
{
    const bool silent = is_blank(decision->comment);
    find_if(c, !is_utf8(decision->comment), YMR_FINDING_COMMENT_UTF8);
    find_if(c, silent && decision->type == YMR_DECISION_TYPE_REFUND_MONEY_INCLUDING_SHIPMENT,
            YMR_FINDING_COMMENT_COST);
    find_if(c, silent && decision->type == YMR_DECISION_TYPE_REPAIR, YMR_FINDING_COMMENT_TERM);
    find_if(c, silent && decision->type == YMR_DECISION_TYPE_DECLINE_REFUND, YMR_FINDING_COMMENT_WHY);
    find_if(c, silent && decision->type == YMR_DECISION_TYPE_OTHER_DECISION, YMR_FINDING_COMMENT_OFFER);
}

/* CurrencyType has two or three capital letters, no other. */
static bool is_currency(ymr_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] < 'A' || text.bytes[i] > 'Z') {
            return false;
        }
    }
    return text.bytes != NULL && (text.length == 2 || text.length == 3);
}

static void check_compensation(check *c, const ymr_item_decision *decision)
{
    const ymr_money *compensation = &decision->compensation;
    const bool partial = decision->type == YMR_DECISION_TYPE_PARTIAL_MONEY_REFUND;
    find_if(c, partial && !compensation->present, YMR_FINDING_COMPENSATION_MISSING);
    if (compensation->present) {
        find_if(c, !partial, YMR_FINDING_COMPENSATION_MISPLACED);
        find_if(c, !is_currency(compensation->currency), YMR_FINDING_COMPENSATION_CURRENCY);
        find_if(c, compensation->value.coefficient <= 0, YMR_FINDING_COMPENSATION_NOT_POSITIVE);
    }
}

static void check_alone(check *c, const ymr_item_decision *decision)
{
    const bool declines = decision->type == YMR_DECISION_TYPE_DECLINE_REFUND;
    const bool reason_given = decision->reason != YMR_DECISION_REASON_ABSENT;
    find_if(c, is_named_before(c, decision->return_item_id), YMR_FINDING_ITEM_TWICE);
    find_if(c, !is_sendable(decision->type), YMR_FINDING_NO_TYPE);
    find_if(c, reason_given && ymr_enum_name(&ymr_decision_reason_names, (int)decision->reason) == NULL,
            YMR_FINDING_NO_REASON);
    find_if(c, reason_given && !declines, YMR_FINDING_REASON_MISPLACED);
    check_comment(c, decision);
    check_compensation(c, decision);
}

/* What is offered. */

static bool find_offer(const check *c, ymr_decision_type type, ymr_available_decision *offer)
{
    ymr_list decisions = c->available->decisions;
    while (ymr_available_decision_next(&decisions, offer)) {
        if (offer->decision_type.value == (int)type) {
            return true;
        }
    }
    return false;
}

static bool is_offered(ymr_list reasons, ymr_decision_reason reason)
{
    ymr_enum offered;
    while (ymr_list_next_enum(&reasons, &ymr_decision_reason_names, &offered)) {
        if (offered.value == (int)reason) {
            return true;
        }
    }
    return false;
}

/* The second is there: a bound has a currency, and a compensation has had it compared with one before. */
static bool is_same(ymr_text a, ymr_text b)
{
    return a.length == b.length && a.bytes != NULL && memcmp(a.bytes, b.bytes, a.length) == 0;
}

/* compensation × 100 > price × percent; false where an int64 cannot tell. */
static bool is_too_large_a_share(const ymr_item_decision *decision, int64_t percent)
{
    ymr_decimal hundredfold = decision->compensation.value;
    ymr_decimal most = decision->price.value;
    if (!decision->price.present || !is_same(decision->price.currency, decision->compensation.currency) ||
        percent < 1 || most.coefficient < 0 || most.coefficient > INT64_MAX / percent) {
        return false;
    }
    hundredfold.exponent = (int8_t)(hundredfold.exponent + 2);
    most.coefficient *= percent;
    return ymr_decimal_compare(hundredfold, most) > 0;
}

static void check_bounds(check *c, const ymr_item_decision *decision, const ymr_compensation_bounds *bounds)
{
    const ymr_money *compensation = &decision->compensation;
    if (!compensation->present || !bounds->present) {
        return;
    }
    if (!is_same(compensation->currency, bounds->min_amount.currency) ||
        !is_same(compensation->currency, bounds->max_amount.currency)) {
        find(c, YMR_FINDING_COMPENSATION_FOREIGN, &bounds->min_amount);
        return;
    }
    if (ymr_decimal_compare(compensation->value, bounds->min_amount.value) < 0) {
        find(c, YMR_FINDING_COMPENSATION_BELOW, &bounds->min_amount);
    }
    if (ymr_decimal_compare(compensation->value, bounds->max_amount.value) > 0) {
        find(c, YMR_FINDING_COMPENSATION_ABOVE, &bounds->max_amount);
    }
    find_if(c, is_too_large_a_share(decision, bounds->max_percent), YMR_FINDING_COMPENSATION_SHARE);
}

static YMR_APART void check_offer(check *c, const ymr_item_decision *decision)
{
    ymr_available_decision offer;
    if (!is_sendable(decision->type)) {
        return;
    }
    if (!find_offer(c, decision->type, &offer)) {
        find(c, YMR_FINDING_NOT_OFFERED, NULL);
        return;
    }
    if (decision->type == YMR_DECISION_TYPE_DECLINE_REFUND) {
        const bool given = decision->reason != YMR_DECISION_REASON_ABSENT;
        find_if(c, given && !is_offered(offer.reason_types, decision->reason),
                YMR_FINDING_REASON_NOT_OFFERED);
        find_if(c, !given && offer.reason_types.left > 0, YMR_FINDING_REASON_ADVISED);
    }
    if (decision->type == YMR_DECISION_TYPE_PARTIAL_MONEY_REFUND) {
        check_bounds(c, decision, &offer.bounds);
    }
}

static bool is_too_long(const ymr_decisions *decisions)
{
    ymr_writer counted = {NULL, 0, 0, false, false};
    ymr_put_decisions(&counted, decisions);
    return counted.length > YMR_MAX_BODY;
}

static ymr_status end(check *c)
{
    const bool none = c->all->items == NULL || c->all->count == 0;
    find_if(c, none, YMR_FINDING_NO_ITEMS);
    find_if(c, !none && is_too_long(c->all), YMR_FINDING_TOO_LONG);
    return c->failed ? YMR_E_ARGUMENT : YMR_OK;
}

ymr_status ymr_decisions_check(const ymr_decisions *decisions, const ymr_available_decisions *available,
                               ymr_finding_taker *taker, void *context)
{
    check c = {decisions, available, taker != NULL ? tell : NULL, taker, context, 0, false};
    for (; decisions->items != NULL && c.index < decisions->count; c.index++) {
        check_alone(&c, &decisions->items[c.index]);
        if (available != NULL) {
            check_offer(&c, &decisions->items[c.index]);
        }
    }
    return end(&c);
}

ymr_status ymr_decisions_check_alone(const ymr_decisions *decisions)
{
    check c = {.all = decisions};
    for (; decisions->items != NULL && c.index < decisions->count; c.index++) {
        check_alone(&c, &decisions->items[c.index]);
    }
    return end(&c);
}

/* The time for it. */

static const int64_t time_to_decide_ms = INT64_C(48) * 60 * 60 * 1000;

ymr_status ymr_decision_deadline(const ymr_return *of, int64_t *unix_ms)
{
    if (of->creation_date.text.bytes == NULL) {
        return YMR_E_MISSING;
    }
    *unix_ms = of->creation_date.unix_ms + time_to_decide_ms;
    return YMR_OK;
}

ymr_status ymr_decision_time_left(const ymr_return *of, int64_t now_unix_ms, int64_t *left_ms)
{
    int64_t deadline;
    const ymr_status status = ymr_decision_deadline(of, &deadline);
    if (status == YMR_OK) {
        *left_ms = deadline - now_unix_ms;
    }
    return status;
}

bool ymr_return_waits(const ymr_return *of)
{
    return of->refund_status.value == YMR_REFUND_STATUS_PREMODERATION_DECISION_WAITING ||
           of->refund_status.value == YMR_REFUND_STATUS_WAITING_FOR_DECISION;
}
