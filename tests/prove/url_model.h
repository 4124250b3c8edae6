/* What the two readers of URLs call, as loosely as it is proved; to be included behind the source. */
#ifndef YMR_PROVE_URL_MODEL_H
#define YMR_PROVE_URL_MODEL_H

static inline bool is_there(ymr_text text)
{
    return text.length == 0 || __CPROVER_r_ok(text.bytes, text.length);
}

bool ymr_next_piece(ymr_pieces *rest, ymr_url_piece *next)
{
    const size_t left = (size_t)(rest->end - rest->at);
    const size_t length = any_size();
    if (left == 0) {
        return false;
    }
    ASSUME(length < left);
    *next = (ymr_url_piece){rest->at + 1, length};
    rest->at += 1 + length;
    rest->query = any_bool();
    return true;
}

void ymr_decode_piece(ymr_url_piece *piece)
{
    const size_t length = any_size();
    PROMISE(piece->length == 0 || __CPROVER_w_ok(piece->at, piece->length));
    ASSUME(length <= piece->length);
    piece->length = length;
}

bool ymr_begins_word(ymr_text text, const char *word)
{
    PROMISE(is_there(text));
    return text.length >= strlen(word) && any_bool();
}

#ifndef PROVES_LINK
bool ymr_read_link(ymr_scan *scan, ymr_pieces rest)
{
    (void)scan;
    PROMISE(rest.at <= rest.end);
    return any_bool();
}
#endif

void ymr_read_code(ymr_scan *scan, ymr_text code, ymr_code_source source)
{
    (void)scan;
    (void)source;
    PROMISE(is_there(code));
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

#endif
