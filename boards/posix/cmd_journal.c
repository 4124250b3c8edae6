#include "commands.h"

#include "deciding.h"
#include "errors.h"
#include "exits.h"
#include "journal_use.h"
#include "notes.h"

static journal_use use;

/* Adding. */

enum { HOURS_48_MS = 48 * 60 * 60 * 1000 };

static ymr_journal_submit submit_of(const deciding *d, const options *given)
{
    const ymr_clock clock = ymr_posix_clock();
    ymr_journal_submit submit = {.campaign_id = given->campaign,
                                 .order_id = d->order_id,
                                 .return_id = d->return_id,
                                 .call = YMR_JOURNAL_SUBMIT,
                                 .decisions = d->all,
                                 .deadline_ms = given->created_given ? given->created_ms + HOURS_48_MS
                                                                     : YMR_JOURNAL_NO_TIME};
    submit.made_clock = clock.now(clock.context, &submit.made_ms);
    return submit;
}

static int tell_not_kept(const deciding *d, ymr_status status)
{
    if (status == YMR_E_TOO_BIG) {
        note_error("%s: the decision is longer than a record can be (about %u bytes): shorten the comments",
                   d->subject, YMR_POSIX_JOURNAL_BLOCK - 400);
        return EXIT_USAGE;
    }
    if (status != YMR_E_FULL) {
        note_error("%s: whether the decision is kept is not certain: see ymr journal list", d->subject);
    }
    return journal_failed(&use, status);
}

static int tell_kept(const deciding *d, const options *given, uint64_t id)
{
    if (given->json) {
        out_format(&out_result, "{\"orderId\":%lld,\"returnId\":%lld,\"outcome\":\"KEPT\",\"record\":%llu}\n",
                   (long long)d->order_id, (long long)d->return_id, (unsigned long long)id);
    } else {
        out_format(&out_result, "record %llu is safe: %s\n", (unsigned long long)id, d->subject);
    }
    note_warning("the Market was not asked whether it offers this; ymr journal flush delivers it%s",
                 given->created_given ? "" : "; until when that must be is not known without --created");
    return errors_finish(EXIT_DONE);
}

int cmd_journal_add(const options *given)
{
    static deciding d;
    uint64_t id;

    if (!deciding_read(&d, given)) {
        return EXIT_USAGE;
    }
    int ends = deciding_check(&d, NULL);
    if (ends == 0) {
        ends = journal_open(&use, given, YMR_POSIX_JOURNAL_APPEND);
    }
    if (ends != 0) {
        return ends;
    }
    const ymr_journal_submit submit = submit_of(&d, given);
    const ymr_status status = ymr_journal_append(&use.journal, &submit, &id);
    journal_close(&use);
    return status == YMR_OK ? tell_kept(&d, given, id) : tell_not_kept(&d, status);
}

/* Taking over. */

static bool find(uint64_t id, ymr_journal_entry *entry)
{
    return ymr_journal_next(&use.journal, id - 1, entry) && entry->id == id;
}

static int acknowledge(const ymr_journal_entry *entry)
{
    if (entry->state == YMR_JOURNAL_WORKER) {
        const ymr_status status =
            ymr_journal_mark(&use.journal, entry->id, YMR_JOURNAL_ACKNOWLEDGED, &entry->learnt);
        return status == YMR_OK ? 0 : journal_failed(&use, status);
    }
    if (entry->state == YMR_JOURNAL_ACKNOWLEDGED) {
        return 0; /* a script may say it twice */
    }
    note_error("record %llu: it is \"%s\" and needs nobody%s", (unsigned long long)entry->id,
               ymr_journal_state_text(entry->state),
               ymr_journal_is_finished(entry->state) ? "" : ": ymr journal flush delivers it");
    return EXIT_USAGE;
}

static void tell_taken(const options *given, const ymr_journal_entry *entry)
{
    if (given->json) {
        out_format(&out_result,
                   "{\"orderId\":%lld,\"returnId\":%lld,\"outcome\":\"ACKNOWLEDGED\",\"record\":%llu}\n",
                   (long long)entry->order_id, (long long)entry->return_id, (unsigned long long)entry->id);
    } else {
        out_format(&out_result, "record %llu is taken over: return %lld of order %lld\n",
                   (unsigned long long)entry->id, (long long)entry->return_id, (long long)entry->order_id);
    }
}

static int take_over(const options *given, const char *word)
{
    ymr_journal_entry entry;
    int64_t id;

    if (!options_id("ID", word, &id)) {
        return EXIT_USAGE;
    }
    if (!find((uint64_t)id, &entry)) {
        note_error("record %lld: the journal has no such record: see ymr journal list", (long long)id);
        return EXIT_NOT_FOUND;
    }
    const int ends = acknowledge(&entry);
    if (ends == 0) {
        tell_taken(given, &entry);
    }
    return ends;
}

int cmd_journal_ack(const options *given)
{
    int ends = journal_open(&use, given, YMR_POSIX_JOURNAL_MARK);
    if (ends != 0) {
        return ends;
    }
    for (unsigned i = 0; i < given->word_count && ends == 0; i++) {
        ends = take_over(given, given->words[i]);
    }
    journal_close(&use);
    return errors_finish(ends);
}
