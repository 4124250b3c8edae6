#define EXACT_MEMSET
#include "loose.h"

#include "scan_link.c"

enum { LENGTH = 20 };

static ymr_scan scan;
static char *const url = scan.text + sizeof scan.text - LENGTH; /* its end is the text's, its begin anywhere */

static bool is_there(ymr_text text)
{
    const size_t at = (size_t)(text.bytes - url);
    return at <= LENGTH && text.length <= LENGTH - at;
}

bool ymr_next_piece(ymr_pieces *rest, ymr_url_piece *next)
{
    const size_t at = (size_t)(rest->at - url), from = any_size(), length = any_size(), end = any_size();
    PROMISE(at <= LENGTH && rest->end == url + LENGTH);
    if (at == LENGTH) {
        return false;
    }
    ASSUME(from > at && from <= end && length <= end - from && end <= LENGTH);
    *next = (ymr_url_piece){url + from, length};
    rest->at = url + end;
    rest->query = any_bool();
    return true;
}

void ymr_decode_piece(ymr_url_piece *piece)
{
    const size_t length = any_size();
    PROMISE(piece->length == 0 || is_there(ymr_view(*piece)));
    ASSUME(length <= piece->length);
    piece->length = length;
}

bool ymr_is_gtin(ymr_text text)
{
    PROMISE(is_there(text));
    return text.length >= 8 && text.length <= 14 && any_bool();
}

bool ymr_is_digits(ymr_text text)
{
    PROMISE(is_there(text));
    return text.length > 0 && any_bool();
}

bool ymr_gs1_digit_holds(ymr_text digits)
{
    PROMISE((digits.length == 18 || (digits.length >= 8 && digits.length <= 14)) && is_there(digits));
    return any_bool();
}

bool ymr_is_serial(ymr_text text)
{
    PROMISE(is_there(text));
    return text.length >= 1 && text.length <= 20 && any_bool();
}

bool ymr_add_gs1(ymr_scan *scan, const ymr_gs1 *found)
{
    (void)scan;
    PROMISE(found->gtin.bytes == NULL || is_there(found->gtin));
    PROMISE(found->end_count <= 1 && (found->serial.bytes == NULL || found->ends[0] == found->serial.length));
    return any_bool();
}

int main(void)
{
    const size_t length = any_size();

    ASSUME(length <= LENGTH);
    (void)ymr_read_link(&scan, (ymr_pieces){url + (LENGTH - length), url + LENGTH, false});
    return 0;
}
