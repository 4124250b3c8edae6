#include "loose.h"

#include "scan_gs1.c"

int main(void)
{
    char of_gtin[14], of_serial[20], out[YMR_MAX_REWRITTEN];
    const ymr_text gtin = any_text(of_gtin, sizeof of_gtin);
    const ymr_text serial = any_text(of_serial, sizeof of_serial);

    PROMISE(ymr_put_cis(out, gtin, serial) == 18 + serial.length);
    return 0;
}
