#include "prove.h"

#include "calls.c"

int main(void)
{
    char buffer[ROOM];
    const char *const path = any_string(buffer, sizeof buffer);

    PROMISE(is_under_result(path) == (strncmp(path, "result.", 7) == 0));
    return 0;
}
