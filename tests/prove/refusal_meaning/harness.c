#include "prove.h"

#include "refusal.c"

int main(void)
{
    const uint16_t http = any_uint16();

    const ymr_status meaning = meaning_of(http);
    PROMISE((meaning != YMR_E_HTTP_STATUS) == (http == 401 || http == 404 || http == 420));
    return 0;
}
