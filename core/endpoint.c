#include "endpoint.h"

#include <string.h>

#include "words.h"

/* Digits up to `most`; false if there are none, or more than that. */
static bool take_number(const char **text, uint32_t most, uint32_t *number)
{
    const char *at = *text;

    for (*number = 0; ymr_is_digit(*at) && *number <= most; at++) {
        *number = *number * 10 + (uint32_t)(*at - '0');
    }
    const bool some = at != *text;
    *text = at;
    return some && *number <= most;
}

/* The whole block 127.0.0.0/8, written out: `127.1` and `127.example.com` are names that lead anywhere. */
static bool is_loopback_ipv4(const char *host)
{
    uint32_t part;

    if (!ymr_take_word(&host, "127")) {
        return false;
    }
    for (int i = 0; i < 3; i++) {
        if (!ymr_take_word(&host, ".") || !take_number(&host, 255, &part)) {
            return false;
        }
    }
    return *host == '\0';
}

bool ymr_host_is_loopback(const char *host)
{
    const char *name = host;

    return (ymr_take_word(&name, "localhost") && *name == '\0') || strcmp(host, "::1") == 0 ||
           is_loopback_ipv4(host);
}

static bool belongs_to_host(char c, bool ipv6)
{
    const char small = ymr_lower(c);

    if (ymr_is_digit(c) || c == '.') {
        return true;
    }
    if (ipv6) {
        return (small >= 'a' && small <= 'f') || c == ':';
    }
    return (small >= 'a' && small <= 'z') || c == '-' || c == '_';
}

static ymr_status take_host(const char **url, char host[YMR_MAX_HOST])
{
    const bool ipv6 = ymr_take_word(url, "[");
    size_t length = 0;

    while (belongs_to_host(**url, ipv6)) {
        if (length == YMR_MAX_HOST - 1) {
            return YMR_E_SPACE;
        }
        host[length++] = *(*url)++;
    }
    host[length] = '\0';
    if (length == 0 || (ipv6 && (strchr(host, ':') == NULL || !ymr_take_word(url, "]")))) {
        return YMR_E_ARGUMENT;
    }
    return YMR_OK;
}

ymr_status ymr_place_parse(const char *text, char host[YMR_MAX_HOST], uint16_t *port)
{
    uint32_t number = *port;

    const ymr_status status = take_host(&text, host);
    if (status != YMR_OK) {
        return status;
    }
    if (ymr_take_word(&text, ":") && !take_number(&text, UINT16_MAX, &number)) {
        return YMR_E_ARGUMENT;
    }
    ymr_take_word(&text, "/");
    if (*text != '\0' || number == 0) {
        return YMR_E_ARGUMENT;
    }
    *port = (uint16_t)number;
    return YMR_OK;
}

ymr_status ymr_endpoint_parse(const char *url, char host[YMR_MAX_HOST], ymr_endpoint *endpoint)
{
    const bool tls = ymr_take_word(&url, "https://");
    uint16_t port = tls ? 443 : 80;

    if (!tls && !ymr_take_word(&url, "http://")) {
        return YMR_E_ARGUMENT;
    }
    const ymr_status status = ymr_place_parse(url, host, &port);
    if (status != YMR_OK) {
        return status;
    }
    if (!tls && !ymr_host_is_loopback(host)) {
        return YMR_E_ARGUMENT;
    }
    *endpoint = (ymr_endpoint){host, port, tls};
    return YMR_OK;
}
