/* Campaigns and scopes: requests byte for byte, answers field by field. */
#include <stdio.h>

#include "check.h"
#include "talk.h"
#include "ymr/account.h"

static talk t;
static char journal[256];
static ymr_campaign last;
static char names[64]; /* of the last one: they live no longer than the call */

static ymr_status on_campaign(void *context, uint32_t index, const void *element)
{
    const ymr_campaign *campaign = element;
    (void)context;
    snprintf(journal + strlen(journal), sizeof journal - strlen(journal), "%u:%lld ", (unsigned)index,
             (long long)campaign->id.value);
    last = *campaign;
    snprintf(names, sizeof names, "%.*s|%.*s", (int)campaign->domain.length, campaign->domain.bytes,
             (int)campaign->business.name.length, campaign->business.name.bytes);
    return YMR_OK;
}

static void on_commit(void *context, uint32_t page)
{
    (void)context;
    (void)page;
    strcat(journal, ") ");
}

static const ymr_list_events events = {.element = on_campaign, .commit = on_commit};
static ymr_campaign scratch;
static ymr_campaigns page;

static ymr_status list(const char *const *answers, size_t count, uint16_t page_size)
{
    const ymr_campaigns_filter filter = {page_size};

    talk_begin(&t, answers, count);
    journal[0] = '\0';
    memset(&page, '#', sizeof page);
    return ymr_get_campaigns(&t.client, &filter, &events, NULL, &scratch, &page);
}

TEST(account_campaigns_stand_in_the_answer_itself)
{
    static const char *const answers[] = {
        "{\"campaigns\":[{\"domain\":\"Зелёный "
        "двор\",\"id\":7,\"clientId\":3,\"business\":{\"id\":5,\"name\":\"ИП\"},"
        "\"placementType\":\"FBS\",\"apiAvailability\":\"AVAILABLE\"}],\"pager\":{\"total\":2,\"from\":1,"
        "\"to\":1,"
        "\"currentPage\":1,\"pagesCount\":2,\"pageSize\":1},\"paging\":{\"nextPageToken\":\"+/=\"}}",
        "{\"paging\":{},\"campaigns\":[{\"id\":8,\"placementType\":\"DRONE\",\"apiAvailability\":\"ASLEEP\","
        "\"new\":[]},{}]}",
    };

    CHECK_STATUS(YMR_E_PAGE_TOKEN, list(answers, 1, 1), "one token for ever");
    CHECK_STR("GET /v2/campaigns?limit=1&pageToken=%2B%2F%3D HTTP/1.1", talk_line(&t), "the second request");
    CHECK_STR("Зелёный двор|ИП", names, "domain and business.name");
    CHECK(last.client_id.present && last.client_id.value == 3, "clientId");
    CHECK(last.business.present && last.business.id.value == 5, "business.id");
    CHECK_I64(YMR_PLACEMENT_FBS, last.placement_type.value, "placementType");
    CHECK_I64(YMR_AVAILABILITY_AVAILABLE, last.api_availability.value, "apiAvailability");
    CHECK(page.pager.present && page.pager.total.value == 2 && page.pager.from.value == 1 &&
              page.pager.to.value == 1 && page.pager.current_page.value == 1 &&
              page.pager.pages_count.value == 2 && page.pager.page_size.value == 1,
          "pager");
    CHECK_STATUS(YMR_OK, list(answers, 2, 0), "two pages");
    CHECK_STR("0:7 ) 0:8 1:0 ) ", journal, "two pages");
    CHECK(!last.id.present && last.domain.bytes == NULL && !last.business.present,
          "an empty campaign is one");
    CHECK(!page.pager.present && page.campaigns.left == 0, "what stood beside the last page");
}

TEST(account_campaigns_request)
{
    static const char *const none[] = {"{\"campaigns\":[]}"};
    static const char *const nothing[] = {"{\"paging\":{}}"};

    CHECK_STATUS(YMR_OK, list(none, 1, 0), "as the server likes");
    CHECK_STR("GET /v2/campaigns HTTP/1.1", talk_line(&t), "as the server likes");
    CHECK_STATUS(YMR_OK, list(none, 1, 100), "the largest page");
    CHECK_STR("GET /v2/campaigns?limit=100 HTTP/1.1", talk_line(&t), "the largest page");
    CHECK_STATUS(YMR_E_ARGUMENT, list(none, 1, 101), "one more");
    CHECK_U64(0, t.opens, "nothing was sent for it");
    CHECK_STATUS(YMR_E_MISSING, list(nothing, 1, 0), "no list");
    CHECK_STR("campaigns", t.client.report.fault.path, "no list");
}

