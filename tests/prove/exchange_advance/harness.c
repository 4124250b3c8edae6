#include "prove.h"

#include "exchange.c"

#include "exchange_model.h"

ymr_status ymr_response_feed(ymr_response *response, const char *bytes, size_t length, size_t *taken,
                             ymr_text *body)
{
    const size_t body_length = any_size();
    PROMISE(length > 0 && __CPROVER_r_ok(bytes, length) && !response->complete);
    *taken = any_size();
    ASSUME(*taken > 0 && *taken <= length && body_length <= *taken);
    *body = (ymr_text){bytes + (*taken - body_length), body_length};
    response->head_complete = response->head_complete || any_bool();
    response->complete = response->head_complete && any_bool();
    response->status = any_uint16();
    response->media = any_byte();
    ASSUME(response->head_complete || body_length == 0);
    return any_bool() ? YMR_E_HTTP : response->complete ? YMR_OK : YMR_PENDING;
}

int main(void)
{
    static ymr_exchange x;

    take_any(&x);
    ASSUME(x.from < x.to && x.body.length == 0 && !x.response.complete && !x.sending && !x.held);
    const size_t from = x.from;
    const ymr_status status = advance(&x);
    PROMISE(x.from > from && x.from <= x.to && ends == 0);
    PROMISE(status <= YMR_OK && (status < YMR_OK || is_sound(&x)));
    return 0;
}
