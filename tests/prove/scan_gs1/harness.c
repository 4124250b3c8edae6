#include "scan_model.h"

#include "scan_gs1.c"

#include "gs1_model.h"

int main(void)
{
    char buffer[ROOM];
    const ymr_text code = any_text_at_end(buffer, sizeof buffer);
    ymr_gs1 found;

    set_other_row();
    const bool good = ymr_gs1_read(&found, code);
    PROMISE(good == (found.fault == YMR_BAD_NOTHING));
    if (good) {
        PROMISE(found.gtin.bytes == NULL || found.gtin.length == 14);
        PROMISE(found.sscc.bytes == NULL || found.sscc.length == 18);
        PROMISE(found.serial.bytes == NULL || (found.end_count >= 1 && found.serial.length >= 1));
        PROMISE(found.serial.bytes == NULL || found.serial.bytes + found.serial.length <= code.bytes + code.length);
    }
    return 0;
}
