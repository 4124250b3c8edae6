#include "prove.h"

#include "fields.c"

static size_t lengths[COUNT];

/* Names and places in them are counted here, so the prover follows one name at a time. */
static void look_at(uint8_t next, size_t length, char c)
{
    for (uint8_t field = 0; field < COUNT; field++) {
        if (next == field) {
            PROMISE(names[field][length] == ymr_lower(c));
            PROMISE(c == '\0' || length + 1 <= lengths[field]);
        }
    }
}

static void go_on_from(uint8_t field, size_t length)
{
    const char c = any_char();

    const uint8_t next = ymr_field_narrow(field, length, c);
    PROMISE(next == YMR_FIELD_UNKNOWN || (next >= field && next < COUNT));
    look_at(next, length, c);
    PROMISE(ymr_field_is_whole(field, length) == (length == lengths[field]));
}

int main(void)
{
    for (uint8_t field = 0; field < COUNT; field++) {
        lengths[field] = strlen(names[field]);
    }
    for (uint8_t field = 0; field < COUNT; field++) {
        for (size_t length = 0; length <= lengths[field]; length++) {
            go_on_from(field, length);
        }
    }
    PROMISE(!ymr_field_is_whole(YMR_FIELD_UNKNOWN, any_size()));
    return 0;
}
