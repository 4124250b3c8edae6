#include "prove.h"

#include "fields.c"

int main(void)
{
    const uint8_t field = any_byte();
    const size_t length = any_size();
    const char c = any_char();

    ASSUME(field < COUNT);
    ASSUME(length <= strlen(names[field]));
    const uint8_t next = ymr_field_narrow(field, length, c);
    PROMISE(next == YMR_FIELD_UNKNOWN || (next >= field && next < COUNT));
    PROMISE(next == YMR_FIELD_UNKNOWN || names[next][length] == ymr_lower(c));
    PROMISE(next == YMR_FIELD_UNKNOWN || c == '\0' || length + 1 <= strlen(names[next]));
    PROMISE(ymr_field_is_whole(field, length) == (length == strlen(names[field])));
    PROMISE(!ymr_field_is_whole(YMR_FIELD_UNKNOWN, any_size()));
    return 0;
}
