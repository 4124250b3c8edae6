#include "ai_model.h"
#include "loose.h"

static size_t find_separator(ymr_text text);

#include "scan_gs1.c"

const ymr_ai *ymr_ai_find(ymr_text text, unsigned *number)
{
    return find_any_ai(text, number);
}

static size_t find_separator(ymr_text text)
{
    const size_t length = any_size();
    PROMISE(text.length == 0 || __CPROVER_r_ok(text.bytes, text.length));
    ASSUME(length <= text.length);
    return length;
}

int main(void)
{
    char buffer[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer);
    element e;

    const size_t length = take_element(&e, text);
    PROMISE(length <= text.length);
    if (length > 0) {
        PROMISE(e.ai == &row && length == (row.kind & YMR_AI_DIGITS) + e.value.length);
        PROMISE(e.value.bytes + e.value.length == text.bytes + length);
    }
    return 0;
}
