/*
 * What a project does with ymr first, in every way of taking it: reads a scanned code, and with
 * YMR_CONSUMER_TLS makes TLS ready. Answers 0, or the number of what failed.
 */
#include "consumer.h"

#include <string.h>

#include "ymr/client.h"
#include "ymr/config.h"
#include "ymr/scan.h"
#include "ymr/version.h"

#ifdef YMR_CONSUMER_TLS
#include "ymr_device.h"
#include "ymr_tls.h"

static ymr_status no_randomness(void *context, uint8_t *bytes, size_t length)
{
    (void)context;
    memset(bytes, 0, length);
    return YMR_E_ENTROPY;
}

static ymr_clock_state at_floor(void *context, int64_t *unix_ms)
{
    (void)context;
    *unix_ms = YMR_CLOCK_FLOOR_MS;
    return YMR_CLOCK_FLOOR;
}

static int consume_tls(void)
{
    static unsigned char pool[32768];
    static ymr_anchor_list none;
    static ymr_transport below;
    static ymr_tls tls;

    ymr_tls_pool_init(pool, sizeof pool);
    ymr_anchor_list_init(&none, NULL, 0);
    ymr_tls_init(&tls, &below,
                 &(ymr_tls_config){
                     .anchors = &none.anchors, .random = no_randomness, .clock = {at_floor, NULL}});
    /* What is not meant for TLS is refused before a byte moves. */
    const ymr_endpoint plain = {.host = "127.0.0.1", .port = 80, .tls = false};
    return tls.transport.api->open(&tls.transport, &plain) == YMR_E_ARGUMENT ? 0 : 1;
}
#else
static int consume_tls(void)
{
    return 0;
}
#endif

int consume(void)
{
    static ymr_scan scan;

    if (strcmp(ymr_version(), YMR_VERSION) != 0) {
        return 1;
    }
    if (ymr_scan_read(&scan, "356938035643809", 15) != YMR_OK || scan.count == 0) {
        return 2;
    }
    static char long_code[YMR_MAX_CODE + 1];
    memset(long_code, '1', sizeof long_code);
    if (ymr_scan_read(&scan, long_code, sizeof long_code) == YMR_OK || scan.fault != YMR_BAD_TOO_LONG) {
        return 3;
    }
    return consume_tls() == 0 ? 0 : 4;
}
