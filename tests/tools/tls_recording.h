/*
 * What tls_record writes and tls_replay plays: records one after the other, each with a head of 9 bytes
 * (kind, how much the client had sent by then, length) and its bytes. All numbers are of 4 bytes, the highest
 * first.
 *
 *   TRUST        time of day, version (12 or 13), bytes of an answer; then the authorities, 4 bytes of length
 *                before each
 *   CONNECTION   nothing
 *   BYTES        what the server sent
 */
#ifndef YMR_TLS_RECORDING_H
#define YMR_TLS_RECORDING_H

#include "port/mbedtls/ymr_tls.h"

enum { RECORDED_END, RECORDED_TRUST, RECORDED_CONNECTION, RECORDED_BYTES, RECORDED_HEAD = 9 };

/* What the client says once it is connected: tests/port/servers.py answers with so many bytes. */
#define RECORDED_LINE "send 20000\n"
enum { RECORDED_ANSWER = 20000 };

typedef struct recorded_head {
    uint8_t kind;
    uint32_t sent;
    uint32_t length;
} recorded_head;

typedef struct recorded_trust {
    int64_t unix_ms;
    ymr_tls_protocol version;
    uint32_t answer;
    ymr_span certificates[4];
    ymr_anchor_list list;
} recorded_trust;

static inline uint32_t recorded_number(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static inline recorded_head recorded_head_at(const unsigned char *record)
{
    return (recorded_head){record[0], recorded_number(record + 1), recorded_number(record + 5)};
}

/* @return the first record after it */
static inline const unsigned char *recorded_trust_read(recorded_trust *trust, const unsigned char *record)
{
    const unsigned char *const end = record + RECORDED_HEAD + recorded_head_at(record).length;
    const unsigned char *at = record + RECORDED_HEAD;
    size_t count = 0;

    trust->unix_ms = (int64_t)recorded_number(at) * 1000;
    trust->version = recorded_number(at + 4) == 13 ? YMR_TLS_1_3 : YMR_TLS_1_2;
    trust->answer = recorded_number(at + 8);
    for (at += 12; at < end && count < sizeof trust->certificates / sizeof trust->certificates[0]; count++) {
        trust->certificates[count] = (ymr_span){at + 4, recorded_number(at)};
        at += 4 + recorded_number(at);
    }
    ymr_anchor_list_init(&trust->list, trust->certificates, count);
    return end;
}

static inline ymr_clock_state recorded_time(void *trust, int64_t *unix_ms)
{
    *unix_ms = ((const recorded_trust *)trust)->unix_ms;
    return YMR_CLOCK_TRUSTED;
}

/* The same numbers after each restart: xorshift64*. Nothing but a test may be so careless. */
static uint64_t recorded_random_state;

static inline void recorded_random_restart(void)
{
    recorded_random_state = UINT64_C(0x9e3779b97f4a7c15);
}

static inline ymr_status recorded_random(void *context, uint8_t *bytes, size_t length)
{
    (void)context;
    for (size_t i = 0; i < length; i++) {
        recorded_random_state ^= recorded_random_state >> 12;
        recorded_random_state ^= recorded_random_state << 25;
        recorded_random_state ^= recorded_random_state >> 27;
        bytes[i] = (uint8_t)(recorded_random_state * UINT64_C(0x2545f4914f6cdd1d) >> 56);
    }
    return YMR_OK;
}

#endif
