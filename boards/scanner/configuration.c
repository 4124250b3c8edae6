#include "configuration.h"

/* The linker script says where; a build for a host defines it. */
extern const uint8_t scanner_configuration_block[SCANNER_CONFIGURATION_SIZE];

enum { BEFORE_CHECKSUM = offsetof(scanner_configuration, campaign_id) };

_Static_assert(offsetof(scanner_configuration, certificates) == 328, "configure.py writes this layout");

/* CRC-32 (IEEE 802.3), bit by bit: it is run once. */
static uint32_t checksum(const uint8_t *bytes, size_t length)
{
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < length; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ (crc & 1 ? UINT32_C(0xedb88320) : 0);
        }
    }
    return ~crc;
}

const scanner_configuration *scanner_configuration_read(void)
{
    const scanner_configuration *block = (const void *)scanner_configuration_block;
    const bool good = block->magic == SCANNER_MAGIC &&
                      block->checksum == checksum(scanner_configuration_block + BEFORE_CHECKSUM,
                                                  SCANNER_CONFIGURATION_SIZE - BEFORE_CHECKSUM);
    return good ? block : NULL;
}

size_t scanner_configuration_anchors(const scanner_configuration *configuration,
                                     ymr_span anchors[SCANNER_ANCHORS])
{
    size_t count = 0;
    for (size_t i = 0; i < SCANNER_ANCHORS; i++) {
        if (configuration->anchors[i].length > 0) {
            anchors[count++] = (ymr_span){configuration->certificates + configuration->anchors[i].offset,
                                          configuration->anchors[i].length};
        }
    }
    return count;
}
