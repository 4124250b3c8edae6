/* A client with a budget counts its calls. */
#include "world.h"

static void add_budget(void)
{
    ymr_config config = {0};
EXAMPLE
    world_config.budget = config.budget;
}

int main(void)
{
    static ymr_return found;
    world_begin();
    add_budget();
    REQUIRE(ymr_get_return(&world_client, world_number("ORDER"), world_number("RETURN"), &found) == YMR_OK);
    REQUIRE(ymr_budget_limit(world_config.budget, &ymr_operation_get_return).remaining >= 0);
}
