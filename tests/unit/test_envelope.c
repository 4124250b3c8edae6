#include "check.h"
#include "ymr/envelope.h"
#include "ymr/returns.h"

static char text[512];
static ymr_token tokens[64];
static ymr_document document;
static ymr_report report;
static ymr_track track;
static ymr_api_error error;

static ymr_status open_answer(const char *json)
{
    const size_t length = strlen(json);
    ymr_status status;

    memcpy(text, json, length);
    memset(&report, '#', sizeof report);
    memset(&track, '#', sizeof track);
    memset(&error, '#', sizeof error);
    report.warn = NULL;
    status = ymr_json_parse(&document, text, length, tokens, COUNT_OF(tokens), &report.fault);
    if (!CHECK_STATUS(YMR_OK, status, json)) {
        return status;
    }
    status = ymr_envelope_open(&document, &ymr_track_shape, &track, &error, &report);
    CHECK_STATUS(status, report.fault.status, json);
    return status;
}

TEST(envelope_gives_the_result)
{
    static const char *const answers[] = {
        "{\"status\":\"OK\",\"result\":{\"trackCode\":\"FSN\"}}",
        "{\"result\":{\"trackCode\":\"FSN\"},\"status\":\"OK\"}",
        "{\"status\":\"OK\",\"errors\":null,\"result\":{\"new\":[1],\"trackCode\":\"FSN\"},\"new\":{}}",
        "{\"status\":\"OK\",\"errors\":[],\"result\":{\"trackCode\":\"FSN\"}}",
    };

    for (size_t i = 0; i < COUNT_OF(answers); i++) {
        CHECK_STATUS(YMR_OK, open_answer(answers[i]), answers[i]);
        CHECK(track.present, answers[i]);
        CHECK_TEXT("FSN", track.track_code.bytes, track.track_code.length, answers[i]);
        CHECK(!error.present && error.code.bytes == NULL && error.message.bytes == NULL, answers[i]);
    }
}

/* Also with a result: what comes with ERROR is not to be used. */
TEST(envelope_gives_the_first_error)
{
    static const struct {
        const char *answer;
        const char *code;
        const char *message;
    } cases[] = {
        {"{\"status\":\"ERROR\",\"errors\":[{\"code\":\"NOT_FOUND\",\"message\":\"no \\u0022such\\u0022\"}]}",
         "NOT_FOUND", "no \"such\""},
        {"{\"errors\":[{\"code\":\"A\"},{\"code\":\"B\"}],\"result\":{},\"status\":\"ERROR\"}", "A", NULL},
        {"{\"status\":\"ERROR\",\"errors\":null}", NULL, NULL},
        {"{\"status\":\"ERROR\",\"errors\":[]}", NULL, NULL},
        {"{\"status\":\"ERROR\"}", NULL, NULL},
        {"{\"status\":\"MAYBE\",\"result\":{\"trackCode\":\"FSN\"}}", NULL, NULL}, /* only OK is OK */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(YMR_E_API, open_answer(cases[i].answer), cases[i].answer);
        CHECK_STR("", report.fault.path, cases[i].answer);
        CHECK(!track.present && track.track_code.bytes == NULL, cases[i].answer);
        CHECK(error.present == (cases[i].code != NULL), cases[i].answer);
        if (cases[i].code != NULL) {
            CHECK_TEXT(cases[i].code, error.code.bytes, error.code.length, cases[i].answer);
        }
        if (cases[i].message != NULL) {
            CHECK_TEXT(cases[i].message, error.message.bytes, error.message.length, cases[i].answer);
        } else {
            CHECK(error.message.bytes == NULL, cases[i].answer);
        }
    }
}

TEST(envelope_names_what_is_wrong)
{
    static const struct {
        const char *answer;
        ymr_status status;
        const char *path;
    } cases[] = {
        {"{}", YMR_E_MISSING, "status"},
        {"{\"status\":null,\"result\":{}}", YMR_E_MISSING, "status"},
        {"{\"status\":1,\"result\":{}}", YMR_E_TYPE, "status"},
        {"{\"status\":\"OK\"}", YMR_E_MISSING, "result"},
        {"{\"status\":\"OK\",\"result\":null}", YMR_E_MISSING, "result"},
        {"{\"status\":\"OK\",\"result\":[]}", YMR_E_TYPE, "result"},
        {"{\"status\":\"OK\",\"result\":\"text\"}", YMR_E_TYPE, "result"},
        {"{\"status\":\"OK\",\"status\":\"OK\",\"result\":{}}", YMR_E_DUPLICATE, "status"},
        {"{\"status\":\"OK\",\"result\":{\"trackCode\":\"a\",\"trackCode\":\"b\"}}", YMR_E_DUPLICATE,
         "result.trackCode"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(cases[i].status, open_answer(cases[i].answer), cases[i].answer);
        CHECK_STR(cases[i].path, report.fault.path, cases[i].answer);
        CHECK(!error.present, cases[i].answer);
    }
}
