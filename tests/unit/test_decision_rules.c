/* What may be sent as a decision: the rules of submitReturnDecision's documentation, a table each. */
#include <stdio.h>

#include "check.h"
#include "ymr/decisions.h"

enum { TEXT_SIZE = 4096, TOKENS = 256, JOURNAL = 1024 };

#define TYPE(name) YMR_DECISION_TYPE_##name
#define REASON(name) YMR_DECISION_REASON_##name
#define TEXT(text) {text, sizeof(text) - 1}
#define SUM(coefficient, exponent) {true, {coefficient, exponent}, TEXT("RUR")}

/* What was found, as `0:NAME 1:NAME! `, an exclamation mark for an error. */
static char journal[JOURNAL];

static const char *name_of(ymr_finding_code code)
{
#define NAME(name, severity, field, text) #name,
    static const char *const names[] = {YMR_FINDING_LIST(NAME)};
#undef NAME
    return names[code];
}

static void take(void *context, const ymr_finding *finding)
{
    const size_t at = strlen(journal);
    (void)context;
    snprintf(journal + at, sizeof journal - at, "%zu:%s%s ", finding->index, name_of(finding->code),
             finding->severity == YMR_SEVERITY_ERROR ? "!" : "");
    CHECK(finding->text[0] != '\0' && finding->field[0] != '\0', name_of(finding->code));
}

static void check(const char *expected, const ymr_item_decision *items, size_t count,
                  const ymr_available_decisions *available, const char *note)
{
    const ymr_decisions decisions = {items, count};
    const ymr_status status = strchr(expected, '!') != NULL ? YMR_E_ARGUMENT : YMR_OK;

    journal[0] = '\0';
    CHECK_STATUS(status, ymr_decisions_check(&decisions, available, take, NULL), note);
    CHECK_STR(expected, journal, note);
    CHECK_STATUS(status, ymr_decisions_check(&decisions, available, NULL, NULL), "without a taker");
}

/* What holds whatever is offered. */

