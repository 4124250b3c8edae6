/**
 * The way to the Market: network, clock, chance, TLS and the client, made of what the configuration says.
 */
#ifndef SCANNER_ONLINE_H
#define SCANNER_ONLINE_H

#include "configuration.h"
#include "ymr/client.h"
#include "ymr/clock.h"

/**
 * Starts all of it, once.
 * @param configuration  NULL: there is none, and only what the console asks for is started
 * @return YMR_OK; YMR_E_IO: no Ethernet chip; YMR_E_ENTROPY: chance is broken, so there will be no TLS;
 *         YMR_E_ARGUMENT: the configuration makes no client
 */
ymr_status online_start(const scanner_configuration *configuration);

/** Whether all of it was started; else there is no client, and no key is taken. */
bool online_started(void);

/** Moves frames, looks at the cable. Once a turn of the main loop. */
void online_turn(void);

/** Whether there is a cable and an address. */
bool online_ready(void);

/** The four numbers of the address. */
void online_address(uint8_t address[4]);

/** Takes the key from the store, ends what the client does. @return false: there is none, or no client */
bool online_take_key(void);
bool online_has_key(void);

/**
 * Starts a call that may take so long; 0: as long as something comes. The client is idle.
 * @return the client
 */
ymr_client *online_client(uint32_t total_ms);

/** For checks and steps: the client as it is. */
ymr_client *online_current(void);

/** To be called after each call: takes the time from the answer, doubts one that let a handshake fail. */
void online_note_outcome(void);

/** The device's clock. */
const ymr_clock *online_clock(void);

/** Unix ms; 0: not known. */
int64_t online_now(void);

/** "unknown", "provisional", "trusted". */
const char *online_clock_state(void);

/** Whether the last connection resumed a session. */
bool online_resumed(void);

/** "TLSv1.2" of the last connection. */
const char *online_version(void);

/** Asks the time server. @return YMR_PENDING; YMR_OK also when none is configured; another error */
ymr_status online_ask_time(void);

/** Cycles, sleep left out. */
typedef struct online_cycles {
    uint64_t whole;   /**< of the last whole handshake, TCP and all before it included */
    uint64_t resumed; /**< of the last resumed one */
    uint64_t call;    /**< of the last call, from there to the answer's end */
    uint64_t bytes;   /**< body of that answer */
} online_cycles;

online_cycles online_last_cycles(void);

#endif
