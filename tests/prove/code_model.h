/* What the parts of the code parser call of each other, as loosely as it is proved; to be included behind the source. */
#ifndef YMR_PROVE_CODE_MODEL_H
#define YMR_PROVE_CODE_MODEL_H

static inline bool is_there(ymr_text text)
{
    return text.length == 0 || __CPROVER_r_ok(text.bytes, text.length);
}

static inline ymr_text any_piece(ymr_text text)
{
    const size_t from = any_size(), length = any_size();
    ASSUME(from <= text.length && length <= text.length - from);
    return (ymr_text){text.bytes + from, length};
}

static inline ymr_text piece_of_length(ymr_text text, size_t least, size_t most)
{
    const ymr_text piece = any_piece(text);
    ASSUME(piece.length >= least && piece.length <= most);
    return piece;
}

void ymr_trim(ymr_text *text)
{
    PROMISE(is_there(*text));
    *text = text->length > 0 ? any_piece(*text) : *text;
}

/* Behind the ends that were found stands any value. */
static inline bool any_elements(ymr_gs1 *found, ymr_text code)
{
    *found = (ymr_gs1){.fault = any_byte() % YMR_BAD_COUNT, .form = any_byte() % YMR_CODE_KIND_COUNT};
    PROMISE(is_there(code));
    found->gtin = any_bool() ? piece_of_length(code, 14, 14) : (ymr_text){NULL, 0};
    found->sscc = any_bool() ? piece_of_length(code, 18, 18) : (ymr_text){NULL, 0};
    if (any_bool()) {
        found->serial = piece_of_length(code, 1, YMR_MAX_CODE);
        found->end_count = any_byte();
        ASSUME(found->end_count >= 1 && found->end_count <= 3);
    }
    for (size_t i = 0; i < sizeof found->ends; i++) {
        const size_t end = any_byte();
        ASSUME(i >= found->end_count || (end >= 1 && end <= 20 && end <= found->serial.length));
        found->ends[i] = (uint8_t)end;
    }
    return found->fault == YMR_BAD_NOTHING;
}

bool ymr_gs1_read(ymr_gs1 *found, ymr_text code)
{
    return any_elements(found, code);
}

bool ymr_gs1_read_labelled(ymr_gs1 *found, ymr_text code)
{
    return any_elements(found, code);
}

bool ymr_is_labelled(ymr_text code)
{
    PROMISE(is_there(code));
    return any_bool();
}

bool ymr_looks_like_cis(ymr_text code)
{
    PROMISE(is_there(code));
    return code.length > 18 && any_bool();
}

bool ymr_looks_like_tobacco(ymr_text code)
{
    PROMISE(is_there(code));
    return code.length >= 21 && any_bool();
}

bool ymr_is_serial(ymr_text text)
{
    PROMISE(is_there(text));
    return text.length >= 1 && text.length <= 20 && any_bool();
}

size_t ymr_put_cis(char out[YMR_MAX_REWRITTEN], ymr_text gtin, ymr_text serial)
{
    PROMISE(gtin.length <= 14 && serial.length <= 20 && is_there(gtin) && is_there(serial));
    out[YMR_MAX_REWRITTEN - 1] = any_char();
    return 18 + serial.length;
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

void ymr_put_gtin(char out[14], ymr_text digits)
{
    PROMISE(digits.length <= 14);
    out[13] = any_char();
}

void ymr_put_imei(char out[15], ymr_text imeisv)
{
    PROMISE(imeisv.length >= 14 && is_there(imeisv));
    out[14] = any_char();
}

bool ymr_is_labelled_sscc(ymr_text text)
{
    PROMISE(is_there(text));
    return text.length == 20 && any_bool();
}

bool ymr_is_lone_key(ymr_text code)
{
    PROMISE(is_there(code));
    return (code.length == 16 || code.length == 20) && any_bool();
}

bool ymr_luhn_holds(ymr_text digits)
{
    PROMISE(digits.length > 0 && is_there(digits));
    return any_bool();
}

bool ymr_gs1_digit_holds(ymr_text digits)
{
    PROMISE(digits.length > 0 && is_there(digits));
    return any_bool();
}

bool ymr_has_gtin_length(ymr_text digits)
{
    return digits.length == 8 || (digits.length >= 12 && digits.length <= 14);
}

size_t ymr_separator(ymr_text text)
{
    const size_t length = any_size();
    PROMISE(is_there(text));
    ASSUME(length <= 6 && length <= text.length);
    return length;
}

#ifndef PROVES_ELEMENTS
bool ymr_read_gs1(ymr_scan *scan, ymr_text code, bool declared)
{
    (void)scan;
    PROMISE(code.length > 0 && is_there(code));
    return declared && any_bool();
}
#endif

bool ymr_add_gs1(ymr_scan *scan, const ymr_gs1 *found)
{
    (void)scan;
    return found->fault == YMR_BAD_NOTHING && any_bool();
}

bool ymr_add_reading(ymr_scan *scan, ymr_code_kind kind, ymr_text text, int64_t number, uint32_t box)
{
    (void)scan;
    PROMISE(text.length > 0 && is_there(text) && number > 0);
    PROMISE(kind != YMR_CODE_BOX || box > 0);
    return any_bool();
}

bool ymr_add_text(ymr_scan *scan, ymr_code_kind kind, ymr_text text)
{
    (void)scan;
    PROMISE(kind < YMR_CODE_KIND_COUNT && text.length > 0 && is_there(text));
    return any_bool();
}

void ymr_add_cis(ymr_scan *scan, ymr_text gtin, ymr_text serial)
{
    (void)scan;
    PROMISE(gtin.length == 14 && is_there(gtin) && is_there(serial));
}

void ymr_add_gtin(ymr_scan *scan, ymr_text digits)
{
    (void)scan;
    PROMISE(digits.length <= 14 && is_there(digits));
}

void ymr_add_imeisv(ymr_scan *scan, ymr_text digits)
{
    (void)scan;
    PROMISE(digits.length == 16 && is_there(digits));
}

void ymr_note_fault(ymr_scan *scan, ymr_code_fault fault, ymr_code_kind form)
{
    scan->fault = (uint8_t)fault;
    scan->form = (uint8_t)form;
}

ymr_code_fault ymr_scan_copy(ymr_scan *scan, ymr_text code)
{
    PROMISE(code.length <= YMR_MAX_CODE && is_there(code));
    scan->used = any_uint16();
    ASSUME(scan->used <= code.length);
    return (ymr_code_fault)(any_byte() % YMR_BAD_COUNT);
}

bool ymr_is_url(ymr_text code)
{
    PROMISE(is_there(code));
    return any_bool();
}

static inline void add_any(ymr_scan *scan, ymr_text code)
{
    PROMISE(is_there(code) && code.bytes >= scan->text && code.bytes + code.length <= scan->text + YMR_MAX_CODE);
    scan->count = any_byte() % (YMR_MAX_READINGS + 1);
}

void ymr_read_url(ymr_scan *scan, ymr_text url)
{
    add_any(scan, url);
}

#ifndef PROVES_FORMS
void ymr_read_code(ymr_scan *scan, ymr_text code, ymr_code_source source)
{
    (void)source;
    add_any(scan, code);
}
#endif

#endif
