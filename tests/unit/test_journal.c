/* The journal over a storage that works: what is kept, in which order, how long, and what is refused. */
#include "check.h"
#include "journal_parts.h"
#include "unit/storage_model.h"
#include "ymr/journal.h"

#define TEXT(text) {text, sizeof(text) - 1}
#define TYPE(name) YMR_DECISION_TYPE_##name

enum { SLOTS = 8, BLOCK_SIZE = 1024, BLOCKS = 5, HEAD = 120, ROOM = BLOCK_SIZE - 24 - HEAD };

static storage_model model;
static ymr_journal journal;
static ymr_journal_slot slots[SLOTS];
static ymr_journal_record record;
static ymr_journal_entry entry;
static uint64_t buffer[256];

static const ymr_item_decision items[] = {
    {29607840, TYPE(DECLINE_REFUND), YMR_DECISION_REASON_DEVICE_ACTIVATED, .comment = TEXT("Включён\n\0🙂")},
    {INT64_MIN, TYPE(PARTIAL_MONEY_REFUND), .compensation = {true, {14950, -2}, TEXT("RUR")},
     .price = {true, {INT64_MIN, 18}, TEXT("USD")}},
    {INT64_MAX, TYPE(FAST_REFUND_MONEY), .comment = TEXT(""), .price = {true, {1, 0}, {NULL, 0}}},
};
static const ymr_journal_submit whole = {INT64_MAX, INT64_MIN, 3, YMR_JOURNAL_SUBMIT, {items, 3},
                                         1793491200123, YMR_CLOCK_TRUSTED, 1793664000000};
static const ymr_item_decision refund = {5, TYPE(REFUND_MONEY), .reason = 0};
static const ymr_journal_submit small = {21, 31, 41, YMR_JOURNAL_SUBMIT, {&refund, 1},
                                         YMR_JOURNAL_NO_TIME, YMR_CLOCK_FLOOR, YMR_JOURNAL_NO_TIME};

static ymr_status mount_with(size_t slot_count)
{
    return ymr_journal_mount(&journal, &model.storage, slots, slot_count, NULL, NULL);
}

static ymr_status mount(void)
{
    return mount_with(SLOTS);
}

static void begin(void)
{
    storage_model_init(&model, BLOCK_SIZE, BLOCKS, 8);
    CHECK_STATUS(YMR_OK, mount(), "an erased region");
}

static uint64_t append(const ymr_journal_submit *submit)
{
    uint64_t id = 0;
    CHECK_STATUS(YMR_OK, ymr_journal_append(&journal, submit, &id), "append");
    return id;
}

static ymr_status mark(uint64_t id, ymr_journal_state state)
{
    return ymr_journal_mark(&journal, id, state, NULL);
}

static ymr_status read(uint64_t id)
{
    return ymr_journal_read(&journal, id, buffer, sizeof buffer, &record);
}

static bool find(uint64_t id)
{
    return ymr_journal_next_open(&journal, id - 1, &entry) && entry.id == id;
}

static bool find_any(uint64_t id)
{
    return ymr_journal_next(&journal, id - 1, &entry) && entry.id == id;
}

/* What is kept. */

static void check_text(ymr_text expected, ymr_text got, const char *note)
{
    CHECK((expected.bytes == NULL) == (got.bytes == NULL), note);
    CHECK_BYTES(expected.bytes, expected.length, got.bytes, got.length, note);
}

static void check_money(const ymr_money *expected, const ymr_money *got, const char *note)
{
    CHECK(expected->present == got->present, note);
    CHECK_I64(expected->value.coefficient, got->value.coefficient, note);
    CHECK_I64(expected->value.exponent, got->value.exponent, note);
    check_text(expected->currency, got->currency, note);
}

