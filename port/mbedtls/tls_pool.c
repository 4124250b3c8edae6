#include <mbedtls/memory_buffer_alloc.h>

#include "ymr_tls.h"

void ymr_tls_pool_init(void *buffer, size_t size)
{
    mbedtls_memory_buffer_alloc_init(buffer, size);
}

size_t ymr_tls_pool_peak(void)
{
#if defined(MBEDTLS_MEMORY_DEBUG)
    const size_t header = 8 * sizeof(void *); /* of each block, in front of it */
    size_t bytes = 0;
    size_t blocks = 0;

    mbedtls_memory_buffer_alloc_max_get(&bytes, &blocks);
    return bytes + blocks * header;
#else
    return 0;
#endif
}
