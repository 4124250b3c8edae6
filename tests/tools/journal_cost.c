/*
 * What a journal costs: of mounting one of 64 KB, in one of three states, the reads that it takes; and its
 * RAM.
 *
 *     journal_cost STATE   empty, used or full: open records, reads, bytes read; callgrind counts the instructions
 *                          with --toggle-collect=mount_journal
 *     journal_cost ram     bytes of ymr_journal and of a slot
 */
#include <inttypes.h>
#include <stdio.h>

#include "unit/storage_model.c" /* a tool is one file and the library */
#include "ymr/journal.h"

enum { BLOCK_SIZE = 4096, BLOCKS = 16, UNIT = 8, SLOTS = 400 };

static storage_model model;
static ymr_journal journal;
static ymr_journal_slot slots[SLOTS];

ymr_status mount_journal(void);

static ymr_status mount(void)
{
    return ymr_journal_mount(&journal, &model.storage, slots, SLOTS, NULL, NULL);
}

/* What is counted: the last mounting alone. */
__attribute__((noinline)) ymr_status mount_journal(void)
{
    return mount();
}

static const ymr_item_decision item = {29607840, YMR_DECISION_TYPE_DECLINE_REFUND,
                                       YMR_DECISION_REASON_MECHANICAL_DAMAGE,
                                       .comment = {"The case was opened, see the photo.", 35}};
static const ymr_journal_submit submit = {21, 31, 41, YMR_JOURNAL_SUBMIT, {&item, 1},
                                          YMR_JOURNAL_NO_TIME, YMR_CLOCK_FLOOR, YMR_JOURNAL_NO_TIME};

/* As a device leaves it: hundreds were delivered, the last ones wait. */
static ymr_status use(unsigned waiting)
{
    uint64_t id;
    ymr_status status = YMR_OK;
    for (unsigned i = 0; i < 500 && status == YMR_OK; i++) {
        status = ymr_journal_append(&journal, &submit, &id);
        status = status == YMR_OK ? ymr_journal_mark(&journal, id, YMR_JOURNAL_SENT, NULL) : status;
        if (i + waiting < 500 && status == YMR_OK) {
            status = ymr_journal_mark(&journal, id, YMR_JOURNAL_SETTLED, NULL);
        }
    }
    return status;
}

static ymr_status fill(void)
{
    uint64_t id;
    ymr_status status = YMR_OK;
    while (status == YMR_OK) {
        status = ymr_journal_append(&journal, &submit, &id);
    }
    return status == YMR_E_FULL ? YMR_OK : status;
}

static ymr_status bring_to(const char *state)
{
    if (strcmp(state, "used") == 0) {
        return use(20);
    }
    if (strcmp(state, "full") == 0) {
        return fill();
    }
    return strcmp(state, "empty") == 0 ? YMR_OK : YMR_E_ARGUMENT;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: journal_cost empty|used|full|ram\n");
        return 2;
    }
    if (strcmp(argv[1], "ram") == 0) {
        printf("%zu %zu\n", sizeof(ymr_journal), sizeof(ymr_journal_slot));
        return 0;
    }
    storage_model_init(&model, BLOCK_SIZE, BLOCKS, UNIT);
    ymr_status status = ymr_journal_format(&journal, &model.storage);
    status = status == YMR_OK ? mount() : status;
    status = status == YMR_OK ? bring_to(argv[1]) : status;
    model.reads = 0;
    model.read_bytes = 0;
    status = status == YMR_OK ? mount_journal() : status;
    printf("%u %" PRIu64 " %" PRIu64 "\n", (unsigned)journal.open, model.reads, model.read_bytes);
    return status == YMR_OK ? 0 : 1;
}