static const struct {
    const char *expected;
    ymr_item_decision decision;
} alone[] = {
    {"", {1, TYPE(FAST_REFUND_MONEY), .reason = 0}},
    {"", {1, TYPE(REFUND_MONEY), .reason = 0}},
    {"", {1, TYPE(REPLACE), .comment = TEXT("the same in blue")}},
    {"", {1, TYPE(SEND_TO_EXAMINATION), .reason = 0}},
    {"", {-1, TYPE(REFUND_MONEY), .reason = 0}}, /* the description sets no least returnItemId */
    {"0:NO_TYPE! ", {1, YMR_DECISION_TYPE_ABSENT, .reason = 0}},
    {"0:NO_TYPE! ", {1, YMR_DECISION_TYPE_UNRECOGNIZED, .reason = 0}},
    {"0:NO_TYPE! ", {1, TYPE(UNKNOWN), .reason = 0}}, /* ReturnRequestDecisionType lacks it */
    {"0:NO_TYPE! ", {1, (ymr_decision_type)(TYPE(UNKNOWN) + 1), .reason = 0}},
    /* a comment is asked for with four of them: advice */
    {"0:COMMENT_COST ", {1, TYPE(REFUND_MONEY_INCLUDING_SHIPMENT), .reason = 0}},
    {"0:COMMENT_TERM ", {1, TYPE(REPAIR), .reason = 0}},
    {"0:COMMENT_WHY ", {1, TYPE(DECLINE_REFUND), .reason = 0}},
    {"0:COMMENT_OFFER ", {1, TYPE(OTHER_DECISION), .reason = 0}},
    {"0:COMMENT_TERM ", {1, TYPE(REPAIR), .comment = TEXT("")}},
    {"0:COMMENT_TERM ", {1, TYPE(REPAIR), .comment = TEXT(" \r\n\t")}}, /* blanks are trimmed */
    {"", {1, TYPE(REPAIR), .comment = TEXT("до 1 мая")}},
    {"", {1, TYPE(REFUND_MONEY_INCLUDING_SHIPMENT), .comment = TEXT("149 ₽")}},
    {"", {1, TYPE(OTHER_DECISION), .comment = TEXT("🎁\0")}},
    {"0:COMMENT_UTF8! ", {1, TYPE(REFUND_MONEY), .comment = TEXT("\xD0")}},
    {"0:COMMENT_UTF8! ", {1, TYPE(REFUND_MONEY), .comment = TEXT("a\xC0\x80")}},
    {"0:COMMENT_UTF8! ", {1, TYPE(REFUND_MONEY), .comment = TEXT("\xED\xA0\x80")}},
    /* a reason: with DECLINE_REFUND only */
    {"", {1, TYPE(DECLINE_REFUND), REASON(MECHANICAL_DAMAGE), .comment = TEXT("x")}},
    {"0:REASON_MISPLACED! ", {1, TYPE(REFUND_MONEY), REASON(MECHANICAL_DAMAGE), .comment = TEXT("x")}},
    {"0:NO_REASON! ", {1, TYPE(DECLINE_REFUND), YMR_DECISION_REASON_UNRECOGNIZED, .comment = TEXT("x")}},
    {"0:NO_REASON! 0:REASON_MISPLACED! ",
     {1, TYPE(REPLACE), (ymr_decision_reason)(REASON(DEVICE_ACTIVATED) + 1), .comment = TEXT("x")}},
    /* a compensation: with PARTIAL_MONEY_REFUND, and there always; above 0 */
    {"", {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(14950, -2)}},
    {"", {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(1, -18)}},
    {"", {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = {true, {1, 0}, TEXT("TL")}}},
    {"0:COMPENSATION_MISSING! ", {1, TYPE(PARTIAL_MONEY_REFUND), .reason = 0}},
    {"0:COMPENSATION_MISPLACED! ", {1, TYPE(REFUND_MONEY), .compensation = SUM(1, 0)}},
    {"0:COMPENSATION_NOT_POSITIVE! ", {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(0, 0)}},
    {"0:COMPENSATION_NOT_POSITIVE! ", {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(-1, -2)}},
    {"0:COMPENSATION_CURRENCY! ", {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = {true, {1, 0}, {NULL, 0}}}},
    {"0:COMPENSATION_CURRENCY! ",
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = {true, {1, 0}, TEXT("rur")}}},
    {"0:COMPENSATION_CURRENCY! ", {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = {true, {1, 0}, TEXT("R")}}},
    {"0:COMPENSATION_CURRENCY! ",
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = {true, {1, 0}, TEXT("RURS")}}},
    {"0:COMPENSATION_CURRENCY! ",
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = {true, {1, 0}, TEXT("₽")}}},
    {"0:COMPENSATION_MISPLACED! 0:COMPENSATION_CURRENCY! 0:COMPENSATION_NOT_POSITIVE! ",
     {1, TYPE(REPLACE), .compensation = {true, {0, 0}, TEXT("")}}},
};

TEST(decisions_are_checked_by_what_holds_always)
{
    for (size_t i = 0; i < COUNT_OF(alone); i++) {
        check(alone[i].expected, &alone[i].decision, 1, NULL, check_note("row %zu", i));
    }
}

TEST(decisions_must_be_some)
{
    const ymr_item_decision item = {1, TYPE(REFUND_MONEY), .reason = 0};
    check("0:NO_ITEMS! ", NULL, 0, NULL, "none");
    check("0:NO_ITEMS! ", &item, 0, NULL, "none of them");
}

TEST(decisions_name_an_item_once)
{
    const ymr_item_decision items[] = {
        {5, TYPE(REFUND_MONEY), .reason = 0}, {6, TYPE(REPLACE), .reason = 0},
        {5, TYPE(REPAIR), .reason = 0},       {7, TYPE(REFUND_MONEY), .reason = 0},
        {5, TYPE(REFUND_MONEY), .reason = 0},
    };
    check("2:ITEM_TWICE! 2:COMMENT_TERM 4:ITEM_TWICE! ", items, COUNT_OF(items), NULL, "5 comes three times");
    check("", items, 2, NULL, "5 and 6");
}

TEST(decisions_fit_into_a_body)
{
    static char comment[YMR_MAX_BODY];
    ymr_item_decision items[] = {{1, TYPE(REFUND_MONEY), .comment = {comment, 0}},
                                 {2, TYPE(REFUND_MONEY), .reason = 0}};
    const size_t around =
        sizeof "{\"returnItemDecisions\":[{\"returnItemId\":1,\"decisionType\":\"REFUND_MONEY\","
               "\"comment\":\"\"},{\"returnItemId\":2,\"decisionType\":\"REFUND_MONEY\"}]}" -
        1;

    memset(comment, 'x', sizeof comment);
    items[0].comment.length = YMR_MAX_BODY - around;
    check("", items, 2, NULL, "512 KB");
    items[0].comment.length++;
    check("2:TOO_LONG! ", items, 2, NULL, "one byte more");
    memset(comment, '"', sizeof comment);
    items[0].comment.length = (YMR_MAX_BODY - around) / 2;
    check("", items, 2, NULL, "512 KB with escapes");
    items[0].comment.length++;
    check("2:TOO_LONG! ", items, 2, NULL, "escapes count");
}

