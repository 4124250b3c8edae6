/*
 * GS1 Digital Link (GS1 Digital Link Standard: URI Syntax, 1.4): /01/GTIN, with /21/serial behind it, or
 * /00/SSCC, anywhere in the path of a URL. The pieces of such a link belong together, and the rest of the URL
 * says nothing about the parcel.
 */
#include "apart.h"
#include "scan_url.h"

/*
 * Of a GTIN in a link: 14 digits; shorter ones were allowed once, and are taken when they cannot be anything
 * else.
 */
static bool is_link_gtin(ymr_url_piece p)
{
    return ymr_is_gtin(ymr_view(p)) || (p.length == 14 && ymr_is_digits(ymr_view(p)));
}

static void read_key(ymr_gs1 *link, ymr_text key, ymr_url_piece value)
{
    if (ymr_text_is(key, "01", 2) && is_link_gtin(value)) {
        link->gtin = ymr_view(value);
    } else if (ymr_text_is(key, "00", 2) && value.length == 18 && ymr_is_digits(ymr_view(value))) {
        link->sscc = ymr_view(value);
    }
}

/* Behind the GTIN, further identifiers and their values: variant, batch, serial. */
static void read_qualifier(ymr_gs1 *link, ymr_text key, ymr_url_piece value)
{
    if (ymr_text_is(key, "21", 2)) {
        ymr_decode_piece(&value);
        link->serial = ymr_view(value);
        link->ends[0] = (uint8_t)value.length;
        link->end_count = 1;
    }
}

static YMR_APART void find_link(ymr_gs1 *link, ymr_pieces *rest)
{
    ymr_url_piece piece;
    ymr_text key = {rest->at, 0};

    while (ymr_next_piece(rest, &piece) && !rest->query) {
        const bool paired = key.length > 0 && link->gtin.bytes != NULL;
        if (paired) {
            read_qualifier(link, key, piece);
        } else {
            read_key(link, key, piece);
        }
        const bool taken = paired || link->gtin.bytes == piece.at;
        key = taken ? (ymr_text){piece.at, 0} : ymr_view(piece);
    }
}

static void check_link(ymr_gs1 *link)
{
    const bool product = link->gtin.bytes != NULL;
    link->form = product ? (link->serial.bytes != NULL ? YMR_CODE_CIS : YMR_CODE_GTIN) : YMR_CODE_SSCC;
    if (!ymr_gs1_digit_holds(product ? link->gtin : link->sscc)) {
        link->fault = YMR_BAD_CHECK_DIGIT;
    } else if (link->serial.bytes != NULL && !ymr_is_serial(link->serial)) {
        link->fault = YMR_BAD_GS1;
    }
}

bool ymr_read_link(ymr_scan *scan, ymr_pieces rest)
{
    ymr_gs1 link;
    memset(&link, 0, sizeof link);
    find_link(&link, &rest);
    if (link.gtin.bytes == NULL && link.sscc.bytes == NULL) {
        return false;
    }
    check_link(&link);
    ymr_add_gs1(scan, &link);
    return true;
}
