#include "ymr/url.h"

#include <string.h>

/* Visible ASCII, so no NUL either: from here on the text is a terminated one. */
static bool keep_text(ymr_text text, char kept[YMR_MAX_URL])
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] <= ' ' || text.bytes[i] >= 0x7f) {
            return false;
        }
        kept[i] = text.bytes[i];
    }
    kept[text.length] = '\0';
    return true;
}

/* Where the authority ends (RFC 3986, section 3.2); NULL if there is none, or no path behind it. */
static char *find_path(char *url)
{
    static const char mark[] = "://";
    char *authority = strstr(url, mark);
    if (authority == NULL) {
        return NULL;
    }
    authority += sizeof mark - 1;
    char *path = authority + strcspn(authority, "/?#");
    return *path == '/' ? path : NULL;
}

ymr_status ymr_url_parse(ymr_text text, ymr_url *url)
{
    if (text.length >= sizeof url->text) {
        return YMR_E_SPACE;
    }
    if (!keep_text(text, url->text)) {
        return YMR_E_ARGUMENT;
    }
    char *path = find_path(url->text);
    if (path == NULL || strchr(path, '#') != NULL) {
        return YMR_E_ARGUMENT;
    }
    url->target = (ymr_text){path, strlen(path)};
    /* In front of the path stands what a base URL is: one parser says what hosts and ports there are. */
    *path = '\0';
    const ymr_status status = ymr_endpoint_parse(url->text, url->host, &url->endpoint);
    *path = '/';
    return status;
}
