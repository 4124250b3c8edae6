#include "loose.h"
#include "ymr/scan.h"

static bool is_known(const ymr_scan *scan, const ymr_reading *reading);
static bool insert(ymr_scan *scan, const ymr_reading *reading);

#include "scan_readings.c"

static ymr_scan scan;
static ymr_text piece;
static bool known;

static bool is_known(const ymr_scan *of, const ymr_reading *reading)
{
    PROMISE(of->text + reading->offset == piece.bytes && reading->length == piece.length);
    known = any_bool();
    return known;
}

static bool insert(ymr_scan *to, const ymr_reading *reading)
{
    PROMISE(!known && reading->kind < YMR_CODE_KIND_COUNT && reading->field < YMR_FIELD_COUNT);
    PROMISE(to->text + reading->offset == piece.bytes && reading->length == piece.length);
    return any_bool();
}

int main(void)
{
    const unsigned kind = any_unsigned();
    const uint16_t offset = any_uint16(), length = any_uint16();
    const uint8_t fault = any_byte();

    ASSUME(kind < YMR_CODE_KIND_COUNT && offset + length <= sizeof scan.text);
    piece = (ymr_text){scan.text + offset, length};
    scan.fault = fault;
    ymr_note_fault(&scan, YMR_BAD_GS1, YMR_CODE_CIS);
    PROMISE(scan.fault == (fault == YMR_BAD_NOTHING ? YMR_BAD_GS1 : fault));
    const bool added = any_bool() ? ymr_add_text(&scan, (ymr_code_kind)kind, piece)
                                  : ymr_add_reading(&scan, (ymr_code_kind)kind, piece, any_int64(), any_uint32());
    PROMISE(!added || !known);
    return 0;
}
