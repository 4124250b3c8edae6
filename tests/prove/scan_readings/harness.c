#include "loose.h"

#include "scan_readings.c"

ymr_scan nondet_scan(void);

ymr_text ymr_reading_text(const ymr_scan *scan, const ymr_reading *reading)
{
    const ymr_text text = {scan->text + reading->offset, reading->length};
    PROMISE(reading->offset + reading->length <= sizeof scan->text);
    return text;
}

bool ymr_is_serial(ymr_text text)
{
    return text.length >= 1 && text.length <= 20 && any_bool();
}

size_t ymr_put_cis(char out[YMR_MAX_REWRITTEN], ymr_text gtin, ymr_text serial)
{
    PROMISE(__CPROVER_w_ok(out, YMR_MAX_REWRITTEN) && gtin.length <= 14);
    return 18 + serial.length;
}

void ymr_put_gtin(char out[14], ymr_text digits)
{
    PROMISE(__CPROVER_w_ok(out, 14) && digits.length <= 14);
}

void ymr_put_imei(char out[15], ymr_text imeisv)
{
    PROMISE(__CPROVER_w_ok(out, 15) && imeisv.length >= 14);
}

static bool is_sound(const ymr_scan *scan)
{
    if (scan->count > YMR_MAX_READINGS || scan->used > sizeof scan->text) {
        return false;
    }
    for (size_t i = 0; i < YMR_MAX_READINGS; i++) {
        if (scan->readings[i].offset + scan->readings[i].length > sizeof scan->text) {
            return false;
        }
    }
    return true;
}

static ymr_text piece_of(const ymr_scan *scan)
{
    const uint16_t offset = any_uint16(), length = any_uint16();
    ASSUME(offset + length <= sizeof scan->text);
    return (ymr_text){scan->text + offset, length};
}

int main(void)
{
    ymr_scan scan = nondet_scan();
    ymr_gs1 found = {.end_count = any_byte(), .fault = any_byte(), .form = any_byte()};
    const unsigned kind = any_unsigned();
    const ymr_text piece = piece_of(&scan);

    ASSUME(is_sound(&scan) && kind < YMR_CODE_KIND_COUNT && found.end_count <= 1);
    ymr_add_text(&scan, (ymr_code_kind)kind, piece);
    PROMISE(scan.count <= YMR_MAX_READINGS && scan.used <= sizeof scan.text);
    if (piece.length <= 14) {
        found.gtin = piece;
        found.serial = any_bool() ? piece_of(&scan) : (ymr_text){NULL, 0};
        found.ends[0] = any_byte();
        ASSUME(found.ends[0] <= found.serial.length);
        ymr_add_gs1(&scan, &found);
    } else {
        ymr_add_imeisv(&scan, piece);
    }
    PROMISE(scan.count <= YMR_MAX_READINGS && scan.used <= sizeof scan.text);
    return 0;
}
