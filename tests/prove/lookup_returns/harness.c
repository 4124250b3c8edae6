#define EXACT_MEMSET
#include "loose.h"

#include "ymr/create.h"

static uint64_t pieces_sought(const ymr_new_return *sought, const ymr_text *of);
static uint64_t pieces_read(ymr_list items, const ymr_text *of);

#include "lookup.c"

static uint64_t pieces_sought(const ymr_new_return *sought, const ymr_text *of)
{
    (void)sought;
    PROMISE(of == NULL || __CPROVER_r_ok(of, sizeof *of));
    return any_uint64();
}

static uint64_t pieces_read(ymr_list items, const ymr_text *of)
{
    (void)items;
    PROMISE(of == NULL || __CPROVER_r_ok(of, sizeof *of));
    return any_uint64();
}

ymr_return nondet_return(void);

enum { MANY = 8 };

int main(void)
{
    ymr_new_item items[MANY];
    const size_t count = any_size();
    const ymr_return read = nondet_return();
    ymr_lookup lookup;

    ASSUME(count <= MANY);
    const ymr_new_return sought = {.order_id = any_int64(), .items = items + (MANY - count), .item_count = count};
    ymr_lookup_begin(&lookup, &sought, any_int64());
    PROMISE(lookup.matches == 0 && lookup.filter.order_ids == &sought.order_id && lookup.filter.order_count == 1);
    PROMISE(ymr_lookup_end(&lookup) == YMR_RESOLUTION_WAITING);
    lookup.page_matches = any_uint32();
    ASSUME(lookup.page_matches < UINT32_MAX);
    const uint32_t before = lookup.page_matches;
    ymr_lookup_add(&lookup, &read);
    PROMISE(lookup.page_matches == before || (lookup.page_matches == before + 1 && read.order_id == sought.order_id));
    return 0;
}
