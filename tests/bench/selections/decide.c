/* A decision: the return, what may be decided, the submit, and its outcome looked up when nobody knows it. */
#include "given.h"
#include "ymr/decisions.h"

extern const ymr_decisions given_decisions;
static ymr_return found;
static ymr_available_decisions available;

int main(void)
{
    ymr_status status = ymr_client_init(&given.client, &given.config);
    if (status == YMR_OK) {
        status = ymr_get_return(&given.client, given.order, given.id, &found);
    }
    if (status == YMR_OK) {
        status = ymr_get_available_decisions(&given.client, given.id, &available);
    }
    if (status == YMR_OK) {
        status = ymr_submit_decisions(&given.client, given.order, given.id, &given_decisions);
    }
    return status;
}
