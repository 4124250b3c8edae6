/** What the URLs of a server and of a proxy have in common (not a public header). */
#ifndef YMR_CORE_ENDPOINT_H
#define YMR_CORE_ENDPOINT_H

#include "ymr/request.h"

/** Reads `host[:port][/]`, the whole text. @param port  before: what it is when the text names none, 0: it must name one */
ymr_status ymr_place_parse(const char *text, char host[YMR_MAX_HOST], uint16_t *port);

#endif
