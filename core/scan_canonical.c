/* The other side of a comparison: fields of a return by the rules of codes. */
#include "apart.h"
#include "scan_parts.h"

static const ymr_text absent = {NULL, 0};

/* A CIS is not sent with its tail, so a short serial that looks as if it had one is a serial. */
static ymr_text serial_of(const ymr_gs1 *found)
{
    const ymr_text serial = found->serial;
    const size_t whole = found->ends[found->end_count - 1];
    return ymr_piece(serial, 0, whole == serial.length ? whole : found->ends[0]);
}

static YMR_APART ymr_text canonical_tobacco(ymr_text value, char *out)
{
    const ymr_text gtin = ymr_piece(value, 0, 14);
    const ymr_text serial = ymr_piece(value, 14, 7);
    const bool good = ymr_is_gtin(gtin) && ymr_is_serial(serial);
    return good ? (ymr_text){out, ymr_put_cis(out, gtin, serial)} : value;
}

static YMR_APART size_t put_found(char *out, const ymr_gs1 *found)
{
    return ymr_put_cis(out, found->gtin, serial_of(found));
}

static ymr_text canonical_cis(ymr_text value, char *out)
{
    ymr_gs1 found;
    const bool read = ymr_is_labelled(value) ? ymr_gs1_read_labelled(&found, value)
                                             : ymr_gs1_read(&found, value);
    if (read && found.gtin.bytes != NULL && found.serial.bytes != NULL) {
        return (ymr_text){out, put_found(out, &found)};
    }
    return ymr_looks_like_tobacco(value) ? canonical_tobacco(value, out) : value;
}

static ymr_text canonical_imei(ymr_text value, char *out)
{
    if (value.length != 16 || !ymr_is_digits(value)) {
        return value;
    }
    ymr_put_imei(out, value);
    return (ymr_text){out, 15};
}

static ymr_text canonical_track(ymr_text value)
{
    return ymr_is_labelled_sscc(value) ? ymr_behind(value, 2) : value;
}

static ymr_text canonical_sku(ymr_text value, char *out)
{
    if (!ymr_is_gtin(value)) {
        return value;
    }
    ymr_put_gtin(out, value);
    return (ymr_text){out, 14};
}

ymr_text ymr_code_canonical(ymr_code_field field, ymr_text value, char out[YMR_MAX_REWRITTEN])
{
    value = value.bytes != NULL ? ymr_trim(value) : value;
    if (value.length == 0 || value.length > YMR_MAX_CODE) {
        return absent;
    }
    switch (field) {
    case YMR_FIELD_CIS:
        return canonical_cis(value, out);
    case YMR_FIELD_IMEI:
        return canonical_imei(value, out);
    case YMR_FIELD_TRACK:
        return canonical_track(value);
    case YMR_FIELD_SHOP_SKU:
        return canonical_sku(value, out);
    default:
        return value;
    }
}
