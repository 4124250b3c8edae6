/**
 * What makes one device out of the firmware: where its Market is, whom it trusts, how it joins the network.
 *
 * The block lies in flash, in a section of its own at an address that the linker script fixes, and `make
 * firmware CONFIG=FILE` writes it (configure.py has the file's format). A test image differs from a product
 * by this block alone.
 * The API key is not in it: it is provisioned over the console into the key store (key_store.h).
 */
#ifndef SCANNER_CONFIGURATION_H
#define SCANNER_CONFIGURATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ymr/text.h"

enum {
    SCANNER_CONFIGURATION_SIZE = 4096, /* bytes that a block may have: three certificates of 1.2 KB */
    SCANNER_HOST = 128,                /* bytes of a host name, the closing NUL included */
    SCANNER_ANCHORS = 3                /* two authorities, and a slot for a new one before an old one goes */
};

/** Addresses are as they go over the wire: the first byte is the first number. */
typedef struct scanner_configuration {
    uint32_t magic;    /* SCANNER_MAGIC */
    uint32_t checksum; /* CRC-32 of everything after it, to the block's end */
    uint32_t size;     /* bytes of the whole block: as many as it has, not as it may have */
    uint32_t reserved;
    int64_t campaign_id;
    int64_t business_id;       /**< 0: none; decisions then cannot be checked beforehand */
    char host[SCANNER_HOST];   /**< of the Market, terminated */
    char sntp[SCANNER_HOST];   /**< of the time server; empty: none, the Market's answers tell the time */
    uint16_t port;             /**< of the Market */
    uint16_t sntp_port;        /**< 123 */
    uint8_t dhcp;              /**< 1: DHCP; 0: the addresses that follow */
    uint8_t tls;             /**< 12: TLS 1.2 alone, which resumes cheaply; 13: 1.3 if both can */
    uint8_t refresh_minutes; /**< between two refreshes of the index, at least 1 */
    uint8_t fresh_minutes;   /**< how long a state of the index is good enough; 0: every hit is verified */
    uint8_t address[4];
    uint8_t netmask[4];
    uint8_t gateway[4];
    uint8_t dns[4];            /**< with DHCP: until the DHCP server names another; 0.0.0.0: none */
    uint16_t pause_ms;         /**< silence that ends a code without an end of line; 0: none does */
    uint8_t hurry;             /**< the times of a delivery are divided by it: for tests, 0 in a product */
    uint8_t unused;
    uint32_t lose_per_mille;   /**< frames that the driver throws away: for tests, 0 in a product */
    uint32_t lose_seed;
    struct {
        uint16_t offset; /* in `certificates` */
        uint16_t length; /* 0: the slot is free */
    } anchors[SCANNER_ANCHORS];
    uint8_t certificates[]; /* DER, to the end of the block */
} scanner_configuration;

/** "ymr1" as bytes. */
#define SCANNER_MAGIC UINT32_C(0x31726d79)

/**
 * The block of this device.
 * @return NULL if it is none: not written, damaged, or of another version. A device without one only talks to
 * its console.
 *
 * Cost: a CRC over the block; call it once.
 */
const scanner_configuration *scanner_configuration_read(void);

/**
 * The authorities of the block, for ymr_anchor_list_init.
 * @return how many of `anchors` were filled; their bytes stay in flash
 */
size_t scanner_configuration_anchors(const scanner_configuration *configuration,
                                     ymr_span anchors[SCANNER_ANCHORS]);

#endif