/* What is offered. */

static char text[TEXT_SIZE];
static ymr_token tokens[TOKENS];
static ymr_document document;
static ymr_available_decisions available;

static void offer(const char *json)
{
    ymr_report report = {.warn = NULL};
    snprintf(text, sizeof text, "{\"availableDecisions\":[%s]}", json);
    CHECK_STATUS(YMR_OK, ymr_json_parse(&document, text, strlen(text), tokens, TOKENS, NULL), json);
    CHECK_STATUS(YMR_OK, ymr_decode(&document, 0, &ymr_available_decisions_shape, &available, &report), json);
}

#define BOUNDS(least, most, percent)                                                                         \
    "{\"decisionType\":\"PARTIAL_MONEY_REFUND\",\"partialCompensationBounds\":{\"minAmount\":{"              \
    "\"value\":" least ",\"currencyId\":\"RUR\"},\"maxAmount\":{\"value\":" most                             \
    ",\"currencyId\":\"RUR\"},\"maxPercent\":" percent "}}"
#define OFFERS                                                                                               \
    "{\"decisionType\":\"NEW_REFUND_TO_PHONE\"},{\"decisionType\":\"REFUND_MONEY\"},"                        \
    "{\"decisionType\":\"DECLINE_REFUND\",\"decisionReasonTypes\":[\"NEW_TOO_LOUD\",\"DEVICE_ACTIVATED\"]},"

