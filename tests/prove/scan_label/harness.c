#include "ai_model.h"

#include "scan_gs1.c"

const ymr_ai *ymr_ai_find(const char *text, size_t length, unsigned *number)
{
    return find_any_ai(text, length, number);
}

int main(void)
{
    char buffer[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer);

    if (any_bool()) {
        const size_t length = label_length(&text);
        PROMISE(length == 0 || (length >= 4 && length <= text.length));
        (void)ymr_is_labelled(text);
    } else {
        ymr_text value = text;
        take_off_filling(&value);
        PROMISE(value.bytes >= text.bytes && value.bytes + value.length <= text.bytes + text.length);
    }
    return 0;
}