/* The answer need not have a status; if it has one, it counts. */
TEST(account_campaigns_refused)
{
    static const char *const refused[] = {
        "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"FORBIDDEN\"}],\"campaigns\":[]}"};
    static const char *const taken[] = {"{\"status\":\"OK\",\"campaigns\":[]}"};

    CHECK_STATUS(YMR_E_API, list(refused, 1, 0), "an error");
    CHECK_TEXT("FORBIDDEN", t.client.outcome.api.code.bytes, t.client.outcome.api.code.length, "its code");
    CHECK_STATUS(YMR_OK, list(taken, 1, 0), "OK");
}

static ymr_token_info token;

static ymr_status ask(const char *answer)
{
    const char *const answers[] = {answer};

    talk_begin(&t, answers, 1);
    return ymr_get_token_info(&t.client, &token);
}

TEST(account_token)
{
    static const struct {
        const char *scopes;
        uint32_t mask;
    } cases[] = {
        {"[]", 0},
        {"[\"ALL_METHODS\"]", YMR_BIT(YMR_SCOPE_ALL_METHODS)},
        {"[\"COMMUNICATION\",\"INVENTORY_AND_ORDER_PROCESSING_READ_ONLY\"]",
         YMR_BIT(YMR_SCOPE_COMMUNICATION) | YMR_BIT(YMR_SCOPE_INVENTORY_AND_ORDER_PROCESSING_READ_ONLY)},
        {"[\"SUPPLIES_MANAGEMENT_READ_ONLY\",\"MOON\"]",
         YMR_BIT(YMR_SCOPE_SUPPLIES_MANAGEMENT_READ_ONLY) | YMR_BIT(YMR_SCOPE_UNRECOGNIZED)},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char answer[512];
        snprintf(answer, sizeof answer,
                 "{\"status\":\"OK\",\"result\":{\"apiKey\":{\"name\":\"Сканер 1\",\"authScopes\":%s}}}",
                 cases[i].scopes);
        CHECK_STATUS(YMR_OK, ask(answer), cases[i].scopes);
        CHECK_TEXT("Сканер 1", token.api_key.name.bytes, token.api_key.name.length, "name");
        CHECK_U64(cases[i].mask, ymr_scopes_of(&token.api_key), cases[i].scopes);
    }
    CHECK_STR("POST /v2/auth/token HTTP/1.1", talk_line(&t), "line");
    CHECK(strstr(t.request, "\r\nContent-Length: 0\r\n\r\n") != NULL, "a POST without a body says so");
    CHECK(strstr(t.request, "Content-Type") == NULL, "and has no type");
}

TEST(account_token_names_what_it_lacks)
{
    static const struct {
        const char *answer, *path;
    } cases[] = {
        {"{\"status\":\"OK\"}", "result"},
        {"{\"status\":\"OK\",\"result\":{}}", "result.apiKey"},
        {"{\"status\":\"OK\",\"result\":{\"apiKey\":{\"authScopes\":[]}}}", "result.apiKey.name"},
        {"{\"status\":\"OK\",\"result\":{\"apiKey\":{\"name\":\"x\"}}}", "result.apiKey.authScopes"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(YMR_E_MISSING, ask(cases[i].answer), cases[i].path);
        CHECK_STR(cases[i].path, t.client.report.fault.path, cases[i].path);
    }
}

/* x-auth-scopes, by hand for one operation of each kind; all of them are compared with the description
 * elsewhere. */
TEST(account_scopes_of_operations)
{
    const uint32_t all = YMR_BIT(YMR_SCOPE_ALL_METHODS);
    const uint32_t all_read = all | YMR_BIT(YMR_SCOPE_ALL_METHODS_READ_ONLY);
    const uint32_t goods = YMR_BIT(YMR_SCOPE_INVENTORY_AND_ORDER_PROCESSING);
    const uint32_t goods_read = goods | YMR_BIT(YMR_SCOPE_INVENTORY_AND_ORDER_PROCESSING_READ_ONLY);
    const uint32_t any =
        (YMR_BIT(YMR_SCOPE_SUPPLIES_MANAGEMENT_READ_ONLY) << 1) - YMR_BIT(YMR_SCOPE_ALL_METHODS);

    CHECK_U64(all_read | goods_read, ymr_scopes_for(YMR_GET_RETURNS), "getReturns");
    CHECK_U64(all | goods, ymr_scopes_for(YMR_SUBMIT_RETURN_DECISION), "submitReturnDecision");
    CHECK_U64(all | YMR_BIT(YMR_SCOPE_COMMUNICATION), ymr_scopes_for(YMR_SEND_MESSAGE_TO_CHAT),
              "sendMessageToChat");
    CHECK_U64(any, ymr_scopes_for(YMR_GET_CAMPAIGNS), "getCampaigns");
    CHECK_U64(0, ymr_scopes_for(YMR_DOWNLOAD), "no call of the API");
    for (int i = 0; i < YMR_DOWNLOAD; i++) {
        CHECK((ymr_scopes_for((ymr_operation_id)i) & all) != 0, ymr_operations[i]->name);
    }
}
