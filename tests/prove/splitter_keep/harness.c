#include "loose.h"

#include "splitter.c"

#include "splitter_model.h"

int main(void)
{
    char buffer[ROOM], of_bytes[ROOM];
    ymr_splitter s = nondet_splitter();
    const ymr_text bytes = any_text(of_bytes, sizeof of_bytes);

    s.size = any_size();
    s.buffer = placed(buffer, sizeof buffer, s.size);
    flags_of(&s);
    ASSUME(is_sound_room(&s) && s.element_needed <= YMR_MAX_JSON);
    const ymr_splitter before = s;

    const ymr_status status = keep(&s, bytes.bytes, bytes.length);
    PROMISE(is_sound_room(&s));
    PROMISE(s.element_needed == before.element_needed + (s.in_element ? bytes.length : 0));
    PROMISE(s.skeleton == before.skeleton + (s.in_element || status != YMR_OK ? 0 : bytes.length));
    PROMISE(status == YMR_OK || (status == YMR_E_SPACE && !s.in_element));
    return 0;
}
