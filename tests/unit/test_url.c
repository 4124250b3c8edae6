/* Links in answers, and the files behind them: no key leaves for another host (RFC 3986, RFC 9110). */
#include <stdio.h>

#include "check.h"
#include "talk.h"
#include "ymr/url.h"
#include "ymr/version.h"

static ymr_url url;

static ymr_status parse(const char *text)
{
    memset(&url, '#', sizeof url);
    return ymr_url_parse((ymr_text){text, strlen(text)}, &url);
}

TEST(url_is_taken_apart)
{
    static const struct {
        const char *text, *host;
        uint16_t port;
        bool tls;
        const char *target;
    } cases[] = {
        {"https://a.example/", "a.example", 443, true, "/"},
        {"https://a.example/f.xlsx", "a.example", 443, true, "/f.xlsx"},
        {"HTTPS://A.example:8443/f", "A.example", 8443, true, "/f"},
        {"https://a.example:443/f?x=1&y=%2F/?", "a.example", 443, true, "/f?x=1&y=%2F/?"},
        {"https://a.example/%D1%8F//../.;a=b@c:d!$'()*+,~", "a.example", 443, true,
         "/%D1%8F//../.;a=b@c:d!$'()*+,~"},
        {"https://192.0.2.1/f", "192.0.2.1", 443, true, "/f"},
        {"https://[2001:db8::1]:9/f", "2001:db8::1", 9, true, "/f"},
        {"https://a/f?https://b/", "a", 443, true, "/f?https://b/"},
        {"http://127.0.0.1:8080/f", "127.0.0.1", 8080, false, "/f"},
        {"http://localhost/f?q", "localhost", 80, false, "/f?q"},
        {"http://[::1]/f", "::1", 80, false, "/f"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        if (!CHECK_STATUS(YMR_OK, parse(cases[i].text), cases[i].text)) {
            continue;
        }
        CHECK_STR(cases[i].host, url.endpoint.host, cases[i].text);
        CHECK_U64(cases[i].port, url.endpoint.port, cases[i].text);
        CHECK(url.endpoint.tls == cases[i].tls, cases[i].text);
        CHECK_TEXT(cases[i].target, url.target.bytes, url.target.length, cases[i].text);
    }
}

TEST(url_refuses_what_leads_elsewhere_or_nowhere)
{
    static const char *const texts[] = {
        "",
        "/f",
        "a.example/f",
        "//a.example/f",
        "https:",
        "https:/a.example/f",
        "https://",
        "https:///f",
        "https://a.example",
        "https://a.example?x=1",
        "https://a.example#x",
        "https://a.example/f#x",
        "https://a.example/f?x#",
        "https://user@a.example/f",
        "https://user:word@a.example/f",
        "https://a.example:443@b.example/f",
        "https://a.example\\@b.example/f",
        "https://a.example:/f",
        "https://a.example:0/f",
        "https://a.example:65536/f",
        "https://a.example:+1/f",
        "https://a.example:1a/f",
        "https://a%2eexample/f",
        "https://[::1/f",
        "https://::1/f",
        "https://a.example /f",
        "http://a.example/f",
        "http://10.0.0.1/f",
        "http://127.0.0.1.example/f",
        "http://localhost.example/f",
        "ftp://localhost/f",
        "file:///etc/passwd",
        "javascript://localhost/f",
        "xhttps://a.example/f",
        " https://a.example/f",
        "https://a.example/f ",
        "https://a.example/a b",
        "https://a.example/a\tb",
        "https://a.example/a\r\nX: y",
        "https://a.example/a\x7f",
        "https://a.example/\xD1\x8F",
        "https://\xD1\x8F.example/f",
    };

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        CHECK_STATUS(YMR_E_ARGUMENT, parse(texts[i]), texts[i]);
    }
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_url_parse((ymr_text){NULL, 0}, &url), "absent");
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_url_parse((ymr_text){"https://a/f\0x", 13}, &url), "a NUL");
}

