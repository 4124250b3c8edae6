/** Whether the way to the Market leads through a proxy, and which. */
#ifndef YMR_BOARD_PROXY_H
#define YMR_BOARD_PROXY_H

#include "options.h"
#include "ymr/proxy.h"

/**
 * --proxy, which is always followed; else HTTPS_PROXY or https_proxy, unless NO_PROXY or no_proxy names the host or the
 * host is this machine. Passwords are wiped from command line and environment, where other programs could read them.
 *
 * @param server  filled when there is one; its host is "" when there is none. A secret
 * @return 0, or what the program ends with: the user has been told
 */
int proxy_choose(const options *given, const ymr_endpoint *to, ymr_proxy_server *server);

#endif
