#include <errno.h>
#include <sys/random.h>
#include <sys/types.h>

#include "ymr_posix.h"

ymr_status ymr_posix_random(void *context, uint8_t *bytes, size_t length)
{
    (void)context;
    while (length > 0) {
        const ssize_t got = getrandom(bytes, length, 0);
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            return YMR_E_ENTROPY;
        }
        bytes += got;
        length -= (size_t)got;
    }
    return YMR_OK;
}
