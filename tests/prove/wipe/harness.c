#include "wipe.c"

#include "prove.h"

enum { BYTES = 32 };

int main(void)
{
    char buffer[BYTES];
    const size_t length = any_size(), i = any_size();
    char *const bytes = placed(buffer, sizeof buffer, length);

    ymr_wipe(bytes, length);
    ASSUME(i < length);
    PROMISE(bytes[i] == 0);
    return 0;
}