static void check_submit(const ymr_journal_submit *expected, const ymr_journal_submit *got)
{
    CHECK_I64(expected->campaign_id, got->campaign_id, "campaign");
    CHECK_I64(expected->order_id, got->order_id, "order");
    CHECK_I64(expected->return_id, got->return_id, "return");
    CHECK_I64(expected->call, got->call, "call");
    CHECK_I64(expected->made_ms, got->made_ms, "made");
    CHECK_I64(expected->made_clock, got->made_clock, "clock");
    CHECK_I64(expected->deadline_ms, got->deadline_ms, "deadline");
    CHECK_SIZE(expected->decisions.count, got->decisions.count, "items");
    for (size_t i = 0; i < got->decisions.count; i++) {
        const ymr_item_decision *wanted = &expected->decisions.items[i];
        const ymr_item_decision *item = &got->decisions.items[i];
        CHECK_I64(wanted->return_item_id, item->return_item_id, "item");
        CHECK_I64(wanted->type, item->type, "type");
        CHECK_I64(wanted->reason, item->reason, "reason");
        check_text(wanted->comment, item->comment, "comment");
        check_money(&wanted->compensation, &item->compensation, "compensation");
        check_money(&wanted->price, &item->price, "price");
    }
}

TEST(journal_gives_back_what_it_was_given)
{
    begin();
    const uint64_t id = append(&whole);
    CHECK_STATUS(YMR_OK, read(id), "at once");
    check_submit(&whole, &record.submit);
    CHECK_STATUS(YMR_OK, mount(), "again");
    CHECK_STATUS(YMR_OK, read(id), "later");
    check_submit(&whole, &record.submit);
    CHECK_I64(YMR_JOURNAL_APPENDED, record.entry.state, "not sent");
    CHECK_I64(YMR_PENDING, record.entry.learnt.status, "nothing is learnt");
    CHECK_I64(YMR_JOURNAL_NO_TIME, record.entry.learnt.last_send_ms, "nothing is learnt");
    CHECK_STATUS(YMR_E_ARGUMENT, read(id + 1), "not there");
    CHECK_STATUS(YMR_E_ARGUMENT, read(0), "no id");
}

TEST(journal_says_how_large_a_buffer_it_needs)
{
    char unaligned[2048];
    begin();
    const uint64_t id = append(&whole);
    CHECK_STATUS(YMR_E_SPACE, ymr_journal_read(&journal, id, unaligned, 0, &record), "none");
    const size_t needed = record.needed;
    const size_t texts = sizeof("Включён\n\0🙂") - 1 + 3 + 3;
    CHECK_SIZE(YMR_JOURNAL_ROOM(3, texts), needed, "as the macro says");
    CHECK_STATUS(YMR_E_SPACE, ymr_journal_read(&journal, id, unaligned, needed - 1, &record), "one too few");
    for (size_t shift = 0; shift < 16; shift++) {
        memset(unaligned, 0x55, sizeof unaligned);
        CHECK_STATUS(YMR_OK, ymr_journal_read(&journal, id, unaligned + shift, needed, &record), "enough");
        check_submit(&whole, &record.submit);
        CHECK_I64(0x55, unaligned[shift + needed], "not a byte more");
    }
}

