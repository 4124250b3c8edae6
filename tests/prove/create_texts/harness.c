#include "create.c"

#include "prove.h"

enum { BYTES = 24 };

int main(void)
{
    char buffer[BYTES];
    const ymr_text text = any_text(buffer, sizeof buffer);
    const size_t at = any_size();

    if (any_bool()) {
        const bool is_id = is_offer_id(text);
        PROMISE(!is_id || text.length > 0);
        ASSUME(at < text.length);
        PROMISE(!is_id || text.bytes[at] == '\t' || ((unsigned char)text.bytes[at] >= ' ' && text.bytes[at] != 0x7f));
        PROMISE(!is_id || text.length > 1 || (text.bytes[0] != ' ' && text.bytes[0] != '\t'));
    } else {
        const bool is = is_phone(text);
        PROMISE(!is || (text.length >= 5 && text.length <= 16));
        ASSUME(at < text.length);
        PROMISE(!is || (at == 0 ? text.bytes[at] == '+' : text.bytes[at] >= '0' && text.bytes[at] <= '9'));
    }
    return 0;
}
