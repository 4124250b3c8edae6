#include "loose.h"

#include "splitter.c"

#include "splitter_model.h"

int main(void)
{
    char buffer[ROOM], of_bytes[ROOM];
    ymr_splitter s = any_splitter(buffer, sizeof buffer);
    const ymr_text bytes = any_text(of_bytes, sizeof of_bytes);
    const ymr_splitter before = s;

    const ymr_status status = keep(&s, bytes.bytes, bytes.length);
    PROMISE(is_sound(&s));
    PROMISE(s.element_needed == before.element_needed + (s.in_element ? bytes.length : 0));
    PROMISE(s.skeleton == before.skeleton + (s.in_element || status != YMR_OK ? 0 : bytes.length));
    PROMISE(status == YMR_OK || (status == YMR_E_SPACE && !s.in_element));
    return 0;
}
