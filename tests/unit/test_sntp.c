/* SNTP's bytes: what counts as an answer, what holds a time, and the eras (RFC 4330). */
#include "check.h"
#include "port/device/ymr_device.h"

static const uint8_t cookie[8] = {9, 8, 7, 6, 5, 4, 3, 2};

static void answer(uint8_t packet[YMR_SNTP_SIZE], uint32_t seconds, uint32_t fraction)
{
    memset(packet, 0, YMR_SNTP_SIZE);
    packet[0] = 4 << 3 | 4;
    packet[1] = 2;
    memcpy(packet + 24, cookie, sizeof cookie);
    for (unsigned i = 0; i < 4; i++) {
        packet[40 + i] = (uint8_t)(seconds >> (24 - 8 * i));
        packet[44 + i] = (uint8_t)(fraction >> (24 - 8 * i));
    }
}

TEST(sntp_asks_with_its_cookie_and_nothing_else)
{
    uint8_t packet[YMR_SNTP_SIZE];

    memset(packet, 0x55, sizeof packet);
    ymr_sntp_ask(packet, cookie);
    CHECK_U64(0x23, packet[0], "version 4, client");
    for (size_t i = 1; i < 40; i++) {
        CHECK_U64(0, packet[i], check_note("byte %zu", i));
    }
    CHECK_BYTES(cookie, 8, packet + 40, 8, "in the place of the transmit time stamp");
}

TEST(sntp_reads_both_eras)
{
    static const struct {
        uint32_t seconds, fraction;
        int64_t unix_ms;
    } rows[] = {
        {4004330400u, 0, INT64_C(1795341600000)},          /* 2026-11-22 10:00 */
        {4004330400u, 0x80000000u, INT64_C(1795341600500)},
        {4004330400u, 0xFFFFFFFFu, INT64_C(1795341600999)},
        {0x80000000u, 0, INT64_C(-61505152000)},            /* 1968-01-20, the earliest */
        {0xFFFFFFFFu, 0, INT64_C(2085978495000)},           /* 2036-02-07 06:28:15 */
        {0, 1u << 30, INT64_C(2085978496250)},              /* a quarter of a second into the second era */
        {1, 0, INT64_C(2085978497000)},
        {0x7FFFFFFFu, 0, INT64_C(4233462143000)},           /* 2104-02-26, the last */
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        uint8_t packet[YMR_SNTP_SIZE];
        int64_t unix_ms = 1;
        answer(packet, rows[i].seconds, rows[i].fraction);
        CHECK_STATUS(YMR_OK, ymr_sntp_read(packet, sizeof packet, cookie, &unix_ms),
                     check_note("row %zu", i));
        CHECK_I64(rows[i].unix_ms, unix_ms, check_note("row %zu", i));
    }
}

TEST(sntp_passes_over_what_is_no_answer)
{
    uint8_t packet[YMR_SNTP_SIZE + 20];
    int64_t unix_ms = 77;

    for (unsigned mode = 0; mode < 8; mode++) {
        answer(packet, 4004330400u, 0);
        packet[0] = (uint8_t)(4 << 3 | mode);
        CHECK_STATUS(mode == 4 ? YMR_OK : YMR_E_CONTENT, ymr_sntp_read(packet, 48, cookie, &unix_ms),
                     check_note("mode %u", mode));
    }
    for (unsigned version = 0; version < 8; version++) {
        answer(packet, 4004330400u, 0);
        packet[0] = (uint8_t)(version << 3 | 4);
        CHECK_STATUS(version >= 1 && version <= 4 ? YMR_OK : YMR_E_CONTENT,
                     ymr_sntp_read(packet, 48, cookie, &unix_ms), check_note("version %u", version));
    }
    for (unsigned bit = 0; bit < 64; bit++) {
        answer(packet, 4004330400u, 0);
        packet[24 + bit / 8] ^= (uint8_t)(1u << bit % 8);
        CHECK_STATUS(YMR_E_CONTENT, ymr_sntp_read(packet, 48, cookie, &unix_ms), check_note("bit %u", bit));
    }
    for (size_t length = 0; length < 48; length++) {
        answer(packet, 4004330400u, 0);
        CHECK_STATUS(YMR_E_CONTENT, ymr_sntp_read(packet, length, cookie, &unix_ms),
                     check_note("%zu", length));
    }
    answer(packet, 4004330400u, 0);
    CHECK_STATUS(YMR_OK, ymr_sntp_read(packet, sizeof packet, cookie, &unix_ms), "with a trailer (MAC)");
}

TEST(sntp_refuses_who_has_no_time)
{
    uint8_t packet[YMR_SNTP_SIZE];
    int64_t unix_ms = 77;

    for (unsigned stratum = 0; stratum < 256; stratum++) {
        answer(packet, 4004330400u, 0);
        packet[1] = (uint8_t)stratum;
        CHECK_STATUS(stratum >= 1 && stratum <= 15 ? YMR_OK : YMR_E_REFUSED,
                     ymr_sntp_read(packet, sizeof packet, cookie, &unix_ms),
                     check_note("stratum %u", stratum));
    }
    for (unsigned leap = 0; leap < 4; leap++) {
        answer(packet, 4004330400u, 0);
        packet[0] = (uint8_t)(packet[0] | leap << 6);
        CHECK_STATUS(leap == 3 ? YMR_E_REFUSED : YMR_OK,
                     ymr_sntp_read(packet, sizeof packet, cookie, &unix_ms), check_note("leap %u", leap));
    }
    answer(packet, 0, 0);
    unix_ms = 77;
    CHECK_STATUS(YMR_E_REFUSED, ymr_sntp_read(packet, sizeof packet, cookie, &unix_ms), "time stamp 0");
    CHECK_I64(77, unix_ms, "nothing is told");
}
