/* A journal whose checks are right and whose contents are not, as of a later version or a program gone wrong.
 */
#include "check.h"
#include "journal_parts.h"
#include "unit/storage_model.h"
#include "ymr/journal.h"

enum { SLOTS = 8, BLOCK_SIZE = 1024, BLOCKS = 5, HEAD = 120, BLOCK_HEAD = 24, FIRST = BLOCK_HEAD + HEAD };

static storage_model model;
static ymr_storage storage;
static ymr_journal journal;
static ymr_journal_slot slots[SLOTS];
static ymr_journal_entry entry;
static ymr_journal_record record;
static uint64_t buffer[64];
static unsigned told;

static void on_damage(void *context, const ymr_journal_damage *damage)
{
    (void)context;
    (void)damage;
    told++;
}

static const ymr_item_decision refund = {5, YMR_DECISION_TYPE_REFUND_MONEY, .reason = 0,
                                         .comment = {"As agreed by telephone.", 23}};
static const ymr_journal_submit small = {21, 31, 41, YMR_JOURNAL_SUBMIT, {&refund, 1},
                                         YMR_JOURNAL_NO_TIME, YMR_CLOCK_FLOOR, YMR_JOURNAL_NO_TIME};

static ymr_status mount(void)
{
    told = 0;
    return ymr_journal_mount(&journal, &storage, slots, SLOTS, on_damage, NULL);
}

static void begin(void)
{
    storage_model_init(&model, BLOCK_SIZE, BLOCKS, 8);
    storage = model.storage;
    CHECK_STATUS(YMR_OK, mount(), "an erased region");
}

static uint64_t append(void)
{
    uint64_t id = 0;
    CHECK_STATUS(YMR_OK, ymr_journal_append(&journal, &small, &id), "append");
    return id;
}

static bool find(uint64_t id)
{
    return ymr_journal_next_open(&journal, id - 1, &entry) && entry.id == id;
}

static void put_32(uint32_t place, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++) {
        model.bytes[place + i] = (uint8_t)(value >> 8 * i);
    }
}

/* Makes the check of a head right again after its bytes were changed; 1 is the format. */
static void sign_head(uint32_t place)
{
    const uint8_t salt[5] = {(uint8_t)place, (uint8_t)(place >> 8), (uint8_t)(place >> 16),
                             (uint8_t)(place >> 24), 1};
    put_32(place, ymr_crc32(ymr_crc32(0, salt, sizeof salt), model.bytes + place + 4, HEAD - 4));
}

static void sign_data(uint32_t place, uint32_t length)
{
    put_32(place + 8, length);
    put_32(place + 12, ymr_crc32(0, model.bytes + place + HEAD, length));
    sign_head(place);
}

static void sign_block(uint32_t block)
{
    put_32(block * BLOCK_SIZE + 20, ymr_crc32(0, model.bytes + block * BLOCK_SIZE, 20));
}

/* Data: count (0), bytes of texts (4), time (8), clock (16), id (17), type (25), reason (26), comment (27).
 */
