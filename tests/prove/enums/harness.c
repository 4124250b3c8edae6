#include "loose.h"

#include "enums.c"

enum { MOST = 4 };

int main(void)
{
    char list[ROOM], buffer[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer);
    const int value = any_int();
    int count = 0;

    for (size_t i = 0; i < sizeof list; i++) {
        count += list[i] == '\0' ? 1 : 0;
    }
    ASSUME(count <= MOST);
    const ymr_names names = {list, (uint8_t)count};

    const int found = ymr_enum_value(&names, text);
    PROMISE(found >= 1 && found < count + 2);
    PROMISE((ymr_enum_name(&names, value) != NULL) == (value >= 2 && value < count + 2));
    return 0;
}
