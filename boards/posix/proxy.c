#include "proxy.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "exits.h"
#include "notes.h"

/* Lower case first, as in other programs: it is the older of the two. */
static char *variable(const char *small, const char *large)
{
    char *const value = getenv(small);
    return value != NULL && value[0] != '\0' ? value : getenv(large);
}

static bool is_address(const char *host)
{
    const size_t length = strlen(host);
    return strchr(host, ':') != NULL || (host[length - 1] >= '0' && host[length - 1] <= '9');
}

/* `example.com` and `.example.com` both stand for the name and all below it; an address only for itself. */
static bool is_meant(const char *host, const char *name, size_t length)
{
    const size_t whole = strlen(host);

    while (length > 0 && *name == '.') {
        name++;
        length--;
    }
    if (length == 1 && *name == '*') {
        return true;
    }
    if (length == 0 || length > whole || strncasecmp(host + whole - length, name, length) != 0) {
        return false;
    }
    return length == whole || (host[whole - length - 1] == '.' && !is_address(host));
}

/* Commas or blanks between the names. */
static bool is_excepted(const char *host)
{
    const char *list = variable("no_proxy", "NO_PROXY");

    while (list != NULL && *list != '\0') {
        const size_t length = strcspn(list, ", \t");
        if (is_meant(host, list, length)) {
            return true;
        }
        list += length;
        list += strspn(list, ", \t");
    }
    return false;
}

/* Both strings are the process's own and may be written to; /proc shows them as long as it lives. */
static void hide_login(const char *url)
{
    const char *const at = strchr(url, '@');
    if (at != NULL) {
        ymr_wipe((char *)url, strlen(url));
    }
}

static int read_url(const char *origin, const char *url, ymr_proxy_server *server)
{
    const ymr_status status = ymr_proxy_parse(url, server);

    hide_login(url);
    if (status != YMR_OK) {
        note_error("%s: this is no proxy that can be used%s: give http://[USER:PASSWORD@]HOST:PORT, with %%XX for "
                   "what is special in user and password",
                   origin, status == YMR_E_SPACE ? ", it is too long" : "");
        return EXIT_USAGE;
    }
    return 0;
}

int proxy_choose(const options *given, const ymr_endpoint *to, ymr_proxy_server *server)
{
    memset(server, 0, sizeof *server);
    if (given->proxy != NULL) {
        if (!to->tls) {
            note_error("--proxy: for https:// only: without TLS the proxy would read the API key");
            hide_login(given->proxy);
            return EXIT_USAGE;
        }
        return read_url("--proxy", given->proxy, server);
    }
    const char *const url = variable("https_proxy", "HTTPS_PROXY");
    if (!to->tls || url == NULL || url[0] == '\0' || ymr_host_is_loopback(to->host) || is_excepted(to->host)) {
        return 0;
    }
    return read_url("HTTPS_PROXY", url, server);
}
