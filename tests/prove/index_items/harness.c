#include "keys_model.h"

static ymr_status put_text(ymr_index *index, uint32_t place, ymr_code_field field, const ymr_text *text);

#include "index_add.c"

ymr_index nondet_index(void);
ymr_return_item nondet_item(void);
ymr_codes nondet_codes(void);
ymr_track nondet_track(void);

static uint32_t given; /* the row whose keys are put */

uint32_t ymr_index_print_number(const ymr_index *index, ymr_code_field field, int64_t number)
{
    (void)index, (void)field, (void)number;
    return any_uint32();
}

static ymr_status put_text(ymr_index *index, uint32_t place, ymr_code_field field, const ymr_text *text)
{
    PROMISE(row_of((ymr_index_key){0, place}) == given && item_of((ymr_index_key){0, place}) <= ITEM_LAST);
    PROMISE(__CPROVER_r_ok(text, sizeof *text));
    return any_bool() ? YMR_OK : put_key(index, place | (uint32_t)field, any_uint32());
}

static bool goes_on(ymr_list *list)
{
    ASSUME(list->left <= 2);
    return list->left > 0 && list->left-- > 0;
}

bool ymr_codes_next(ymr_list *list, ymr_codes *out)
{
    *out = nondet_codes();
    return goes_on(list);
}

bool ymr_track_next(ymr_list *list, ymr_track *out)
{
    *out = nondet_track();
    return goes_on(list);
}

int main(void)
{
    ymr_index index = nondet_index();

    given = any_uint32();
    ASSUME(index.return_room <= YMR_INDEX_RETURNS_MAX && given < index.return_room);
    ASSUME(index.shadow.key_count <= index.key_room);
    const uint32_t keys = index.shadow.key_count;
    const ymr_return_item item = nondet_item();
    (void)ymr_index_add_item(&index, given, &item, any_uint32());
    PROMISE(index.shadow.key_count >= keys && index.shadow.key_count <= index.key_room);
    return 0;
}
