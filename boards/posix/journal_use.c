#include "journal_use.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "display.h"
#include "errors.h"
#include "exits.h"
#include "notes.h"
#include "pause.h"
#include "progress.h"

enum {
    PATIENCE_MS = 10000, /* for another process, unless --timeout is given */
    TICK_MS = 5
};

static ymr_journal_slot slots[JOURNAL_SLOTS];
unsigned char journal_room[JOURNAL_ROOM];

/* The copy that is looked at. */

static uint8_t copy[YMR_POSIX_JOURNAL_SIZE];

static ymr_status read_copy(void *context, uint32_t offset, void *bytes, size_t length)
{
    (void)context;
    memcpy(bytes, copy + offset, length);
    return YMR_OK;
}

static ymr_status program_nothing(void *context, uint32_t offset, const void *bytes, size_t length)
{
    (void)context;
    (void)offset;
    (void)bytes;
    (void)length;
    return YMR_E_IO;
}

static ymr_status erase_nothing(void *context, uint32_t block)
{
    (void)context;
    (void)block;
    return YMR_E_IO;
}

static const ymr_storage copied = {.read = read_copy,
                                   .program = program_nothing,
                                   .erase = erase_nothing,
                                   .block_size = YMR_POSIX_JOURNAL_BLOCK,
                                   .block_count = YMR_POSIX_JOURNAL_BLOCKS,
                                   .program_size = 1};

static ymr_status make_copy(journal_use *use)
{
    memset(copy, 0xFF, sizeof copy); /* as an erased region */
    return use->file.is_empty ? YMR_OK : use->file.storage.read(&use->file, 0, copy, sizeof copy);
}

/* What goes wrong. */

static int cannot_be_used(const journal_use *use, const char *why)
{
    note_error("journal %s: %s", use->path, why);
    return EXIT_LOCAL;
}

static int tell_errno(const journal_use *use)
{
    if (use->file.error == ENOENT) {
        return cannot_be_used(use,
                              "there is no such file: ymr journal add, or ymr decide --journal, makes it");
    }
    note_error("journal %s: %s%s", use->path, strerror(use->file.error),
               use->file.error == ENOSPC ? ": make room there" : "");
    return EXIT_LOCAL;
}

static int tell_holder(const journal_use *use)
{
    const bool delivers = use->file.is_delivered;
    if (use->file.holder > 0) {
        note_error("journal %s: process %lld %s", use->path, (long long)use->file.holder,
                   delivers ? "delivers it already" : "has it: try again when that has ended");
        return EXIT_LOCAL;
    }
    return cannot_be_used(use, delivers ? "another process delivers it already"
                                        : "another process has it: try again");
}

int journal_failed(journal_use *use, ymr_status status)
{
    switch (status) {
    case YMR_E_IO:
        return tell_errno(use);
    case YMR_E_ARGUMENT:
        return cannot_be_used(use, "it is no file of yours alone, others could write decisions into it: "
                                   "chmod 600 it, or give another name");
    case YMR_E_BUSY:
        return tell_holder(use);
    case YMR_E_STORED_VERSION:
        return cannot_be_used(use, "it is of another version of this program: deliver it with that one");
    case YMR_E_FULL:
        return cannot_be_used(use, "it is full: deliver what is kept with ymr journal flush, and take over "
                                   "what needs a person with ymr journal ack");
    case YMR_E_STORED:
        return cannot_be_used(use, "this is no journal, or nothing of it is left: give another name, or move "
                                   "it away");
    default:
        return cannot_be_used(use, ymr_status_text(status));
    }
}

/* Mounting comes again and again while it is lent: each damage is told once. */
static void tell_damage(void *context, const ymr_journal_damage *damage)
{
    journal_use *const use = context;
    if (use->damage_told && damage->offset <= use->told) {
        return;
    }
    use->damage_told = true;
    use->told = damage->offset;
    if (damage->id == 0) {
        note_warning("journal %s: %u bytes at %u cannot be read: a record may be lost that was there, or "
                     "what became of one",
                     use->path, (unsigned)damage->length, (unsigned)damage->offset);
    } else {
        note_warning("journal %s: of record %llu it cannot be read what was decided on return %lld of order "
                     "%lld: decide anew",
                     use->path, (unsigned long long)damage->id, (long long)damage->return_id,
                     (long long)damage->order_id);
    }
}

/* Taking it. */

static ymr_status take(journal_use *use)
{
    const options *const given = use->given;
    const uint64_t patience = !given->timeout_given    ? PATIENCE_MS
                              : given->timeout_ms == 0 ? UINT64_MAX
                                                       : given->timeout_ms;
    const uint64_t began = progress_clock();
    for (;;) {
        const ymr_status status = ymr_posix_journal_take(&use->file);
        const bool may_end = status == YMR_E_BUSY && !use->file.is_delivered;
        if (!may_end || progress_clock() - began >= patience) {
            return status;
        }
        if (!pause_ms(TICK_MS)) {
            return YMR_E_STOPPED;
        }
    }
}

static ymr_status mount(journal_use *use)
{
    const bool looks = use->file.use == YMR_POSIX_JOURNAL_LOOK;
    const ymr_status status = looks ? make_copy(use) : YMR_OK;
    if (looks) {
        ymr_posix_journal_close(&use->file);
    }
    return status != YMR_OK ? status
                            : ymr_journal_mount(&use->journal, looks ? &copied : &use->file.storage, slots,
                                                JOURNAL_SLOTS, tell_damage, use);
}

static int take_and_mount(journal_use *use)
{
    ymr_status status = take(use);
    if (status == YMR_E_STOPPED) {
        note_error("journal %s: interrupted", use->path);
        return EXIT_INTERRUPTED;
    }
    if (status == YMR_OK) {
        status = mount(use);
    }
    return status == YMR_OK ? 0 : journal_failed(use, status);
}

int journal_open(journal_use *use, const options *given, ymr_posix_journal_use how)
{
    if (given->journal == NULL) {
        note_error("no journal: set YMR_JOURNAL or give --journal FILE");
        return EXIT_USAGE;
    }
    use->given = given;
    snprintf(use->path, sizeof use->path, "%s", display_safe_string(given->journal));
    const ymr_status status = ymr_posix_journal_open(&use->file, given->journal, how);
    const int ends = status == YMR_OK ? take_and_mount(use) : journal_failed(use, status);
    if (ends != 0) {
        ymr_posix_journal_close(&use->file);
    }
    return ends;
}

int journal_share(journal_use *use)
{
    return ymr_posix_journal_lend(&use->file) ? take_and_mount(use) : 0;
}

void journal_close(journal_use *use)
{
    ymr_posix_journal_close(&use->file);
}
