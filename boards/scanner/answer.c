#include "answer.h"

#include "console.h"
#include "core/divide.h"
#include "meter.h"
#include "online.h"
#include "sizes.h"
#include "work.h"
#include "ymr/check.h"

enum { CALL_MS = 20000 };

typedef enum state { IDLE, LOOKING, SAYING } state;

static ymr_check check;
static ymr_hit hits[SCANNER_HITS];

static struct {
    state state;
    ymr_status status;
    size_t next;   /* hit to be said */
    uint64_t busy; /* meter_busy at the start */
    uint64_t index_cycles;
} answer;

/* What is wrong with a code, and what to do. */
static const char *const faults[YMR_BAD_COUNT] = {
    [YMR_BAD_NOTHING] = "",
    [YMR_BAD_EMPTY] = "empty",
    [YMR_BAD_TOO_LONG] = "too long: one code at a time",
    [YMR_BAD_BYTES] = "no readable text: scan again",
    [YMR_BAD_LAYOUT] = "typed in Russian: set the reader to Latin",
    [YMR_BAD_CHECK_DIGIT] = "wrong check digit: scan again",
    [YMR_BAD_GS1] = "breaks the rules of GS1: scan again",
    [YMR_BAD_FORM] = "no code of a return",
};

static void end(ymr_status status)
{
    answer.status = status;
    answer.state = SAYING;
    answer.next = 0;
    if (check.requests == 0) {
        answer.index_cycles = meter_busy() - answer.busy;
    }
}

/* Without a key nothing is answered: it is what says that the device may know. */
void answer_start(const char *code, size_t length)
{
    answer.busy = meter_busy();
    answer.state = LOOKING;
    if (!online_has_key()) {
        check.requests = 0;
        end(YMR_E_UNAUTHORIZED);
        return;
    }
    const ymr_check_limits limits = {.max_age_ms = work_fresh_ms(), .search_on_miss = work_index() == NULL};
    ymr_client *client = work_calls() ? online_current() : online_client(CALL_MS);
    const ymr_status status = ymr_start_scan_check(client, work_index(), code, length, &limits, online_now(),
                                                   hits, SCANNER_HITS, &check);
    if (status != YMR_OK) {
        end(status);
    }
}

void answer_step(void)
{
    if (answer.state != LOOKING) {
        return;
    }
    const ymr_status status = ymr_scan_check_step(&check);
    if (status == YMR_PENDING) {
        return;
    }
    if (check.requests > 0) {
        online_note_outcome();
    }
    end(status);
}

static void say_word(const char *word)
{
    if (word != NULL) {
        console_say(" ");
        console_say(word);
    }
}

static void say_trust(const ymr_hit *hit)
{
    if (hit->verified) {
        console_say(" [verified]\n");
        return;
    }
    console_say(" [unverified");
    if (check.age_ms >= 0) {
        console_fill(", % min old", (const int64_t[]){ymr_seconds(check.age_ms) / 60});
    }
    if (check.trouble != YMR_OK) {
        console_say(",");
        say_word(ymr_status_name(check.trouble));
    }
    console_say("]\n");
}

static void say_hit(const ymr_hit *hit)
{
    console_fill("MATCH return % order %", (const int64_t[]){hit->return_id, hit->order_id});
    if (hit->item != YMR_HIT_WHOLE) {
        console_fill(" item %", (const int64_t[]){hit->item + 1});
    }
    console_say(" by");
    say_word(ymr_code_field_name((ymr_code_field)hit->field));
    say_word(ymr_enum_name(&ymr_shipment_status_names, hit->shipment_status));
    say_word(ymr_enum_name(&ymr_refund_status_names, hit->refund_status));
    say_trust(hit);
}

static void say_nothing_found(void)
{
    console_say("NONE");
    if (check.trouble != YMR_OK) {
        say_word(ymr_status_name(check.trouble));
    }
    if (check.scan.fault != YMR_BAD_NOTHING) {
        say_word(faults[check.scan.fault]);
    }
    console_say("\n");
}

static void say_problem(void)
{
    console_say("BAD ");
    if (answer.status == YMR_E_CODE) {
        console_say(faults[check.scan.fault]);
    } else if (!online_started()) {
        console_say("not set up: what was said at the start has the reason");
    } else if (!online_has_key()) {
        console_say("no API key: type :key and the key");
    } else {
        console_say(ymr_status_name(answer.status));
        console_say(", and no index yet: scan again later");
    }
    console_say("\n");
}

void answer_say(void)
{
    if (answer.state != SAYING) {
        return;
    }
    if (answer.status == YMR_OK && answer.next < check.count) {
        say_hit(&hits[answer.next++]);
        if (answer.next < check.count) {
            return;
        }
        if (check.missed > 0) {
            console_fill("MORE %\n", (const int64_t[]){(int64_t)check.missed});
        }
    } else if (answer.status == YMR_E_NOT_FOUND) {
        say_nothing_found();
    } else {
        say_problem();
    }
    answer.state = IDLE;
}

bool answer_under_way(void)
{
    return answer.state != IDLE;
}

bool answer_calls(void)
{
    return answer.state == LOOKING;
}

uint64_t answer_index_cycles(void)
{
    return answer.index_cycles;
}
