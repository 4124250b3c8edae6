#include "journal_crc.c"

#include "prove.h"

int main(void)
{
    uint8_t bytes[ROOM], before[ROOM];
    const size_t i = any_size();

    memcpy(before, bytes, sizeof bytes);
    const bool mended = ymr_journal_repair(bytes, sizeof bytes, any_uint32(), any_uint32());
    ASSUME(i < ROOM);
    const uint8_t changed = before[i] ^ bytes[i];
    PROMISE((changed & (changed - 1)) == 0);
    PROMISE(changed == 0 || mended);
    return 0;
}
