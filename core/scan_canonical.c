/* The other side of a comparison: fields of a return by the rules of codes. */
#include "apart.h"
#include "scan_parts.h"

/* A CIS is not sent with its tail, so a short serial that looks as if it had one is a serial. */
static size_t serial_length(const ymr_gs1 *found)
{
    const size_t whole = found->ends[found->end_count - 1];
    return whole == found->serial.length ? whole : found->ends[0];
}

static void find_as_it_is(ymr_gs1 *found, ymr_text value)
{
    found->form = YMR_CODE_NONE;
    found->serial = value;
}

static YMR_APART void find_tobacco(ymr_gs1 *found, ymr_text value)
{
    found->gtin = ymr_piece(value, 0, 14);
    found->serial = ymr_piece(value, 14, 7);
    if (ymr_is_gtin(found->gtin) && ymr_is_serial(found->serial)) {
        found->form = YMR_CODE_CIS;
    } else {
        find_as_it_is(found, value);
    }
}

static YMR_APART void find_cis(ymr_gs1 *found, ymr_text value)
{
    const bool read = ymr_is_labelled(value) ? ymr_gs1_read_labelled(found, value) : ymr_gs1_read(found, value);
    if (read && found->gtin.bytes != NULL && found->serial.bytes != NULL) {
        found->form = YMR_CODE_CIS;
        found->serial.length = serial_length(found);
    } else if (ymr_looks_like_tobacco(value)) {
        find_tobacco(found, value);
    } else {
        find_as_it_is(found, value);
    }
}

bool ymr_canonical_find(ymr_gs1 *found, ymr_code_field field, ymr_text value)
{
    find_as_it_is(found, value);
    ymr_trim(&found->serial);
    if (found->serial.length == 0 || found->serial.length > YMR_MAX_CODE) {
        return false;
    }
    if (field == YMR_FIELD_CIS) {
        find_cis(found, found->serial);
    } else if (field == YMR_FIELD_IMEI && found->serial.length == 16 && ymr_is_digits(found->serial)) {
        found->form = YMR_CODE_IMEI;
    } else if (field == YMR_FIELD_TRACK && ymr_is_labelled_sscc(found->serial)) {
        found->serial = ymr_behind(found->serial, 2);
    } else if (field == YMR_FIELD_SHOP_SKU && ymr_is_gtin(found->serial)) {
        found->form = YMR_CODE_GTIN;
    }
    return true;
}

ymr_text ymr_canonical_put(const ymr_gs1 *found, char out[YMR_MAX_REWRITTEN])
{
    size_t length;
    if (found->form == YMR_CODE_CIS) {
        length = ymr_put_cis(out, found->gtin, found->serial);
    } else if (found->form == YMR_CODE_IMEI) {
        ymr_put_imei(out, found->serial);
        length = 15;
    } else if (found->form == YMR_CODE_GTIN) {
        ymr_put_gtin(out, found->serial);
        length = 14;
    } else {
        return found->serial;
    }
    return (ymr_text){out, length};
}

ymr_text ymr_code_canonical(ymr_code_field field, ymr_text value, char out[YMR_MAX_REWRITTEN])
{
    ymr_gs1 found;
    return ymr_canonical_find(&found, field, value) ? ymr_canonical_put(&found, out) : (ymr_text){NULL, 0};
}
