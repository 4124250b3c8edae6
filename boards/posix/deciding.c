#include "deciding.h"

#include "display.h"
#include "errors.h"
#include "exits.h"
#include "notes.h"
#include "show.h"

/* The command line. */

static bool read_item(const options *given, unsigned index, ymr_item_decision *item)
{
    const char *const *const words = &given->words[2 + 2 * index];
    int type;

    *item = given->decided[index];
    if (!options_id("ITEM", words[0], &item->return_item_id) ||
        !options_name("DECISION", words[1], &ymr_decision_type_names, &type)) {
        return false;
    }
    item->type = (ymr_decision_type)type;
    return true;
}

static bool read_items(deciding *d, const options *given)
{
    const unsigned count = given->decided_count + 1;
    if (given->word_count != 2 + 2 * count) {
        note_error("%s: an item is ITEM DECISION, and --and stands between two: see ymr %s --help",
                   given->command->name, given->command->name);
        return false;
    }
    for (unsigned i = 0; i < count; i++) {
        if (!read_item(given, i, &d->items[i])) {
            return false;
        }
    }
    d->all = (ymr_decisions){d->items, count};
    return true;
}

/* setReturnDecision knows neither several items nor reasons; and it takes two calls, a record is one. */
static bool fits_the_old_way(const deciding *d, const options *given)
{
    if (given->deprecated && given->journal_given) {
        note_error("--deprecated goes without --journal: leave one of them out");
        return false;
    }
    if (given->deprecated && d->all.count > 1) {
        note_error("--deprecated takes one item: leave --and out");
        return false;
    }
    if (given->deprecated && d->items[0].reason != YMR_DECISION_REASON_ABSENT) {
        note_error("--deprecated takes no reason: leave --reason out");
        return false;
    }
    return true;
}

bool deciding_read(deciding *d, const options *given)
{
    if (!options_id("ORDER", given->words[0], &d->order_id) ||
        !options_id("RETURN", given->words[1], &d->return_id) || !read_items(d, given) ||
        !fits_the_old_way(d, given)) {
        return false;
    }
    d->is_for_journal = given->command->bit == FOR_JOURNAL_ADD || given->journal_given;
    d->subject = errors_subject("return %lld of order %lld", (long long)d->return_id, (long long)d->order_id);
    return true;
}

/* The check. */

static const char *const remedies[YMR_FINDING_COUNT] = {
    [YMR_FINDING_TOO_LONG] = "shorten the comments",
    [YMR_FINDING_ITEM_TWICE] = "name it once",
    [YMR_FINDING_NO_TYPE] = "`ymr decisions RETURN` lists what can be",
    [YMR_FINDING_NOT_OFFERED] = "`ymr decisions RETURN` lists what is",
    [YMR_FINDING_REASON_MISPLACED] = "leave --reason out",
    [YMR_FINDING_REASON_NOT_OFFERED] = "`ymr decisions RETURN` lists what is",
    [YMR_FINDING_REASON_ADVISED] = "give --reason",
    [YMR_FINDING_COMMENT_UTF8] = "give --comment in UTF-8",
    [YMR_FINDING_COMMENT_COST] = "give --comment",
    [YMR_FINDING_COMMENT_TERM] = "give --comment",
    [YMR_FINDING_COMMENT_WHY] = "give --comment",
    [YMR_FINDING_COMMENT_OFFER] = "give --comment",
    [YMR_FINDING_COMPENSATION_MISSING] = "give --compensation SUM:CURRENCY",
    [YMR_FINDING_COMPENSATION_MISPLACED] = "leave --compensation out",
    [YMR_FINDING_COMPENSATION_CURRENCY] = "give one such as 149.50:RUR",
    [YMR_FINDING_COMPENSATION_NOT_POSITIVE] = "give one such as 149.50:RUR",
    [YMR_FINDING_COMPENSATION_SHARE] = "`ymr decisions RETURN` says how large it may be",
};

static void tell_finding(void *context, const ymr_finding *finding)
{
    const deciding *const d = context;
    const bool error = finding->severity == YMR_SEVERITY_ERROR;
    const char *const remedy = remedies[finding->code];
    char bound[40];
    char line[400];
    out to = {-1, line, sizeof line - 1, 0, 0};

    if (finding->index < d->all.count) {
        out_format(&to, "item %lld: ", (long long)d->items[finding->index].return_item_id);
    }
    out_text(&to, finding->text);
    if (show_money(&finding->bound, bound)) {
        out_format(&to, ": it says %s", bound);
    }
    if (remedy != NULL) {
        out_format(&to, ": %s", remedy);
    }
    line[to.used] = '\0';
    if (error) {
        note_error("%s", line);
    } else {
        note_warning("warning: %s", line);
    }
}

int deciding_check(deciding *d, const ymr_available_decisions *available)
{
    if (ymr_decisions_check(&d->all, available, tell_finding, d) == YMR_OK) {
        return 0;
    }
    note_error("%s: nothing was %s", d->subject, d->is_for_journal ? "kept" : "sent");
    return EXIT_USAGE;
}
