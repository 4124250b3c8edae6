#include "loose.h"

#include "request_reader.c"

#include "reader_model.h"

int main(void)
{
    char of_path[ROOM], of_value[ROOM];
    const ymr_text value = any_text(of_value, sizeof of_value);
    ymr_request_reader reader = nondet_reader();

    reader.path = any_string(of_path, sizeof of_path);
    ASSUME(is_sound(&reader));
    if (reader.state != MESSAGE) {
        const ymr_status status = on_line(&reader, any_char());
        PROMISE(status == YMR_OK || reader.http_status >= 400);
        PROMISE(status != YMR_OK || is_sound(&reader));
        PROMISE(status != YMR_OK || reader.state != MESSAGE || fed.bytes[fed.length - 1] == '\n');
    } else {
        look_at(&reader, any_char());
        PROMISE(is_sound(&reader));
        PROMISE(trimmed(value.bytes, value.length) <= value.length);
    }
    return 0;
}
