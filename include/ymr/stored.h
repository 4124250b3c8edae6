/** Numbers and check sums as they lie in storage: the same bytes on every machine. */
#ifndef YMR_STORED_H
#define YMR_STORED_H

#include <stddef.h>
#include <stdint.h>

/**
 * CRC-32 (ISO-HDLC: that of zip and Ethernet) of bytes that go on where `crc` ended.
 *
 * @param crc    0 to begin, else what the bytes before gave
 * @param bytes  `length` of them, the caller's, only read
 * Cost: 64 bytes of table, two steps a byte.
 */
uint32_t ymr_crc32(uint32_t crc, const void *bytes, size_t length);

/** Writes the lowest `count` bytes, at most 8, of a number into the caller's `bytes`, the lowest first. */
void ymr_bytes_write(uint8_t *bytes, uint64_t value, unsigned count);

/** Reads them back, from `count` bytes of the caller. */
uint64_t ymr_bytes_read(const uint8_t *bytes, unsigned count);

#endif
