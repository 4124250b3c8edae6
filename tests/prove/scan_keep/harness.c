#include "ai_model.h"

static void find_ends(ymr_gs1 *found);
static bool is_set82(ymr_text text);

#include "scan_gs1.c"

#include "gs1_model.h"

static void find_ends(ymr_gs1 *found)
{
    PROMISE(found->end_count == 0 && found->serial.length >= 1);
    found->end_count = any_byte();
    for (size_t i = 0; i < 3; i++) {
        found->ends[i] = any_byte();
        ASSUME(is_end(found, i));
    }
    ASSUME(found->end_count <= 3);
}

static bool is_set82(ymr_text text)
{
    PROMISE(is_there(text));
    return any_bool();
}

bool ymr_is_digits(ymr_text text)
{
    PROMISE(is_there(text));
    return text.length > 0 && any_bool();
}

enum { BYTES = 256 };

int main(void)
{
    static char buffer[BYTES];
    element e = {.ai = &row, .number = any_unsigned(), .open = any_bool()};

    code = any_text(buffer, sizeof buffer);
    take_any_row(e.number);
    e.value = any_piece(0, code.length);
    ymr_gs1 found = any_found();
    const bool good = keep(&found, &e);
    PROMISE(is_key(found.gtin, 14) && is_key(found.sscc, 18));
    PROMISE(!good || is_sound(&found));
    const bool right = judge(&found, good);
    PROMISE(right == (found.fault == YMR_BAD_NOTHING) && (good || !right));
    return 0;
}