TEST(journal_believes_no_length_that_it_reads)
{
    static const struct {
        const char *note;
        uint32_t at, value, length; /* length 0: as it is */
    } cases[] = {
        {"more items than bytes", 0, UINT32_MAX, 0},
        {"more text than bytes", 4, UINT32_MAX, 0},
        {"one item more than there is", 0, 2, 0},
        {"two items more than there are", 0, 3, 0},
        {"a comment longer than all texts", 27, 24, 0},
        {"a comment longer than all there is", 27, UINT32_MAX - 1, 0},
        {"no room for a text", 4, 0, 0},
        {"nothing behind the count", 0, 1, 4},
        {"not even a count", 0, 1, 3},
        {"no comment behind the item", 0, 1, 27},
        {"half of the comment", 0, 1, 40},
        {"no money behind the comment", 0, 1, 54},
        {"nothing at all", 0, 0, 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        begin();
        const uint64_t id = append();
        const uint32_t place = slots[0].record;
        put_32(place + HEAD + cases[i].at, cases[i].value);
        const bool nothing = i + 1 == COUNT_OF(cases);
        sign_data(place, nothing ? 0 : cases[i].length != 0 ? cases[i].length : slots[0].length);
        CHECK_STATUS(YMR_OK, mount(), cases[i].note);
        CHECK(find(id), cases[i].note);
        CHECK_STATUS(YMR_E_STORED, ymr_journal_read(&journal, id, buffer, sizeof buffer, &record),
                     cases[i].note);
        CHECK(record.needed <= sizeof buffer + 1000, "no absurd wish");
        (void)append();
        CHECK_STATUS(YMR_OK, ymr_journal_status(&journal), "the journal goes on");
    }
}

TEST(journal_passes_over_heads_that_it_does_not_know)
{
    static const struct {
        const char *note;
        uint32_t at;
        uint8_t value;
    } cases[] = {{"an unknown kind", 4, 77}, {"data beyond its block", 10, 1}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        begin();
        const uint64_t id = append();
        const uint64_t next = append();
        const uint32_t place = slots[0].record;
        model.bytes[place + cases[i].at] = cases[i].value;
        sign_head(place);
        CHECK_STATUS(YMR_OK, mount(), cases[i].note);
        CHECK(!find(id) && find(next), cases[i].note);
        CHECK_U64(1, told, "something was lost");
    }
}

TEST(journal_believes_no_code_longer_than_there_is_room)
{
    const ymr_journal_learnt learnt = {.code = "BAD_REQUEST", .last_send_ms = YMR_JOURNAL_NO_TIME};
    begin();
    const uint64_t id = append();
    CHECK_STATUS(YMR_OK, ymr_journal_mark(&journal, id, YMR_JOURNAL_SENT, &learnt), "a mark");
    CHECK(find(id) && strcmp(entry.learnt.code, "BAD_REQUEST") == 0, "its code");
    model.bytes[slots[0].mark + 87] = YMR_JOURNAL_CODE + 1;
    sign_head(slots[0].mark);
    CHECK_STATUS(YMR_OK, mount(), NULL);
    CHECK(find(id) && entry.learnt.code[0] == '\0', "none");
}

TEST(journal_knows_its_region_by_the_heads_of_its_blocks)
{
    static const struct {
        const char *note;
        uint32_t at, value;
        bool unsigned_; /* its check stays as it was */
        ymr_status status;
    } cases[] = {
        {"other units", 4, 4 << 16 | 1, false, YMR_E_STORED},
        {"another block size", 8, 2048, false, YMR_E_STORED},
        {"another number of blocks", 12, 6, false, YMR_E_STORED},
        {"another sign", 0, 0x31415926, false, YMR_OK},
        {"another sign, and a wrong check", 0, 0x31415926, true, YMR_OK},
        {"another version behind a right head", 4, 8 << 16 | 2, false, YMR_OK},
        {"one bit", 16, 4, true, YMR_OK},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        begin();
        const uint64_t id = append();
        ymr_log_erase(&journal, 2, 0); /* so that a block behind has a head, too */
        put_32(2 * BLOCK_SIZE + cases[i].at, cases[i].value);
        if (!cases[i].unsigned_) {
            sign_block(2);
        }
        CHECK_STATUS(cases[i].status, mount(), cases[i].note);
        CHECK(cases[i].status != YMR_OK || find(id), cases[i].note);
    }
    begin();
    (void)append();
    for (uint32_t block = 0; block < 2; block++) {
        ymr_log_erase(&journal, block, 0);
        put_32(block * BLOCK_SIZE + 4, 8 << 16 | 2);
        sign_block(block);
    }
    CHECK_STATUS(YMR_E_STORED_VERSION, mount(), "of another version all");
}

TEST(journal_counts_erases_as_far_as_it_knows)
{
    static const struct {
        bool counted, before_counted, blank;
        uint32_t erases, before, expected;
    } cases[] = {
        {true, true, false, 6, 9, 7},  {true, true, true, 6, 9, 6},   {false, true, false, 0, 9, 9},
        {false, true, false, 0, 0, 1}, {false, false, false, 0, 0, 1}, {false, false, true, 0, 0, 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        uint32_t erases = 99;
        begin();
        memset(model.bytes, 0xff, sizeof model.bytes);
        for (uint32_t block = 0; block < 2; block++) {
            const bool counted = block == 0 ? cases[i].before_counted : cases[i].counted;
            const ymr_journal_block_head head = {8, BLOCK_SIZE, BLOCKS,
                                                 block == 0 ? cases[i].before : cases[i].erases};
            if (counted) {
                ymr_block_head_write(&head, model.bytes + block * BLOCK_SIZE);
            }
        }
        model.bytes[BLOCK_SIZE + 500] = cases[i].blank ? 0xff : 0;
        ymr_log_prepare(&journal, 1, 0);
        CHECK_STATUS(YMR_OK, ymr_journal_status(&journal), NULL);
        CHECK(ymr_log_erases(&journal, 1, &erases), "it has a head");
        CHECK_U64(cases[i].expected, erases, check_note("case %zu", i));
        CHECK(ymr_log_is_blank(&journal, BLOCK_SIZE + BLOCK_HEAD, 2 * BLOCK_SIZE), "and is blank behind it");
    }
}

TEST(journal_figures_tell_the_least_and_the_most_erases)
{
    static const uint32_t counts[] = {5, 3, 9, 3};
    ymr_journal_figures figures;
    begin();
    for (uint32_t block = 0; block < COUNT_OF(counts); block++) {
        const ymr_journal_block_head head = {8, BLOCK_SIZE, BLOCKS, counts[block]};
        ymr_block_head_write(&head, model.bytes + block * BLOCK_SIZE);
    }
    CHECK_STATUS(YMR_OK, ymr_journal_figures_of(&journal, &figures), NULL);
    CHECK_U64(3, figures.min_erases, "of those that are known");
    CHECK_U64(9, figures.max_erases, NULL);
}

/* A head of which one bit is wrong still says how often its block was erased. */
TEST(journal_counts_erases_of_a_head_that_it_repairs)
{
    const ymr_journal_block_head head = {8, BLOCK_SIZE, BLOCKS, 7};
    uint32_t erases = 0;
    begin();
    ymr_block_head_write(&head, model.bytes + BLOCK_SIZE);
    model.bytes[BLOCK_SIZE + 16] ^= 0x10;
    CHECK(ymr_log_erases(&journal, 1, &erases), "repaired");
    CHECK_U64(7, erases, NULL);
    ymr_journal_block_head other;
    uint8_t bytes[BLOCK_HEAD];
    memcpy(bytes, model.bytes + BLOCK_SIZE, sizeof bytes);
    CHECK_I64(YMR_FOUND_REPAIRED, ymr_block_head_read(&other, bytes), NULL);
}

/* A block whose first entry cannot be read is as new as its next one says. */
TEST(journal_knows_the_age_of_a_block_by_any_entry)
{
    begin();
    const uint64_t id = append();
    const uint64_t next = append();
    const uint32_t block = ymr_log_block_of(&journal, slots[0].record);
    for (uint32_t at = BLOCK_HEAD; at < BLOCK_HEAD + HEAD; at++) {
        model.bytes[block * BLOCK_SIZE + at] = 0; /* its opening */
    }
    CHECK_STATUS(YMR_OK, mount(), NULL);
    CHECK_U64(block, ymr_mount_newest(&journal), "the same");
    CHECK(find(id) && find(next), "both are there");
}

/* Garbage in the last unit of a block: there is no room for a head behind it. */
TEST(journal_finds_nothing_in_a_last_unit)
{
    ymr_journal_walk walk;
    begin();
    (void)append();
    ymr_walk_begin(&journal, &walk, 1);
    walk.at = walk.end - 8;
    model.bytes[walk.at] = 0x55;
    CHECK_I64(YMR_WALK_END, ymr_walk_next(&journal, &walk), "the end");
}

/* What a write left that was cut off is nothing: the next entry says how much of it there is. */
TEST(journal_passes_over_a_write_that_was_cut_off)
{
    unsigned passed = 0;
    for (uint32_t seed = 1; seed < 20; seed++) {
        uint64_t id = 0;
        begin();
        const uint64_t before = append();
        storage_model_cut(&model, 1 + seed % 3, STORAGE_CUT_TORN, seed);
        (void)ymr_journal_append(&journal, &small, &id);
        storage_model_power_on(&model);
        CHECK_STATUS(YMR_OK, mount(), NULL);
        const uint64_t behind = append();
        CHECK_STATUS(YMR_OK, mount(), NULL);
        CHECK(find(before) && !entry.doubtful && find(behind) && !entry.doubtful, "both");
        CHECK_U64(0, told, "and nothing was lost");
        const uint32_t size = ymr_log_size(&journal, slots[0].length);
        passed += ymr_slot_find(&journal, behind)->record > slots[0].record + size ? 1 : 0;
    }
    CHECK(passed > 0, "something was left of some");
}

TEST(journal_needs_a_slot_for_each_open_record)
{
    for (size_t count = 1; count <= 3; count++) {
        for (unsigned sent = 0; sent < 2; sent++) {
            begin();
            for (unsigned i = 0; i < 3; i++) {
                const uint64_t id = append();
                if (sent) {
                    CHECK_STATUS(YMR_OK, ymr_journal_mark(&journal, id, YMR_JOURNAL_SENT, NULL), "a mark");
                }
            }
            CHECK_STATUS(count == 3 ? YMR_OK : YMR_E_SPACE,
                         ymr_journal_mount(&journal, &storage, slots, count, NULL, NULL),
                         check_note("%zu", count));
        }
    }
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_journal_mount(&journal, &storage, NULL, 3, NULL, NULL), "no slots");
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_journal_mount(&journal, &storage, slots, 0, NULL, NULL), "no slots");
#if SIZE_MAX > UINT32_MAX
    CHECK_STATUS(YMR_E_ARGUMENT,
                 ymr_journal_mount(&journal, &storage, slots, (size_t)UINT32_MAX + 1, NULL, NULL),
                 "more than can be counted");
#endif
}

