/* The address is of nobody: the way there is what is looked at. */
#include "ymr/proxy.h"

#include "world.h"

#define tcp world_tcp
#define tls world_tls

int main(void)
{
    const ymr_tls_config tls_config = {.anchors = &world_bundle.anchors, .random = ymr_posix_random,
                                       .clock = ymr_posix_clock()};
    world_begin();
EXAMPLE
    REQUIRE(strcmp(server.host, "10.0.0.1") == 0 && server.port == 3128 && server.login[0] != '\0');
    REQUIRE(strcmp(ymr_tls_version(&world_tls), "") == 0);
}
