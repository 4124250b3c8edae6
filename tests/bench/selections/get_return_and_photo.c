/* One return and a photo of it. */
#include "given.h"

static ymr_return found;

static ymr_status take(void *context, const ymr_chunk *chunk, size_t *taken)
{
    (void)context;
    *taken = chunk->length;
    return YMR_OK;
}

int main(void)
{
    ymr_status status = ymr_client_init(&given.client, &given.config);
    if (status == YMR_OK) {
        status = ymr_get_return(&given.client, given.order, given.id, &found);
    }
    return status == YMR_OK ? ymr_get_return_photo(&given.client, given.order, given.id, given.item, given.hash,
                                                   take, NULL)
                            : status;
}
