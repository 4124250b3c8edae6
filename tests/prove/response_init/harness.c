#include "prove.h"

#include "response.c"

#include "response_model.h"

int main(void)
{
    ymr_response response;

    ymr_response_init(&response);
    PROMISE(is_sound(&response) && !response.complete && response.error == YMR_OK);
    ymr_response_init_connect(&response);
    PROMISE(is_sound(&response) && response.connect);
    return 0;
}
