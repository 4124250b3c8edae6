#include "prove.h"

#include "ymr/response.h"

static ymr_status take_byte(ymr_response *response, char c);

#include "response.c"

#include "response_model.h"

static ymr_status take_byte(ymr_response *response, char c)
{
    PROMISE(is_sound(response) && response->state != BODY);
    (void)c;
    response->state = any_byte();
    response->framing = any_byte();
    response->left = any_uint64();
    response->complete = any_bool();
    response->head_complete = response->head_complete || any_bool();
    response->index = 0;
    ASSUME(is_sound(response));
    return any_bool() ? YMR_OK : YMR_E_HTTP;
}

int main(void)
{
    char buffer[ROOM];
    const ymr_text piece = any_text(buffer, sizeof buffer);
    ymr_response response = nondet_response();
    ymr_text body;
    size_t taken;

    ASSUME(is_sound(&response) && response.error <= YMR_OK);
    const ymr_status before = response.error;
    const bool whole = response.head_complete;
    const ymr_status status = ymr_response_feed(&response, piece.bytes, piece.length, &taken, &body);
    PROMISE(taken <= piece.length && body.length <= taken);
    PROMISE(body.length == 0 || body.bytes + body.length == piece.bytes + taken);
    PROMISE(before == YMR_OK || (status == before && taken == 0));
    PROMISE(status != YMR_OK || response.complete);
    PROMISE(status != YMR_PENDING || taken > 0 || piece.length == 0);
    PROMISE(response.head_complete || (!whole && !response.complete && body.length == 0));
    PROMISE(status < YMR_OK || is_sound(&response));

    const ymr_status end = ymr_response_closed(&response);
    PROMISE(end != YMR_OK || response.complete);
    return 0;
}
