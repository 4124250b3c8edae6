#include "ai_model.h"
#include "loose.h"

static void pass_to_separator(ymr_text *text);

#include "scan_gs1.c"

const ymr_ai *ymr_ai_find(const char *text, size_t length, unsigned *number)
{
    return find_any_ai(text, length, number);
}

static void pass_to_separator(ymr_text *text)
{
    const size_t length = any_size();
    PROMISE(text->length == 0 || __CPROVER_r_ok(text->bytes, text->length));
    ASSUME(length <= text->length);
    *text = ymr_behind(*text, length);
}

int main(void)
{
    char buffer[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer);
    ymr_text rest = text;
    element e;

    if (take_element(&e, &rest)) {
        const size_t digits = row.kind & YMR_AI_DIGITS;
        PROMISE(e.ai == &row && e.value.bytes == text.bytes + digits && e.open == (rest.length == 0));
        PROMISE(rest.bytes == e.value.bytes + e.value.length);
        PROMISE(digits + e.value.length + rest.length == text.length);
    }
    return 0;
}
