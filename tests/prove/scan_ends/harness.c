#include "loose.h"

#include "scan_gs1.c"

enum { BYTES = 128 };

int main(void)
{
    char buffer[BYTES];
    ymr_gs1 found = {.serial = any_text(buffer, sizeof buffer)};

    ASSUME(found.serial.length >= 1);
    find_ends(&found);
    PROMISE(found.end_count <= 3);
    PROMISE(found.end_count < 1 || (found.ends[0] >= 1 && found.ends[0] <= 20 && found.ends[0] <= found.serial.length));
    PROMISE(found.end_count < 2 || (found.ends[1] >= 1 && found.ends[1] <= 20 && found.ends[1] <= found.serial.length));
    PROMISE(found.end_count < 3 || (found.ends[2] >= 1 && found.ends[2] <= 20 && found.ends[2] <= found.serial.length));
    return 0;
}