TEST(journal_keeps_what_was_learnt)
{
    ymr_journal_learnt learnt = {YMR_E_OUTCOME_UNKNOWN, YMR_E_IDLE_TIMEOUT, 599, UINT32_MAX, INT64_MAX,
                                 YMR_CLOCK_PROVISIONAL, true, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_-.+*0"};
    begin();
    const uint64_t id = append(&whole);
    CHECK_STATUS(YMR_OK, ymr_journal_mark(&journal, id, YMR_JOURNAL_SENT, &learnt), "sent");
    for (int mounted = 0; mounted < 2; mounted++) {
        CHECK(find(id), "is open");
        CHECK_I64(YMR_JOURNAL_SENT, entry.state, "state");
        CHECK_I64(YMR_E_OUTCOME_UNKNOWN, entry.learnt.status, "status");
        CHECK_I64(YMR_E_IDLE_TIMEOUT, entry.learnt.cause, "cause");
        CHECK_I64(599, entry.learnt.http_status, "HTTP");
        CHECK_U64(UINT32_MAX, entry.learnt.sends, "sends");
        CHECK_I64(INT64_MAX, entry.learnt.last_send_ms, "last send");
        CHECK_I64(YMR_CLOCK_PROVISIONAL, entry.learnt.last_send_clock, "clock");
        CHECK(entry.learnt.author_unknown, "author");
        CHECK_STR("ABCDEFGHIJKLMNOPQRSTUVWXYZ_-.+*0", entry.learnt.code, "code");
        CHECK_I64(INT64_MAX, entry.campaign_id, "a mark has the ids, too");
        CHECK_I64(1793664000000, entry.deadline_ms, "and the deadline");
        CHECK_STATUS(YMR_OK, mount(), "again");
    }
    CHECK_STATUS(YMR_OK, mark(id, YMR_JOURNAL_WORKER), "nothing new is learnt");
    CHECK(find(id) && entry.learnt.http_status == 599, "what was learnt stays");
    learnt = ymr_journal_nothing_learnt;
    CHECK_STATUS(YMR_OK, ymr_journal_mark(&journal, id, YMR_JOURNAL_WORKER, &learnt), "or goes");
    CHECK(find(id) && entry.learnt.http_status == 0, "or goes");
}

/* States. */

TEST(journal_states_go_one_way)
{
    for (int from = YMR_JOURNAL_APPENDED; from <= YMR_JOURNAL_ACKNOWLEDGED; from++) {
        for (int to = -1; to <= YMR_JOURNAL_ACKNOWLEDGED + 1; to++) {
            const bool finished = from >= YMR_JOURNAL_SETTLED;
            const bool allowed = !finished && to >= from && to <= YMR_JOURNAL_ACKNOWLEDGED;
            const char *note = check_note("%d to %d", from, to);
            begin();
            const uint64_t id = append(&small);
            CHECK_STATUS(YMR_OK, mark(id, (ymr_journal_state)from), note);
            CHECK_STATUS(allowed ? YMR_OK : YMR_E_ARGUMENT, mark(id, (ymr_journal_state)to), note);
            const int now = allowed ? to : from;
            CHECK_STATUS(YMR_OK, mount(), note);
            CHECK(find_any(id) && (int)entry.state == now, note);
            CHECK(find(id) == (now < YMR_JOURNAL_SETTLED), note);
        }
    }
    CHECK_STATUS(YMR_E_ARGUMENT, mark(99, YMR_JOURNAL_SENT), "not there");
    CHECK_STR("needs the worker", ymr_journal_state_text(YMR_JOURNAL_WORKER), "for people");
    CHECK_STR("unknown state", ymr_journal_state_text((ymr_journal_state)7), "for people");
}

TEST(journal_lists_the_oldest_first)
{
    uint64_t ids[6];
    begin();
    for (size_t i = 0; i < 6; i++) {
        ids[i] = append(&small);
        CHECK(i == 0 || ids[i] > ids[i - 1], "a younger one has a larger id");
    }
    CHECK_STATUS(YMR_OK, mark(ids[1], YMR_JOURNAL_SETTLED), "the second");
    CHECK_STATUS(YMR_OK, mark(ids[4], YMR_JOURNAL_REFUSED), "the fifth");
    CHECK_STATUS(YMR_OK, mark(ids[0], YMR_JOURNAL_SENT), "the first");
    for (int mounted = 0; mounted < 2; mounted++) {
        static const size_t open[] = {0, 2, 3, 5};
        entry.id = 0;
        for (size_t i = 0; i < COUNT_OF(open); i++) {
            CHECK(ymr_journal_next_open(&journal, entry.id, &entry), "open");
            CHECK_U64(ids[open[i]], entry.id, "open");
        }
        CHECK(!ymr_journal_next_open(&journal, entry.id, &entry), "no more");
        entry.id = 0;
        for (size_t i = 0; i < COUNT_OF(ids); i++) {
            CHECK(ymr_journal_next(&journal, entry.id, &entry), "any");
            CHECK_U64(ids[i], entry.id, "any");
        }
        CHECK_I64(YMR_JOURNAL_APPENDED, entry.state, "the last");
        CHECK(!ymr_journal_next(&journal, entry.id, &entry), "no more");
        CHECK(!ymr_journal_next(&journal, UINT64_MAX, &entry), "no more");
        CHECK(!ymr_journal_next_open(&journal, UINT64_MAX, &entry), "no more");
        CHECK_STATUS(YMR_OK, mount(), "again");
    }
}

TEST(journal_shows_finished_records_until_it_needs_their_room)
{
    begin();
    const uint64_t id = append(&whole);
    CHECK_STATUS(YMR_OK, mark(id, YMR_JOURNAL_REFUSED), "finished");
    CHECK_STATUS(YMR_OK, read(id), "is there");
    check_submit(&whole, &record.submit);
    CHECK_I64(YMR_JOURNAL_REFUSED, record.entry.state, "as it ended");
    for (int i = 0; i < 40; i++) {
        CHECK_STATUS(YMR_OK, mark(append(&small), YMR_JOURNAL_SETTLED), "many more");
    }
    CHECK(!find_any(id), "is gone");
    CHECK_STATUS(YMR_E_ARGUMENT, read(id), "is gone");
    CHECK(ymr_journal_next(&journal, id, &entry), "younger ones are there");
    CHECK_STATUS(YMR_OK, read(entry.id), "whole");
    check_submit(&small, &record.submit);
}

TEST(journal_carries_open_records_along)
{
    begin();
    const uint64_t first = append(&whole);
    const uint64_t second = append(&small);
    const ymr_journal_learnt learnt = {.status = YMR_E_API, .code = "TOO_LATE", .sends = 3};
    CHECK_STATUS(YMR_OK, ymr_journal_mark(&journal, first, YMR_JOURNAL_WORKER, &learnt), "worker");
    for (int i = 0; i < 200; i++) {
        CHECK_STATUS(YMR_OK, mark(append(&small), YMR_JOURNAL_SETTLED), "many laps");
    }
    CHECK_STATUS(YMR_OK, mount(), "again");
    CHECK(find(first) && entry.state == YMR_JOURNAL_WORKER, "as it was");
    CHECK_STR("TOO_LATE", entry.learnt.code, "as it was");
    CHECK_STATUS(YMR_OK, read(first), "whole");
    check_submit(&whole, &record.submit);
    CHECK(find(second) && entry.state == YMR_JOURNAL_APPENDED, "as it was");
    CHECK_SIZE(2, journal.open, "no other");
    CHECK_SIZE(0, model.faults, "rules of the storage");
}

/* What is refused. */

TEST(journal_takes_only_what_can_be_sent)
{
    static const ymr_item_decision declined = {1, TYPE(DECLINE_REFUND), YMR_DECISION_REASON_DEVICE_ACTIVATED,
                                               .comment = TEXT("No.")};
    static const ymr_item_decision partial = {1, TYPE(PARTIAL_MONEY_REFUND), .reason = 0};
    static const ymr_item_decision twice[] = {{1, TYPE(REFUND_MONEY), .reason = 0},
                                              {1, TYPE(REPAIR), .comment = TEXT("By Friday.")}};
    static const struct {
        const char *note;
        ymr_journal_call call;
        ymr_decisions decisions;
        ymr_status status;
    } cases[] = {
        {"a reason", YMR_JOURNAL_SUBMIT, {&declined, 1}, YMR_OK},
        {"nothing", YMR_JOURNAL_SUBMIT, {NULL, 0}, YMR_E_ARGUMENT},
        {"no compensation", YMR_JOURNAL_SUBMIT, {&partial, 1}, YMR_E_ARGUMENT},
        {"an item twice", YMR_JOURNAL_SUBMIT, {twice, 2}, YMR_E_ARGUMENT},
        {"one item", YMR_JOURNAL_SET, {twice, 1}, YMR_OK},
        {"a reason that is not sent", YMR_JOURNAL_SET, {&declined, 1}, YMR_E_ARGUMENT},
        {"one that cannot be set", YMR_JOURNAL_SET, {&partial, 1}, YMR_E_ARGUMENT},
        {"two items", YMR_JOURNAL_SET, {items + 1, 2}, YMR_E_ARGUMENT},
        {"no item", YMR_JOURNAL_SET, {NULL, 0}, YMR_E_ARGUMENT},
        {"what was set is not known", YMR_JOURNAL_CONFIRM, {NULL, 0}, YMR_OK},
        {"what was set", YMR_JOURNAL_CONFIRM, {&refund, 1}, YMR_OK},
        {"what cannot have been set", YMR_JOURNAL_CONFIRM, {&partial, 1}, YMR_E_ARGUMENT},
        {"no call", (ymr_journal_call)0, {&refund, 1}, YMR_E_ARGUMENT},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ymr_journal_submit submit = small;
        uint64_t id = 0;
        begin();
        submit.call = cases[i].call;
        submit.decisions = cases[i].decisions;
        CHECK_STATUS(cases[i].status, ymr_journal_append(&journal, &submit, &id), cases[i].note);
        CHECK((model.steps > 0) == (cases[i].status == YMR_OK), cases[i].note);
        if (cases[i].status == YMR_OK) {
            CHECK_STATUS(YMR_OK, read(id), cases[i].note);
            check_submit(&submit, &record.submit);
        }
    }
}

enum { NO_TEXT = 4 + 4 + 8 + 1 + 8 + 1 + 1 + 4 + 1 + 1 }; /* what an item is without its comment */

static char long_text[BLOCK_SIZE];

static ymr_journal_submit submit_of(ymr_item_decision *item, size_t text)
{
    ymr_journal_submit submit = small;
    memset(long_text, 'a', sizeof long_text);
    *item = refund;
    item->comment = (ymr_text){long_text, text};
    submit.decisions = (ymr_decisions){item, 1};
    return submit;
}

TEST(journal_takes_what_fits_into_a_block)
{
    ymr_item_decision item;
    uint64_t id;
    begin();
    ymr_journal_submit submit = submit_of(&item, ROOM - HEAD - NO_TEXT + 1);
    CHECK_STATUS(YMR_E_TOO_BIG, ymr_journal_append(&journal, &submit, &id), "a byte too long");
    CHECK_U64(0, model.steps, "nothing is written");
    submit = submit_of(&item, ROOM - HEAD - NO_TEXT);
    CHECK_STATUS(YMR_OK, ymr_journal_append(&journal, &submit, &id), "just so long");
    CHECK_STATUS(YMR_OK, mount(), "again");
    CHECK_STATUS(YMR_OK, read(id), "whole");
    check_submit(&submit, &record.submit);
}

TEST(journal_carries_along_what_just_fills_its_chunk)
{
    static const size_t lengths[] = {127, 128, 129, 255, 256, 257};
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        const char *note = check_note("%zu bytes", lengths[i]);
        ymr_item_decision item;
        begin();
        const ymr_journal_submit submit = submit_of(&item, lengths[i] - NO_TEXT);
        const uint64_t id = append(&submit);
        for (int lap = 0; lap < 40; lap++) {
            CHECK_STATUS(YMR_OK, mark(append(&small), YMR_JOURNAL_SETTLED), note);
        }
        CHECK_STATUS(YMR_OK, mount(), note);
        CHECK_STATUS(YMR_OK, read(id), note);
        check_submit(&submit, &record.submit);
        CHECK_SIZE(0, model.faults, note);
    }
}

