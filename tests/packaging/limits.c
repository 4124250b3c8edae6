/*
 * The limits of ymr/config.h at work, whatever a build has set them to: what is as long as a limit passes,
 * what is one byte longer ends in the error of that limit. Prints what does not; answers how many that were.
 */
#include <stdio.h>
#include <string.h>

#include "ymr/client.h"
#include "ymr/proxy.h"
#include "ymr/response.h"
#include "ymr/scan.h"
#include "ymr/tls_session.h"
#include "ymr/url.h"

static char bytes[YMR_MAX_HEAD + YMR_MAX_CHUNK_LINE + YMR_MAX_URL + YMR_MAX_CODE + 4096];
static int wrong;

static void check(const char *limit, ymr_status wanted, ymr_status got)
{
    if (wanted != got) {
        printf("%s: %s, wanted %s\n", limit, ymr_status_text(got), ymr_status_text(wanted));
        wrong++;
    }
}

static void check_true(const char *limit, bool holds)
{
    check(limit, YMR_OK, holds ? YMR_OK : YMR_E_ARGUMENT);
}

/* What a response ends in, or YMR_PENDING when it wants more. */
static ymr_status feed(ymr_response *response, const char *text, size_t length)
{
    ymr_status status = YMR_PENDING;
    ymr_text body;

    for (size_t at = 0, taken; at < length && status == YMR_PENDING; at += taken) {
        status = ymr_response_feed(response, text + at, length - at, &taken, &body);
    }
    return status;
}

static ymr_status answer(size_t length)
{
    ymr_response response;
    ymr_response_init(&response);
    return feed(&response, bytes, length);
}

/* Start, as many x as make it `length` bytes, and end. */
static size_t fill(const char *start, size_t length, const char *end)
{
    const size_t from = strlen(start);
    const size_t to = length - strlen(end);

    memcpy(bytes, start, from);
    memset(bytes + from, 'x', to - from);
    memcpy(bytes + to, end, strlen(end) + 1);
    return length;
}

