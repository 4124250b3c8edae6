/*
 * Any delivery that was begun, as its files have it between each other: its tracks are an array of up to TRACKS, the one
 * under way one of them or none; nothing is called but clocks. To be included behind the source that is proved.
 */
#ifndef YMR_PROVE_DELIVERY_MODEL_H
#define YMR_PROVE_DELIVERY_MODEL_H

#ifndef TRACKS
#define TRACKS 4
#endif

ymr_delivery nondet_delivery(void);
ymr_delivery_config nondet_delivery_config(void);

typedef struct some_tracks {
    ymr_delivery_track at[TRACKS];
} some_tracks;

some_tracks nondet_tracks(void);

static some_tracks tracks;
static ymr_delivery_config config;
static ymr_client client;
static ymr_config client_config;
static ymr_journal journal;

static uint32_t any_ticks(void *context)
{
    (void)context;
    return any_uint32();
}

static uint32_t any_random(void *context)
{
    (void)context;
    return any_uint32();
}

static ymr_clock_state any_wall(void *context, int64_t *unix_ms)
{
    const ymr_clock_state state = (ymr_clock_state)(any_byte() % 3);
    (void)context;
    *unix_ms = any_int64();
    ASSUME(*unix_ms > INT64_MIN / 2 && *unix_ms < INT64_MAX / 2);
    return state;
}

static const ymr_clock wall = {.now = any_wall};

static void take_event(void *context, const ymr_delivery_event *event)
{
    (void)context;
    PROMISE(__CPROVER_r_ok(event, sizeof *event) && __CPROVER_r_ok(event->entry, sizeof *event->entry));
    PROMISE(event->reason <= YMR_DELIVERY_DAMAGED);
}

static inline void any_delivery(ymr_delivery *d)
{
    const size_t under_way = any_size();

    config = nondet_delivery_config();
    client_config.platform.ticks_ms = any_ticks;
    client_config.platform.random = any_bool() ? any_random : NULL;
    client_config.policy.total_ms = any_uint32();
    client_config.campaign_id = any_int64();
    client.config = &client_config;
    client.outcome.status = (ymr_status)any_int();
    client.outcome.http_status = any_uint16();
    client.outcome.wait_ms = any_int64();
    config.client = &client;
    config.journal = &journal;
    config.clock = any_bool() ? &wall : NULL;
    ASSUME(config.track_count >= 1 && config.track_count <= TRACKS);
    tracks = nondet_tracks();
    config.tracks = tracks.at + (TRACKS - config.track_count);
    config.taker = any_bool() ? take_event : NULL;
    *d = nondet_delivery();
    d->config = &config;
    ASSUME(under_way < config.track_count);
    d->track = any_bool() ? &config.tracks[under_way] : NULL;
}

#endif