TEST(url_has_a_longest)
{
    static char text[YMR_MAX_URL + 1];
    const char front[] = "https://a.example/";

    memset(text, 'x', sizeof text);
    memcpy(text, front, sizeof front - 1);
    CHECK_STATUS(YMR_OK, ymr_url_parse((ymr_text){text, YMR_MAX_URL - 1}, &url), "the longest");
    CHECK_SIZE(YMR_MAX_URL - 1 - (sizeof front - 2), url.target.length, "all of its path");
    CHECK_STATUS(YMR_E_SPACE, ymr_url_parse((ymr_text){text, YMR_MAX_URL}, &url), "one more");
    memset(text + 8, 'x', YMR_MAX_HOST);
    text[8 + YMR_MAX_HOST] = '/';
    CHECK_STATUS(YMR_E_SPACE, ymr_url_parse((ymr_text){text, 300}, &url), "a host that is too long");
}

/* The text may stand in a buffer that is used again. */
TEST(url_keeps_what_it_needs)
{
    char text[] = "https://a.example/f?x";

    CHECK_STATUS(YMR_OK, ymr_url_parse((ymr_text){text, sizeof text - 1}, &url), "parsed");
    memset(text, '!', sizeof text);
    CHECK_STR("a.example", url.endpoint.host, "host");
    CHECK_TEXT("/f?x", url.target.bytes, url.target.length, "target");
}

/* Downloads. */

static talk t;
static char file[TALK_SIZE];
static size_t file_length;

static ymr_status take(void *context, const ymr_chunk *chunk, size_t *taken)
{
    (void)context;
    if (chunk->length > 0) {
        memcpy(file + chunk->offset, chunk->bytes, chunk->length);
    }
    file_length = (size_t)chunk->offset + chunk->length;
    *taken = chunk->length;
    return YMR_OK;
}

TEST(download_asks_the_other_host_and_sends_no_key)
{
    static const char *const bodies[] = {"PK\3\4 all of it"};

    talk_begin(&t, bodies, 1);
    CHECK_STATUS(YMR_OK, parse("https://files.example:8443/a/b.xlsx?X-Sign=%2Fq&z"), "link");
    CHECK_STATUS(YMR_OK, ymr_download(&t.client, &url, 100, take, NULL), "download");
    CHECK_STR("GET /a/b.xlsx?X-Sign=%2Fq&z HTTP/1.1\r\nHost: files.example:8443\r\nAccept: */*\r\n"
              "Accept-Encoding: identity\r\nUser-Agent: ymr/" YMR_VERSION "\r\nConnection: close\r\n\r\n",
              t.request, "not one byte more");
    CHECK_STR("files.example", t.host, "where it connects to");
    CHECK_U64(8443, t.endpoint.port, "the port");
    CHECK(t.endpoint.tls, "with TLS");
    CHECK_TEXT(bodies[0], file, file_length, "the file");
    CHECK(t.client.outcome.http_status == 200 && t.client.outcome.received == strlen(bodies[0]),
          "the outcome");
}

/* After a download the next call goes to the API again, with its key. */
TEST(download_changes_nothing_for_the_next_call)
{
    static const char *const bodies[] = {"file", "{\"status\":\"OK\"}"};
    const ymr_request what = {.operation = &ymr_operation_get_auth_token_info};
    const ymr_answer answer = {NULL, NULL, false};

    talk_begin(&t, bodies, 2);
    CHECK_STATUS(YMR_OK, parse("https://files.example/f"), "link");
    CHECK_STATUS(YMR_OK, ymr_download(&t.client, &url, 100, take, NULL), "download");
    CHECK_STATUS(YMR_OK, ymr_start_object(&t.client, &what, &answer), "start");
    CHECK_STATUS(YMR_OK, ymr_client_run(&t.client), "call");
    CHECK_STR("api.example", t.host, "where it connects to");
    CHECK(strstr(t.request, "\r\nApi-Key: " TALK_KEY "\r\n") != NULL, "with its key");
}

