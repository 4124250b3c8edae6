#include "commands.h"

#include "errors.h"
#include "exits.h"
#include "journal_show.h"
#include "journal_use.h"
#include "notes.h"

static journal_use use;

static void show(const ymr_journal_entry *entry)
{
    static ymr_journal_record record;
    const bool whole =
        ymr_journal_read(&use.journal, entry->id, journal_room, sizeof journal_room, &record) == YMR_OK;

    (use.given->json ? journal_json : journal_show)(&out_result, entry, whole ? &record.submit : NULL);
}

static void tell_room(unsigned open)
{
    ymr_journal_figures figures;
    if (ymr_journal_figures_of(&use.journal, &figures) == YMR_OK) {
        note_detail("%u records are open, %u bytes are left for more; blocks were erased %u to %u times",
                    open, (unsigned)figures.room, (unsigned)figures.min_erases, (unsigned)figures.max_erases);
    }
}

int cmd_journal_list(const options *given)
{
    ymr_journal_entry entry = {.id = 0};
    unsigned count = 0, open = 0;

    const int ends = journal_open(&use, given, YMR_POSIX_JOURNAL_LOOK);
    if (ends != 0) {
        return ends;
    }
    while (ymr_journal_next(&use.journal, entry.id, &entry)) {
        show(&entry);
        count++;
        open += ymr_journal_is_finished(entry.state) ? 0 : 1;
    }
    if (count == 0) {
        note_warning("journal %s: nothing is kept in it", use.path);
    }
    tell_room(open);
    return errors_finish(use.journal.damaged != 0 ? EXIT_LOCAL : EXIT_DONE);
}
