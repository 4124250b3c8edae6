#include "ymr/cidr.h"

#include <string.h>

#include "words.h"

enum { IP_BITS = 128, IP4_BITS = 32, IP4_AT = 12, NO_GAP = 17 };

static const uint8_t ip4_prefix[IP4_AT] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

typedef struct cursor {
    const char *at;
    const char *end;
} cursor;

static bool take(cursor *c, char wanted)
{
    if (c->at == c->end || *c->at != wanted) {
        return false;
    }
    c->at++;
    return true;
}

/* One to three decimal digits, no zero in front of others. */
static bool take_decimal(cursor *c, unsigned most, unsigned *number)
{
    const char *first = c->at;

    *number = 0;
    while (c->at < c->end && ymr_is_digit(*c->at) && c->at - first < 3) {
        *number = *number * 10 + (unsigned)(*c->at++ - '0');
    }
    return c->at > first && (c->at - first == 1 || *first != '0') && *number <= most;
}

static bool take_ip4(cursor *c, uint8_t *bytes)
{
    unsigned number;

    for (int i = 0; i < 4; i++) {
        if ((i > 0 && !take(c, '.')) || !take_decimal(c, UINT8_MAX, &number)) {
            return false;
        }
        bytes[i] = (uint8_t)number;
    }
    return c->at == c->end;
}

static bool take_hex(cursor *c, unsigned *digit)
{
    const char small = c->at < c->end ? ymr_lower(*c->at) : '\0';

    if (!ymr_is_digit(small) && (small < 'a' || small > 'f')) {
        return false;
    }
    *digit = (unsigned)(ymr_is_digit(small) ? small - '0' : small - 'a' + 10);
    c->at++;
    return true;
}

/* One to four hexadecimal digits. */
static bool take_group(cursor *c, uint8_t *bytes)
{
    unsigned group = 0, digit;
    int count = 0;

    while (count < 4 && take_hex(c, &digit)) {
        group = group << 4 | digit;
        count++;
    }
    bytes[0] = (uint8_t)(group >> 8);
    bytes[1] = (uint8_t)group;
    return count > 0;
}

typedef struct groups {
    uint8_t bytes[16];
    size_t used;
    size_t gap; /* where the `::` stands */
} groups;

/* A group, or at the end an IPv4 address in place of two. */
static bool take_part(cursor *c, groups *g)
{
    cursor ahead = *c;

    if (g->used <= IP4_AT && take_ip4(&ahead, g->bytes + g->used)) {
        *c = ahead;
        g->used += 4;
        return true;
    }
    if (g->used == sizeof g->bytes || !take_group(c, g->bytes + g->used)) {
        return false;
    }
    g->used += 2;
    return true;
}

/* The second colon of `::`, of which there is but one. False: it is a second one. */
static bool take_gap(cursor *c, groups *g)
{
    if (!take(c, ':')) {
        return true;
    }
    const bool first = g->gap == NO_GAP;
    g->gap = g->used;
    return first;
}

static bool take_groups(cursor *c, groups *g)
{
    if (take(c, ':')) {
        (void)take_gap(c, g); /* the first one, if it is one */
        if (g->gap == NO_GAP) {
            return false;
        }
    }
    while (c->at < c->end) {
        if (!take_part(c, g)) {
            return false;
        }
        if (c->at == c->end) {
            return true;
        }
        if (!take(c, ':') || !take_gap(c, g)) {
            return false;
        }
    }
    return g->gap == g->used; /* it ends in a colon: that of a `::` */
}

/* The `::` stands for the zeros that are missing: at least one group of them. */
static bool spread(const groups *g, ymr_ip *ip)
{
    const size_t size = sizeof ip->bytes;

    if (g->gap == NO_GAP ? g->used != size : g->used == size) {
        return false;
    }
    const size_t front = g->gap == NO_GAP ? g->used : g->gap;
    const size_t back = g->used - front;
    memset(ip->bytes, 0, size);
    memcpy(ip->bytes, g->bytes, front);
    memcpy(ip->bytes + size - back, g->bytes + g->used - back, back);
    return true;
}

ymr_status ymr_ip_parse(ymr_text text, ymr_ip *ip)
{
    cursor c = {text.bytes, text.bytes + text.length};
    groups g = {.gap = NO_GAP};
    ymr_ip read;

    if (text.length == 0) {
        return YMR_E_SYNTAX;
    }
    if (memchr(text.bytes, ':', text.length) == NULL) {
        memcpy(read.bytes, ip4_prefix, IP4_AT);
        if (!take_ip4(&c, read.bytes + IP4_AT)) {
            return YMR_E_SYNTAX;
        }
    } else if (!take_groups(&c, &g) || !spread(&g, &read)) {
        return YMR_E_SYNTAX;
    }
    *ip = read;
    return YMR_OK;
}

static bool same_prefix(const ymr_ip *a, const ymr_ip *b, unsigned bits)
{
    const unsigned whole = bits / 8, rest = bits % 8;
    const unsigned mask = 0xFF00U >> rest & 0xFFU;

    return memcmp(a->bytes, b->bytes, whole) == 0 &&
           (rest == 0 || ((a->bytes[whole] ^ b->bytes[whole]) & mask) == 0);
}

static bool has_host_bits(const ymr_cidr *cidr)
{
    for (unsigned at = cidr->bits; at < IP_BITS; at++) {
        if ((cidr->ip.bytes[at / 8] & 0x80U >> at % 8) != 0) {
            return true;
        }
    }
    return false;
}

/* Behind the slash. */
static bool take_bits(cursor *c, bool ip4, uint8_t *bits)
{
    unsigned number;

    if (!take_decimal(c, ip4 ? IP4_BITS : IP_BITS, &number) || c->at != c->end) {
        return false;
    }
    *bits = (uint8_t)(number + (ip4 ? IP_BITS - IP4_BITS : 0));
    return true;
}

ymr_status ymr_cidr_parse(ymr_text text, ymr_cidr *cidr)
{
    const char *slash = text.length == 0 ? NULL : memchr(text.bytes, '/', text.length);
    const size_t length = slash == NULL ? text.length : (size_t)(slash - text.bytes);
    ymr_cidr read = {.bits = IP_BITS};

    if (ymr_ip_parse((ymr_text){text.bytes, length}, &read.ip) != YMR_OK) {
        return YMR_E_SYNTAX;
    }
    if (slash != NULL) {
        cursor c = {slash + 1, text.bytes + text.length};
        if (!take_bits(&c, memchr(text.bytes, ':', length) == NULL, &read.bits)) {
            return YMR_E_SYNTAX;
        }
    }
    if (has_host_bits(&read)) {
        return YMR_E_RANGE;
    }
    *cidr = read;
    return YMR_OK;
}

bool ymr_cidr_has(const ymr_cidr *cidr, const ymr_ip *ip)
{
    const bool ip4 = memcmp(ip->bytes, ip4_prefix, IP4_AT) == 0;

    return (!ip4 || cidr->bits >= IP_BITS - IP4_BITS) && same_prefix(&cidr->ip, ip, cidr->bits);
}

bool ymr_cidr_any(const ymr_cidr *ranges, size_t count, const ymr_ip *ip)
{
    for (size_t i = 0; i < count; i++) {
        if (ymr_cidr_has(&ranges[i], ip)) {
            return true;
        }
    }
    return false;
}
