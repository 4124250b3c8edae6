/* The list of readings: in their order, each once. */
#include "scan_parts.h"

void ymr_note_fault(ymr_scan *scan, ymr_code_fault fault, ymr_code_kind form)
{
    if (scan->fault == YMR_BAD_NOTHING) {
        scan->fault = (uint8_t)fault;
        scan->form = (uint8_t)form;
    }
}

/* The same text for the same field finds the same returns: the more specific name for it is enough. */
static bool is_known(const ymr_scan *scan, const ymr_reading *reading)
{
    const ymr_text text = ymr_reading_text(scan, reading);
    for (size_t i = 0; i < scan->count; i++) {
        const ymr_reading *const other = &scan->readings[i];
        const ymr_text known = ymr_reading_text(scan, other);
        if (other->field == reading->field && other->kind <= reading->kind &&
            (other->box == reading->box || reading->box == 0) &&
            ymr_text_is(known, text.bytes, text.length)) {
            return true;
        }
    }
    return false;
}

/* Where there is no room left, the least specific goes. @return whether the reading is in */
static bool insert(ymr_scan *scan, const ymr_reading *reading)
{
    size_t at = scan->count;
    while (at > 0 && scan->readings[at - 1].kind > reading->kind) {
        at--;
    }
    if (scan->count == YMR_MAX_READINGS) {
        scan->more = true;
        if (at == YMR_MAX_READINGS) {
            return false;
        }
        scan->count--;
    }
    memmove(&scan->readings[at + 1], &scan->readings[at], (scan->count - at) * sizeof *reading);
    scan->readings[at] = *reading;
    scan->count++;
    return true;
}

static const uint8_t fields[YMR_CODE_KIND_COUNT] = {
    [YMR_CODE_CIS] = YMR_FIELD_CIS,
    [YMR_CODE_IMEI] = YMR_FIELD_IMEI,
    [YMR_CODE_SSCC] = YMR_FIELD_TRACK,
    [YMR_CODE_GTIN] = YMR_FIELD_SHOP_SKU,
    [YMR_CODE_BOX] = YMR_FIELD_ORDER,
    [YMR_CODE_TRACK] = YMR_FIELD_TRACK,
    [YMR_CODE_ORDER] = YMR_FIELD_ORDER,
    [YMR_CODE_RETURN] = YMR_FIELD_RETURN,
    [YMR_CODE_MARKET_SKU] = YMR_FIELD_MARKET_SKU,
    [YMR_CODE_SHOP_SKU] = YMR_FIELD_SHOP_SKU,
};

bool ymr_add_reading(ymr_scan *scan, ymr_code_kind kind, ymr_text text, int64_t number, uint32_t box)
{
    const ymr_reading reading = {.kind = (uint8_t)kind,
                                 .field = fields[kind],
                                 .offset = (uint16_t)(text.bytes - scan->text),
                                 .length = (uint16_t)text.length,
                                 .box = box,
                                 .number = number};
    return !is_known(scan, &reading) && insert(scan, &reading);
}

bool ymr_add_text(ymr_scan *scan, ymr_code_kind kind, ymr_text text)
{
    return ymr_add_reading(scan, kind, text, 0, 0);
}

/* Room for a text that is not a piece of the code; NULL: too many of a URL have been written already. */
static char *find_room(ymr_scan *scan)
{
    if (sizeof scan->text - scan->used < YMR_MAX_REWRITTEN) {
        scan->more = true;
        return NULL;
    }
    return scan->text + scan->used;
}

static void add_written(ymr_scan *scan, ymr_code_kind kind, size_t length)
{
    if (ymr_add_text(scan, kind, (ymr_text){scan->text + scan->used, length})) {
        scan->used = (uint16_t)(scan->used + length);
    }
}

void ymr_add_cis(ymr_scan *scan, ymr_text gtin, ymr_text serial)
{
    char *const room = find_room(scan);
    if (!ymr_is_serial(serial)) {
        ymr_note_fault(scan, YMR_BAD_GS1, YMR_CODE_CIS);
    } else if (room != NULL) {
        add_written(scan, YMR_CODE_CIS, ymr_put_cis(room, gtin, serial));
    }
}

void ymr_add_gtin(ymr_scan *scan, ymr_text digits)
{
    char *const room = find_room(scan);
    if (room != NULL) {
        ymr_put_gtin(room, digits);
        add_written(scan, YMR_CODE_GTIN, 14);
    }
}

void ymr_add_imeisv(ymr_scan *scan, ymr_text digits)
{
    char *const room = find_room(scan);
    if (room != NULL) {
        ymr_put_imei(room, digits);
        add_written(scan, YMR_CODE_IMEI, 15);
    }
}

bool ymr_add_gs1(ymr_scan *scan, const ymr_gs1 *found)
{
    if (found->fault != YMR_BAD_NOTHING) {
        ymr_note_fault(scan, (ymr_code_fault)found->fault, (ymr_code_kind)found->form);
        return false;
    }
    if (found->gtin.bytes != NULL && found->serial.bytes == NULL) {
        ymr_add_gtin(scan, found->gtin);
    }
    for (size_t i = 0; found->gtin.bytes != NULL && i < found->end_count; i++) {
        ymr_add_cis(scan, found->gtin, ymr_piece(found->serial, 0, found->ends[i]));
    }
    if (found->sscc.bytes != NULL) {
        ymr_add_text(scan, YMR_CODE_SSCC, found->sscc);
    }
    const bool any = found->gtin.bytes != NULL || found->sscc.bytes != NULL;
    scan->gs1 = scan->gs1 || any;
    return any;
}

ymr_text ymr_reading_text(const ymr_scan *scan, const ymr_reading *reading)
{
    return (ymr_text){scan->text + reading->offset, reading->length};
}
