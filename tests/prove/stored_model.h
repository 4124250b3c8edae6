/* Numbers and check sums as loosely as they are proved: both places are there, and any value comes. */
#ifndef YMR_PROVE_STORED_MODEL_H
#define YMR_PROVE_STORED_MODEL_H

uint32_t ymr_crc32(uint32_t crc, const void *bytes, size_t length)
{
    PROMISE(length == 0 || __CPROVER_r_ok(bytes, length));
    return crc ^ any_uint32();
}

void ymr_bytes_write(uint8_t *bytes, uint64_t value, unsigned count)
{
    PROMISE(count <= 8 && __CPROVER_w_ok(bytes, count));
    bytes[0] = (uint8_t)value;
    bytes[count - 1] = any_byte();
}

uint64_t ymr_bytes_read(const uint8_t *bytes, unsigned count)
{
    const uint64_t value = any_uint64();
    PROMISE(count <= 8 && __CPROVER_r_ok(bytes, count));
    ASSUME(count == 8 || value >> 8 * count == 0);
    return value;
}

#ifdef YMR_CORE_JOURNAL_PARTS_H
bool ymr_journal_repair(void *bytes, size_t length, uint32_t crc, uint32_t stored)
{
    (void)crc;
    (void)stored;
    PROMISE(__CPROVER_w_ok(bytes, length));
    __CPROVER_havoc_slice(bytes, length);
    return any_bool();
}
#endif

#endif
