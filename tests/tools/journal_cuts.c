/*
 * Power fails at every step of a long script over the journal, and at every pair of steps of a shorter one;
 * every bit of a full journal goes wrong; ten thousand records wear it. See the word CHECKED.
 *
 *     journal_cuts cuts OPERATIONS SEED    a cut at every step, and the script is gone on with
 *     journal_cuts pairs OPERATIONS SEED   and a second one at every step of what follows the first
 *     journal_cuts rot OPERATIONS SEED     each bit of the storage wrong, one at a time; then some at a time
 *     journal_cuts noise RUNS SEED         regions with something in them that no journal wrote
 *     journal_cuts wear RECORDS            erases of the blocks
 *
 * The seed decides on the unit that is programmed, too. The last line counts; the exit status says whether it
 * held. What does not hold is printed with its seed.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "unit/storage_model.c" /* a tool is one file and the library */
#include "ymr/journal.h"

enum {
    BLOCK_SIZE = 1024,
    BLOCKS = 5,
    SLOTS = 12,
    PAGES = 64, /* open records that the book can hold */
    MAX_ITEMS = 3,
    GO_ON = 14,      /* operations after a cut */
    GO_ON_AGAIN = 4, /* and after the second one */
    LAST_ENTRY = 1000, /* no entry of these contents is longer */
    ROT_WORLDS = 2, /* states of the journal that rot is tried on, and how often each */
    ROT_RUNS = 8000,
    ROOM = 4096
};

/* ---- What is appended: all of it follows from a number ------------------------------------------------- */

typedef struct content {
    ymr_journal_submit submit;
    ymr_item_decision items[MAX_ITEMS];
    char comment[MAX_ITEMS][200];
} content;

static const char word[] = "The case was opened, see photo. ";

static void fill_item(content *c, uint32_t i, uint32_t *chance)
{
    ymr_item_decision *item = &c->items[i];
    const uint32_t length = storage_chance(chance) % sizeof c->comment[i];
    for (uint32_t at = 0; at < length; at++) {
        c->comment[i][at] = word[(at + storage_chance(chance) % 2) % (sizeof word - 1)];
    }
    memset(item, 0, sizeof *item);
    item->return_item_id = 100 + i;
    item->type = YMR_DECISION_TYPE_REPAIR;
    item->comment = (ymr_text){storage_chance(chance) % 4 == 0 ? NULL : c->comment[i], length};
    item->comment.length = item->comment.bytes == NULL ? 0 : length;
    if (storage_chance(chance) % 3 == 0) {
        item->type = YMR_DECISION_TYPE_PARTIAL_MONEY_REFUND;
        item->compensation = (ymr_money){true, {(int64_t)storage_chance(chance) + 1, -2}, {"RUR", 3}};
        item->price = (ymr_money){true, {31700, -1}, {"RUR", 3}};
    } else if (storage_chance(chance) % 2 == 0) {
        item->type = YMR_DECISION_TYPE_DECLINE_REFUND;
        item->reason = YMR_DECISION_REASON_MECHANICAL_DAMAGE;
    }
}

static void make(content *c, uint32_t number)
{
    uint32_t chance = number * 2654435761u + 1;
    const uint32_t count = storage_chance(&chance) % MAX_ITEMS + 1;
    memset(c, 0, sizeof *c);
    for (uint32_t i = 0; i < count; i++) {
        fill_item(c, i, &chance);
    }
    c->submit = (ymr_journal_submit){.campaign_id = 21, .order_id = 1000000 + number, .return_id = number,
                                     .call = YMR_JOURNAL_SUBMIT, .decisions = {c->items, count},
                                     .made_ms = INT64_C(1793491200000) + number,
                                     .made_clock = YMR_CLOCK_PROVISIONAL,
                                     .deadline_ms = number % 2 == 0 ? YMR_JOURNAL_NO_TIME : (int64_t)number};
}

