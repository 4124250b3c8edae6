#include "configuration.h"

#include "ymr/stored.h"

/* The linker script says where; a build for a host defines it. */
extern const uint8_t scanner_configuration_block[SCANNER_CONFIGURATION_SIZE];

enum { BEFORE_CHECKSUM = offsetof(scanner_configuration, size) };

_Static_assert(offsetof(scanner_configuration, certificates) == 336, "configure.py writes this layout");

const scanner_configuration *scanner_configuration_read(void)
{
    const scanner_configuration *block = (const void *)scanner_configuration_block;
    const bool good = block->magic == SCANNER_MAGIC && block->size >= sizeof *block &&
                      block->size <= SCANNER_CONFIGURATION_SIZE &&
                      block->checksum == ymr_crc32(0, scanner_configuration_block + BEFORE_CHECKSUM,
                                                   block->size - BEFORE_CHECKSUM);
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
