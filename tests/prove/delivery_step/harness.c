#include "prove.h"

/* What the journal keeps of an API's code: one byte less than its place has, for the terminator. */
static void look_at_code(const char *to, const char *code, size_t length)
{
    PROMISE(__CPROVER_r_ok(code, length) && __CPROVER_w_ok(to, length));
    PROMISE(length <= 32);
}

#define memcpy(to, from, length) look_at_code((to), (from), (length))

#include "delivery_parts.h"

static uint32_t backoff(const ymr_delivery *d, uint8_t fails);

#include "delivery.c"

#include "delivery_model.h"
#include "delivery_calls.h"
#include "delivery_clocks.h"

enum { CODE_BYTES = 48 };

static ymr_delivery d;

static uint32_t backoff(const ymr_delivery *of, uint8_t fails)
{
    const uint32_t wait = any_uint32();
    PROMISE(of == &d && fails > 0);
    ASSUME(wait <= config.policy.backoff_cap_ms);
    return wait;
}

static bool is_sound(void)
{
    return d.state <= SENDING && (d.state == CHOOSING || d.track != NULL);
}

int main(void)
{
    char code[CODE_BYTES];

    any_delivery(&d);
    client.outcome.api.code = any_bool() ? any_text(code, sizeof code) : (ymr_text){NULL, 0};
    client.outcome.cause = (ymr_status)any_int();
    client.exchange.sent_any = any_bool();
    journal.next_sequence = any_uint64();
    ASSUME(is_sane(&config.policy) && is_sound());
    ASSUME(d.track == NULL || d.track->phase < YMR_PHASE_COUNT);
    const uint8_t fails = d.fails;
    switch (any_byte() % 3) {
    case 0:
        (void)ymr_delivery_step(&d);
        break;
    case 1:
        (void)ymr_delivery_stop(&d);
        break;
    default:
        (void)ymr_delivery_idle_ms(&d);
        break;
    }
    PROMISE(is_sound());
    PROMISE(d.fails >= fails || d.fails == 0);
    PROMISE(!ymr_delivery_is_calling(&d) || d.track->phase < YMR_PHASE_COUNT);
    return 0;
}
