#include "loose.h"

#include "scan_readings.c"

#include "readings_model.h"

bool ymr_is_serial(ymr_text text)
{
    return text.length > 0;
}

size_t ymr_put_cis(char out[YMR_MAX_REWRITTEN], ymr_text gtin, ymr_text serial)
{
    (void)out;
    return gtin.length + serial.length;
}

void ymr_put_gtin(char out[14], ymr_text digits)
{
    out[0] = *digits.bytes;
}

void ymr_put_imei(char out[15], ymr_text imeisv)
{
    out[0] = *imeisv.bytes;
}

int main(void)
{
    const unsigned kind = any_unsigned();

    take_any_scan();
    ASSUME(kind < YMR_CODE_KIND_COUNT);
    ymr_note_fault(&scan, YMR_BAD_GS1, YMR_CODE_CIS);
    const bool added = ymr_add_text(&scan, (ymr_code_kind)kind, any_piece());
    PROMISE(scan.count <= YMR_MAX_READINGS && (!added || scan.count > 0));
    return 0;
}
