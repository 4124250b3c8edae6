#include "journal_crc.c"

#include "prove.h"

int main(void)
{
    uint8_t bytes[ROOM], before[ROOM];
    uint32_t stored = any_uint32();
    const uint32_t kept = stored;
    const size_t i = any_size();

    memcpy(before, bytes, sizeof bytes);
    const bool mended = ymr_journal_repair(bytes, sizeof bytes, any_uint32(), &stored);
    ASSUME(i < ROOM);
    const uint8_t changed = before[i] ^ bytes[i];
    PROMISE((changed & (changed - 1)) == 0);
    PROMISE(changed == 0 || (mended && stored == kept));
    PROMISE(mended || stored == kept);
    return 0;
}
