/*
 * What an example in a header takes for granted: a client over TLS, connected to the Market of the environment. A program
 * here is one example with what stands around it; EXAMPLE becomes the lines of the header.
 */
#ifndef YMR_TESTS_WORLD_H
#define YMR_TESTS_WORLD_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ymr/client.h"
#include "ymr_posix.h"
#include "ymr_tls.h"

static char io[2048], text[8192], host[YMR_MAX_HOST];
static ymr_token tokens[500];
static ymr_posix_tcp world_tcp;
static ymr_posix_bundle world_bundle;
static ymr_tls world_tls;
static ymr_client world_client;
static ymr_config world_config;

/* Ends the test when something does not hold. */
#define REQUIRE(what)                                                                                        \
    do {                                                                                                     \
        if (!(what)) {                                                                                       \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #what);                                       \
            exit(1);                                                                                         \
        }                                                                                                    \
    } while (0)

static inline int64_t world_now(void)
{
    return (int64_t)time(NULL) * 1000;
}

static inline int64_t world_number(const char *name)
{
    const char *const value = getenv(name);
    REQUIRE(value != NULL);
    return atoll(value);
}

static inline void world_begin(void)
{
    world_config = (ymr_config){.transport = &world_tls.transport, .platform = ymr_posix_platform(),
                                .policy = YMR_POLICY_DEFAULT,
                                .workspace = {io, sizeof io, text, sizeof text, tokens, 500},
                                .api_key = getenv("YMR_API_KEY"), .campaign_id = world_number("YMR_CAMPAIGN"),
                                .business_id = world_number("YMR_BUSINESS")};
    ymr_posix_tcp_init(&world_tcp);
    REQUIRE(ymr_posix_bundle_init(&world_bundle, getenv("YMR_CA")) == YMR_OK);
    REQUIRE(ymr_tls_init(&world_tls, &world_tcp.transport,
                         &(ymr_tls_config){.anchors = &world_bundle.anchors, .random = ymr_posix_random,
                                           .clock = ymr_posix_clock()}) == YMR_OK);
    REQUIRE(ymr_endpoint_parse(getenv("YMR_BASE_URL"), host, &world_config.endpoint) == YMR_OK);
    REQUIRE(ymr_client_init(&world_client, &world_config) == YMR_OK);
}

#endif