static bool same_text(ymr_text a, ymr_text b)
{
    return a.length == b.length && (a.bytes == NULL) == (b.bytes == NULL) &&
           (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static bool same_money(const ymr_money *a, const ymr_money *b)
{
    return a->present == b->present &&
           (!a->present || (a->value.coefficient == b->value.coefficient &&
                            a->value.exponent == b->value.exponent && same_text(a->currency, b->currency)));
}

static bool same_item(const ymr_item_decision *a, const ymr_item_decision *b)
{
    return a->return_item_id == b->return_item_id && a->type == b->type && a->reason == b->reason &&
           same_text(a->comment, b->comment) && same_money(&a->compensation, &b->compensation) &&
           same_money(&a->price, &b->price);
}

static bool same_submit(const ymr_journal_submit *a, const ymr_journal_submit *b)
{
    bool same = a->campaign_id == b->campaign_id && a->order_id == b->order_id &&
                a->return_id == b->return_id && a->call == b->call && a->made_ms == b->made_ms &&
                a->made_clock == b->made_clock && a->deadline_ms == b->deadline_ms &&
                a->decisions.count == b->decisions.count;
    for (size_t i = 0; same && i < a->decisions.count; i++) {
        same = same_item(&a->decisions.items[i], &b->decisions.items[i]);
    }
    return same;
}

/* ---- The book: what was answered with YMR_OK ----------------------------------------------------------- */

typedef struct page {
    uint64_t id;     /* 0: the append was not answered */
    uint32_t number; /* of the content; 0: the page is free */
    ymr_journal_state state;
    uint32_t sends; /* grows with each mark */
    int wanted; /* the state of a mark that was not answered; 0: there is none */
    uint32_t wanted_sends;
} page;

/* All that a run has: one can be put aside and gone on with twice. */
typedef struct world {
    storage_model model;
    ymr_journal journal;
    ymr_journal_slot slots[SLOTS];
    page pages[PAGES];
    uint32_t chance; /* what the script does */
    uint32_t next_number;
    uint32_t full;     /* appends that were refused */
    uint32_t finished; /* records */
} world;

static struct {
    uint64_t runs;
    uint64_t failures;
    uint32_t seed;
    uint64_t first;
    uint64_t second;
    storage_cut cut;
    const char *what;
} report;

static bool require(bool held, const char *what)
{
    if (!held && report.failures++ < 10) {
        static const char *const cuts[] = {"after", "torn", "lazy"};
        printf("NOT HELD: %s (seed %u, cut %s at step %" PRIu64 ", then at %" PRIu64 ")\n", what,
               (unsigned)report.seed, cuts[report.cut], report.first, report.second);
    }
    return held;
}

static void copy_world(world *to, const world *from)
{
    memcpy(to, from, sizeof *to);
    storage_model_copy(&to->model, &from->model);
    to->journal.storage = &to->model.storage;
    to->journal.slots = to->slots;
}

static page *page_of(world *w, uint64_t id)
{
    for (unsigned i = 0; i < PAGES; i++) {
        if (w->pages[i].number != 0 && w->pages[i].id == id) {
            return &w->pages[i];
        }
    }
    return NULL;
}

static page *free_page(world *w)
{
    for (unsigned i = 0; i < PAGES; i++) {
        if (w->pages[i].number == 0) {
            return &w->pages[i];
        }
    }
    printf("the book is full\n");
    exit(2);
}

static page *some_page(world *w)
{
    unsigned open = 0;
    for (unsigned i = 0; i < PAGES; i++) {
        open += w->pages[i].number != 0;
    }
    unsigned wanted = open == 0 ? 0 : storage_chance(&w->chance) % open + 1;
    for (unsigned i = 0; wanted > 0; i++) {
        wanted -= w->pages[i].number != 0;
        if (wanted == 0) {
            return &w->pages[i];
        }
    }
    return NULL;
}

/* ---- Operations ---------------------------------------------------------------------------------------- */

static void answer_mark(world *w, page *p)
{
    p->state = (ymr_journal_state)p->wanted;
    p->sends = p->wanted_sends;
    p->wanted = 0;
    if (ymr_journal_is_finished(p->state)) {
        w->finished++;
        memset(p, 0, sizeof *p);
    }
}

static void append(world *w)
{
    static content c;
    page *p = free_page(w);
    *p = (page){.number = w->next_number++, .state = YMR_JOURNAL_APPENDED};
    make(&c, p->number);
    const uint64_t before = w->model.steps;
    const ymr_status status = ymr_journal_append(&w->journal, &c.submit, &p->id);
    if (status == YMR_E_FULL) {
        require(w->model.steps == before, "a full journal writes nothing");
        w->full++;
        memset(p, 0, sizeof *p);
    } else if (status != YMR_OK) {
        require(w->model.is_off, "an append fails without a reason");
        p->id = 0;
    }
}

static void mark(world *w, page *p, ymr_journal_state state)
{
    ymr_journal_learnt learnt = ymr_journal_nothing_learnt;
    p->wanted = (int)state;
    p->wanted_sends = p->sends + 1;
    learnt.sends = p->wanted_sends;
    const ymr_status status = ymr_journal_mark(&w->journal, p->id, state, &learnt);
    if (status == YMR_OK) {
        answer_mark(w, p);
    } else {
        require(w->model.is_off, "a mark fails without a reason");
    }
}

static void mark_some(world *w)
{
    page *p = some_page(w);
    if (p == NULL) {
        return;
    }
    if (p->state == YMR_JOURNAL_APPENDED || storage_chance(&w->chance) % 4 == 0) {
        mark(w, p, p->state < YMR_JOURNAL_SENT ? YMR_JOURNAL_SENT : p->state);
    } else if (p->state == YMR_JOURNAL_SENT && storage_chance(&w->chance) % 5 == 0) {
        mark(w, p, YMR_JOURNAL_WORKER);
    } else if (p->state != YMR_JOURNAL_WORKER || storage_chance(&w->chance) % 6 == 0) {
        mark(w, p, (ymr_journal_state)(4 + storage_chance(&w->chance) % 3)); /* any of the finished ones */
    } else {
        mark(w, p, YMR_JOURNAL_WORKER);
    }
}

/* Times of appending come after times of marking, so that it is full, and empty, more than once. */
static void operate(world *w, unsigned number)
{
    const unsigned of_ten = number / 24 % 2 == 0 ? 7 : 3;
    if (storage_chance(&w->chance) % 10 < of_ten) {
        append(w);
    } else {
        mark_some(w);
    }
}

/* ---- Power is back ------------------------------------------------------------------------------------- */

static bool mount(world *w)
{
    storage_model_power_on(&w->model);
    const uint64_t before = w->model.steps;
    const ymr_status status = ymr_journal_mount(&w->journal, &w->model.storage, w->slots, SLOTS, NULL, NULL);
    if (status != YMR_OK) {
        printf("mount: %s\n", ymr_status_name(status));
    }
    require(w->model.steps == before, "mounting writes nothing");
    return require(status == YMR_OK, "the journal mounts");
}

static bool read_is(world *w, uint64_t id, uint32_t number)
{
    static content c;
    static uint64_t buffer[ROOM / 8];
    static ymr_journal_record record;
    make(&c, number);
    return ymr_journal_read(&w->journal, id, buffer, sizeof buffer, &record) == YMR_OK &&
           same_submit(&record.submit, &c.submit);
}

/* The one append that was not answered: its page has no id. */
static page *adopt(world *w, const ymr_journal_entry *entry)
{
    page *p = page_of(w, 0);
    if (p != NULL && read_is(w, entry->id, p->number)) {
        p->id = entry->id;
        return p;
    }
    return NULL;
}

static void compare_entry(world *w, const ymr_journal_entry *entry, bool *seen)
{
    page *p = page_of(w, entry->id);
    p = p != NULL ? p : adopt(w, entry);
    if (!require(p != NULL, "an open record that nobody appended, or a finished one that is open again")) {
        return;
    }
    seen[p - w->pages] = true;
    require(read_is(w, entry->id, p->number), "a record reads as it was appended");
    require(!entry->damaged && !entry->doubtful, "nothing is damaged or in doubt");
    if (p->wanted != 0 && entry->learnt.sends == p->wanted_sends) {
        answer_mark(w, p);
    }
    require(entry->state == p->state && entry->learnt.sends == p->sends, "a state is as it was marked");
}

/* CHECKED: nothing that was answered is lost or goes back; what was not is there whole or not at all. */
static void compare(world *w)
{
    bool seen[PAGES] = {false};
    ymr_journal_entry entry = {.id = 0};
    while (ymr_journal_next_open(&w->journal, entry.id, &entry)) {
        compare_entry(w, &entry, seen);
    }
    require(ymr_journal_status(&w->journal) == YMR_OK, "storage answers");
    require(w->journal.damaged == 0, "without rot nothing is damaged");
    for (unsigned i = 0; i < PAGES; i++) {
        page *p = &w->pages[i];
        if (p->number == 0 || seen[i]) {
            p->wanted = 0;
        } else if (p->id == 0) {
            memset(p, 0, sizeof *p);
        } else if (require(p->wanted >= YMR_JOURNAL_SETTLED, "a record that was appended is there")) {
            answer_mark(w, p);
        }
    }
}

static void recover(world *w)
{
    if (mount(w)) {
        compare(w);
    }
}

static void begin(world *w, uint32_t seed)
{
    static const uint32_t units[] = {8, 1, 4, 16, 64};
    memset(w, 0, sizeof *w);
    storage_model_init(&w->model, BLOCK_SIZE, BLOCKS, units[seed % 5]);
    w->chance = seed;
    w->next_number = 1;
    mount(w);
}

static void end_run(world *w)
{
    recover(w);
    require(w->model.faults == 0, "the rules of the storage are kept");
    report.runs++;
}

/* ---- One cut ------------------------------------------------------------------------------------------- */

static world base, run, second;

static void go_on(world *w, unsigned from, unsigned count)
{
    for (unsigned i = 0; i < count && !w->model.is_off; i++) {
        operate(w, from + i);
    }
}

/* From here on, a cut at the step that is `step` steps away; false: the operation ends before it. */
static bool cut_at(const world *from, unsigned operation, uint64_t step, storage_cut cut, uint32_t seed)
{
    copy_world(&run, from);
    storage_model_cut(&run.model, step, cut, seed);
    operate(&run, operation);
    report.first = run.model.steps;
    report.cut = cut;
    return run.model.is_off;
}

static const struct {
    storage_cut cut;
    uint32_t seeds;
} ways[] = {{STORAGE_CUT_AFTER, 1}, {STORAGE_CUT_TORN, 5}, {STORAGE_CUT_LAZY, 3}};

static uint64_t cut_operation(unsigned operation)
{
    uint64_t steps = 0;
    for (unsigned way = 0; way < sizeof ways / sizeof ways[0]; way++) {
        for (uint32_t seed = 1; seed <= ways[way].seeds; seed++) {
            uint64_t step = 1;
            for (; cut_at(&base, operation, step, ways[way].cut, seed * 7919 + (uint32_t)step); step++) {
                recover(&run);
                go_on(&run, operation + 1, GO_ON);
                end_run(&run);
            }
            steps = step - 1;
        }
    }
    return steps;
}

static int every_cut(unsigned operations, uint32_t seed)
{
    uint64_t steps = 0;
    begin(&base, seed);
    for (unsigned i = 0; i < operations; i++) {
        steps += cut_operation(i);
        operate(&base, i);
    }
    end_run(&base);
    printf("%u operations (%u records finished, %u refused for want of room), %" PRIu64
           " steps, %" PRIu64 " runs\n",
           operations, (unsigned)base.finished, (unsigned)base.full, steps, report.runs);
    return require(base.full > 0, "the script fills the journal") && require(steps > operations, "it writes");
}

/* ---- Two cuts ------------------------------------------------------------------------------------------ */

/* All that the script does after the first cut is cut at every step of it. */
static void cut_again(unsigned operation, unsigned operations, uint32_t seed)
{
    static const storage_cut cuts[] = {STORAGE_CUT_TORN, STORAGE_CUT_LAZY, STORAGE_CUT_AFTER};
    bool reached = true;
    for (uint64_t step = 1; reached; step++) {
        copy_world(&second, &run);
        report.second = second.model.steps + step;
        storage_model_cut(&second.model, step, cuts[(step + seed) % 3], seed * 104729 + (uint32_t)step);
        go_on(&second, operation + 1, operations - operation);
        reached = second.model.is_off;
        if (reached) {
            recover(&second);
            go_on(&second, operation + 1, GO_ON_AGAIN);
            end_run(&second);
        }
    }
}

static int every_pair(unsigned operations, uint32_t seed)
{
    static const storage_cut cuts[] = {STORAGE_CUT_AFTER, STORAGE_CUT_TORN, STORAGE_CUT_LAZY};
    uint64_t first_cuts = 0;
    begin(&base, seed);
    for (unsigned i = 0; i < operations; i++) {
        for (unsigned way = 0; way < sizeof cuts / sizeof cuts[0]; way++) {
            for (uint64_t step = 1; cut_at(&base, i, step, cuts[way], (uint32_t)step * 31 + i + 1); step++) {
                recover(&run);
                cut_again(i, operations, (uint32_t)step);
                first_cuts++;
            }
        }
        operate(&base, i);
    }
    printf("%u operations, %" PRIu64 " first cuts, %" PRIu64 " pairs\n", operations, first_cuts, report.runs);
    return require(report.runs > first_cuts, "there are pairs");
}

/* ---- Rot ----------------------------------------------------------------------------------------------- */

static struct {
    uint64_t read;
    uint64_t given_to_worker;
    uint64_t gone;
} rot;

/* What a record that is damaged may have become: the worker's, with its ids; or it is not known, but said. */
static void compare_damaged(world *w, bool ids_are_known)
{
    bool seen[PAGES] = {false};
    ymr_journal_entry entry = {.id = 0};
    while (ymr_journal_next_open(&w->journal, entry.id, &entry)) {
        const page *p = page_of(w, entry.id);
        if (p == NULL) {
            require(w->journal.damaged > 0, "a finished record is open again, and no damage is told");
            continue;
        }
        seen[p - w->pages] = true;
        if (entry.damaged) {
            require(entry.state == YMR_JOURNAL_WORKER, "a damaged record is the worker's");
            require(!ids_are_known || entry.return_id == (int64_t)p->number, "its ids are right");
            rot.given_to_worker++;
        } else {
            require(read_is(w, entry.id, p->number), "a record reads as it was appended, or not at all");
            require(entry.state >= p->state || entry.doubtful, "no state goes back unless it is in doubt");
            require(entry.state != YMR_JOURNAL_APPENDED || p->state == YMR_JOURNAL_APPENDED,
                    "what was sent is never seen as unsent");
            rot.read++;
        }
    }
    for (unsigned i = 0; i < PAGES; i++) {
        if (w->pages[i].number != 0 && !seen[i]) {
            rot.gone++;
            require(!ids_are_known, "a record whose ids can be read is gone");
            require(w->journal.damaged > 0, "a record is gone, and no damage is told");
        }
    }
}

static void flip(world *w, uint32_t bit)
{
    w->model.bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
}

/* CHECKED: one wrong bit never costs more than what was decided, and that is told. */
static void every_bit(void)
{
    for (uint32_t bit = 0; bit < BLOCK_SIZE * BLOCKS * 8; bit++) {
        flip(&base, bit);
        report.first = bit;
        if (mount(&base)) {
            compare_damaged(&base, true);
        }
        flip(&base, bit);
        report.runs++;
    }
}

/* CHECKED: and more of them no more. The last entry alone is left out: it looks like one that was cut off. */
static void many_bits(uint32_t seed)
{
    uint32_t chance = seed;
    for (unsigned i = 0; i < ROT_RUNS; i++) {
        const uint32_t count = 2 + storage_chance(&chance) % 6;
        const uint32_t around = storage_chance(&chance) % (BLOCK_SIZE * BLOCKS * 8 - 512);
        copy_world(&run, &base);
        for (uint32_t j = 0; j < count; j++) {
            flip(&run, around + storage_chance(&chance) % 512);
        }
        report.first = around;
        const bool is_last = around / 8 + 64 + LAST_ENTRY > run.journal.at && around / 8 < run.journal.at;
        if (mount(&run) && !is_last) {
            compare_damaged(&run, false);
        }
        report.runs++;
    }
}

static int every_rot(unsigned operations, uint32_t seed)
{
    begin(&base, seed);
    for (unsigned i = 0; i < ROT_WORLDS; i++) {
        go_on(&base, i * operations, operations);
        every_bit();
    }
    printf("one bit: %" PRIu64 " records read, %" PRIu64 " given to the worker\n", rot.read,
           rot.given_to_worker);
    const bool told = require(rot.read > 0 && rot.given_to_worker > 0 && rot.gone == 0, "some were damaged");
    begin(&base, seed);
    for (unsigned i = 0; i < ROT_WORLDS; i++) {
        go_on(&base, i * operations, operations);
        many_bits(seed + i);
    }
    printf("and many bits: %" PRIu64 " read, %" PRIu64 " given to the worker, %" PRIu64
           " of which only the damage is known, %" PRIu64 " runs\n",
           rot.read, rot.given_to_worker, rot.gone, report.runs);
    return told;
}

/* CHECKED: whatever is in the region, mounting answers, and a journal that it takes can be used. */
static int every_noise(unsigned runs, uint32_t seed)
{
    uint32_t chance = seed;
    unsigned taken = 0;
    for (unsigned i = 0; i < runs; i++) {
        begin(&run, seed + i);
        go_on(&run, 0, i % 3 == 0 ? 60 : 0);
        const uint32_t from = storage_chance(&chance) % (BLOCK_SIZE * BLOCKS);
        const uint32_t length = storage_chance(&chance) % (i % 2 == 0 ? 64 : BLOCK_SIZE * BLOCKS);
        for (uint32_t at = from; at < from + length && at < BLOCK_SIZE * BLOCKS; at++) {
            run.model.bytes[at] = (uint8_t)storage_chance(&chance);
        }
        storage_model_cut(&run.model, 0, STORAGE_CUT_AFTER, 1);
        storage_model_power_on(&run.model);
        memset(run.model.programmed, 0, sizeof run.model.programmed);
        ymr_status status =
            ymr_journal_mount(&run.journal, &run.model.storage, run.slots, SLOTS, NULL, NULL);
        taken += status == YMR_OK;
        if (status != YMR_OK) {
            require(status == YMR_E_STORED, "noise is told from a journal");
            require(ymr_journal_format(&run.journal, &run.model.storage) == YMR_OK, "formats");
            status = ymr_journal_mount(&run.journal, &run.model.storage, run.slots, SLOTS, NULL, NULL);
            require(status == YMR_OK && run.journal.open == 0, "is empty then");
        }
        if (run.journal.open < SLOTS) {
            static content c;
            uint64_t id;
            make(&c, 1);
            status = ymr_journal_append(&run.journal, &c.submit, &id);
            require(status == YMR_OK || status == YMR_E_FULL, "takes a record");
        }
        require(run.model.faults == 0, "the rules of the storage are kept");
        report.runs++;
    }
    printf("%u regions, %u of them taken for a journal\n", runs, taken);
    return require(taken > 0 && taken < runs, "of both kinds");
}

/* ---- Wear ---------------------------------------------------------------------------------------------- */

enum { WEAR_BLOCK = 4096, WEAR_BLOCKS = 16, WEAR_SLOTS = 64 };

static void print_erases(const storage_model *model, const char *what)
{
    uint32_t low = UINT32_MAX;
    uint32_t high = 0;
    for (unsigned i = 0; i < WEAR_BLOCKS; i++) {
        low = model->erases[i] < low ? model->erases[i] : low;
        high = model->erases[i] > high ? model->erases[i] : high;
    }
    printf("%-58s erases of a block: %u to %u\n", what, (unsigned)low, (unsigned)high);
    require(high - low <= 2, "erases of the blocks differ by 2 at most");
    require(high > 20, "the blocks were used again and again");
}

/* CHECKED: whatever stays open meanwhile, the blocks wear evenly; and a refused append wears nothing. */
static void wear_out(unsigned records, unsigned staying, const char *what)
{
    static ymr_journal_slot slots[WEAR_SLOTS];
    static content c;
    ymr_journal *journal = &run.journal;
    uint64_t id = 0;
    storage_model_init(&run.model, WEAR_BLOCK, WEAR_BLOCKS, 8);
    ymr_status status = ymr_journal_mount(journal, &run.model.storage, slots, WEAR_SLOTS, NULL, NULL);
    require(status == YMR_OK, "mounts");
    for (unsigned i = 0; i < records + staying; i++) {
        make(&c, i + 1);
        status = ymr_journal_append(journal, &c.submit, &id);
        require(status == YMR_OK, "appends");
        if (i < staying) {
            require(ymr_journal_mark(journal, id, YMR_JOURNAL_WORKER, NULL) == YMR_OK, "is the worker's");
        } else {
            require(ymr_journal_mark(journal, id, YMR_JOURNAL_SENT, NULL) == YMR_OK, "is sent");
            require(ymr_journal_mark(journal, id, YMR_JOURNAL_SETTLED, NULL) == YMR_OK, "is settled");
        }
        report.runs++;
    }
    require(journal->open == staying, "those that stay are there");
    require(run.model.faults == 0, "the rules of the storage are kept");
    print_erases(&run.model, what);
}

static void wear_full(unsigned records)
{
    static content c;
    uint64_t id;
    unsigned refused = 0;
    ymr_status status = YMR_OK;
    begin(&run, 1);
    for (unsigned i = 0; i < records; i++) {
        make(&c, i + 1);
        const uint64_t steps = run.model.steps;
        status = ymr_journal_append(&run.journal, &c.submit, &id);
        refused += status == YMR_E_FULL;
        require(status != YMR_E_FULL || run.model.steps == steps, "a refused append writes nothing");
    }
    require(refused > records / 2 && status == YMR_E_FULL, "it was full");
    const uint32_t open = run.journal.open;
    for (unsigned i = 0; i < records; i++) {
        status = ymr_journal_mark(&run.journal, id, YMR_JOURNAL_SENT, NULL);
        require(status == YMR_OK, "there is always room for a mark");
    }
    require(run.journal.open == open && run.model.faults == 0, "and none is lost by it");
    printf("full with %u open records: %u appends refused, %u marks taken\n", (unsigned)open, refused,
           records);
}

static int every_wear(unsigned records)
{
    wear_out(records, 0, "10,000 records, one after the other:");
    wear_out(records, 40, "the same, while 40 wait for the worker:");
    wear_full(1000);
    return 1;
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";
    const unsigned count = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 0;
    report.seed = argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 1;
    int held = 0;
    if (strcmp(what, "cuts") == 0) {
        held = every_cut(count, report.seed);
    } else if (strcmp(what, "pairs") == 0) {
        held = every_pair(count, report.seed);
    } else if (strcmp(what, "rot") == 0) {
        held = every_rot(count, report.seed);
    } else if (strcmp(what, "noise") == 0) {
        held = every_noise(count, report.seed);
    } else if (strcmp(what, "wear") == 0) {
        held = every_wear(count);
    } else {
        fprintf(stderr, "usage: journal_cuts cuts|pairs|rot|noise|wear COUNT [SEED]\n");
        return 2;
    }
    printf("%" PRIu64 " runs, %" PRIu64 " times not held\n", report.runs, report.failures);
    return held && report.failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
