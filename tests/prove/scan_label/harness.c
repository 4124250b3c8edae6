#include "ai_model.h"

#include "scan_gs1.c"

const ymr_ai *ymr_ai_find(ymr_text text, unsigned *number)
{
    return find_any_ai(text, number);
}

int main(void)
{
    char buffer[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer);

    if (any_bool()) {
        const size_t length = label_length(text);
        PROMISE(length == 0 || (length >= 4 && length <= text.length));
        (void)ymr_is_labelled(text);
    } else if (any_bool()) {
        const ymr_text value = without_filling(text);
        PROMISE(value.bytes >= text.bytes && value.bytes + value.length <= text.bytes + text.length);
    } else {
        PROMISE(find_label(text) <= text.length);
    }
    return 0;
}