TEST(journal_that_is_full_refuses_the_new_one)
{
    ymr_journal_figures figures;
    ymr_item_decision item;
    uint64_t id = 0;
    unsigned taken = 0;
    begin();
    const ymr_journal_submit submit = submit_of(&item, 300);
    while (ymr_journal_append(&journal, &submit, &id) == YMR_OK && taken < SLOTS) {
        taken++;
    }
    CHECK(taken >= 4 && taken < SLOTS, "want of room");
    CHECK_STATUS(YMR_E_FULL, ymr_journal_append(&journal, &submit, &id), "full");
    CHECK_STATUS(YMR_OK, ymr_journal_figures_of(&journal, &figures), "figures");
    CHECK_SIZE((BLOCKS - 2) * ROOM - taken * (HEAD + 336), figures.room, "all but a block, less the records");
    CHECK_SIZE(taken, figures.open, "all are there");
    for (int i = 0; i < 100; i++) {
        CHECK(ymr_journal_next_open(&journal, 0, &entry), "the oldest");
        CHECK_STATUS(YMR_OK, mark(entry.id, YMR_JOURNAL_SENT), "a mark has room");
    }
    CHECK_STATUS(YMR_OK, mark(entry.id, YMR_JOURNAL_SETTLED), "the oldest is finished");
    CHECK_STATUS(YMR_OK, ymr_journal_append(&journal, &submit, &id), "and there is room");
    CHECK_STATUS(YMR_OK, mount(), "again");
    CHECK_SIZE(taken, journal.open, "all are there");
}

