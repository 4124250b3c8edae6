#include <string.h>

#include "ymr_device.h"

enum { MODE_CLIENT = 3, MODE_SERVER = 4, VERSION = 4, UNSYNCHRONIZED = 3 };

/* Seconds from 1900, where NTP's first era begins, to 1970; the second begins 2^32 seconds later. */
#define UNIX_FROM_NTP INT64_C(2208988800)
#define ERA (INT64_C(1) << 32)

static uint32_t big_endian(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

void ymr_sntp_ask(uint8_t packet[YMR_SNTP_SIZE], const uint8_t cookie[8])
{
    memset(packet, 0, YMR_SNTP_SIZE);
    packet[0] = VERSION << 3 | MODE_CLIENT;
    memcpy(packet + 40, cookie, 8);
}

/* Whether these bytes answer our question at all; who made them is another matter. */
static bool is_answer(const uint8_t *packet, const uint8_t cookie[8])
{
    const unsigned version = packet[0] >> 3 & 7;

    return (packet[0] & 7) == MODE_SERVER && version >= 1 && version <= VERSION &&
           memcmp(packet + 24, cookie, 8) == 0;
}

ymr_status ymr_sntp_read(const uint8_t *packet, size_t length, const uint8_t cookie[8], int64_t *unix_ms)
{
    if (length < YMR_SNTP_SIZE || !is_answer(packet, cookie)) {
        return YMR_E_CONTENT;
    }
    const uint8_t stratum = packet[1];
    const uint32_t seconds = big_endian(packet + 40);
    const uint32_t fraction = big_endian(packet + 44);
    if (packet[0] >> 6 == UNSYNCHRONIZED || stratum == 0 || stratum > 15 || (seconds == 0 && fraction == 0)) {
        return YMR_E_REFUSED;
    }
    const int64_t era = (seconds & UINT32_C(0x80000000)) != 0 ? 0 : ERA;
    *unix_ms = (era + seconds - UNIX_FROM_NTP) * 1000 + (int64_t)((uint64_t)fraction * 1000 >> 32);
    return YMR_OK;
}
