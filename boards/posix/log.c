#include "log.h"

#include "notes.h"

static void tell_answer(const session *s)
{
    const ymr_limit *const limit = &s->client.outcome.limit;

    if (limit->limit >= 0) {
        note_detail("limit: %lld calls, %lld left", (long long)limit->limit, (long long)limit->remaining);
    }
    if (s->client.exchange.response.ranges) {
        note_detail("Accept-Ranges: bytes");
    }
}

void log_event(void *context, ymr_log_event event, int64_t value)
{
    const session *const s = context;

    switch (event) {
    case YMR_LOG_REQUEST:
        note_detail("%s: asking %s", ymr_operations[value]->name, s->place);
        break;
    case YMR_LOG_OPEN:
        note_detail("connected in %lld ms", (long long)value);
        break;
    case YMR_LOG_SENT:
        note_detail("request sent, %lld bytes", (long long)value);
        break;
    case YMR_LOG_HEAD:
        note_detail("HTTP %lld", (long long)value);
        break;
    case YMR_LOG_DONE:
        note_detail("answer complete, %lld bytes", (long long)value);
        tell_answer(s);
        break;
    case YMR_LOG_FAILED:
        note_detail("failed: %s", ymr_status_text((ymr_status)value));
        break;
    case YMR_LOG_RETRY:
        note_detail("trying again in %lld ms", (long long)value);
        break;
    case YMR_LOG_WAIT:
        note_detail("the limit of calls is used up: waiting %lld ms", (long long)value);
        break;
    }
}
