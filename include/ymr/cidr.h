/**
 * IP addresses and ranges of them (CIDR, RFC 4632), for lists of who may call.
 *
 * One form for both kinds: an IPv4 address is kept as ::ffff:a.b.c.d (RFC 4291, section 2.5.5.2), so that it
 * is the same address whether it came over an IPv4 or an IPv6 socket.
 */
#ifndef YMR_CIDR_H
#define YMR_CIDR_H

#include "ymr/status.h"
#include "ymr/text.h"

/** 16 bytes in network order. */
typedef struct ymr_ip {
    uint8_t bytes[16]; /**< IPv4 as ::ffff:a.b.c.d */
} ymr_ip;

/** All addresses whose first `bits` bits are those of `ip`; of IPv4 96 bits more than were written. */
typedef struct ymr_cidr {
    ymr_ip ip;    /**< what addresses begin with */
    uint8_t bits; /**< 0 … 128 */
} ymr_cidr;

/**
 * Reads one address, whole: `5.45.207.1` (four decimal numbers; a leading zero, which some take for octal, is
 * refused) or IPv6 in any form of RFC 4291, section 2.2. No port, no brackets, no zone.
 *
 * @return YMR_OK; YMR_E_SYNTAX. `ip` is untouched on error.
 */
ymr_status ymr_ip_parse(ymr_text text, ymr_ip *ip);

/**
 * Reads one range: `5.45.207.0/25`, `2a02:6b8::/32`, or a single address.
 *
 * @return YMR_OK; YMR_E_SYNTAX; YMR_E_RANGE: bits behind the prefix are set, which leaves open what is meant
 *         (`5.45.207.1/25`). `cidr` is untouched on error.
 */
ymr_status ymr_cidr_parse(ymr_text text, ymr_cidr *cidr);

/** Whether the range holds the address. `::/0` holds every address of IPv6 and none of IPv4. */
bool ymr_cidr_has(const ymr_cidr *cidr, const ymr_ip *ip);

/** Whether one of the ranges does. */
bool ymr_cidr_any(const ymr_cidr *ranges, size_t count, const ymr_ip *ip);

#endif
