#include "ymr/request.h"

/* Through volatile: a compiler that sees memory written for the last time may leave a plain memset out. */
void ymr_wipe(void *bytes, size_t length)
{
    volatile unsigned char *at = bytes;

    while (length > 0) {
        *at++ = 0;
        length--;
    }
}
