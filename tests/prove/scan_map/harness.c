#include "loose.h"

#include "scan_parts.h"

typedef struct symbol symbol;
static symbol read_symbol(ymr_text rest);

#include "scan_layout.c"

symbol nondet_symbol(void);

static bool none_is_wrong;

static symbol read_symbol(ymr_text rest)
{
    const symbol s = nondet_symbol();
    PROMISE(rest.length > 0 && __CPROVER_r_ok(rest.bytes, rest.length));
    ASSUME((s.wrong && !none_is_wrong) || (s.bytes >= 1 && s.bytes <= rest.length));
    return s;
}

size_t ymr_utf8_length(const char *at, const char *end)
{
    (void)at, (void)end;
    PROMISE(false);
    return 0;
}

int main(void)
{
    static ymr_scan scan;
    char buffer[ROOM];
    const ymr_text code = any_text_at_end(buffer, sizeof buffer);

    none_is_wrong = any_bool();
    if (none_is_wrong) {
        scan.layout = any_bool();
        (void)map_back(&scan, code);
        PROMISE(scan.used <= code.length);
    } else {
        (void)find_layout(&scan, code);
    }
    return 0;
}