static void try_heads(void)
{
    static const char head[] = "HTTP/1.1 204 No Content\r\nX: ";
    check("YMR_MAX_HEAD", YMR_OK, answer(fill(head, YMR_MAX_HEAD, "\r\n\r\n")));
    check("YMR_MAX_HEAD", YMR_E_HTTP_LIMIT, answer(fill(head, YMR_MAX_HEAD + 1, "\r\n\r\n")));

    static const char chunked[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    static const char line[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;a=";
    const size_t fits = strlen(chunked) + YMR_MAX_CHUNK_LINE;
    check("YMR_MAX_CHUNK_LINE", YMR_PENDING, answer(fill(line, fits, "\r\n")));
    check("YMR_MAX_CHUNK_LINE", YMR_E_HTTP_LIMIT, answer(fill(line, fits + 1, "\r\n")));
}

static void try_interim_answers(void)
{
    static const char interim[] = "HTTP/1.1 103 Early Hints\r\n\r\n";
    static const char last[] = "HTTP/1.1 204 No Content\r\n\r\n";
    for (int more = 0; more <= 1; more++) {
        ymr_response response;
        ymr_status status = YMR_PENDING;
        ymr_response_init(&response);
        for (int i = 0; i < YMR_MAX_INTERIM + more && status == YMR_PENDING; i++) {
            status = feed(&response, interim, strlen(interim));
        }
        if (status == YMR_PENDING) {
            status = feed(&response, last, strlen(last));
        }
        check("YMR_MAX_INTERIM", more ? YMR_E_HTTP_LIMIT : YMR_OK, status);
    }
}

static void try_etag(void)
{
    for (size_t more = 0; more <= 1; more++) {
        ymr_response response;
        static const char start[] = "HTTP/1.1 204 No Content\r\nETag: \"";
        const size_t length = fill(start, strlen(start) - 1 + YMR_MAX_ETAG - 1 + more + 4, "\"\r\n\r\n");
        ymr_response_init(&response);
        check("YMR_MAX_ETAG", YMR_OK, feed(&response, bytes, length));
        check_true("YMR_MAX_ETAG", strlen(response.etag) == (more ? 0 : YMR_MAX_ETAG - 1));
    }
}

static ymr_status nested(int depth)
{
    static ymr_token tokens[2 * YMR_MAX_DEPTH + 8];
    ymr_document document;
    size_t at = 0;

    at += (size_t)sprintf(bytes, "{\"a\":");
    memset(bytes + at, '[', (size_t)depth - 1);
    memset(bytes + at + depth - 1, ']', (size_t)depth - 1);
    at += 2 * ((size_t)depth - 1);
    bytes[at++] = '}';
    return ymr_json_parse(&document, bytes, at, tokens, sizeof tokens / sizeof tokens[0], NULL);
}

static void try_json(void)
{
    check("YMR_MAX_DEPTH", YMR_OK, nested(YMR_MAX_DEPTH));
    check("YMR_MAX_DEPTH", YMR_E_DEPTH, nested(YMR_MAX_DEPTH + 1));

    static char text[YMR_MAX_PATH + 64], path[YMR_MAX_PATH];
    ymr_token tokens[4];
    ymr_document document;
    for (size_t more = 0; more <= 1; more++) {
        const size_t key = YMR_MAX_PATH - 2 + more; /* the dot before it takes its room, too */
        memcpy(text, "{\"", 2);
        memset(text + 2, 'k', key);
        memcpy(text + 2 + key, "\":1}", 4);
        check("YMR_MAX_PATH", YMR_OK, ymr_json_parse(&document, text, key + 6, tokens, 4, NULL));
        ymr_json_path(&document, 2, NULL, path);
        check_true("YMR_MAX_PATH", (path[0] == 'k') == (more == 0));
        check_true("YMR_MAX_PATH", strlen(path) <= YMR_MAX_PATH - 1);
    }
}

static void try_places(void)
{
    static ymr_url url;
    char host[YMR_MAX_HOST];
    ymr_endpoint endpoint;

    fill("https://", 8 + YMR_MAX_HOST - 1, "");
    check("YMR_MAX_HOST", YMR_OK, ymr_endpoint_parse(bytes, host, &endpoint));
    fill("https://", 8 + YMR_MAX_HOST, "");
    check("YMR_MAX_HOST", YMR_E_SPACE, ymr_endpoint_parse(bytes, host, &endpoint));

    ymr_text link = {bytes, fill("https://a/", YMR_MAX_URL - 1, "")};
    check("YMR_MAX_URL", YMR_OK, ymr_url_parse(link, &url));
    link.length = fill("https://a/", YMR_MAX_URL, "");
    check("YMR_MAX_URL", YMR_E_SPACE, ymr_url_parse(link, &url));

    static ymr_proxy_server server;
    fill("u:", YMR_MAX_PROXY_LOGIN, "");
    strcat(bytes, "@10.0.0.1:1");
    check("YMR_MAX_PROXY_LOGIN", YMR_OK, ymr_proxy_parse(bytes, &server));
    fill("u:", YMR_MAX_PROXY_LOGIN + 1, "");
    strcat(bytes, "@10.0.0.1:1");
    check("YMR_MAX_PROXY_LOGIN", YMR_E_SPACE, ymr_proxy_parse(bytes, &server));
}

static void try_codes(void)
{
    static ymr_scan scan;

    (void)ymr_scan_read(&scan, bytes, fill("", YMR_MAX_CODE, ""));
    check_true("YMR_MAX_CODE", scan.fault != YMR_BAD_TOO_LONG);
    (void)ymr_scan_read(&scan, bytes, fill("", YMR_MAX_CODE + 1, ""));
    check_true("YMR_MAX_CODE", scan.fault == YMR_BAD_TOO_LONG);
}

int main(void)
{
    try_heads();
    try_interim_answers();
    try_etag();
    try_json();
    try_places();
    try_codes();
    return wrong;
}
