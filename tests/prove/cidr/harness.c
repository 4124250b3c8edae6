#include "cidr.c"

#include "prove.h"

ymr_ip nondet_ip(void);

ymr_status ymr_ip_parse(ymr_text text, ymr_ip *ip)
{
    (void)text;
    *ip = nondet_ip();
    return any_bool() ? YMR_OK : YMR_E_SYNTAX;
}

static void ranges(void)
{
    ymr_cidr both[2] = {{nondet_ip(), any_byte()}, {nondet_ip(), any_byte()}};
    const ymr_ip ip = nondet_ip();
    const size_t count = any_size();

    ASSUME(count <= 2 && both[0].bits <= 128 && both[1].bits <= 128);
    const bool one = count > 0 && ymr_cidr_has(&both[0], &ip);
    PROMISE(!one || ymr_cidr_any(both, count, &ip));
}

static void text(void)
{
    char buffer[ROOM];
    ymr_cidr cidr = {.bits = 200};

    const ymr_status status = ymr_cidr_parse(any_text(buffer, sizeof buffer), &cidr);
    PROMISE(status == YMR_OK || status == YMR_E_SYNTAX || status == YMR_E_RANGE);
    PROMISE(status == YMR_OK ? cidr.bits <= 128 : cidr.bits == 200);
}

int main(void)
{
    ranges();
    text();
    return 0;
}
