#include "scan_url.c"

#include "prove.h"

enum { BYTES = 24 };

static void url(void)
{
    static _Alignas(ymr_scan) char memory[offsetof(ymr_scan, text) + BYTES];
    ymr_scan *const scan = (ymr_scan *)memory;
    const size_t length = any_size();

    ASSUME(length <= BYTES);
    __CPROVER_havoc_slice(memory, sizeof memory);
    const ymr_text url = {memory + (sizeof memory - length), length};
    ASSUME(ymr_is_url(url));
    const ymr_pieces rest = behind_host(scan, url);
    PROMISE(rest.at > url.bytes && rest.at <= rest.end && rest.end == url.bytes + url.length);
}

static void code(void)
{
    char buffer[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer);
    const size_t which = any_size();

    ASSUME(which < text.length);
    PROMISE(!is_code(text) || text.bytes[which] > 0);
}

int main(void)
{
    if (any_bool()) {
        url();
    } else {
        code();
    }
    return 0;
}
