#include "prove.h"

#include "check_parts.h"

static void remove_hit(ymr_check *check, size_t at);
static void put_in_order(ymr_check *check);

#include "check_hits.c"

#include "hits_model.h"

#include "loose_hits.h"

static bool ordered;

static void put_in_order(ymr_check *of)
{
    PROMISE(of == &check && of->count <= of->room);
    ordered = true;
}

int main(void)
{
    take_any_check();
    check.next = 0;
    const size_t count = check.count, missed = check.missed + check.left;
    ymr_hits_finish(&check);
    PROMISE(check.count <= count && check.left == 0 && check.missed == missed && ordered);
    return 0;
}
