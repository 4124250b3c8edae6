#include "prove.h"

#include "cidr.c"

bool ymr_cidr_has(const ymr_cidr *cidr, const ymr_ip *ip)
{
    PROMISE(__CPROVER_r_ok(cidr, sizeof *cidr) && cidr->bits <= 128 && __CPROVER_r_ok(ip, sizeof *ip));
    return any_bool();
}

int main(void)
{
    ymr_cidr ranges[ROOM];
    ymr_ip ip;
    const size_t count = any_size();

    ASSUME(count <= ROOM);
    for (size_t i = 0; i < ROOM; i++) {
        ranges[i].bits = any_byte();
        ASSUME(ranges[i].bits <= 128);
    }
    const bool any = ymr_cidr_any(ranges + (ROOM - count), count, &ip);
    PROMISE(!any || count > 0);
    return 0;
}