TEST(journal_takes_no_more_than_it_has_slots)
{
    uint64_t id;
    begin();
    for (int i = 0; i < SLOTS; i++) {
        id = append(&small);
    }
    const uint64_t steps = model.steps;
    CHECK_STATUS(YMR_E_FULL, ymr_journal_append(&journal, &small, &id), "no slot");
    CHECK_U64(steps, model.steps, "nothing is written");
    CHECK_STATUS(YMR_E_SPACE, mount_with(SLOTS - 1), "fewer");
    CHECK_STATUS(YMR_E_SPACE, ymr_journal_append(&journal, &small, &id), "it was not mounted");
    CHECK(!ymr_journal_next_open(&journal, 0, &entry), "it was not mounted");
    CHECK_STATUS(YMR_OK, mount(), "as many");
    CHECK_SIZE(SLOTS, journal.open, "all are there");
}

/* Regions. */

TEST(journal_refuses_a_geometry_that_is_none)
{
    static const struct {
        uint32_t block_size;
        uint32_t block_count;
        uint32_t program_size;
        ymr_status status;
    } cases[] = {
        {512, 4, 1, YMR_OK},
        {512, 4, 64, YMR_OK},
        {65536 / 4, 4, 8, YMR_OK},
        {511, 4, 1, YMR_E_ARGUMENT},
        {512, 3, 1, YMR_E_ARGUMENT},
        {512, 4, 0, YMR_E_ARGUMENT},
        {512, 4, 3, YMR_E_ARGUMENT},
        {512, 4, 128, YMR_E_ARGUMENT},
        {516, 4, 8, YMR_E_ARGUMENT},
        {1u << 30, 4, 8, YMR_E_ARGUMENT},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        begin();
        model.storage.block_size = cases[i].block_size;
        model.storage.block_count = cases[i].block_count;
        model.storage.program_size = cases[i].program_size;
        CHECK_STATUS(cases[i].status, mount(), check_note("row %zu", i));
        if (cases[i].status != YMR_OK) {
            CHECK_STATUS(cases[i].status, ymr_journal_format(&journal, &model.storage), "format");
        }
    }
    begin();
    CHECK_STATUS(YMR_E_ARGUMENT, mount_with(0), "no slot");
}

