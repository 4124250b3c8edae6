/**
 * What a device has to bring that has no operating system: a calendar that knows how far it can be
 * believed, and random numbers that are tested before keys are made of them. Independent of the network
 * stack.
 */
#ifndef YMR_DEVICE_H
#define YMR_DEVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ymr/clock.h"
#include "ymr/port.h"

/* ---- The clock of three states ----------------------------------------------------------------------- */

/**
 * A clock that says how far it can be believed.
 *
 *   FLOOR        the time is not known; it is not before the day of the build, nor before a stored time
 *   PROVISIONAL  SNTP has told a time, and proved nothing
 *   TRUSTED      a server whose certificate was verified has told it, in `Date` of an answer
 *
 * It only goes up, but for ymr_device_clock_doubt. In each state it runs on by the board's ticks.
 *
 *     ymr_device_clock_init(&clock, platform);
 *     ymr_device_clock_load(&clock, stored); // if something was stored
 *     tls_config.clock = ymr_device_clock_face(&clock);
 *     // after each call that had an answer, over TLS:
 *     ymr_device_clock_trust(&clock, client.outcome.date_unix_ms);
 *     // now and then, at most once an hour, for flash wears out:
 *     if (ymr_device_clock_store(&clock, stored)) {
 *         write_to_flash(stored);
 *     }
 *
 * A device without an own battery clock starts in FLOOR, where a certificate is measured by its end alone.
 * SNTP is worth asking where certificates that begin after the build could be forged with a stolen, expired
 * key; without it the first verified answer makes the clock TRUSTED just as well.
 *
 * All of it is the library's.
 */
typedef struct ymr_device_clock {
    ymr_platform platform;
    int64_t unix_ms; /* at `ticks` */
    int64_t floor_ms;
    uint32_t ticks;
    uint8_t state; /* ymr_clock_state */
} ymr_device_clock;

/** Bytes of a stored time. */
#define YMR_DEVICE_CLOCK_STORED 16

/**
 * Starts at the floor: YMR_BUILD_UNIX (seconds), the build's date, or YMR_CLOCK_FLOOR_MS if that is later.
 */
void ymr_device_clock_init(ymr_device_clock *clock, ymr_platform platform);

/**
 * Now, and how far it is to be believed. Must be called (or one of the others, which do) once in 49 days,
 * or ticks that have wrapped around unseen are lost.
 */
ymr_clock_state ymr_device_clock_now(ymr_device_clock *clock, int64_t *unix_ms);

/** The clock as TLS and others take it. */
ymr_clock ymr_device_clock_face(ymr_device_clock *clock);

/**
 * Somebody unproven says what time it is. @return false, and nothing changes: it is trusted already, or
 * that is before the floor
 */
bool ymr_device_clock_suggest(ymr_device_clock *clock, int64_t unix_ms);

/**
 * A verified server says what time it is. Not for answers over plain HTTP.
 *
 * A trusted clock that differs by no more than two seconds is left as it is: `Date` has no finer steps, and
 * answers take time.
 * @param unix_ms  ymr_outcome.date_unix_ms; −1 for none is passed over
 * @return false, and nothing changes: no date, or before the floor
 */
bool ymr_device_clock_trust(ymr_device_clock *clock, int64_t unix_ms);

/**
 * Takes a provisional time back to what is known for sure; others are left alone. For a handshake that
 * failed with YMR_E_TLS_EXPIRED or _EARLY while the time was provisional: whoever told it may have lied,
 * and must not be able to keep a device off the network.
 */
void ymr_device_clock_doubt(ymr_device_clock *clock);

/** Writes the time into `stored`, if it is trusted. @return false, `stored` untouched: it is not */
bool ymr_device_clock_store(ymr_device_clock *clock, uint8_t stored[YMR_DEVICE_CLOCK_STORED]);

/**
 * Raises the floor to a stored time: how long the device was off since then nobody knows, so the state does
 * not change.
 * @return false, and nothing changes: damaged, or of another kind
 */
bool ymr_device_clock_load(ymr_device_clock *clock, const uint8_t stored[YMR_DEVICE_CLOCK_STORED]);

/* ---- SNTP, as bytes (RFC 4330) ----------------------------------------------------------------------- */

/** Bytes of a question, and of an answer. */
#define YMR_SNTP_SIZE 48

