#include "check.h"
#include "ymr/account.h"
#include "ymr/chats.h"
#include "ymr/enums.h"
#include "ymr/reports.h"

typedef struct constant {
    const char *name;
    int value;
} constant;

#define CONSTANT(prefix, name) {#name, prefix##_##name},
#define LIST(list, names, absent, unrecognized)                                                              \
    {#names, &names, (const constant[]){list(CONSTANT)}, COUNT_OF(((const constant[]){list(CONSTANT)})),     \
     absent, unrecognized}

/* Whether the lists are those of the API is checked by the stage 21-openapi. */
static const struct {
    const char *title;
    const ymr_names *names;
    const constant *constants;
    size_t count;
    int absent;
    int unrecognized;
} lists[] = {
    LIST(YMR_API_STATUS_LIST, ymr_api_status_names, YMR_API_STATUS_ABSENT, YMR_API_STATUS_UNRECOGNIZED),
    LIST(YMR_RETURN_TYPE_LIST, ymr_return_type_names, YMR_RETURN_TYPE_ABSENT, YMR_RETURN_TYPE_UNRECOGNIZED),
    LIST(YMR_REFUND_STATUS_LIST, ymr_refund_status_names, YMR_REFUND_STATUS_ABSENT,
         YMR_REFUND_STATUS_UNRECOGNIZED),
    LIST(YMR_SHIPMENT_STATUS_LIST, ymr_shipment_status_names, YMR_SHIPMENT_STATUS_ABSENT,
         YMR_SHIPMENT_STATUS_UNRECOGNIZED),
    LIST(YMR_RECIPIENT_TYPE_LIST, ymr_recipient_type_names, YMR_RECIPIENT_TYPE_ABSENT,
         YMR_RECIPIENT_TYPE_UNRECOGNIZED),
    LIST(YMR_POINT_TYPE_LIST, ymr_point_type_names, YMR_POINT_TYPE_ABSENT, YMR_POINT_TYPE_UNRECOGNIZED),
    LIST(YMR_REASON_TYPE_LIST, ymr_reason_type_names, YMR_REASON_TYPE_ABSENT, YMR_REASON_TYPE_UNRECOGNIZED),
    LIST(YMR_SUBREASON_TYPE_LIST, ymr_subreason_type_names, YMR_SUBREASON_TYPE_ABSENT,
         YMR_SUBREASON_TYPE_UNRECOGNIZED),
    LIST(YMR_DECISION_TYPE_LIST, ymr_decision_type_names, YMR_DECISION_TYPE_ABSENT,
         YMR_DECISION_TYPE_UNRECOGNIZED),
    LIST(YMR_INSTANCE_STATUS_LIST, ymr_instance_status_names, YMR_INSTANCE_STATUS_ABSENT,
         YMR_INSTANCE_STATUS_UNRECOGNIZED),
    LIST(YMR_STOCK_TYPE_LIST, ymr_stock_type_names, YMR_STOCK_TYPE_ABSENT, YMR_STOCK_TYPE_UNRECOGNIZED),
    LIST(YMR_CHAT_CONTEXT_LIST, ymr_chat_context_names, YMR_CHAT_CONTEXT_ABSENT,
         YMR_CHAT_CONTEXT_UNRECOGNIZED),
    LIST(YMR_CHAT_SUBJECT_LIST, ymr_chat_subject_names, YMR_CHAT_SUBJECT_ABSENT,
         YMR_CHAT_SUBJECT_UNRECOGNIZED),
    LIST(YMR_CHAT_TYPE_LIST, ymr_chat_type_names, YMR_CHAT_TYPE_ABSENT, YMR_CHAT_TYPE_UNRECOGNIZED),
    LIST(YMR_CHAT_STATUS_LIST, ymr_chat_status_names, YMR_CHAT_STATUS_ABSENT, YMR_CHAT_STATUS_UNRECOGNIZED),
    LIST(YMR_CHAT_SENDER_LIST, ymr_chat_sender_names, YMR_CHAT_SENDER_ABSENT, YMR_CHAT_SENDER_UNRECOGNIZED),
    LIST(YMR_REPORT_FORMAT_LIST, ymr_report_format_names, YMR_REPORT_FORMAT_ABSENT,
         YMR_REPORT_FORMAT_UNRECOGNIZED),
    LIST(YMR_REPORT_STATUS_LIST, ymr_report_status_names, YMR_REPORT_STATUS_ABSENT,
         YMR_REPORT_STATUS_UNRECOGNIZED),
    LIST(YMR_REPORT_SUBSTATUS_LIST, ymr_report_substatus_names, YMR_REPORT_SUBSTATUS_ABSENT,
         YMR_REPORT_SUBSTATUS_UNRECOGNIZED),
    LIST(YMR_PLACEMENT_LIST, ymr_placement_names, YMR_PLACEMENT_ABSENT, YMR_PLACEMENT_UNRECOGNIZED),
    LIST(YMR_AVAILABILITY_LIST, ymr_availability_names, YMR_AVAILABILITY_ABSENT,
         YMR_AVAILABILITY_UNRECOGNIZED),
    LIST(YMR_SCOPE_LIST, ymr_scope_names, YMR_SCOPE_ABSENT, YMR_SCOPE_UNRECOGNIZED),
};

