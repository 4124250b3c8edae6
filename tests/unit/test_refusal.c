/* Answers that refuse: the HTTP status says what it is, `errors` says why (ApiErrorResponse of the description). */
#include "check.h"
#include "talk.h"

static talk t;

static ymr_status asked(const char *http, const char *body)
{
    static ymr_return what;
    const char *const bodies[] = {body};

    talk_begin(&t, bodies, 1);
    t.status = http;
    return ymr_get_return(&t.client, 1, 2, &what);
}

#define WHY "\"errors\":[{\"code\":\"FIRST\",\"message\":\"m\"},{\"code\":\"SECOND\"}]"

TEST(refusal_is_told_by_its_http_status)
{
    static const struct {
        const char *http;
        ymr_status status;
    } cases[] = {
        {"400 Bad Request", YMR_E_API},       {"401 Unauthorized", YMR_E_UNAUTHORIZED},
        {"403 Forbidden", YMR_E_API},         {"404 Not Found", YMR_E_NOT_FOUND},
        {"405 Method Not Allowed", YMR_E_API}, {"420 Enhance Your Calm", YMR_E_LIMIT},
        {"423 Locked", YMR_E_API},            {"500 Internal Server Error", YMR_E_API},
    };
    static const char *const bodies[] = {
        "{\"status\":\"ERROR\"," WHY "}",
        "{" WHY ",\"status\":\"OK\"}", /* the description allows it */
        "{\"status\":\"MAYBE\"," WHY "}",
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        for (size_t k = 0; k < COUNT_OF(bodies); k++) {
            CHECK_STATUS(cases[i].status, asked(cases[i].http, bodies[k]), cases[i].http);
            CHECK(t.client.outcome.api.present, cases[i].http);
            CHECK_TEXT("FIRST", t.client.outcome.api.code.bytes, t.client.outcome.api.code.length, bodies[k]);
            CHECK_TEXT("m", t.client.outcome.api.message.bytes, t.client.outcome.api.message.length, bodies[k]);
        }
    }
}

TEST(refusal_without_errors_has_no_code)
{
    static const char *const bodies[] = {
        "{\"status\":\"ERROR\"}",
        "{\"status\":\"OK\"}",
        "{\"status\":\"ERROR\",\"errors\":null}",
        "{\"status\":\"OK\",\"errors\":[]}",
    };

    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        CHECK_STATUS(YMR_E_NOT_FOUND, asked("404 Not Found", bodies[i]), bodies[i]);
        CHECK(!t.client.outcome.api.present, bodies[i]);
    }
}

/* Somebody between here and the Market: its 404 says nothing about a return. */
TEST(refusal_that_is_none_of_the_api)
{
    static const char *const bodies[] = {
        "",
        "not found",
        "[]",
        "{}",
        "{\"status\":404,\"error\":\"Not Found\"}",
        "{\"message\":\"no route\"}",
        "{\"status\":\"ERROR\"",
    };

    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        CHECK_STATUS(YMR_E_HTTP_STATUS, asked("404 Not Found", bodies[i]), bodies[i]);
        CHECK(!t.client.outcome.api.present, bodies[i]);
    }
}
