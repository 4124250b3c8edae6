#include <lwip/dns.h>
#include <lwip/etharp.h>
#include <lwip/ethip6.h>
#include <string.h>

#include "lwip_internal.h"

#if !NO_SYS
#define INPUT tcpip_input
#else
#define INPUT netif_input
#endif

static ymr_lwip_network *of(struct netif *netif)
{
    return netif->state;
}

/* ---- Frames -------------------------------------------------------------------------------------------- */

static err_t send_frame(struct netif *netif, struct pbuf *frame)
{
    const ymr_lwip_driver *driver = of(netif)->driver;

    return driver->send(driver->context, frame) ? ERR_OK : ERR_IF;
}

static err_t set_up(struct netif *netif)
{
    const ymr_lwip_driver *driver = of(netif)->driver;

    netif->name[0] = 'e';
    netif->name[1] = 'n';
    netif->mtu = 1500;
    netif->flags = NETIF_FLAG_BROADCAST | NETIF_FLAG_ETHARP | NETIF_FLAG_ETHERNET | NETIF_FLAG_LINK_UP;
    netif->hwaddr_len = sizeof driver->mac;
    memcpy(netif->hwaddr, driver->mac, sizeof driver->mac);
    netif->output = etharp_output;
#if LWIP_IPV6
    netif->output_ip6 = ethip6_output;
#endif
    netif->linkoutput = send_frame;
    return ERR_OK;
}

struct pbuf *ymr_lwip_network_room(uint16_t length)
{
    return pbuf_alloc(PBUF_RAW, length, PBUF_POOL);
}

void ymr_lwip_network_input(ymr_lwip_network *network, struct pbuf *frame)
{
    if (network->netif.input(frame, &network->netif) != ERR_OK) {
        pbuf_free(frame);
    }
}

/* ---- Addresses ----------------------------------------------------------------------------------------- */

typedef struct addresses {
    ip4_addr_t own, mask, gateway;
    ip_addr_t dns[2];
} addresses;

static bool read_ip4(const char *text, const char *otherwise, ip4_addr_t *address)
{
    return ip4addr_aton(text != NULL ? text : otherwise, address) != 0;
}

static bool read_addresses(const ymr_lwip_network_config *config, addresses *read)
{
    const bool fixed = config->address != NULL;

    memset(read, 0, sizeof *read);
    for (unsigned i = 0; i < 2; i++) {
        if (config->dns[i] != NULL && ipaddr_aton(config->dns[i], &read->dns[i]) == 0) {
            return false;
        }
    }
    return read_ip4(config->address, "0.0.0.0", &read->own) &&
           read_ip4(config->mask, fixed ? "255.255.255.0" : "0.0.0.0", &read->mask) &&
           read_ip4(config->gateway, "0.0.0.0", &read->gateway);
}

static ymr_status ask_dhcp(ymr_lwip_network *network)
{
#if YMR_LWIP_DHCP
    return ymr_lwip_dhcp_start(network) ? YMR_OK : YMR_E_IO;
#else
    (void)network;
    return YMR_E_ARGUMENT;
#endif
}

/* ---- The interface ------------------------------------------------------------------------------------- */

static ymr_status bring_up(ymr_lwip_network *network, const ymr_lwip_network_config *config,
                           const addresses *read)
{
    struct netif *netif = &network->netif;

    if (netif_add(netif, &read->own, &read->mask, &read->gateway, network, set_up, INPUT) == NULL) {
        return YMR_E_IO;
    }
    netif_set_hostname(netif, config->host_name);
    netif_set_default(netif);
    netif_set_up(netif);
#if LWIP_IPV6
    netif_create_ip6_linklocal_address(netif, 1);
    netif_set_ip6_autoconfig_enabled(netif, 1);
#endif
    for (unsigned i = 0; i < 2; i++) {
        dns_setserver((u8_t)i, &read->dns[i]);
    }
    return config->address != NULL ? YMR_OK : ask_dhcp(network);
}

ymr_status ymr_lwip_network_start(ymr_lwip_network *network, const ymr_lwip_driver *driver,
                                  const ymr_lwip_network_config *config)
{
    addresses read;

    if (!read_addresses(config, &read)) {
        return YMR_E_ARGUMENT;
    }
    memset(network, 0, sizeof *network);
    network->driver = driver;
    ymr_lwip_lock();
    const ymr_status status = bring_up(network, config, &read);
    ymr_lwip_unlock();
    return status;
}

void ymr_lwip_network_link(ymr_lwip_network *network, bool up)
{
    ymr_lwip_lock();
    if (up && !netif_is_link_up(&network->netif)) {
        netif_set_link_up(&network->netif);
#if YMR_LWIP_DHCP
        ymr_lwip_dhcp_link_is_up(network);
#endif
    } else if (!up) {
        netif_set_link_down(&network->netif);
    }
    ymr_lwip_unlock();
}

bool ymr_lwip_network_ready(const ymr_lwip_network *network)
{
    const struct netif *netif = &network->netif;

    ymr_lwip_lock();
    const bool ready =
        netif_is_up(netif) && netif_is_link_up(netif) && !ip4_addr_isany_val(*netif_ip4_addr(netif));
    ymr_lwip_unlock();
    return ready;
}
