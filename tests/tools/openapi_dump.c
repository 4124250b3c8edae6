/* Prints descriptor tables and enum lists as JSON, for openapi_check.py to compare with the API's own. */
#include <stdio.h>

#include "ymr/account.h"
#include "ymr/chats.h"
#include "ymr/create.h"
#include "ymr/decisions.h"
#include "ymr/envelope.h"
#include "ymr/orders.h"
#include "ymr/reports.h"
#include "ymr/returns.h"

static const struct {
    const char *schemas; /* in the API's description; several when an answer is put together from them */
    const ymr_shape *shape;
} roots[] = {
    {"ReturnDTO", &ymr_return_shape},
    {"GetReturnResponse ApiErrorResponse", &ymr_envelope_shape},
    {"PackagingForwardScrollingPagerDTO", &ymr_paging_shape},
    {"ReturnAvailableDecisionsResponse", &ymr_available_decisions_shape},
    {"GetChatInfoDTO", &ymr_chat_shape},
    {"ChatMessagesResultDTO", &ymr_chat_messages_shape},
    {"CreateChatResultDTO", &ymr_chat_created_shape},
    {"GenerateReportDTO", &ymr_report_started_shape},
    {"ReportInfoDTO", &ymr_report_info_shape},
    {"GetCampaignsResponse", &ymr_campaigns_shape},
    {"TokenDTO", &ymr_token_info_shape},
    {"GetBusinessOrdersResponse", &ymr_orders_page_shape},
    {"GetOrdersResponse", &ymr_old_orders_page_shape},
    {"GetOrderResponse", &ymr_old_order_answer_shape},
    {"CreatedReturnDTO", &ymr_created_shape},
    {"GetReturnDeliveryOptionsDTO", &ymr_delivery_options_shape},
    {"CancelReturnDTO", &ymr_cancellation_shape},
    {"GetOperationsResultDTO", &ymr_operation_results_shape},
};

/* Those that only requests have. */
static const struct {
    const char *schema;
    const ymr_names *names;
} lists[] = {
    {"ChatContextIdentifiableType", &ymr_chat_subject_names},
    {"ReportFormatType", &ymr_report_format_names},
    {"ExternalReturnDecisionReasonType", &ymr_new_reason_names},
    {"ExternalReturnDecisionSubreasonType", &ymr_new_subreason_names},
};

static const char *const kinds[] = {
    [YMR_KIND_ID] = "ID",         [YMR_KIND_INTEGER] = "INTEGER", [YMR_KIND_DECIMAL] = "DECIMAL",
    [YMR_KIND_NUMBER] = "NUMBER", [YMR_KIND_BOOLEAN] = "BOOLEAN", [YMR_KIND_TEXT] = "TEXT",
    [YMR_KIND_ENUM] = "ENUM",     [YMR_KIND_DATE] = "DATE",       [YMR_KIND_OBJECT] = "OBJECT",
    [YMR_KIND_LIST] = "LIST",     [YMR_KIND_VALUE] = "VALUE",
};

static void print_names(const ymr_names *names)
{
    printf(",\"table\":\"%p\",\"names\":[", (const void *)names);
    for (int i = 0; i < names->count; i++) {
        printf("%s\"%s\"", i > 0 ? "," : "", ymr_enum_name(names, i + 2));
    }
    putchar(']');
}

static void print_shape(const ymr_shape *shape);

static void print_field(const ymr_field *field)
{
    const bool is_list = field->kind == YMR_KIND_LIST;
    const uint8_t kind = is_list ? field->element : field->kind;

    printf("{\"key\":\"%.*s\",\"required\":%s,\"list\":%s,\"kind\":\"%s\"", field->key_length, field->key,
           field->required ? "true" : "false", is_list ? "true" : "false", kinds[kind]);
    if (kind == YMR_KIND_ENUM) {
        print_names(field->of);
    } else if (kind == YMR_KIND_OBJECT) {
        print_shape(field->of);
    }
    putchar('}');
}

static void print_shape(const ymr_shape *shape)
{
    printf(",\"table\":\"%p\",\"fields\":[", (const void *)shape);
    for (unsigned i = 0; i < shape->count; i++) {
        printf("%s", i > 0 ? "," : "");
        print_field(&shape->fields[i]);
    }
    putchar(']');
}

static void print_lists(void)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        printf(",{\"schemas\":\"%s\"", lists[i].schema);
        print_names(lists[i].names);
        printf("}\n");
    }
}

static void print_operation(ymr_operation_id id)
{
    const uint32_t scopes = ymr_scopes_for(id);
    const char *before = "";

    printf(",{\"operation\":\"%s\",\"scopes\":[", ymr_operations[id]->name);
    for (int scope = 2; scope < ymr_scope_names.count + 2; scope++) {
        if ((scopes & YMR_BIT(scope)) != 0) {
            printf("%s\"%s\"", before, ymr_enum_name(&ymr_scope_names, scope));
            before = ",";
        }
    }
    printf("]}\n");
}

int main(void)
{
    putchar('[');
    for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++) {
        printf("%s{\"schemas\":\"%s\"", i > 0 ? "," : "", roots[i].schemas);
        print_shape(roots[i].shape);
        printf("}\n");
    }
    print_lists();
    for (int id = 0; id < YMR_DOWNLOAD; id++) {
        print_operation((ymr_operation_id)id);
    }
    puts("]");
    return 0;
}
