/* Reports: requests byte for byte, answers field by field, and how long to wait. */
#include "check.h"
#include "talk.h"
#include "ymr/reports.h"

static talk t;
static ymr_report_started started;
static ymr_report_info info;

static ymr_status start(const ymr_returns_report *report)
{
    static const char *const answers[] = {
        "{\"status\":\"OK\",\"result\":{\"reportId\":\"ab/1\",\"estimatedGenerationTime\":5000}}"};

    talk_begin(&t, answers, 1);
    memset(&started, '#', sizeof started);
    return ymr_generate_returns_report(&t.client, report, &started);
}

#define LINE "POST /v2/reports/united-returns/generate"

TEST(reports_start_request)
{
    static const int64_t campaigns[] = {7, INT64_MAX};
    static const struct {
        ymr_returns_report report;
        const char *line, *body;
    } cases[] = {
        {{.business_id = 5, .from_day = "2026-02-28", .to_day = "2026-02-28"},
         LINE " HTTP/1.1",
         "{\"businessId\":5,\"dateFrom\":\"2026-02-28\",\"dateTo\":\"2026-02-28\"}"},
        {{INT64_MAX, "2025-12-31", "2026-01-01", campaigns, 2, YMR_RETURN_TYPE_UNREDEEMED,
          YMR_BIT(YMR_SHIPMENT_STATUS_LOST) | YMR_BIT(YMR_SHIPMENT_STATUS_CREATED), YMR_REPORT_FORMAT_CSV},
         LINE "?format=CSV HTTP/1.1",
         "{\"businessId\":9223372036854775807,\"dateFrom\":\"2025-12-31\",\"dateTo\":\"2026-01-01\","
         "\"campaignIds\":[7,9223372036854775807],\"returnType\":\"UNREDEEMED\",\"returnStatusTypes\":["
         "\"CREATED\",\"LOST\"]}"},
        {{.business_id = 1,
          .from_day = "2026-01-01",
          .to_day = "2026-01-02",
          .format = YMR_REPORT_FORMAT_JSON},
         LINE "?format=JSON HTTP/1.1",
         "{\"businessId\":1,\"dateFrom\":\"2026-01-01\",\"dateTo\":\"2026-01-02\"}"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(YMR_OK, start(&cases[i].report), cases[i].line);
        CHECK_STR(cases[i].line, talk_line(&t), cases[i].line);
        CHECK_STR(cases[i].body, talk_body(&t), cases[i].line);
        CHECK_TEXT("ab/1", started.report_id.bytes, started.report_id.length, "reportId");
        CHECK_I64(5000, started.estimated_generation_ms, "estimatedGenerationTime");
    }
}

TEST(reports_start_refuses_what_cannot_be)
{
    static const int64_t twice[] = {7, 8, 7};
    static const int64_t zero[] = {7, 0};
#define DAYS .from_day = "2026-01-01", .to_day = "2026-01-02"
    static const struct {
        ymr_returns_report report;
        const char *note;
    } cases[] = {
        {{DAYS}, "no business"},
        {{.business_id = -5, DAYS}, "business -5"},
        {{.business_id = 5, .to_day = "2026-01-02"}, "no first day"},
        {{.business_id = 5, .from_day = "2026-01-02"}, "no last day"},
        {{.business_id = 5, .from_day = "2026-01-02", .to_day = "2026-01-01"}, "the last before the first"},
        {{.business_id = 5, .from_day = "2026-02-29", .to_day = "2026-03-01"}, "no leap year"},
        {{.business_id = 5, .from_day = "2026-01-01", .to_day = "tomorrow"}, "no day"},
        {{.business_id = 5, DAYS, .campaign_ids = twice, .campaign_count = 3}, "one campaign twice"},
        {{.business_id = 5, DAYS, .campaign_ids = zero, .campaign_count = 2}, "campaign 0"},
        {{.business_id = 5, DAYS, .campaign_count = 1}, "no campaigns where one is said to be"},
        {{.business_id = 5, DAYS, .return_type = YMR_RETURN_TYPE_UNRECOGNIZED}, "a type without a name"},
        {{.business_id = 5, DAYS, .shipment_statuses = 1}, "absent is no status"},
        {{.business_id = 5, DAYS, .format = YMR_REPORT_FORMAT_UNRECOGNIZED}, "a format without a name"},
        {{.business_id = 5, DAYS, .format = (ymr_report_format)(YMR_REPORT_FORMAT_JSON + 1)},
         "beyond the list"},
    };
#undef DAYS

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(YMR_E_ARGUMENT, start(&cases[i].report), cases[i].note);
        CHECK_U64(0, t.opens, cases[i].note);
    }
}

/* Another report may be started, but by somebody who decides so: it counts, and the Market takes one in two
 * minutes. */
TEST(reports_start_lost_on_the_way)
{
    static const ymr_returns_report report = {
        .business_id = 5, .from_day = "2026-01-01", .to_day = "2026-01-02"};
    static const char *const answers[] = {"{}"};

    talk_begin(&t, answers, 1);
    t.config.policy.attempts = 3;
    t.breaks_after = 100;
    CHECK_STATUS(YMR_E_OUTCOME_UNKNOWN, ymr_generate_returns_report(&t.client, &report, &started), "cut off");
    CHECK_STATUS(YMR_E_RESET, t.client.outcome.cause, "why");
    CHECK_U64(1, t.opens, "sent once");
}

static ymr_status ask(const char *id, size_t length, const char *answer)
{
    const char *const answers[] = {answer};

    talk_begin(&t, answers, 1);
    memset(&info, '#', sizeof info);
    return ymr_get_report_info(&t.client, (ymr_text){id, length}, &info);
}

