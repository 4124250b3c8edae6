#define EXACT_MEMSET
#include "loose.h"

#include "scan_link.c"

#define PROVES_LINK
#include "url_model.h"

int main(void)
{
    static ymr_scan scan;
    const size_t length = any_size();

    ASSUME(length <= ROOM);
    char *const at = scan.text + sizeof scan.text - length;
    (void)ymr_read_link(&scan, (ymr_pieces){at, at + length, false});
    return 0;
}
