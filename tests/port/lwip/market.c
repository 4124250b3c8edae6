#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "market.h"
#include "tests/port/probe/words.h"
#include "ymr/client.h"

static ymr_client client;
static char io[2048], text[8192];
static ymr_token tokens[500];

typedef struct photo {
    const ymr_platform *platform;
    uint64_t bytes, hash;
    uint64_t since_pause;
    uint32_t paused;
    unsigned holds; /* times that it said "not now" */
    bool pausing;
} photo;

/* After every so many bytes it is busy for a while, as flash is. */
static bool is_busy(photo *to)
{
    const uint32_t now = to->platform->ticks_ms(to->platform->context);

    if (number("slow", 0) == 0 || to->since_pause < number("slow", 0)) {
        return false;
    }
    if (!to->pausing) {
        to->pausing = true;
        to->paused = now;
    }
    if (now - to->paused < number("pause", 10)) {
        to->holds++;
        return true;
    }
    to->pausing = false;
    to->since_pause = 0;
    return false;
}

static ymr_status take(void *context, const ymr_chunk *chunk, size_t *taken)
{
    photo *to = context;

    *taken = 0;
    if (chunk->offset == 0) {
        to->bytes = 0;
        to->hash = UINT64_C(0xcbf29ce484222325);
    }
    if (is_busy(to)) {
        return YMR_PENDING;
    }
    for (size_t i = 0; i < chunk->length; i++) {
        to->hash = (to->hash ^ (uint8_t)chunk->bytes[i]) * UINT64_C(0x100000001b3);
    }
    to->bytes += chunk->length;
    to->since_pause += chunk->length;
    *taken = chunk->length;
    return YMR_OK;
}

static ymr_status start(photo *to, ymr_return *one)
{
    const char *hash = option("hash", NULL);
    const int64_t order = strtoll(option("order", "0"), NULL, 10);
    const int64_t id = strtoll(option("return", "0"), NULL, 10);

    if (hash == NULL) {
        return ymr_start_return(&client, order, id, one);
    }
    return ymr_start_photo(&client, order, id, strtoll(option("item", "0"), NULL, 10),
                           (ymr_text){hash, strlen(hash)}, take, to);
}

void market_call(ymr_transport *transport, ymr_platform platform, const ymr_endpoint *endpoint,
                 ymr_device_clock *clock, void (*live)(uint32_t ms))
{
    static ymr_return one;
    const ymr_config config = {.transport = transport,
                               .platform = platform,
                               .endpoint = *endpoint,
                               .api_key = getenv("YMR_API_KEY"),
                               .campaign_id = strtoll(option("campaign", "0"), NULL, 10),
                               .business_id = 1,
                               .workspace = {io, sizeof io, text, sizeof text, tokens, 500},
                               .policy = YMR_POLICY_DEFAULT};
    photo to = {.platform = &platform};
    int64_t now = 0;

    ymr_status status = ymr_client_init(&client, &config);
    if (status == YMR_OK && start(&to, &one) == YMR_OK) {
        while ((status = ymr_client_step(&client)) == YMR_PENDING) {
            ymr_client_wait(&client, 10);
            live(1);
        }
    }
    (void)ymr_device_clock_trust(clock, client.outcome.date_unix_ms);
    const ymr_clock_state state = ymr_device_clock_now(clock, &now);
    printf("{\"status\": \"%s\", \"attempts\": %u", ymr_status_name(status), client.outcome.attempts);
    printf(", \"id\": %" PRId64 ", \"bytes\": %" PRIu64 ", \"hash\": %" PRIu64, one.id, to.bytes, to.hash);
    printf(", \"holds\": %u, \"state\": %d, \"unix_ms\": %" PRId64, to.holds, state, now);
    ymr_client_close(&client);
}