/* Full to the last byte, it has room for marks still. */
TEST(journal_can_be_filled_to_the_last_byte)
{
    static char text[512];
    ymr_journal_slot many[64];
    memset(text, 'x', sizeof text);
    ymr_journal_figures figures;
    uint64_t id;
    storage_model_init(&model, 512, 4, 8);
    storage = model.storage;
    CHECK_STATUS(YMR_OK, ymr_journal_mount(&journal, &storage, many, COUNT_OF(many), NULL, NULL), NULL);
    const uint32_t size = ymr_log_size(&journal, 33 + 23);
    do {
        CHECK_STATUS(YMR_OK, ymr_journal_append(&journal, &small, &id), NULL);
        CHECK_STATUS(YMR_OK, ymr_journal_figures_of(&journal, &figures), NULL);
    } while (figures.room >= 2 * size);
    ymr_item_decision last = refund; /* as long as what is left: head, 33 bytes and its text */
    ymr_journal_submit submit = small;
    last.comment = (ymr_text){text, figures.room - HEAD - 33};
    submit.decisions.items = &last;
    CHECK_STATUS(YMR_OK, ymr_journal_append(&journal, &submit, &id), "the last one");
    const uint32_t open = journal.open;
    CHECK_STATUS(YMR_E_FULL, ymr_journal_append(&journal, &small, &id), "no room");
    for (uint32_t i = 0; i < open; i++) {
        CHECK_STATUS(YMR_OK, ymr_journal_mark(&journal, many[i].id, YMR_JOURNAL_SENT, NULL), "but for marks");
    }
    CHECK_STATUS(YMR_OK, ymr_journal_figures_of(&journal, &figures), NULL);
    CHECK_U64(0, figures.room, "none");
    CHECK_U64(open, journal.open, "all are there");
    CHECK_STATUS(YMR_OK, ymr_journal_mount(&journal, &storage, many, COUNT_OF(many), NULL, NULL), NULL);
    CHECK_U64(open, journal.open, "all are there");
}

