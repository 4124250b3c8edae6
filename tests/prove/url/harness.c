#include "url.c"

#include "prove.h"

ymr_status ymr_endpoint_parse(const char *url, char host[YMR_MAX_HOST], ymr_endpoint *endpoint)
{
    (void)url;
    (void)endpoint;
    host[0] = '\0';
    return any_bool() ? YMR_OK : YMR_E_ARGUMENT;
}

int main(void)
{
    char buffer[ROOM + 4];
    const ymr_text text = any_text(buffer, sizeof buffer);
    ymr_url url;

    const ymr_status status = ymr_url_parse(text, &url);
    PROMISE(status == YMR_OK || status == YMR_E_ARGUMENT || status == YMR_E_SPACE);
    if (status == YMR_OK) {
        PROMISE(url.target.length > 0 && url.target.bytes[0] == '/');
        PROMISE(url.target.bytes + url.target.length == url.text + text.length);
    }
    return 0;
}
