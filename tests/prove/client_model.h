/* A client over a transport, a platform and a job that answer what they like; to be included behind client.c. */
#ifndef YMR_PROVE_CLIENT_MODEL_H
#define YMR_PROVE_CLIENT_MODEL_H

#include "prove.h"

ymr_client nondet_client(void);
ymr_operation nondet_operation(void);
ymr_config nondet_config(void);

static ymr_client client;
static ymr_config config;
static ymr_operation operation;
static char io[ROOM];

static inline uint32_t any_ticks(void *context)
{
    (void)context;
    return any_uint32();
}

static inline void any_log(void *context, ymr_log_event event, int64_t value)
{
    (void)context, (void)event, (void)value;
}

static inline void any_close(ymr_transport *transport)
{
    PROMISE(transport == config.transport);
}

static inline ymr_status any_finish(ymr_client *of)
{
    const ymr_status status = any_int();
    PROMISE(of == &client);
    ASSUME(status <= YMR_OK || status == YMR_PENDING);
    return status;
}

static inline void any_explain(ymr_client *of, ymr_status status)
{
    PROMISE(of == &client && status < YMR_OK);
}

static inline void take_any_client(ymr_transport *transport)
{
    client = nondet_client();
    config = nondet_config();
    operation = nondet_operation();
    config.transport = transport;
    config.platform.ticks_ms = any_ticks;
    config.platform.random = any_bool() ? any_ticks : NULL;
    config.log = any_bool() ? any_log : NULL;
    config.workspace.io_size = any_size();
    config.workspace.io = placed(io, sizeof io, config.workspace.io_size);
    client.config = &config;
    client.space = config.workspace;
    client.request.operation = &operation;
    ASSUME(client.state <= WAITING);
}

#endif
