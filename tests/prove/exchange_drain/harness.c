#include "prove.h"

#include "exchange.c"

#include "exchange_model.h"

int main(void)
{
    static ymr_exchange x;

    take_any(&x);
    x.sink_failed = false;
    const ymr_status status = drain(&x);
    PROMISE(is_sound(&x));
    PROMISE(status != YMR_OK || x.body.length == 0);
    PROMISE(status == YMR_OK || x.held || x.sink_failed);
    PROMISE(status != YMR_PENDING || x.held);
    return 0;
}