TEST(journal_names_every_state)
{
#define STATE(name, value, text) CHECK_STR(text, ymr_journal_state_text(YMR_JOURNAL_##name), #name);
    YMR_JOURNAL_STATE_LIST(STATE)
#undef STATE
    CHECK_STR("unknown state", ymr_journal_state_text((ymr_journal_state)99), "of a later version");
}

/* Sequence numbers only grow; an entry with an older one does not set the next one back. */
TEST(journal_never_gives_a_number_twice)
{
    begin();
    (void)append();
    const uint64_t older = append();
    const uint64_t last = append();
    const uint32_t place = ymr_slot_find(&journal, older)->record;
    const uint64_t next = journal.next_sequence;
    put_32(place + 16, 1);
    put_32(place + 20, 0);
    sign_head(place);
    CHECK_STATUS(YMR_OK, mount(), NULL);
    CHECK(find(older) && find(last), NULL);
    CHECK_U64(next, journal.next_sequence, "not set back");
    CHECK(append() > last, "a new id");
}

/* The opening of a block says where the block before ended; one beyond that block's end says nothing. */
TEST(journal_believes_no_end_beyond_a_block)
{
    begin();
    for (unsigned i = 0; i < 12; i++) {
        const uint64_t id = append();
        CHECK_STATUS(YMR_OK, ymr_journal_mark(&journal, id, YMR_JOURNAL_SETTLED, NULL), "done");
    }
    for (uint32_t block = 0; block < BLOCKS; block++) {
        const uint32_t place = block * BLOCK_SIZE + BLOCK_HEAD;
        ymr_journal_head head;
        if (ymr_log_head_at(&journal, place, &head, true) != YMR_FOUND_NOTHING && head.kind == YMR_KIND_OPEN) {
            put_32(place + 64, BLOCK_SIZE + 8);
            sign_head(place);
        }
    }
    CHECK_STATUS(YMR_OK, mount(), NULL);
    CHECK_U64(0, told, "nothing is lost");
}

