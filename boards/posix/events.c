#include "events.h"

#include "json_out.h"
#include "lines.h"

enum {
    REMEMBERED = 8192, /* README.md says so */
    UNDER_WAY = 64     /* events whose lines are not out yet */
};

/* Should its sender give up before the line is out, the event is known all the same when it comes again. */
typedef struct event_under_way {
    uint64_t print, mark;
} event_under_way;

static ymr_seen seen;
static uint64_t prints[REMEMBERED];
static event_under_way under_way[UNDER_WAY];
static unsigned count;

void events_init(void)
{
    ymr_seen_init(&seen, prints, REMEMBERED);
}

static const event_under_way *find(uint64_t print)
{
    for (unsigned i = 0; i < count; i++) {
        if (under_way[i].print == print) {
            return &under_way[i];
        }
    }
    return NULL;
}

static bool print_line(const ymr_notification *event, uint64_t *mark)
{
    out *const to = lines_begin();
    json_object(to, &ymr_notification_shape, event, NULL);
    out_text(to, "\n");
    return lines_end(mark);
}

event_fate events_take(const ymr_notification *event, uint64_t *mark)
{
    const bool once = event->type.value != YMR_NOTIFICATION_PING; /* a PING is to be answered each time */
    const event_under_way *const same = once ? find(event->print) : NULL;

    if (once && ymr_seen_has(&seen, event->print)) {
        return EVENT_AGAIN;
    }
    if (same != NULL) {
        *mark = same->mark;
        return EVENT_WAITS;
    }
    if (count == UNDER_WAY || !print_line(event, mark)) {
        return EVENT_NO_ROOM;
    }
    if (once) {
        under_way[count++] = (event_under_way){event->print, *mark};
    }
    return EVENT_WAITS;
}

void events_settle(void)
{
    const uint64_t done = lines_out();

    for (unsigned i = 0; i < count;) {
        if (under_way[i].mark <= done) {
            ymr_seen_add(&seen, under_way[i].print);
            under_way[i] = under_way[--count];
        } else {
            i++;
        }
    }
}
