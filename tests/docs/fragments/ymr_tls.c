/* A call over a TLS transport that was made as the header says. */
#include "world.h"

static void connect_anew(void)
{
    ymr_config config = {0};
#define tcp world_tcp
#define bundle world_bundle
EXAMPLE
    world_config.transport = config.transport;
}

int main(void)
{
    static ymr_return found;
    world_begin();
    connect_anew();
    REQUIRE(ymr_client_init(&world_client, &world_config) == YMR_OK);
    REQUIRE(ymr_get_return(&world_client, world_number("ORDER"), world_number("RETURN"), &found) == YMR_OK);
}