#define SOME_TIME "\"generationRequestedAt\":\"2026-11-21T00:00:00+03:00\""

TEST(reports_info_request)
{
    static const char pending[] = "{\"status\":\"OK\",\"result\":{\"status\":\"PENDING\"," SOME_TIME "}}";
    static char longest[YMR_MAX_REPORT_ID + 1];

    CHECK_STATUS(YMR_OK, ask("a/b?c", 5, pending), "an odd id");
    CHECK_STR("GET /v2/reports/info/a%2Fb%3Fc HTTP/1.1", talk_line(&t), "stays inside its segment");
    memset(longest, 'x', sizeof longest);
    CHECK_STATUS(YMR_OK, ask(longest, YMR_MAX_REPORT_ID, pending), "the longest id");
    CHECK_STATUS(YMR_E_ARGUMENT, ask(longest, YMR_MAX_REPORT_ID + 1, pending), "one more");
    CHECK_STATUS(YMR_E_ARGUMENT, ask("", 0, pending), "none");
    CHECK_STATUS(YMR_E_ARGUMENT, ask("..", 2, pending), "a step upwards");
    CHECK_U64(0, t.opens, "nothing was sent for it");
}

TEST(reports_info_answer)
{
    CHECK_STATUS(
        YMR_OK,
        ask("x", 1,
            "{\"status\":\"OK\",\"result\":{\"status\":\"DONE\",\"subStatus\":\"NO_DATA\"," SOME_TIME
            ",\"generationFinishedAt\":\"2026-11-21T00:00:01Z\",\"file\":\"https:\\/\\/f.example\\/r\","
            "\"estimatedGenerationTime\":7}}"),
        "whole");
    CHECK_I64(YMR_REPORT_STATUS_DONE, info.status.value, "status");
    CHECK_I64(YMR_REPORT_SUBSTATUS_NO_DATA, info.substatus.value, "subStatus");
    CHECK_I64(INT64_C(1795208400000), info.generation_requested_at.unix_ms, "generationRequestedAt");
    CHECK_I64(INT64_C(1795219201000), info.generation_finished_at.unix_ms, "generationFinishedAt");
    CHECK_TEXT("https://f.example/r", info.file.bytes, info.file.length, "file");
    CHECK(info.estimated_generation_ms.present && info.estimated_generation_ms.value == 7,
          "estimatedGenerationTime");
    CHECK_STATUS(YMR_OK, ask("x", 1, "{\"status\":\"OK\",\"result\":{\"status\":\"PAUSED\"," SOME_TIME "}}"),
                 "little");
    CHECK_I64(YMR_REPORT_STATUS_UNRECOGNIZED, info.status.value, "an unknown status");
    CHECK_TEXT("PAUSED", info.status.text.bytes, info.status.text.length, "keeps its text");
    CHECK(info.substatus.value == 0 && info.file.bytes == NULL &&
              info.generation_finished_at.text.bytes == NULL && !info.estimated_generation_ms.present,
          "absent");
}

TEST(reports_answers_name_what_they_lack)
{
    static const ymr_returns_report report = {
        .business_id = 5, .from_day = "2026-01-01", .to_day = "2026-01-02"};
    static const char *const no_id[] = {"{\"status\":\"OK\",\"result\":{\"estimatedGenerationTime\":1}}"};
    static const char *const no_time[] = {"{\"status\":\"OK\",\"result\":{\"reportId\":\"x\"}}"};

    CHECK_STATUS(YMR_E_MISSING, ask("x", 1, "{\"status\":\"OK\",\"result\":{\"status\":\"DONE\"}}"),
                 "no date");
    CHECK_STR("result.generationRequestedAt", t.client.report.fault.path, "no date");
    CHECK_STATUS(YMR_E_MISSING, ask("x", 1, "{\"status\":\"OK\",\"result\":{" SOME_TIME "}}"), "no status");
    CHECK_STR("result.status", t.client.report.fault.path, "no status");
    talk_begin(&t, no_id, 1);
    CHECK_STATUS(YMR_E_OUTCOME_UNKNOWN, ymr_generate_returns_report(&t.client, &report, &started), "no id");
    CHECK_STATUS(YMR_E_MISSING, t.client.outcome.cause, "no id");
    CHECK_STR("result.reportId", t.client.report.fault.path, "no id");
    talk_begin(&t, no_time, 1);
    CHECK_STATUS(YMR_E_OUTCOME_UNKNOWN, ymr_generate_returns_report(&t.client, &report, &started), "no time");
    CHECK_STR("result.estimatedGenerationTime", t.client.report.fault.path, "no time");
}

TEST(reports_pause_grows)
{
    static const struct {
        unsigned asked;
        int64_t estimated;
        uint32_t pause;
    } cases[] = {
        {0, 5000, 5000},   {0, 1000, 1000},   {0, 999, 1000},
        {0, 0, 1000},      {0, -1, 1000},     {0, INT64_MIN, 1000},
        {0, 60000, 60000}, {0, 60001, 60000}, {0, INT64_MAX, 60000},
        {1, 5000, 1000},   {2, 5000, 2000},   {3, 5000, 4000},
        {4, 5000, 8000},   {5, 5000, 16000},  {6, 5000, 30000},
        {7, 5000, 30000},  {1000, 0, 30000},  {UINT32_MAX, INT64_MAX, 30000},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_U64(cases[i].pause, ymr_report_pause_ms(cases[i].asked, cases[i].estimated),
                  check_note("asked %u times, said to take %lld ms", cases[i].asked,
                             (long long)cases[i].estimated));
    }
}
