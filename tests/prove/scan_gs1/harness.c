#include "prove.h"
#include "scan_parts.h"

typedef struct element element;
static bool take_element(element *e, ymr_text *text);
static bool keep(ymr_gs1 *found, const element *e);
static bool judge(ymr_gs1 *found, bool well_formed);

#include "scan_gs1.c"

#include "gs1_model.h"
#include "keep_model.h"

static char buffer[ROOM]; /* at its end stands the code */

/* What is asserted may be assumed from there on, which spares the prover to follow every step from the begin. */
static void look_at_rest(ymr_text rest)
{
    PROMISE(rest.length <= code.length && rest.bytes == buffer + (ROOM - rest.length));
    ASSUME(rest.length <= code.length && rest.bytes == buffer + (ROOM - rest.length));
}

static bool take_element(element *e, ymr_text *text)
{
    const size_t length = any_size();
    PROMISE(text->length > 0);
    ASSUME(length >= 1 && length <= text->length);
    e->value = (ymr_text){code.bytes, length};
    *text = ymr_behind(*text, length);
    return any_bool();
}

size_t ymr_separator(ymr_text text)
{
    const size_t length = any_size();
    look_at_rest(text);
    ASSUME(length <= 6 && length <= text.length);
    return length;
}

int main(void)
{
    ymr_gs1 found;

    code = any_text_at_end(buffer, sizeof buffer);
    found_at_last = any_found();
    const bool good = ymr_gs1_read(&found, code);
    PROMISE(good == (found.fault == YMR_BAD_NOTHING));
    PROMISE(!good || is_sound(&found));
    return 0;
}
