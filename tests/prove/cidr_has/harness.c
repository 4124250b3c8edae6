#include "loose.h"

#include "cidr.c"

ymr_ip nondet_ip(void);

static void prefix(void)
{
    const ymr_cidr cidr = {nondet_ip(), any_byte()};
    const ymr_ip ip = nondet_ip();

    ASSUME(cidr.bits <= 128);
    (void)ymr_cidr_has(&cidr, &ip);
}

/* Behind the address stands `bits`, so that a bit too far is a bit of 128. */
static void host_bits(void)
{
    const ymr_cidr cidr = {nondet_ip(), any_byte()};

    ASSUME(cidr.bits <= 128);
    const bool has = has_host_bits(&cidr);
    PROMISE(!has || cidr.bits < 128);
    PROMISE(has || cidr.bits == 128 || (cidr.ip.bytes[15] & 1) == 0);
}

int main(void)
{
    if (any_bool()) {
        prefix();
    } else {
        host_bits();
    }
    return 0;
}