/* An endpoint in any other request is not looked at: the key goes to the config's alone. */
TEST(download_alone_may_lead_elsewhere)
{
    static const char *const bodies[] = {"{\"status\":\"OK\"}"};
    static const ymr_endpoint other = {"other.example", 443, true};
    const ymr_request what = {.operation = &ymr_operation_get_auth_token_info, .endpoint = &other};
    const ymr_answer answer = {NULL, NULL, false};

    talk_begin(&t, bodies, 1);
    CHECK_STATUS(YMR_OK, ymr_start_object(&t.client, &what, &answer), "start");
    CHECK_STATUS(YMR_OK, ymr_client_run(&t.client), "call");
    CHECK_STR("api.example", t.host, "the config's");
}

/* And a key in the request of a download is not sent, wherever it came from. */
TEST(download_request_leaves_a_key_out)
{
    static const ymr_endpoint other = {"other.example", 443, true};
    const ymr_request what = {
        .operation = &ymr_operation_download, .endpoint = &other, .api_key = TALK_KEY, .target = {"/f", 2}};
    char out[1024];
    size_t length;

    CHECK_STATUS(YMR_OK, ymr_request_write(&what, out, sizeof out - 1, &length), "written");
    out[length] = '\0';
    CHECK(strstr(out, "Key") == NULL && strstr(out, "ACMA") == NULL, out);
}

TEST(download_refuses_a_target_that_ends_its_line)
{
    static const ymr_endpoint other = {"other.example", 443, true};
    static const ymr_text targets[] = {{NULL, 0},    {"", 0},      {"f", 1},
                                       {"?x", 2},    {"/a b", 4},  {"/a\r\nX", 5},
                                       {"/a\0b", 4}, {"/\x7f", 2}, {"/\xD1\x8F", 3}};

    for (size_t i = 0; i < COUNT_OF(targets); i++) {
        const ymr_request what = {.operation = &ymr_operation_download, .endpoint = &other, .target = targets[i]};
        char out[1024];
        size_t length = 1;
        CHECK_STATUS(YMR_E_ARGUMENT, ymr_request_write(&what, out, sizeof out, &length), targets[i].bytes);
        CHECK_SIZE(0, length, targets[i].bytes);
    }
}

/* A transport for TLS and one without are two: what was asked to be protected must not go out in the clear.
 */
TEST(download_stays_with_or_without_tls)
{
    static const char *const bodies[] = {"file"};

    talk_begin(&t, bodies, 1);
    CHECK_STATUS(YMR_OK, parse("http://127.0.0.1/f"), "link without");
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_download(&t.client, &url, 100, take, NULL), "from a client with");
    t.config.endpoint = (ymr_endpoint){"127.0.0.1", 80, false};
    CHECK_STATUS(YMR_OK, ymr_download(&t.client, &url, 100, take, NULL), "without from without");
    CHECK_STATUS(YMR_OK, parse("https://files.example/f"), "link with");
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_download(&t.client, &url, 100, take, NULL), "from a client without");
    CHECK_U64(1, t.opens, "nothing was opened for the refused ones");
}

TEST(download_ends_in_what_the_server_says)
{
    static const struct {
        const char *status;
        ymr_status ends;
    } cases[] = {
        {"200 OK", YMR_OK},
        {"301 Moved\r\nLocation: https://elsewhere.example/", YMR_E_REDIRECT},
        {"302 Found\r\nLocation: /other", YMR_E_REDIRECT},
        {"403 Forbidden", YMR_E_HTTP_STATUS},
        {"404 Not Found", YMR_E_HTTP_STATUS},
        {"503 Busy", YMR_E_HTTP_STATUS},
    };
    static const char *const bodies[] = {"0123456789"};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        talk_begin(&t, bodies, 1);
        t.status = cases[i].status;
        file_length = 0;
        CHECK_STATUS(YMR_OK, parse("https://files.example/f"), "link");
        CHECK_STATUS(cases[i].ends, ymr_download(&t.client, &url, 10, take, NULL), cases[i].status);
        CHECK_U64(1, t.opens, cases[i].status);
        CHECK_SIZE(cases[i].ends == YMR_OK ? 10 : 0, file_length, "nothing of an error reaches the file");
    }
    talk_begin(&t, bodies, 1);
    file_length = 0;
    CHECK_STATUS(YMR_E_TOO_BIG, ymr_download(&t.client, &url, 9, take, NULL), "one byte over the limit");
    CHECK_SIZE(0, file_length, "and none of it taken");
}
