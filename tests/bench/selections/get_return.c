/* One return: a client with its deadlines, retries and limits. */
#include "given.h"

static ymr_return found;

int main(void)
{
    const ymr_status status = ymr_client_init(&given.client, &given.config);
    return status == YMR_OK ? ymr_get_return(&given.client, given.order, given.id, &found) : status;
}
