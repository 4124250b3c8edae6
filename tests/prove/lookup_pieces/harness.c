#include "loose.h"

#include "lookup.c"

static ymr_text of_item;

bool ymr_item_count_next(ymr_list *items, ymr_item_count *out)
{
    if (items->left == 0) {
        return false;
    }
    items->left--;
    out->shop_sku = of_item;
    out->count = any_int64();
    return true;
}

enum { MANY = 4 };

int main(void)
{
    char of_a[ROOM], of_b[ROOM], of_c[ROOM];
    const ymr_text a = any_text(of_a, sizeof of_a), b = any_text(of_b, sizeof of_b);
    ymr_new_item items[MANY];
    const size_t count = any_size();
    const ymr_list list = {NULL, 0, any_byte() % 4};

    ASSUME(count <= MANY);
    of_item = any_text(of_c, sizeof of_c);
    for (size_t i = 0; i < MANY; i++) {
        items[i].offer_id = any_bool() ? a : b;
    }
    const ymr_new_return sought = {.items = items + (MANY - count), .item_count = count};
    const uint64_t pieces = pieces_sought(&sought, any_bool() ? &b : NULL);
    PROMISE(count > 0 || pieces == 0);
    const uint64_t read = pieces_read(list, any_bool() ? &b : NULL);
    PROMISE(list.left > 0 || read == 0);
    PROMISE(!same(a, b) || a.length == b.length);
    return 0;
}
