#include "scan_model.h"

#include "scan_gs1.c"

#include "gs1_model.h"

int main(void)
{
    char buffer[ROOM];
    const ymr_text code = any_text_at_end(buffer, sizeof buffer);
    ymr_gs1 found;

    set_other_row();
    (void)ymr_is_labelled(code);
    const bool good = ymr_gs1_read_labelled(&found, code);
    PROMISE(good == (found.fault == YMR_BAD_NOTHING));
    PROMISE(!good || found.serial.bytes == NULL || found.end_count >= 1);
    PROMISE(!good || found.serial.bytes == NULL ||
            found.serial.bytes + found.serial.length <= code.bytes + code.length);
    return 0;
}