/* ---- Any call of the storage fails --------------------------------------------------------------------- */

static struct {
    unsigned left;  /* calls until one fails */
    unsigned spoil; /* programs until one changes a bit */
} faults;

static ymr_status failing(ymr_status status)
{
    return faults.left > 0 && --faults.left == 0 ? YMR_E_IO : status;
}

static ymr_status faulty_read(void *context, uint32_t offset, void *bytes, size_t length)
{
    return failing(model.storage.read(context, offset, bytes, length));
}

static ymr_status faulty_program(void *context, uint32_t offset, const void *bytes, size_t length)
{
    const ymr_status status = failing(model.storage.program(context, offset, bytes, length));
    if (faults.spoil > 0 && --faults.spoil == 0) {
        model.bytes[offset + 5] ^= 0x11;
    }
    return status;
}

static ymr_status faulty_erase(void *context, uint32_t block)
{
    return failing(model.storage.erase(context, block));
}

static ymr_status faulty_sync(void *context)
{
    return failing(model.storage.sync(context));
}

static void make_faulty(void)
{
    storage.read = faulty_read;
    storage.program = faulty_program;
    storage.erase = faulty_erase;
    storage.sync = faulty_sync;
}

/* Everything that a journal does. @return how many were appended; their ids */
static unsigned work(uint64_t *ids)
{
    ymr_journal_figures figures;
    unsigned count = 0;
    if (mount() != YMR_OK) {
        return 0;
    }
    for (uint64_t at = 0; ymr_journal_next_open(&journal, at, &entry); at = entry.id) {
        (void)ymr_journal_read(&journal, entry.id, buffer, sizeof buffer, &record);
    }
    (void)ymr_journal_read(&journal, 2, buffer, sizeof buffer, &record);
    for (unsigned i = 0; i < 5; i++) {
        count += ymr_journal_append(&journal, &small, &ids[count]) == YMR_OK ? 1 : 0;
    }
    for (unsigned i = 0; i < 8 && count > 0; i++) {
        (void)ymr_journal_mark(&journal, ids[0], YMR_JOURNAL_SENT, NULL);
    }
    (void)ymr_journal_figures_of(&journal, &figures);
    return count;
}

TEST(journal_stops_at_any_call_of_the_storage_that_fails)
{
    static storage_model before;
    uint64_t ids[8], id;
    unsigned failed = 0;
    begin();
    for (unsigned i = 0; i < 9; i++) {
        id = append();
        if (i % 4 != 0) {
            CHECK_STATUS(YMR_OK, ymr_journal_mark(&journal, id, YMR_JOURNAL_SETTLED, NULL), "done");
        } else {
            CHECK_STATUS(YMR_OK, ymr_journal_mark(&journal, id, YMR_JOURNAL_SENT, NULL), "sent");
        }
    }
    storage_model_copy(&before, &model);
    for (unsigned at = 1; at < 20000; at++) {
        storage_model_copy(&model, &before);
        storage = model.storage;
        make_faulty();
        faults.left = at;
        const unsigned count = work(ids);
        const bool did = faults.left == 0;
        faults.left = 0;
        if (!did) {
            break;
        }
        failed++;
        CHECK_STATUS(YMR_E_IO, ymr_journal_status(&journal), check_note("call %u", at));
        CHECK_STATUS(YMR_E_IO, ymr_journal_append(&journal, &small, &id), "nothing goes on");
        CHECK_STATUS(YMR_E_IO, ymr_journal_mark(&journal, 1, YMR_JOURNAL_SENT, NULL), "nothing goes on");
        CHECK_STATUS(YMR_E_IO, ymr_journal_read(&journal, 1, buffer, sizeof buffer, &record),
                     "nothing goes on");
        CHECK(!ymr_journal_next_open(&journal, 0, &entry), "nothing goes on");
        CHECK_STATUS(YMR_OK, mount(), "mounted again it does");
        for (unsigned i = 0; i < count; i++) {
            CHECK(find(ids[i]), "what was answered with YMR_OK is there");
        }
    }
    CHECK(failed > 100, check_note("%u calls failed", failed));
}

