/*
 * The journal: an input is a script of appends, marks, power cuts, rot and forgeries over a small storage,
 * with mounts in between. What was answered with YMR_OK is kept in a list beside it, and every mount is held
 * against that.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journal_parts.h"
#include "support.h"
#include "unit/storage_model.h"

enum {
    BLOCK = 512,
    BLOCKS = 5,
    REGION = BLOCK * BLOCKS,
    SLOTS = 6,
    KNOWN = 64,
    BUFFER = 1024,
    MOST_STEPS = 60
};

/* What was appended, small enough to be made again. */
typedef struct spec {
    uint8_t call;
    uint8_t kind;
    uint8_t items;
    uint8_t comment;
    int64_t number;
} spec;

typedef struct known {
    uint64_t id;
    spec spec;
    int state;
} known;

/* How much is sure about the storage. */
typedef enum trust {
    SOUND,    /* nothing but the journal has touched it; power may have failed */
    A_BIT,    /* one bit of it is wrong */
    ROTTEN,   /* more of them are */
    FORGED    /* somebody else has written to it: only that nothing breaks is sure */
} trust;

typedef struct world {
    storage_model model;
    ymr_journal journal;
    ymr_journal_slot slots[SLOTS];
    known list[KNOWN];
    unsigned count;
    unsigned doubtful; /* number of the record + 1 whose last step the power cut off */
    int state_before;
    uint64_t last; /* record of the last entry */
    unsigned told;
    trust trust;
    uint8_t *buffer;
} world;

static world w;

/* ---- What is appended ---- */

static const char words[] = "The buyer has the goods and keeps them, as agreed by telephone and by letter.";

static void make_item(const spec *of, unsigned index, ymr_item_decision *item)
{
    static const ymr_decision_type types[] = {YMR_DECISION_TYPE_REFUND_MONEY,
                                              YMR_DECISION_TYPE_DECLINE_REFUND,
                                              YMR_DECISION_TYPE_PARTIAL_MONEY_REFUND};
    *item = (ymr_item_decision){.return_item_id = of->number * 8 + index + 1, .type = types[of->kind % 3]};
    if (of->comment > 0) {
        item->comment = (ymr_text){words, of->comment};
    }
    if (item->type == YMR_DECISION_TYPE_DECLINE_REFUND && of->call == YMR_JOURNAL_SUBMIT) {
        item->reason = YMR_DECISION_REASON_MECHANICAL_DAMAGE;
    }
    if (item->type == YMR_DECISION_TYPE_PARTIAL_MONEY_REFUND) {
        item->compensation = (ymr_money){true, {of->number + 1, -2}, {"RUR", 3}};
        item->price = (ymr_money){of->kind > 100, {5, 2}, {"RUR", 3}};
    }
}

static void make_submit(const spec *of, ymr_item_decision *items, ymr_journal_submit *submit)
{
    for (unsigned i = 0; i < of->items; i++) {
        make_item(of, i, &items[i]);
    }
    *submit = (ymr_journal_submit){.campaign_id = 7,
                                   .order_id = of->number + 100,
                                   .return_id = of->number + 200,
                                   .call = (ymr_journal_call)of->call,
                                   .decisions = {items, of->items},
                                   .made_ms = of->number,
                                   .made_clock = YMR_CLOCK_TRUSTED,
                                   .deadline_ms = of->number * 2};
}

