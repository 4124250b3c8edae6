#include "ai_model.h"

typedef struct element element;
static size_t label_length(const ymr_text *text);
static void take_off_filling(ymr_text *value);
static bool keep(ymr_gs1 *found, const element *e);
static bool judge(ymr_gs1 *found, bool well_formed);

#include "scan_gs1.c"

#include "gs1_model.h"
#include "keep_model.h"

static ymr_text labelled; /* what the last label stands before */

/* What is asserted may be assumed from there on, which spares the prover to follow every step from the begin. */
static void look_at_rest(ymr_text rest)
{
    PROMISE(rest.length <= code.length && rest.bytes == code.bytes + (code.length - rest.length));
    ASSUME(rest.length <= code.length && rest.bytes == code.bytes + (code.length - rest.length));
}

static size_t label_length(const ymr_text *text)
{
    const size_t length = any_size();
    look_at_rest(*text);
    labelled = *text;
    ASSUME(length == 0 || (length >= 4 && length <= text->length));
    return length;
}

/* It has been found once, behind the parenthesis of a label: so it is found again. */
const ymr_ai *ymr_ai_find(const char *text, size_t length, unsigned *number)
{
    PROMISE(text == labelled.bytes + 1 && length == labelled.length - 1);
    *number = any_unsigned();
    take_any_row(*number);
    return &row;
}

static void take_off_filling(ymr_text *value)
{
    const size_t from = any_size(), length = any_size();
    PROMISE(is_of_code(*value));
    ASSUME(from <= value->length && length <= value->length - from);
    *value = ymr_piece(*value, from, length);
}

int main(void)
{
    char buffer[ROOM];
    ymr_gs1 found;

    code = any_text_at_end(buffer, sizeof buffer);
    found_at_last = any_found();
    const bool good = ymr_gs1_read_labelled(&found, code);
    PROMISE(good == (found.fault == YMR_BAD_NOTHING));
    PROMISE(!good || is_sound(&found));
    return 0;
}
