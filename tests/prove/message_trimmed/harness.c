#include "message_search.c"

#include "prove.h"

int main(void)
{
    char buffer[ROOM];
    const ymr_text given = any_text(buffer, sizeof buffer);
    const ymr_text text = any_bool() ? given : (ymr_text){NULL, 0};
    const ymr_text left = trimmed(text);

    PROMISE(left.length <= text.length);
    PROMISE(left.length == 0 || (size_t)(left.bytes - text.bytes) <= text.length - left.length);
    PROMISE(left.length == 0 || (left.bytes[0] != ' ' && left.bytes[left.length - 1] != ' '));
    return 0;
}