TEST(journal_keeps_to_any_geometry)
{
    for (uint32_t unit = 1; unit <= 64; unit *= 2) {
        for (uint32_t size = 512; size <= 2048; size *= 2) {
            const char *note = check_note("blocks of %u, units of %u", (unsigned)size, (unsigned)unit);
            storage_model_init(&model, size, 4 + unit % 5, unit);
            CHECK_STATUS(YMR_OK, mount(), note);
            const uint64_t id = append(&small);
            for (int i = 0; i < 100; i++) {
                CHECK_STATUS(YMR_OK, mark(append(&small), YMR_JOURNAL_SETTLED), note);
            }
            CHECK_STATUS(YMR_OK, mount(), note);
            CHECK_STATUS(YMR_OK, read(id), note);
            check_submit(&small, &record.submit);
            CHECK_SIZE(0, model.faults, note);
        }
    }
}

TEST(journal_is_told_from_what_is_none)
{
    ymr_journal_block_head head = {8, BLOCK_SIZE, BLOCKS, 7};
    begin();
    model.bytes[5] = 0;
    model.bytes[BLOCK_SIZE - 1] = 0;
    CHECK_STATUS(YMR_OK, mount(), "one block: a first step that was cut off");
    model.bytes[BLOCK_SIZE * 3] = 0;
    CHECK_STATUS(YMR_E_STORED, mount(), "two blocks: something else");
    CHECK_STATUS(YMR_E_STORED, mark(1, YMR_JOURNAL_SENT), "and cannot be used");
    begin();
    ymr_block_head_write(&head, model.bytes + BLOCK_SIZE);
    CHECK_STATUS(YMR_OK, mount(), "a head");
    head.block_count++;
    ymr_block_head_write(&head, model.bytes + BLOCK_SIZE);
    CHECK_STATUS(YMR_E_STORED, mount(), "of another geometry");
    model.bytes[BLOCK_SIZE + 4] = 2;
    ymr_bytes_write(model.bytes + BLOCK_SIZE + 20, ymr_crc32(0, model.bytes + BLOCK_SIZE, 20), 4);
    CHECK_STATUS(YMR_E_STORED_VERSION, mount(), "of another version");
    CHECK_STATUS(YMR_E_STORED_VERSION, ymr_journal_status(&journal), "says so");
}

