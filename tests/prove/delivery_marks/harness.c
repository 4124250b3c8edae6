#include "prove.h"

#include "delivery_parts.h"

static void remember(ymr_delivery *d, int64_t return_id);

#include "delivery_marks.c"

#include "delivery_model.h"

static ymr_delivery d;
static unsigned passes;

ymr_journal_entry nondet_entry(void);

ymr_status ymr_journal_mark(ymr_journal *of, uint64_t id, ymr_journal_state state, const ymr_journal_learnt *learnt)
{
    (void)id;
    PROMISE(of == &journal && state >= YMR_JOURNAL_SENT && __CPROVER_r_ok(learnt, sizeof *learnt));
    return any_bool() ? YMR_OK : YMR_E_IO;
}

ymr_status ymr_journal_status(const ymr_journal *of)
{
    PROMISE(of == &journal);
    return any_bool() ? YMR_OK : YMR_E_IO;
}

bool ymr_journal_next_open(ymr_journal *of, uint64_t after, ymr_journal_entry *entry)
{
    PROMISE(of == &journal);
    *entry = nondet_entry();
    ASSUME(entry->id > after);
    return passes++ < 2 && any_bool();
}

ymr_delivery_reason ymr_delivery_reason_of(const ymr_journal_entry *entry)
{
    const unsigned reason = any_unsigned();
    PROMISE(entry->state == YMR_JOURNAL_WORKER);
    ASSUME(reason > YMR_DELIVERY_NO_REASON && reason <= YMR_DELIVERY_DAMAGED);
    return (ymr_delivery_reason)reason;
}

static void remember(ymr_delivery *to, int64_t return_id)
{
    (void)return_id;
    PROMISE(to == &d);
}

static ymr_status end(ymr_delivery_reason reason)
{
    switch (any_byte() % 4) {
    case 0:
        return ymr_delivery_settle(&d, any_bool());
    case 1:
        return ymr_delivery_refuse(&d);
    case 2:
        return ymr_delivery_give_up(&d, reason);
    default:
        return ymr_delivery_hand_over(&d, &d.entry, reason);
    }
}

int main(void)
{
    const unsigned which = any_unsigned();
    const ymr_delivery_reason reason = (ymr_delivery_reason)which;

    any_delivery(&d);
    ASSUME(d.track != NULL && which <= YMR_DELIVERY_DAMAGED);
    ymr_delivery_track *const track = d.track;
    if (any_bool()) {
        (void)ymr_delivery_keep_sent(&d);
        PROMISE(d.track == track);
    } else {
        const ymr_status status = end(reason);
        PROMISE(d.track == track || (d.track == NULL && track->id == 0 && status == YMR_OK));
    }
    return 0;
}