static bool is_text(ymr_text a, ymr_text b)
{
    return a.length == b.length && (a.bytes == NULL) == (b.bytes == NULL) &&
           (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static bool is_money(const ymr_money *a, const ymr_money *b)
{
    return a->present == b->present &&
           (!a->present || (a->value.coefficient == b->value.coefficient &&
                            a->value.exponent == b->value.exponent && is_text(a->currency, b->currency)));
}

static bool is_submit(const ymr_journal_submit *got, const spec *of)
{
    ymr_item_decision items[4];
    ymr_journal_submit wanted;
    make_submit(of, items, &wanted);
    bool same = got->order_id == wanted.order_id && got->return_id == wanted.return_id &&
                got->campaign_id == wanted.campaign_id && got->call == wanted.call &&
                got->made_ms == wanted.made_ms && got->made_clock == wanted.made_clock &&
                got->deadline_ms == wanted.deadline_ms && got->decisions.count == wanted.decisions.count;
    for (unsigned i = 0; same && i < of->items; i++) {
        const ymr_item_decision *a = &got->decisions.items[i];
        const ymr_item_decision *b = &items[i];
        same = a->return_item_id == b->return_item_id && a->type == b->type && a->reason == b->reason &&
               is_text(a->comment, b->comment) && is_money(&a->compensation, &b->compensation) &&
               is_money(&a->price, &b->price);
    }
    return same;
}

/* ---- Mounting ---- */

static void on_damage(void *context, const ymr_journal_damage *damage)
{
    unsigned *const told = context;
    hold(damage->offset < REGION && damage->length <= BLOCK, "a damage is in the region");
    ++*told;
}

/* Twice the same: state, damages, and every record that can be found; and nothing is written. */
static void check_again(ymr_status status, unsigned told)
{
    static uint8_t before[REGION];
    static ymr_journal again;
    static ymr_journal_slot slots[SLOTS];
    static ymr_journal_entry a;
    static ymr_journal_entry b;
    unsigned told_again = 0;
    memcpy(before, w.model.bytes, REGION);
    const uint64_t steps = w.model.steps;
    const unsigned faults = w.model.faults;
    hold(ymr_journal_mount(&again, &w.model.storage, slots, SLOTS, on_damage, &told_again) == status,
         "a second mount ends as the first");
    hold(told_again == told && again.open == w.journal.open && again.at == w.journal.at &&
             again.head == w.journal.head && again.next_sequence == w.journal.next_sequence,
         "a second mount finds the same");
    uint64_t from = 0;
    for (bool found = status == YMR_OK; found; from = a.id) {
        memset(&a, 0, sizeof a);
        memset(&b, 0, sizeof b);
        found = ymr_journal_next(&w.journal, from, &a);
        hold(ymr_journal_next(&again, from, &b) == found, "a second mount lists the same");
        hold(!found || (a.id > from && a.id == b.id && a.state == b.state && a.damaged == b.damaged &&
                        a.doubtful == b.doubtful && a.order_id == b.order_id),
             "a second mount lists the same records");
    }
    hold(w.model.faults == faults, "a mount reads inside of blocks");
    hold(w.model.steps == steps && memcmp(before, w.model.bytes, REGION) == 0, "a mount writes nothing");
}

static known *known_of(uint64_t id)
{
    for (unsigned i = 0; i < w.count; i++) {
        if (w.list[i].id == id) {
            return &w.list[i];
        }
    }
    return NULL;
}

static ymr_status read(uint64_t id, size_t size, ymr_journal_record *record)
{
    uint8_t *const buffer = malloc(size + 1);
    const ymr_status status = ymr_journal_read(&w.journal, id, buffer, size, record);
    if (status == YMR_OK) {
        const known *k = known_of(id);
        hold(w.trust == FORGED || (k != NULL && is_submit(&record->submit, &k->spec)),
             "what is read is what was appended");
        hold(record->needed <= size, "it is in the buffer");
    }
    free(buffer);
    return status;
}

/* The last step, cut off, is done or not; which of both is known now. */
static void settle_doubt(void)
{
    known *const k = w.doubtful > 0 ? &w.list[w.doubtful - 1] : NULL;
    ymr_journal_entry entry;
    if (k == NULL) {
        return;
    }
    const bool there = ymr_journal_next_open(&w.journal, k->id - 1, &entry) && entry.id == k->id;
    if (k->state == YMR_JOURNAL_APPENDED && w.state_before == 0 && !there) {
        w.list[w.doubtful - 1] = w.list[--w.count];
    } else if (there && (int)entry.state == w.state_before) {
        k->state = w.state_before;
    }
    w.doubtful = 0;
}

static void check_found(const known *k, const ymr_journal_entry *entry)
{
    static ymr_journal_record record;
    hold(entry->damaged || entry->order_id == k->spec.number + 100, "a record is of its order");
    hold((int)entry->state >= k->state || (w.trust == ROTTEN && (w.told > 0 || k->id == w.last)),
         "a state does not go back without a word");
    if (w.trust == SOUND) {
        hold((int)entry->state == k->state && !entry->damaged && !entry->doubtful, "nothing is in doubt");
        hold(read(k->id, BUFFER, &record) == YMR_OK, "an open record can be read");
    }
    hold(w.trust > A_BIT || (int)entry->state == k->state || entry->damaged || entry->doubtful,
         "another state has a reason");
}

/*
 * Every open record that was kept is there, or damage was told; a wrong bit alone costs no record at all.
 * What is lost by more of them is lost: what comes later is held against what is left.
 */
static void check_kept(void)
{
    ymr_journal_entry entry;
    unsigned open = 0;
    for (unsigned i = 0; i < w.count; i++) {
        known *const k = &w.list[i];
        if (ymr_journal_is_finished((ymr_journal_state)k->state)) {
            continue;
        }
        open++;
        if (ymr_journal_next_open(&w.journal, k->id - 1, &entry) && entry.id == k->id) {
            check_found(k, &entry);
            k->state = w.trust == ROTTEN ? (int)entry.state : k->state;
        } else {
            hold(w.trust == ROTTEN && (w.told > 0 || k->id == w.last), "a record is not lost without a word");
            k->state = YMR_JOURNAL_ACKNOWLEDGED;
        }
    }
    hold(w.trust > A_BIT || w.journal.open == open, "what was finished stays finished");
    hold(w.trust != SOUND || w.told == 0, "where nothing rots no damage is told");
}

static void mount(void)
{
    unsigned told = 0;
    storage_model_power_on(&w.model);
    const ymr_status status =
        ymr_journal_mount(&w.journal, &w.model.storage, w.slots, SLOTS, on_damage, &told);
    w.told += told;
    if (w.trust != FORGED) {
        /* Of a first step that was cut off and a wrong bit elsewhere nobody can say that they are a journal.
         */
        const bool is_empty = w.trust == A_BIT && w.count <= (w.doubtful > 0 ? 1u : 0u);
        hold(status == YMR_OK || (is_empty && status == YMR_E_STORED) ||
                 (w.trust == ROTTEN &&
                  (status == YMR_E_SPACE || status == YMR_E_STORED || status == YMR_E_STORED_VERSION)),
             "a journal is one");
    }
    check_again(status, told);
    if (status != YMR_OK) {
        w.trust = FORGED;
    } else if (w.trust != FORGED) {
        settle_doubt();
        check_kept();
    }
    w.journal.context = &w.told; /* what it hears from now on */
}

/* ---- Steps of a script ---- */

static void append(supply *in)
{
    const uint8_t what = supply_byte(in);
    const uint8_t comment = supply_byte(in);
    ymr_item_decision items[4];
    ymr_journal_submit submit;
    known k = {.state = YMR_JOURNAL_APPENDED};
    k.spec = (spec){.call = (uint8_t)(1 + what % 3),
                    .kind = (uint8_t)(what ^ comment),
                    .items = what % 3 == 1 ? 1 : 1 + (what >> 6 & 1),
                    .comment = comment % sizeof words,
                    .number = w.count + 1};
    make_submit(&k.spec, items, &submit);
    if (w.count == KNOWN) {
        return;
    }
    const uint64_t next = w.journal.next_sequence;
    const ymr_status status = ymr_journal_append(&w.journal, &submit, &k.id);
    hold(status != YMR_OK || k.id >= next, "an id is new");
    hold(status != YMR_E_ARGUMENT && (status != YMR_E_TOO_BIG || k.spec.items > 1), "what is right is taken");
    if (status == YMR_OK || status == YMR_E_IO) {
        /* Of a cut one the id is the number that was to be given next. */
        k.id = status == YMR_OK ? k.id : w.journal.next_sequence - 1;
        w.list[w.count++] = k;
        w.last = k.id;
        w.doubtful = status == YMR_OK ? 0 : w.count;
        w.state_before = 0;
    }
}

static void mark(supply *in)
{
    static const ymr_journal_learnt learnt = {.status = YMR_E_RESET, .sends = 3, .code = "A_CODE"};
    const uint8_t which = supply_byte(in);
    const uint8_t how = supply_byte(in);
    if (w.count == 0) {
        return;
    }
    known *const k = &w.list[which % w.count];
    const ymr_journal_state state = (ymr_journal_state)(1 + how % 7);
    const ymr_status status = ymr_journal_mark(&w.journal, k->id, state, how > 100 ? &learnt : NULL);
    const bool open = !ymr_journal_is_finished((ymr_journal_state)k->state);
    if (w.trust == SOUND && status != YMR_E_IO && w.journal.failed == YMR_OK) {
        const bool right = open && (int)state >= k->state && state <= YMR_JOURNAL_ACKNOWLEDGED;
        hold(status == (right ? YMR_OK : YMR_E_ARGUMENT),
             "there is room for every mark, and only for right ones");
    }
    if (status == YMR_OK || status == YMR_E_IO) {
        w.doubtful = status == YMR_OK || !open ? 0 : (unsigned)(k - w.list) + 1;
        w.state_before = k->state;
        k->state = open && (int)state > k->state ? (int)state : k->state;
        w.last = k->id;
    }
}

static void rot(supply *in)
{
    const uint32_t at = (uint32_t)supply_number(in, 2) % REGION;
    w.model.bytes[at] ^= (uint8_t)(1u << supply_byte(in) % 8);
    w.trust = w.trust < FORGED ? w.trust + (w.trust < ROTTEN) : FORGED;
}

static void forge_head(supply *in)
{
    static const uint8_t kinds[] = {YMR_KIND_RECORD, YMR_KIND_COPY, YMR_KIND_MARK, YMR_KIND_OPEN, 0};
    const uint32_t unit = w.model.storage.program_size;
    const uint32_t place = (uint32_t)supply_number(in, 2) % (REGION - YMR_HEAD_SIZE) / unit * unit;
    ymr_journal_head head = {.kind = (ymr_journal_kind)kinds[supply_byte(in) % 5]};
    head.state = supply_byte(in);
    head.flags = supply_byte(in) % 4;
    head.call = supply_byte(in);
    head.length = supply_byte(in) * (head.state > 200 ? UINT32_C(0x1000001) : 1u);
    head.sequence = supply_number(in, 2);
    head.id = supply_byte(in);
    head.gap = supply_byte(in) * 2u;
    const uint32_t data = place + ((YMR_HEAD_SIZE + unit - 1) & ~(unit - 1));
    if (data < REGION && head.length < REGION - data) {
        head.data_crc = ymr_crc32(0, w.model.bytes + data, head.length);
    }
    ymr_head_write(&head, place, w.model.bytes + place);
    w.trust = FORGED;
}

static void forge_block(supply *in)
{
    uint8_t *const at = w.model.bytes + supply_byte(in) % BLOCKS * BLOCK;
    const uint8_t how = supply_byte(in);
    const ymr_journal_block_head head = {w.model.storage.program_size, how == 1 ? BLOCK * 2 : BLOCK,
                                         BLOCKS, supply_byte(in)};
    ymr_block_head_write(&head, at);
    if (how == 2) {
        at[4]++; /* another format, with the CRC that belongs to it */
        const uint32_t crc = ymr_crc32(0, at, YMR_BLOCK_HEAD_SIZE - 4);
        ymr_bytes_write(at + YMR_BLOCK_HEAD_SIZE - 4, crc, 4);
    }
    w.trust = FORGED;
}

static void overwrite(supply *in)
{
    const uint32_t at = (uint32_t)supply_number(in, 2) % REGION;
    const uint8_t count = supply_byte(in);
    const uint8_t with = supply_byte(in);
    for (uint32_t i = at; i < REGION && i < at + count * 4u; i++) {
        w.model.bytes[i] = count % 2 == 0 ? with : supply_byte(in);
    }
    w.trust = FORGED;
}

static void plan_cut(supply *in)
{
    const uint8_t steps = supply_byte(in);
    const storage_cut cut = (storage_cut)(supply_byte(in) % 3);
    storage_model_cut(&w.model, 1u + steps % 24, cut, 1u + supply_byte(in));
}

static void format(void)
{
    static ymr_journal journal;
    if (ymr_journal_format(&journal, &w.model.storage) == YMR_OK) {
        w.count = 0;
        w.told = 0;
        w.doubtful = 0;
        w.trust = SOUND;
        w.model.faults = 0;
    } else {
        w.trust = FORGED; /* to be done again: the power failed in it */
    }
    mount();
}

static void look(supply *in)
{
    static ymr_journal_record record;
    static ymr_journal_figures figures;
    ymr_journal_entry entry;
    const uint64_t id = supply_byte(in);
    const size_t size = supply_byte(in);
    if (w.journal.failed != YMR_OK) {
        hold(read(id, size, &record) == w.journal.failed, "what failed stays so");
        return;
    }
    const ymr_status status = read(id, size, &record);
    hold(status != YMR_E_SPACE || record.needed > size, "too little room: it says how much");
    if (status == YMR_E_SPACE && record.needed < BUFFER * 4) {
        const ymr_status again = read(id, record.needed, &record);
        hold(w.trust == FORGED || again == YMR_OK, "what it needs is enough");
    }
    if (ymr_journal_figures_of(&w.journal, &figures) == YMR_OK) {
        hold(figures.open <= figures.slots && figures.min_erases <= figures.max_erases, "figures make sense");
    }
    hold(!ymr_journal_next(&w.journal, UINT64_MAX, &entry) &&
             !ymr_journal_next_open(&w.journal, UINT64_MAX, &entry),
         "nothing is behind the last");
}

static void step(supply *in)
{
    switch (supply_byte(in) % 12) {
    case 0:
    case 1:
    case 2:
        append(in);
        break;
    case 3:
    case 4:
        mark(in);
        break;
    case 5:
        plan_cut(in);
        break;
    case 6:
        mount();
        break;
    case 7:
        rot(in);
        break;
    case 8:
        look(in);
        break;
    case 9:
        forge_head(in);
        break;
    case 10:
        overwrite(in);
        break;
    default:
        if (supply_byte(in) % 2 == 0) {
            forge_block(in);
        } else {
            format();
        }
    }
}

/* No journal on a storage of another geometry than those that it can have, nor without a slot. */
static void check_arguments(unsigned which)
{
    static ymr_journal journal;
    static const struct {
        uint32_t block_size, block_count, program_size;
    } geometries[] = {{BLOCK, 3, 8},
                      {256, 8, 8},
                      {BLOCK, 8, 0},
                      {BLOCK, 8, 128},
                      {BLOCK, 8, 3},
                      {BLOCK + 1, 8, 8},
                      {UINT32_C(0x40000000), 8, 8}};
    ymr_storage storage = w.model.storage;
    storage.block_size = geometries[which % 7].block_size;
    storage.block_count = geometries[which % 7].block_count;
    storage.program_size = geometries[which % 7].program_size;
    hold(ymr_journal_mount(&journal, &storage, w.slots, SLOTS, NULL, NULL) == YMR_E_ARGUMENT &&
             ymr_journal_format(&journal, &storage) == YMR_E_ARGUMENT,
         "a geometry is one");
    hold(ymr_journal_mount(&journal, &w.model.storage, NULL, SLOTS, NULL, NULL) == YMR_E_ARGUMENT &&
             ymr_journal_mount(&journal, &w.model.storage, w.slots, 0, NULL, NULL) == YMR_E_ARGUMENT,
         "a journal needs slots");
    hold(strlen(ymr_journal_state_text((ymr_journal_state)(which % 9))) > 0, "every state has a text");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    supply in = {data, size};
    const uint32_t unit = 1u << supply_byte(&in) % 6;
    memset(&w.count, 0, sizeof w - offsetof(world, count));
    storage_model_init(&w.model, BLOCK, BLOCKS, unit);
    check_arguments((unsigned)size);
    mount();
    for (unsigned steps = 0; in.left > 0 && steps < MOST_STEPS; steps++) {
        step(&in);
        if (w.model.is_off || w.journal.failed != YMR_OK) {
            mount();
        }
    }
    mount();
    hold(w.trust >= A_BIT || w.model.faults == 0, "the rules of the storage are kept");
    return 0;
}
