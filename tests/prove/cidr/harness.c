#include "loose.h"
#include "ymr/cidr.h"

typedef struct cursor cursor;
static bool take_decimal(cursor *c, unsigned most, unsigned *number);
static bool has_host_bits(const ymr_cidr *cidr);

#include "cidr.c"

ymr_ip nondet_ip(void);

ymr_status ymr_ip_parse(ymr_text text, ymr_ip *ip)
{
    PROMISE(text.length == 0 || __CPROVER_r_ok(text.bytes, text.length));
    if (text.length == 0 || any_bool()) {
        return YMR_E_SYNTAX;
    }
    *ip = nondet_ip();
    return YMR_OK;
}

static bool take_decimal(cursor *c, unsigned most, unsigned *number)
{
    const size_t step = any_size();
    PROMISE(c->at <= c->end && most <= 999);
    *number = any_unsigned();
    ASSUME(step <= 3 && step <= (size_t)(c->end - c->at));
    c->at += step;
    return step > 0 && *number <= most && any_bool();
}

static bool has_host_bits(const ymr_cidr *cidr)
{
    PROMISE(cidr->bits <= 128);
    return any_bool();
}

int main(void)
{
    char buffer[ROOM];
    ymr_cidr cidr = {.bits = 200};

    const ymr_status status = ymr_cidr_parse(any_text(buffer, sizeof buffer), &cidr);
    PROMISE(status == YMR_OK || status == YMR_E_SYNTAX || status == YMR_E_RANGE);
    PROMISE(status == YMR_OK ? cidr.bits <= 128 : cidr.bits == 200);
    return 0;
}