static const struct {
    const char *expected;
    const char *offers;
    ymr_item_decision decision;
} offered[] = {
    {"", OFFERS BOUNDS("1", "2", "3"), {1, TYPE(REFUND_MONEY), .reason = 0}},
    {"0:NOT_OFFERED! ", OFFERS BOUNDS("1", "2", "3"), {1, TYPE(REPLACE), .reason = 0}},
    {"0:NOT_OFFERED! ", "", {1, TYPE(REFUND_MONEY), .reason = 0}}, /* nothing may be decided now */
    {"0:NO_TYPE! ", OFFERS BOUNDS("1", "2", "3"), {1, YMR_DECISION_TYPE_UNRECOGNIZED, .reason = 0}},
    {"0:COMMENT_TERM 0:NOT_OFFERED! ", OFFERS BOUNDS("1", "2", "3"), {1, TYPE(REPAIR), .reason = 0}},
    /* reasons */
    {"",
     OFFERS BOUNDS("1", "2", "3"),
     {1, TYPE(DECLINE_REFUND), REASON(DEVICE_ACTIVATED), .comment = TEXT("x")}},
    {"0:REASON_NOT_OFFERED! ",
     OFFERS BOUNDS("1", "2", "3"),
     {1, TYPE(DECLINE_REFUND), REASON(MECHANICAL_DAMAGE), .comment = TEXT("x")}},
    {"0:NO_REASON! 0:REASON_NOT_OFFERED! ", /* a newer reason is not this one */
     "{\"decisionType\":\"DECLINE_REFUND\"}",
     {1, TYPE(DECLINE_REFUND), YMR_DECISION_REASON_UNRECOGNIZED, .comment = TEXT("x")}},
    {"0:REASON_ADVISED ", OFFERS BOUNDS("1", "2", "3"), {1, TYPE(DECLINE_REFUND), .comment = TEXT("x")}},
    {"", "{\"decisionType\":\"DECLINE_REFUND\"}", {1, TYPE(DECLINE_REFUND), .comment = TEXT("x")}},
    {"0:REASON_NOT_OFFERED! ",
     "{\"decisionType\":\"DECLINE_REFUND\",\"decisionReasonTypes\":null}",
     {1, TYPE(DECLINE_REFUND), REASON(DEVICE_ACTIVATED), .comment = TEXT("x")}},
    /* bounds: both ends are inside, every digit counts */
    {"", BOUNDS("10.00", "1500.0", "50"), {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(10, 0)}},
    {"", BOUNDS("10.00", "1500.0", "50"), {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(15, 2)}},
    {"0:COMPENSATION_BELOW! ",
     BOUNDS("10.00", "1500.0", "50"),
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(999, -2)}},
    {"0:COMPENSATION_ABOVE! ",
     BOUNDS("10.00", "1500.0", "50"),
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(INT64_C(1500000000000000001), -15)}},
    {"0:COMPENSATION_ABOVE! ",
     BOUNDS("10.00", "1500.0", "50"),
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(INT64_MAX, 18)}},
    {"0:COMPENSATION_NOT_POSITIVE! 0:COMPENSATION_BELOW! ",
     BOUNDS("10.00", "1500.0", "50"),
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(-2000, 0)}},
    {"0:COMPENSATION_MISSING! ",
     BOUNDS("10.00", "1500.0", "50"),
     {1, TYPE(PARTIAL_MONEY_REFUND), .reason = 0}},
    {"0:COMPENSATION_FOREIGN! ",
     BOUNDS("10.00", "1500.0", "50"),
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = {true, {1, 9}, TEXT("BYN")}}},
    {"0:COMPENSATION_FOREIGN! ",
     BOUNDS("10.00", "1500.0", "50"),
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = {true, {1, 9}, TEXT("TL")}}},
    {"0:COMPENSATION_FOREIGN! ", /* bounds of two currencies bound nothing */
     "{\"decisionType\":\"PARTIAL_MONEY_REFUND\",\"partialCompensationBounds\":{\"minAmount\":{\"value\":1,"
     "\"currencyId\":\"RUR\"},\"maxAmount\":{\"value\":2,\"currencyId\":\"BYN\"},\"maxPercent\":1}}",
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(1, 0)}},
    {"0:COMPENSATION_CURRENCY! 0:COMPENSATION_FOREIGN! ", /* none is not an empty one */
     "{\"decisionType\":\"PARTIAL_MONEY_REFUND\",\"partialCompensationBounds\":{\"minAmount\":{\"value\":1,"
     "\"currencyId\":\"\"},\"maxAmount\":{\"value\":2,\"currencyId\":\"\"},\"maxPercent\":1}}",
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = {true, {1, 0}, {NULL, 0}}}},
    {"",
     "{\"decisionType\":\"PARTIAL_MONEY_REFUND\"}", /* no bounds were given */
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = {true, {1, 9}, TEXT("BYN")}}},
    /* percent of the position's price, where that is known */
    {"",
     BOUNDS("10.00", "1500.0", "50"),
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(1000, 0), .price = SUM(20000, -1)}},
    {"0:COMPENSATION_SHARE! ",
     BOUNDS("10.00", "1500.0", "50"),
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(100001, -2), .price = SUM(20000, -1)}},
    {"", /* of a price in another currency nothing can be said */
     BOUNDS("10.00", "1500.0", "50"),
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(1000, 0), .price = {true, {1, 0}, TEXT("BYN")}}},
    {"", /* nor of one whose share no int64 holds */
     BOUNDS("10.00", "1500.0", "50"),
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(1000, 0), .price = SUM(INT64_MAX, -18)}},
    {"", /* nor of one below nothing */
     BOUNDS("10.00", "1500.0", "50"),
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(1000, 0), .price = SUM(-1, 0)}},
    {"",
     BOUNDS("10.00", "1500.0", "0"),
     {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(1000, 0), .price = SUM(1, 0)}},
};

TEST(decisions_are_checked_by_what_is_offered)
{
    for (size_t i = 0; i < COUNT_OF(offered); i++) {
        offer(offered[i].offers);
        check(offered[i].expected, &offered[i].decision, 1, &available, check_note("row %zu", i));
    }
}

static void take_bound(void *context, const ymr_finding *finding)
{
    *(ymr_finding *)context = *finding;
}

