#include "loose.h"

typedef struct cursor cursor;
static bool take_ip4(cursor *c, uint8_t *bytes);
static bool take_group(cursor *c, uint8_t *bytes);

#include "cidr.c"

static bool take_ip4(cursor *c, uint8_t *bytes)
{
    PROMISE(__CPROVER_w_ok(bytes, 4));
    if (c->end - c->at < 7 || any_bool()) {
        return false;
    }
    c->at = c->end;
    return true;
}

static bool take_group(cursor *c, uint8_t *bytes)
{
    const size_t step = any_size();
    PROMISE(__CPROVER_w_ok(bytes, 2));
    ASSUME(step <= 4 && step <= (size_t)(c->end - c->at));
    c->at += step;
    return step > 0;
}

int main(void)
{
    char buffer[ROOM + 4];
    const ymr_text text = any_text(buffer, sizeof buffer);
    ymr_ip ip = {{77}};

    const ymr_status status = ymr_ip_parse(text, &ip);
    PROMISE(status == YMR_OK || status == YMR_E_SYNTAX);
    PROMISE(status == YMR_OK || ip.bytes[0] == 77);
    return 0;
}
