#include "keys_model.h"

#include "index_add.c"

ymr_index nondet_index(void);

uint32_t ymr_index_print_number(const ymr_index *index, ymr_code_field field, int64_t number)
{
    (void)index, (void)field, (void)number;
    return any_uint32();
}

uint32_t ymr_index_print_text(const ymr_index *index, ymr_code_field field, ymr_text text)
{
    (void)index, (void)field;
    PROMISE(text.length == 0 || __CPROVER_r_ok(text.bytes, text.length));
    return any_uint32();
}

bool ymr_canonical_find(ymr_gs1 *found, ymr_code_field field, ymr_text value)
{
    const size_t length = any_size();
    (void)field;
    ASSUME(length <= value.length);
    found->form = any_bool() ? YMR_CODE_CIS : YMR_CODE_NONE;
    found->serial = (ymr_text){value.bytes, length};
    return any_bool();
}

ymr_text ymr_canonical_put(const ymr_gs1 *found, char out[YMR_MAX_REWRITTEN])
{
    const size_t length = any_size();
    PROMISE(__CPROVER_w_ok(out, YMR_MAX_REWRITTEN));
    ASSUME(length <= YMR_MAX_REWRITTEN);
    return found->form == YMR_CODE_NONE ? found->serial : (ymr_text){out, length};
}

int main(void)
{
    char buffer[ROOM];
    ymr_index index = nondet_index();
    const ymr_text text = any_text(buffer, sizeof buffer);
    const uint32_t row = any_uint32(), item = any_uint32();

    ASSUME(index.shadow.key_count <= index.key_room && index.return_room <= YMR_INDEX_RETURNS_MAX);
    ASSUME(row < index.return_room && item <= ITEM_NONE);
    const ymr_code_field field = (ymr_code_field)(1 + any_unsigned() % (YMR_FIELD_COUNT - 1));
    const uint32_t place = place_of(row, item);
    PROMISE(row_of((ymr_index_key){0, place}) == row && item_of((ymr_index_key){0, place}) == item);
    const ymr_status status =
        any_bool() ? put_text(&index, place, field, &text) : put_number(&index, place, field, any_int64());
    PROMISE(status == YMR_OK || status == YMR_E_FULL);
    PROMISE(index.shadow.key_count <= index.key_room && put_keys <= 1);
    return 0;
}