/* A program that said YMR_OK and did something else. */
TEST(journal_makes_sure_of_data_and_heads)
{
    for (unsigned at = 1; at <= 2; at++) {
        uint64_t id;
        begin();
        (void)append();
        make_faulty();
        faults.spoil = at;
        CHECK_STATUS(YMR_E_STORED, ymr_journal_append(&journal, &small, &id),
                     at == 1 ? "the data" : "the head");
        faults.spoil = 0;
    }
}

/* A head of another record where one's own was: the record is the worker's. */
TEST(journal_knows_its_records_by_their_ids)
{
    begin();
    const uint64_t id = append();
    const uint32_t place = slots[0].record;
    put_32(place + 24, 77);
    sign_head(place);
    CHECK(find(id), "it is open still");
    CHECK(entry.damaged && entry.state == YMR_JOURNAL_WORKER, "but what it said is gone");
    CHECK_U64(1, told, "which is told");
}

/* A turn brings the records of the oldest block along; where they leave no room, one more turn is needed. */
TEST(journal_stops_between_two_turns)
{
    static storage_model before;
    static char text[BLOCK_SIZE];
    ymr_item_decision item = refund;
    ymr_journal_submit large = small;
    uint64_t id, last = 0;
    unsigned failed = 0;
    begin();
    for (unsigned i = 0; i < 5; i++) {
        (void)append();
    }
    while (ymr_log_block_of(&journal, journal.at) == 0 || journal.head != BLOCKS - 2 - (BLOCKS - 1 - 3)) {
        last = append();
        CHECK_STATUS(YMR_OK, ymr_journal_mark(&journal, last, YMR_JOURNAL_SETTLED, NULL), "done");
        if (last > 200) {
            break;
        }
    }
    memset(text, 'x', sizeof text);
    item.comment = (ymr_text){text, 400};
    large.decisions.items = &item;
    storage_model_copy(&before, &model);
    for (unsigned at = 1; at < 5000; at++) {
        storage_model_copy(&model, &before);
        storage = model.storage;
        CHECK_STATUS(YMR_OK, mount(), NULL);
        make_faulty();
        faults.left = at;
        for (unsigned i = 0; i < 3 && ymr_journal_append(&journal, &large, &id) == YMR_OK; i++) {
            (void)ymr_journal_mark(&journal, id, YMR_JOURNAL_SETTLED, NULL);
        }
        const bool did = faults.left == 0;
        faults.left = 0;
        if (!did) {
            break;
        }
        failed++;
        CHECK_STATUS(YMR_E_IO, ymr_journal_status(&journal), check_note("call %u", at));
        CHECK_STATUS(YMR_OK, mount(), "mounted again");
        CHECK(journal.open >= 5, "the five are there");
    }
    CHECK(failed > 50, check_note("%u calls failed", failed));
}

/* What is lost at the end of a block may have been a mark of any record, but of one that was copied behind
 * it. */
TEST(journal_does_not_doubt_what_was_copied_later)
{
    begin();
    const uint64_t id = append();
    uint32_t block = 0;
    for (unsigned i = 0; i < 60; i++) {
        const uint64_t other = append();
        CHECK_STATUS(YMR_OK, ymr_journal_mark(&journal, other, YMR_JOURNAL_SETTLED, NULL), "done");
        block = ymr_log_block_of(&journal, ymr_slot_find(&journal, id)->record);
        if (block != 0 && block == journal.head) {
            break;
        }
    }
    CHECK_U64(journal.head, block, "it was copied");
    const uint32_t before = ymr_log_behind(&journal, block, BLOCKS - 1);
    ymr_journal_walk walk;
    uint32_t last = 0;
    ymr_walk_begin(&journal, &walk, before);
    while (ymr_walk_next(&journal, &walk) == YMR_WALK_ENTRY) {
        last = walk.place;
    }
    memset(model.bytes + last, 0, HEAD);
    CHECK_STATUS(YMR_OK, mount(), NULL);
    CHECK(told > 0, "something was lost");
    CHECK(find(id) && !entry.doubtful && !entry.damaged, "but nothing of this one");
}