TEST(decisions_finding_says_which_bound_was_passed)
{
    static const struct {
        ymr_money compensation;
        ymr_finding_code code;
        ymr_decimal bound;
    } cases[] = {
        {SUM(1, 0), YMR_FINDING_COMPENSATION_BELOW, {1000, -2}},
        {SUM(1501, 0), YMR_FINDING_COMPENSATION_ABOVE, {15000, -1}},
        {{true, {20, 0}, TEXT("USD")}, YMR_FINDING_COMPENSATION_FOREIGN, {1000, -2}},
    };

    offer(BOUNDS("10.00", "1500.0", "50"));
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const ymr_item_decision item = {1, TYPE(PARTIAL_MONEY_REFUND), .compensation = cases[i].compensation};
        ymr_finding last = {.code = YMR_FINDING_COUNT};
        CHECK_STATUS(YMR_E_ARGUMENT,
                     ymr_decisions_check(&(ymr_decisions){&item, 1}, &available, take_bound, &last), NULL);
        CHECK_I64(cases[i].code, last.code, NULL);
        CHECK(last.bound.present, "it is there");
        CHECK_I64(cases[i].bound.coefficient, last.bound.value.coefficient, NULL);
        CHECK_I64(cases[i].bound.exponent, last.bound.value.exponent, NULL);
        CHECK_TEXT("RUR", last.bound.currency.bytes, last.bound.currency.length, NULL);
        CHECK_STR("compensation", last.field, NULL);
    }
}

TEST(decisions_that_are_several_are_each_checked)
{
    const ymr_item_decision items[] = {
        {1, TYPE(REFUND_MONEY), .reason = 0},
        {2, TYPE(REPAIR), .reason = 0},
        {3, TYPE(PARTIAL_MONEY_REFUND), .compensation = SUM(1, 0)},
        {1, TYPE(DECLINE_REFUND), REASON(DEVICE_ACTIVATED), .comment = TEXT("x")},
    };
    offer(OFFERS BOUNDS("10", "20", "50"));
    check("1:COMMENT_TERM 1:NOT_OFFERED! 2:COMPENSATION_BELOW! 3:ITEM_TWICE! ", items, COUNT_OF(items),
          &available, "one of each kind");
}

/* The time for it: 48 hours from creationDate. */

static const struct {
    const char *created;
    int64_t now;
    int64_t left;
} times[] = {
    {"2026-06-27T13:59:14.22+03:00", INT64_C(1782557954220), INT64_C(172800000)},
    {"2026-06-27T13:59:14.22+03:00", INT64_C(1782730754219), 1},
    {"2026-06-27T13:59:14.22+03:00", INT64_C(1782730754220), 0},
    {"2026-06-27T13:59:14.22+03:00", INT64_C(1782730754221), -1},
    {"1970-01-01T00:00:00Z", 0, INT64_C(172800000)},
    {"9999-12-31T23:59:59Z", 0, INT64_C(253402473599000)},
};

TEST(decision_deadline_is_48_hours_after_creation)
{
    for (size_t i = 0; i < COUNT_OF(times); i++) {
        ymr_return of = {.creation_date.text = {times[i].created, strlen(times[i].created)}};
        int64_t deadline = 0, left = 0;
        CHECK_STATUS(YMR_OK,
                     ymr_time_parse_iso(of.creation_date.text.bytes, of.creation_date.text.length,
                                        &of.creation_date.unix_ms, &of.creation_date.offset_minutes),
                     times[i].created);
        CHECK_STATUS(YMR_OK, ymr_decision_deadline(&of, &deadline), times[i].created);
        CHECK_I64(of.creation_date.unix_ms + INT64_C(48) * 3600 * 1000, deadline, times[i].created);
        CHECK_STATUS(YMR_OK, ymr_decision_time_left(&of, times[i].now, &left), times[i].created);
        CHECK_I64(times[i].left, left, times[i].created);
    }
}

TEST(decision_deadline_needs_a_date)
{
    const ymr_return of = {.present = true};
    int64_t untouched = 7;
    CHECK_STATUS(YMR_E_MISSING, ymr_decision_deadline(&of, &untouched), "no creationDate");
    CHECK_STATUS(YMR_E_MISSING, ymr_decision_time_left(&of, 0, &untouched), "no creationDate");
    CHECK_I64(7, untouched, "left alone");
}

TEST(returns_wait_in_two_statuses)
{
    for (int value = 0; value <= YMR_REFUND_STATUS_UNKNOWN; value++) {
        const ymr_return of = {.refund_status = {value, {NULL, 0}}};
        CHECK(ymr_return_waits(&of) == (value == YMR_REFUND_STATUS_WAITING_FOR_DECISION ||
                                        value == YMR_REFUND_STATUS_PREMODERATION_DECISION_WAITING),
              check_note("status %d", value));
    }
}
