/* Base URLs (RFC 3986): what is taken, and what would send the API key where it does not belong. */
#include "check.h"
#include "ymr/request.h"

#define LABEL "abcdefghijklmnopqrstuvwxyz-0123456789-abcdefghijklmnopqrstuvwx." /* 63 */
#define LONGEST LABEL LABEL LABEL LABEL "x"                                     /* 253 */

static const struct {
    const char *url;
    const char *host;
    uint16_t port;
    bool tls;
} good[] = {
    {"https://api.partner.market.yandex.ru", "api.partner.market.yandex.ru", 443, true},
    {"https://api.partner.market.yandex.ru/", "api.partner.market.yandex.ru", 443, true},
    {"https://a:1", "a", 1, true},
    {"https://A-b_c.9:65535/", "A-b_c.9", 65535, true},
    {"https://a:08443", "a", 8443, true},
    {"HTTPS://a", "a", 443, true}, /* RFC 3986, section 3.1: schemes in any case */
    {"https://10.0.2.2:8443", "10.0.2.2", 8443, true},
    {"https://[::1]", "::1", 443, true},
    {"https://[2001:db8::A]:8443/", "2001:db8::A", 8443, true},
    {"https://[::ffff:1.2.3.4]", "::ffff:1.2.3.4", 443, true},
    {"https://a:80", "a", 80, true},
    {"https://" LONGEST ":443/", LONGEST, 443, true},
    /* plain, but only to this machine */
    {"http://127.0.0.1", "127.0.0.1", 80, false},
    {"http://127.255.0.99:8080/", "127.255.0.99", 8080, false},
    {"http://[::1]:8080", "::1", 8080, false},
    {"http://localhost:8080", "localhost", 8080, false},
    {"http://LocalHost", "LocalHost", 80, false},
};

static const struct {
    const char *url;
    ymr_status status;
} bad[] = {
    {"", YMR_E_ARGUMENT},
    {"https", YMR_E_ARGUMENT},
    {"https:", YMR_E_ARGUMENT},
    {"https://", YMR_E_ARGUMENT},
    {"https:///", YMR_E_ARGUMENT},
    {"https:/a", YMR_E_ARGUMENT},
    {"api.partner.market.yandex.ru", YMR_E_ARGUMENT},
    {"//a", YMR_E_ARGUMENT},
    {"ftp://a", YMR_E_ARGUMENT},
    {"httpss://a", YMR_E_ARGUMENT},
    {" https://a", YMR_E_ARGUMENT},
    {"https://a ", YMR_E_ARGUMENT},
    {"https://a b", YMR_E_ARGUMENT},
    {"https://a\t", YMR_E_ARGUMENT},
    {"https://a\r\nX: y", YMR_E_ARGUMENT},
    {"https://a\x7f", YMR_E_ARGUMENT},
    {"https://\xD1\x8F.ru", YMR_E_ARGUMENT}, /* names in other scripts come as xn-- */
    {"https://a%2eb", YMR_E_ARGUMENT},
    /* user names: what stands before the @ looks like the host */
    {"https://api.partner.market.yandex.ru@evil.example", YMR_E_ARGUMENT},
    {"https://user:password@a", YMR_E_ARGUMENT},
    {"https://a\\@b", YMR_E_ARGUMENT},
    /* path, query, fragment */
    {"https://a/v2", YMR_E_ARGUMENT},
    {"https://a//", YMR_E_ARGUMENT},
    {"https://a/?", YMR_E_ARGUMENT},
    {"https://a?b", YMR_E_ARGUMENT},
    {"https://a#b", YMR_E_ARGUMENT},
    /* ports */
    {"https://a:", YMR_E_ARGUMENT},
    {"https://a:/", YMR_E_ARGUMENT},
    {"https://a:0", YMR_E_ARGUMENT},
    {"https://a:65536", YMR_E_ARGUMENT},
    {"https://a:4294967739", YMR_E_ARGUMENT}, /* 443 modulo 2^32 */
    {"https://a:99999999999999999999", YMR_E_ARGUMENT},
    {"https://a:-1", YMR_E_ARGUMENT},
    {"https://a:+1", YMR_E_ARGUMENT},
    {"https://a:1x", YMR_E_ARGUMENT},
    {"https://a:1:2", YMR_E_ARGUMENT},
    {"https://:443", YMR_E_ARGUMENT},
    /* IPv6 */
    {"https://::1", YMR_E_ARGUMENT},
    {"https://[::1", YMR_E_ARGUMENT},
    {"https://[]", YMR_E_ARGUMENT},
    {"https://[a]", YMR_E_ARGUMENT},
    {"https://[127.0.0.1]", YMR_E_ARGUMENT},
    {"https://[::g]", YMR_E_ARGUMENT},
    {"https://[fe80::1%25eth0]", YMR_E_ARGUMENT},
    {"https://[::1]x", YMR_E_ARGUMENT},
    {"https://[::1]]", YMR_E_ARGUMENT},
    {"https://a]", YMR_E_ARGUMENT},
    /* plain to anywhere else */
    {"http://api.partner.market.yandex.ru", YMR_E_ARGUMENT},
    {"http://126.0.0.1", YMR_E_ARGUMENT},
    {"http://128.0.0.1", YMR_E_ARGUMENT},
    {"http://127.1", YMR_E_ARGUMENT},
    {"http://127.0.0", YMR_E_ARGUMENT},
    {"http://127.0.0.", YMR_E_ARGUMENT},
    {"http://127.0.0.256", YMR_E_ARGUMENT},
    {"http://127.0.0.4294967297", YMR_E_ARGUMENT},
    {"http://127.0.0.1.example", YMR_E_ARGUMENT},
    {"http://127.0.0.1.1", YMR_E_ARGUMENT},
    {"http://127.0.0.1x", YMR_E_ARGUMENT},
    {"http://127.example.com", YMR_E_ARGUMENT},
    {"http://1270.0.0.1", YMR_E_ARGUMENT},
    {"http://localhost.example", YMR_E_ARGUMENT},
    {"http://localhosts", YMR_E_ARGUMENT},
    {"http://xlocalhost", YMR_E_ARGUMENT},
    {"http://[::2]", YMR_E_ARGUMENT},
    {"http://[::1:1]", YMR_E_ARGUMENT},
    {"http://[::ffff:127.0.0.1]", YMR_E_ARGUMENT},
    /* RFC 1035: 253 characters */
    {"https://" LONGEST "y", YMR_E_SPACE},
    {"https://[" LONGEST, YMR_E_ARGUMENT},
};

TEST(endpoint_reads_base_urls)
{
    CHECK_SIZE(YMR_MAX_HOST - 1, strlen(LONGEST), "the longest name");
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        char host[YMR_MAX_HOST];
        ymr_endpoint got = {NULL, 0, false};
        CHECK_STATUS(YMR_OK, ymr_endpoint_parse(good[i].url, host, &got), good[i].url);
        CHECK(got.host == host, good[i].url);
        CHECK_STR(good[i].host, got.host, good[i].url);
        CHECK_U64(good[i].port, got.port, good[i].url);
        CHECK_U64(good[i].tls, got.tls, good[i].url);
    }
}

TEST(endpoint_refuses_everything_else)
{
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        char host[YMR_MAX_HOST];
        ymr_endpoint got = {NULL, 0, false};
        CHECK_STATUS(bad[i].status, ymr_endpoint_parse(bad[i].url, host, &got), bad[i].url);
        CHECK(got.host == NULL && got.port == 0, "untouched");
    }
}
