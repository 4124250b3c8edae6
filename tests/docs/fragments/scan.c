/* A label has several meanings. */
#include "ymr/scan.h"

#include "world.h"

static size_t readings;

static void look_up(const ymr_reading *first, size_t count)
{
    REQUIRE(first->kind == YMR_CODE_BOX);
    readings = count;
}

int main(void)
{
    const char bytes[] = "59312969794-1";
    const size_t length = sizeof bytes - 1;
EXAMPLE
    REQUIRE(readings == 3);
}
