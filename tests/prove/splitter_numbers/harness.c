#include "loose.h"

#include "ymr/splitter.h"

static ymr_status keep(ymr_splitter *s, const char *bytes, size_t length);

#include "splitter.c"

#include "splitter_keep_model.h"

static ymr_splitter s;

ymr_status ymr_integer_parse(const char *text, size_t length, int64_t *value)
{
    PROMISE(text == s.number && length <= sizeof s.number);
    PROMISE(value == &s.picked[0] || value == &s.picked[1]);
    *value = any_int64();
    return any_bool() ? YMR_OK : YMR_E_SYNTAX;
}

int main(void)
{
    char buffer[ROOM], of_bytes[ROOM];
    const ymr_text bytes = any_text(of_bytes, sizeof of_bytes);
    input in = {bytes.bytes, bytes.bytes + bytes.length};

    s = any_splitter(buffer, sizeof buffer);
    ASSUME(bytes.length > 0 && !s.held && s.state == PRIMITIVE);
    ASSUME(!s.in_element || s.element_needed > 0 || begins_primitive(bytes.bytes[0]));
    const ymr_splitter before = s;
    const input from = in;
    const ymr_status status = take_primitive(&s, &in);
    PROMISE(status <= YMR_OK && in.at >= bytes.bytes && in.at <= in.end);
    if (status == YMR_OK) {
        PROMISE(is_sound(&s) && goes_on(&s, &in, &before, &from));
        PROMISE(in.at == in.end || s.held || s.state == NEXT);
    }
    return 0;
}