/** Writes a question. @param cookie  64 random bits in the place of our time: the answer repeats them */
void ymr_sntp_ask(uint8_t packet[YMR_SNTP_SIZE], const uint8_t cookie[8]);

/**
 * Reads an answer. Years 1968 … 2104: a time stamp whose first bit is 0 is of the era that begins on 7
 * February 2036.
 *
 * @return YMR_OK; YMR_E_CONTENT: no answer to this question (short, wrong mode or version, other cookie),
 *         to be passed
 *         over; YMR_E_REFUSED: it holds no time: stratum 0 or beyond 15, unsynchronized, time stamp 0
 */
ymr_status ymr_sntp_read(const uint8_t *packet, size_t length, const uint8_t cookie[8], int64_t *unix_ms);

/* ---- Entropy and its health (NIST SP 800-90B, section 4.4) ------------------------------------------- */

/**
 * Bits of min-entropy that a byte of the source is assumed to hold, 1 … 8: what its data sheet or an
 * assessment by SP 800-90B says, rounded down. The smaller, the more raw bytes a key costs, and the more
 * the tests let pass.
 */
#ifndef YMR_ENTROPY_BITS
#define YMR_ENTROPY_BITS 1
#endif

/**
 * Samples that are tested, and thrown away, before the first one is used (section 4.3, item 10: at least
 * 1,024).
 */
#define YMR_ENTROPY_STARTUP 1024

/**
 * Tests of a stream of bytes: the repetition count test (4.4.1) and the adaptive proportion test (4.4.2,
 * window 512). All of it is the library's.
 */
typedef struct ymr_health {
    uint16_t repeated;  /* times in a row that `last` came */
    uint16_t at;        /* bytes of this window */
    uint16_t same;      /* how many of them were `first` */
    uint8_t last;
    uint8_t first;
    bool begun;
    bool failed;
} ymr_health;

/** Begins anew; a failure is forgotten. */
void ymr_health_init(ymr_health *health);

/**
 * Tests one more byte. A source as good as assumed fails once in about a billion bytes. @return false:
 * failed, for good
 */
bool ymr_health_take(ymr_health *health, uint8_t sample);

/**
 * The board's source, raw: not whitened, not hashed, or the tests are blind. @return YMR_OK; YMR_E_ENTROPY:
 * it does not work
 */
typedef ymr_status ymr_entropy_source(void *context, uint8_t *bytes, size_t length);

#define YMR_RANDOM_BLOCK 32 /**< bytes of a digest of SHA-256 */

/**
 * All of it is the library's.
 *
 * Random bytes fit for keys: source → tests → SHA-256 → HMAC_DRBG (SP 800-90A, SHA-256), seeded at the start
 * with 64 bytes and anew after 10,000 requests. A block of 32 bytes of seed is made of (256 + 64) / YMR_ENTROPY_BITS raw
 * bytes (SP 800-90C: full entropy).
 *
 * A failed test or source is final: every later request answers YMR_E_ENTROPY, until the board starts anew.
 *
 * Cost: 88 bytes of RAM on 32 bit, no heap; start-up reads 1,024 + 640 raw bytes at 1 bit, one at a time.
 */
typedef struct ymr_device_random {
    ymr_entropy_source *source;
    void *source_context;
    ymr_health health;
    uint8_t key[YMR_RANDOM_BLOCK]; /* the state of the generator */
    uint8_t value[YMR_RANDOM_BLOCK];
    uint32_t requests; /* since it was seeded */
    bool seeded;
} ymr_device_random;

/**
 * Tests the source and seeds the generator; never twice on the same storage.
 * @param device  what tells this device from others (serial number, MAC): no secret, mixed in; may be NULL
 *         with length 0
 * @return YMR_OK; YMR_E_ENTROPY
 */
ymr_status ymr_device_random_init(ymr_device_random *random, ymr_entropy_source *source, void *context,
                                  const uint8_t *device, size_t length);

/**
 * A ymr_tls_random; the context is the ymr_device_random.
 * @param length  65536 at most
 * @return YMR_OK; YMR_E_ENTROPY, YMR_E_ARGUMENT: longer, the bytes are zero then
 */
ymr_status ymr_device_random_bytes(void *random, uint8_t *bytes, size_t length);

/** 32 bits of it, for ymr_platform and ymr_lwip_board; 0 once it has failed. */
uint32_t ymr_device_random_number(void *random);

#endif
