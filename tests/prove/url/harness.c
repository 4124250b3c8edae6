/* Small, so that the prover need not follow each place of a long one. */
#define YMR_MAX_URL 256
#define YMR_MAX_HOST 32
#include "spans.h"

#include "url.c"

ymr_status ymr_endpoint_parse(const char *url, char host[YMR_MAX_HOST], ymr_endpoint *endpoint)
{
    (void)url;
    (void)endpoint;
    host[0] = '\0';
    return any_bool() ? YMR_OK : YMR_E_ARGUMENT;
}

int main(void)
{
    static ymr_url url;
    char buffer[ROOM + 4];
    const size_t length = any_size();

    ASSUME(length <= sizeof buffer);
    const ymr_text text = {buffer, length};
    __CPROVER_havoc_slice(url.text, sizeof url.text);
    spans_end = url.text + length;
    const ymr_status status = ymr_url_parse(text, &url);
    PROMISE(status == YMR_OK || status == YMR_E_ARGUMENT || status == YMR_E_SPACE);
    if (status == YMR_OK) {
        PROMISE(url.target.length > 0 && url.target.bytes[0] == '/');
        PROMISE(url.target.bytes + url.target.length == url.text + text.length);
    }
    return 0;
}