TEST(journal_formats_anything)
{
    ymr_journal_figures figures;
    begin();
    for (int i = 0; i < 60; i++) {
        CHECK_STATUS(YMR_OK, mark(append(&small), YMR_JOURNAL_SETTLED), "some laps");
    }
    const uint64_t id = append(&small);
    uint32_t erases[BLOCKS];
    memcpy(erases, model.erases, sizeof erases);
    CHECK_STATUS(YMR_OK, ymr_journal_format(&journal, &model.storage), "a journal");
    CHECK_STATUS(YMR_OK, mount(), "is one again");
    CHECK(!find_any(id), "and empty");
    CHECK_STATUS(YMR_OK, ymr_journal_figures_of(&journal, &figures), "figures");
    uint32_t highest = 0;
    for (uint32_t i = 0; i < BLOCKS; i++) {
        CHECK_SIZE(erases[i] + 1, model.erases[i], "erased once");
        highest = erases[i] + 1 > highest ? erases[i] + 1 : highest;
    }
    CHECK(highest - figures.max_erases <= 1, "the erases are remembered; the very first block needed none");
    for (size_t i = 0; i < sizeof model.bytes; i++) {
        model.bytes[i] = (uint8_t)(i * 7);
    }
    CHECK_STATUS(YMR_E_STORED, mount(), "anything else");
    CHECK_STATUS(YMR_OK, ymr_journal_format(&journal, &model.storage), "anything else");
    CHECK_STATUS(YMR_OK, mount(), "is one");
    CHECK_STATUS(YMR_OK, mark(append(&small), YMR_JOURNAL_SETTLED), "of use");
    CHECK_SIZE(0, model.faults, "rules of the storage");
}
