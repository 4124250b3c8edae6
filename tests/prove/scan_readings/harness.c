#include "loose.h"

#include "scan_readings.c"

static ymr_scan scan;

bool ymr_add_reading(ymr_scan *to, ymr_code_kind kind, ymr_text text, int64_t number, uint32_t box)
{
    (void)number;
    (void)box;
    PROMISE(to == &scan && kind < YMR_CODE_KIND_COUNT);
    PROMISE(text.bytes >= scan.text && text.bytes + text.length <= scan.text + sizeof scan.text);
    return any_bool();
}

bool ymr_is_serial(ymr_text text)
{
    PROMISE(text.bytes >= scan.text && text.bytes + text.length <= scan.text + sizeof scan.text);
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

static ymr_text any_piece(void)
{
    const uint16_t offset = any_uint16(), length = any_uint16();
    ASSUME(offset + length <= sizeof scan.text);
    return (ymr_text){scan.text + offset, length};
}

/* As ymr_gs1_read and ymr_read_link leave it: what stands behind the ends that were found has any value. */
static ymr_gs1 any_elements(void)
{
    ymr_gs1 found = {.end_count = any_byte(), .fault = any_byte(), .form = any_byte()};

    ASSUME(found.end_count <= 3);
    found.sscc = any_bool() ? any_piece() : (ymr_text){NULL, 0};
    found.gtin = any_bool() ? any_piece() : (ymr_text){NULL, 0};
    found.serial = found.end_count > 0 ? any_piece() : (ymr_text){NULL, 0};
    ASSUME(found.gtin.length <= 14);
    for (size_t i = 0; i < sizeof found.ends; i++) {
        found.ends[i] = any_byte();
        ASSUME(i >= found.end_count || found.ends[i] <= found.serial.length);
    }
    return found;
}

int main(void)
{
    scan.used = any_uint16();
    ASSUME(scan.used <= sizeof scan.text);
    if (any_bool()) {
        const ymr_gs1 found = any_elements();
        (void)ymr_add_gs1(&scan, &found);
    } else {
        const ymr_text piece = any_piece();
        ASSUME(piece.length == 16);
        ymr_add_imeisv(&scan, piece);
    }
    PROMISE(scan.used <= sizeof scan.text);
    return 0;
}