static int value_of(const ymr_names *names, const char *name, size_t length)
{
    return ymr_enum_value(names, (ymr_text){name, length});
}

TEST(enum_names_and_constants_belong_together)
{
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        CHECK_I64(0, lists[i].absent, lists[i].title);
        CHECK_I64(1, lists[i].unrecognized, lists[i].title);
        CHECK_SIZE(lists[i].count, lists[i].names->count, lists[i].title);
        for (size_t c = 0; c < lists[i].count; c++) {
            const constant *expected = &lists[i].constants[c];

            CHECK_I64((int64_t)c + 2, expected->value, expected->name);
            CHECK_STR(expected->name, ymr_enum_name(lists[i].names, expected->value), lists[i].title);
            CHECK_I64(expected->value, value_of(lists[i].names, expected->name, strlen(expected->name)),
                      expected->name);
        }
    }
}

TEST(enum_constants_by_hand)
{
    CHECK_I64(2, YMR_API_STATUS_OK, "the first name follows absent and unrecognized");
    CHECK_I64(YMR_REFUND_STATUS_FAILED, value_of(&ymr_refund_status_names, "FAILED", 6), NULL);
    CHECK_STR("UNREDEEMED", ymr_enum_name(&ymr_return_type_names, YMR_RETURN_TYPE_UNREDEEMED), NULL);
    CHECK_STR("FULFILMENT_RECEIVED",
              ymr_enum_name(&ymr_shipment_status_names, YMR_SHIPMENT_STATUS_FULFILMENT_RECEIVED), NULL);
}

TEST(enum_takes_whole_names_only)
{
    static const char *const others[] = {
        "REFUNDE", "REFUNDED_", "refunded", "REFUNDED ", " REFUNDED", "", "NEW_STATE",
    };
    const ymr_names *const names = &ymr_refund_status_names;

    CHECK_I64(YMR_REFUND_STATUS_REFUNDED, value_of(names, "REFUNDED_BY_SHOP", 8), "by its length");
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        CHECK_I64(1, value_of(names, others[i], strlen(others[i])), others[i]);
    }
    CHECK_I64(1, value_of(names, "REFUNDED\0", 9), "a NUL at the end");
    CHECK_I64(YMR_REFUND_STATUS_UNKNOWN, value_of(names, "UNKNOWN", 7),
              "UNKNOWN is a value of the API, not one that is not known here");
}

TEST(enum_values_without_a_name_give_null)
{
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        const int beyond = (int)lists[i].count + 2;

        CHECK(ymr_enum_name(lists[i].names, 0) == NULL, lists[i].title);
        CHECK(ymr_enum_name(lists[i].names, 1) == NULL, lists[i].title);
        CHECK(ymr_enum_name(lists[i].names, beyond) == NULL, lists[i].title);
        CHECK(ymr_enum_name(lists[i].names, -1) == NULL, lists[i].title);
    }
}
