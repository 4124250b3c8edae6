/* Parcels that can be fetched, found by their order's number. */
#include "ymr/index.h"

#include "world.h"

static ymr_status taker(void *context, const ymr_hit *hit)
{
    REQUIRE(hit->shipment_status == YMR_SHIPMENT_STATUS_READY_FOR_PICKUP);
    *(bool *)context = true;
    return YMR_OK;
}

int main(void)
{
    static ymr_index_build build;
    static ymr_scan scan;
    bool found = false;
    void *const context = &found;
    const int64_t now = 1;
    world_begin();
    REQUIRE(ymr_scan_read(&scan, "61120065090", 11) == YMR_OK);
#define client world_client
EXAMPLE
    REQUIRE(found);
}
