/* All of the demo's order came back. */
#include "ymr/cost.h"

#include "world.h"

int main(void)
{
    static ymr_orders_page page;
    static ymr_order order;
    static ymr_return scratch;
    static ymr_cost cost;
    static ymr_cost_line lines[10];
    static char offers[1000];
    const ymr_cost_memory memory = {lines, 10, offers, sizeof offers};
    ymr_client *const client = &world_client;
    const int64_t id = world_number("ORDER");
    const ymr_returns_filter filter_of_this_order = {.order_ids = &id, .order_count = 1};
    ymr_decimal rest;
    world_begin();
EXAMPLE
    REQUIRE(cost.priced && cost.returns == 1 && rest.coefficient == 0);
}
