/* What the parts of scan_gs1.c give each other, as loosely as it is proved elsewhere; to be included behind the source. */
#ifndef YMR_PROVE_GS1_MODEL_H
#define YMR_PROVE_GS1_MODEL_H

/* The code that is read, or what is left of it. */
static ymr_text code;

static inline bool is_there(ymr_text text)
{
    return text.length == 0 || __CPROVER_r_ok(text.bytes, text.length);
}

static inline bool is_of_code(ymr_text text)
{
    const size_t at = (size_t)(text.bytes - code.bytes);
    return at <= code.length && text.length <= code.length - at;
}

/* Any piece of at least and at most so many bytes. */
static inline ymr_text any_piece(size_t least, size_t most)
{
    const size_t at = any_size(), length = any_size();
    ASSUME(at <= code.length && length <= code.length - at && length >= least && length <= most);
    return (ymr_text){code.bytes + at, length};
}

static inline bool is_key(ymr_text key, size_t length)
{
    return key.bytes == NULL || (is_of_code(key) && key.length == length);
}

static inline bool is_end(const ymr_gs1 *found, size_t which)
{
    const size_t end = found->ends[which];
    return which >= found->end_count || (end >= 1 && end <= 20 && end <= found->serial.length);
}

/* What is found without a fault: keys that lie in the code and are as long as they should be, a serial with its ends. */
static inline bool is_sound(const ymr_gs1 *found)
{
    if (!is_key(found->gtin, 14) || !is_key(found->sscc, 18) || found->end_count > 3) {
        return false;
    }
    if (found->serial.bytes == NULL) {
        return found->end_count == 0;
    }
    return is_of_code(found->serial) && found->end_count >= 1 && is_end(found, 0) && is_end(found, 1) && is_end(found, 2);
}

static inline ymr_gs1 any_found(void)
{
    ymr_gs1 found = {.end_count = any_byte()};
    found.gtin = any_bool() ? any_piece(14, 14) : (ymr_text){NULL, 0};
    found.sscc = any_bool() ? any_piece(18, 18) : (ymr_text){NULL, 0};
    found.serial = any_bool() ? any_piece(1, code.length) : (ymr_text){NULL, 0};
    for (size_t i = 0; i < sizeof found.ends; i++) {
        found.ends[i] = any_byte();
    }
    ASSUME(is_sound(&found));
    return found;
}

bool ymr_gs1_digit_holds(ymr_text digits)
{
    PROMISE(digits.length > 0 && is_of_code(digits));
    return any_bool();
}

#endif
