#include "loose.h"

#include "scan_url.h"

#include "scan_url.c"

#include "url_model.h"

enum { BYTES = 24 };

int main(void)
{
    static ymr_scan scan;
    const size_t length = any_size();

    ASSUME(length >= 7 && length <= BYTES);
    const ymr_text url = {scan.text + sizeof scan.text - length, length};
    ASSUME(url.bytes[5] == '/' && url.bytes[6] == '/');
    ymr_read_url(&scan, url);
    PROMISE(scan.url);
    return 0;
}
