/* A TAP device as the probe's Ethernet: it may lose frames, and time may run faster than it does. */
#ifndef PROBE_TAP_H
#define PROBE_TAP_H

#include "port/lwip/ymr_lwip.h"

typedef struct tap_link {
    ymr_lwip_driver driver;
    ymr_lwip_network *network;
    int file;
    unsigned loss;         /* of 1,000 frames, each way */
    uint32_t seed;         /* of what is lost */
    unsigned haste;        /* milliseconds that go by in one */
    unsigned sent, lost;   /* frames */
    unsigned received;
    unsigned no_room;      /* frames that found no pbuf */
} tap_link;

/* Takes the device `name`, which must be there, or ends the program. */
void tap_open(tap_link *link, const char *name);

/* The functions of a ymr_lwip_board; the context is the tap_link. */
uint32_t tap_ticks(void *link);
uint32_t tap_random(void *link);
void tap_poll(void *link);
void tap_idle(void *link, uint32_t at_most_ms);

#endif
