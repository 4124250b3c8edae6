#include "stored.c"

#include "prove.h"

static void sum(void)
{
    uint8_t buffer[ROOM];
    const size_t length = any_size();
    const uint8_t *bytes = placed_bytes(buffer, sizeof buffer, length);

    (void)ymr_crc32(any_uint32(), bytes, length);
    PROMISE(ymr_crc32(0, "123456789", 9) == 0xcbf43926);
}

static void number(void)
{
    uint8_t buffer[8];
    const unsigned count = any_unsigned();
    const uint64_t value = any_uint64();

    ASSUME(count <= 8);
    uint8_t *bytes = placed_bytes(buffer, sizeof buffer, count);
    ymr_bytes_write(bytes, value, count);
    PROMISE(ymr_bytes_read(bytes, count) == (count == 8 ? value : value & ((UINT64_C(1) << 8 * count) - 1)));
}

int main(void)
{
    sum();
    number();
    return 0;
}
