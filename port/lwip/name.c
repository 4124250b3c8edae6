#include <lwip/dns.h>

#include "lwip_internal.h"

/* lwIP cannot take a question back, so it is not given a pointer but a number, which is looked up here. */
static ymr_lwip_name *waiting;
static uint32_t latest;

/* RFC 6761, section 6.3: this name is this device, whatever a name server says. */
static bool is_localhost(const char *host)
{
    static const char localhost[] = "localhost";
    size_t i = 0;

    while (i < sizeof localhost - 1 && (host[i] | 0x20) == localhost[i]) {
        i++;
    }
    return i == sizeof localhost - 1 && host[i] == '\0';
}

static void on_answer(const char *host, const ip_addr_t *address, void *argument)
{
    ymr_lwip_name **link = &waiting;

    (void)host;
    while (*link != NULL && (*link)->number != (uint32_t)(uintptr_t)argument) {
        link = &(*link)->next;
    }
    ymr_lwip_name *name = *link;
    if (name == NULL) {
        return;
    }
    *link = name->next;
    name->waiting = false;
    name->found = address != NULL;
    if (address != NULL) {
        name->address = *address;
    }
    ymr_lwip_wake();
}

static void wait_for(ymr_lwip_name *name)
{
    name->waiting = true;
    name->next = waiting;
    waiting = name;
}

err_t ymr_lwip_name_ask(ymr_lwip_name *name, const char *host)
{
    name->waiting = false;
    name->found = false;
    if (is_localhost(host)) {
        ip_addr_set_loopback(!LWIP_IPV4, &name->address);
        return ERR_OK;
    }
    name->number = ++latest;
    const err_t result = dns_gethostbyname(host, &name->address, on_answer, (void *)(uintptr_t)name->number);
    if (result == ERR_INPROGRESS) {
        wait_for(name);
    }
    return result;
}

void ymr_lwip_name_forget(ymr_lwip_name *name)
{
    ymr_lwip_name **link = &waiting;

    while (*link != NULL && *link != name) {
        link = &(*link)->next;
    }
    if (*link != NULL) {
        *link = name->next;
    }
    name->waiting = false;
}
