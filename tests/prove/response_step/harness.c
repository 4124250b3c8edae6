#include "prove.h"

#include "response.c"

#include "response_model.h"

int main(void)
{
    ymr_response response = nondet_response();

    const char c = any_char();
    PROMISE(!is_token(c) || (c > ' ' && c < 0x7f));
    ASSUME(is_sound(&response) && response.state != BODY);
    const bool whole = response.head_complete;
    const ymr_status status = take_byte(&response, c);
    PROMISE(status == YMR_OK || status == YMR_E_HTTP || status == YMR_E_HTTP_LIMIT || status == YMR_E_FRAMING ||
            status == YMR_E_ENCODING);
    PROMISE(status != YMR_OK || is_sound(&response));
    PROMISE(status != YMR_OK || !whole || response.head_complete);
    return 0;
}
