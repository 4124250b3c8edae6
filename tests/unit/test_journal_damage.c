/* The journal over a storage that rots or fails: what is found, who is told, what goes on. */
#include "check.h"
#include "journal_parts.h"
#include "unit/storage_model.h"
#include "ymr/journal.h"

enum { SLOTS = 8, BLOCK_SIZE = 1024, BLOCKS = 5, BLOCK_HEAD = 24, HEAD = 120, FIRST = BLOCK_HEAD + HEAD };

static storage_model model;
static ymr_journal journal;
static ymr_journal_slot slots[SLOTS];
static ymr_journal_entry entry;
static ymr_journal_record record;
static uint64_t buffer[64];

static struct {
    unsigned count;
    ymr_journal_damage last;
} told;

static void on_damage(void *context, const ymr_journal_damage *damage)
{
    CHECK(context == &told, "its context");
    told.count++;
    told.last = *damage;
}

static const ymr_item_decision refund = {5, YMR_DECISION_TYPE_REFUND_MONEY, .reason = 0,
                                         .comment = {"As agreed by telephone.", 23}};
static const ymr_journal_submit small = {21, 31, 41, YMR_JOURNAL_SUBMIT, {&refund, 1},
                                         YMR_JOURNAL_NO_TIME, YMR_CLOCK_FLOOR, YMR_JOURNAL_NO_TIME};

static ymr_status mount(void)
{
    memset(&told, 0, sizeof told);
    return ymr_journal_mount(&journal, &model.storage, slots, SLOTS, on_damage, &told);
}

static void begin(void)
{
    storage_model_init(&model, BLOCK_SIZE, BLOCKS, 8);
    CHECK_STATUS(YMR_OK, mount(), "an erased region");
}

static uint64_t append(void)
{
    uint64_t id = 0;
    CHECK_STATUS(YMR_OK, ymr_journal_append(&journal, &small, &id), "append");
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

/* The worker's, and whose it is is known. */
static bool find_damaged(uint64_t id)
{
    return find(id) && entry.damaged && entry.state == YMR_JOURNAL_WORKER && entry.campaign_id == 21 &&
           entry.order_id == 31 && entry.return_id == 41;
}

static void flip(uint32_t offset, uint8_t bits)
{
    model.bytes[offset] ^= bits;
}

/* CRC-32. */

TEST(journal_crc_is_the_one_that_everybody_has)
{
    CHECK_U64(0xcbf43926, ymr_crc32(0, "123456789", 9), "the check value of CRC-32/ISO-HDLC");
    CHECK_U64(0, ymr_crc32(0, "", 0), "nothing");
    CHECK_U64(0xcbf43926, ymr_crc32(ymr_crc32(0, "1234", 4), "56789", 5), "in pieces");
}

TEST(journal_crc_repairs_one_bit_and_no_two)
{
    uint8_t bytes[116];
    uint8_t right[sizeof bytes];
    for (size_t i = 0; i < sizeof bytes; i++) {
        right[i] = (uint8_t)(i * 37);
    }
    const uint32_t crc = ymr_crc32(0, right, sizeof right);
    for (size_t bit = 0; bit < sizeof bytes * 8 + 32; bit++) {
        for (size_t other = bit; other < sizeof bytes * 8 + 32; other += 1 + other % 7) {
            uint32_t stored = crc;
            memcpy(bytes, right, sizeof bytes);
            for (size_t flipped = bit, i = 0; i < (bit == other ? 1u : 2u); flipped = other, i++) {
                if (flipped < sizeof bytes * 8) {
                    bytes[flipped / 8] ^= (uint8_t)(1u << flipped % 8);
                } else {
                    stored ^= UINT32_C(1) << (flipped - sizeof bytes * 8);
                }
            }
            const uint32_t now = ymr_crc32(0, bytes, sizeof bytes);
            const bool done = ymr_journal_repair(bytes, sizeof bytes, now, stored);
            CHECK(done == (bit == other), check_note("bits %zu and %zu", bit, other));
            if (done) {
                CHECK(memcmp(bytes, right, sizeof bytes) == 0, check_note("bit %zu", bit));
            }
        }
    }
}

/* What is stored is read by later versions, too: none of these numbers may change. */

TEST(journal_stores_numbers_that_never_change)
{
    static const struct {
        int expected;
        int value;
    } rows[] = {
        {1, YMR_JOURNAL_APPENDED}, {2, YMR_JOURNAL_SENT}, {3, YMR_JOURNAL_WORKER}, {4, YMR_JOURNAL_SETTLED},
        {5, YMR_JOURNAL_REFUSED}, {6, YMR_JOURNAL_ACKNOWLEDGED}, {1, YMR_JOURNAL_SUBMIT},
        {2, YMR_JOURNAL_SET}, {3, YMR_JOURNAL_CONFIRM}, {0, YMR_CLOCK_FLOOR},
        {1, YMR_CLOCK_PROVISIONAL}, {2, YMR_CLOCK_TRUSTED},
        {2, YMR_DECISION_TYPE_FAST_REFUND_MONEY},
        {3, YMR_DECISION_TYPE_REFUND_MONEY},
        {4, YMR_DECISION_TYPE_REFUND_MONEY_INCLUDING_SHIPMENT},
        {5, YMR_DECISION_TYPE_REPAIR},
        {6, YMR_DECISION_TYPE_REPLACE},
        {7, YMR_DECISION_TYPE_SEND_TO_EXAMINATION},
        {8, YMR_DECISION_TYPE_DECLINE_REFUND},
        {9, YMR_DECISION_TYPE_PARTIAL_MONEY_REFUND},
        {10, YMR_DECISION_TYPE_OTHER_DECISION},
        {11, YMR_DECISION_TYPE_UNKNOWN},
        {0, YMR_DECISION_REASON_ABSENT},
        {2, YMR_DECISION_REASON_ISSUE_WITH_THE_PRODUCT_WAS_NOT_CONFIRMED},
        {3, YMR_DECISION_REASON_MECHANICAL_DAMAGE},
        {4, YMR_DECISION_REASON_WARRANTY_PERIOD_HAS_EXPIRED},
        {5, YMR_DECISION_REASON_CONFIGURATION_OR_PACKAGING_COMPROMISED},
        {6, YMR_DECISION_REASON_PRODUCT_APPEARANCE_COMPROMISED},
        {7, YMR_DECISION_REASON_WARRANTY_TERMS_VIOLATED},
        {8, YMR_DECISION_REASON_DEVICE_ACTIVATED},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CHECK_I64(rows[i].expected, rows[i].value, check_note("row %zu: raise FORMAT in journal_head.c", i));
    }
}

TEST(journal_stores_bytes_that_never_change)
{
    const ymr_journal_learnt learnt = {.status = YMR_E_API, .http_status = 400, .code = "BAD", .sends = 2};
    begin();
    CHECK_STATUS(YMR_OK, ymr_journal_mark(&journal, append(), YMR_JOURNAL_REFUSED, &learnt), "a mark");
    const uint32_t crc = ymr_crc32(0, model.bytes, BLOCK_SIZE);
    CHECK_U64(UINT32_C(0x8005afef), crc, "raise FORMAT in journal_head.c");
}

/* Rot. */

TEST(journal_repairs_a_head)
{
    begin();
    const uint64_t id = append();
    for (uint32_t bit = 0; bit < HEAD * 8; bit++) {
        flip(FIRST + bit / 8, (uint8_t)(1u << bit % 8));
        CHECK_STATUS(YMR_OK, mount(), "mounts");
        CHECK_SIZE(1, journal.repaired, check_note("bit %u", (unsigned)bit));
        CHECK_SIZE(0, journal.damaged, check_note("bit %u", (unsigned)bit));
        CHECK(find(id) && entry.return_id == 41 && !entry.damaged, check_note("bit %u", (unsigned)bit));
        flip(FIRST + bit / 8, (uint8_t)(1u << bit % 8));
    }
}

TEST(journal_gives_a_damaged_record_to_the_worker)
{
    begin();
    append();
    const uint64_t id = append();
    const uint32_t place = slots[1].record;
    const uint64_t third = append();
    CHECK_STATUS(YMR_OK, mark(id, YMR_JOURNAL_SENT), "sent");
    flip(place + HEAD + 40, 1);
    CHECK_STATUS(YMR_OK, mount(), "mounts");
    CHECK_SIZE(1, told.count, "told once");
    CHECK_U64(id, told.last.id, "whose");
    CHECK_I64(21, told.last.campaign_id, "whose");
    CHECK_I64(31, told.last.order_id, "whose");
    CHECK_I64(41, told.last.return_id, "whose");
    CHECK_U64(place, told.last.offset, "where");
    CHECK(find_damaged(id), "the worker's");
    CHECK(find(third) && !entry.damaged && entry.state == YMR_JOURNAL_APPENDED, "the rest goes on");
    CHECK_STATUS(YMR_E_STORED, read(id), "cannot be read");
    CHECK_U64(id, record.entry.id, "but whose it is");
    CHECK_STATUS(YMR_E_ARGUMENT, mark(id, YMR_JOURNAL_SENT), "cannot be sent");
    CHECK_STATUS(YMR_OK, read(third), "the rest goes on");
    CHECK_STATUS(YMR_OK, mark(id, YMR_JOURNAL_ACKNOWLEDGED), "the worker has seen it");
    CHECK_STATUS(YMR_OK, mount(), "mounts");
    CHECK(!find(id) && told.count == 0, "that was it");
}

TEST(journal_finds_rot_while_it_is_in_use)
{
    begin();
    const uint64_t id = append();
    flip(slots[0].record + HEAD, 0x80);
    CHECK_STATUS(YMR_E_STORED, read(id), "found");
    CHECK_SIZE(1, told.count, "and told");
    CHECK(find_damaged(id), "the worker's");
}

TEST(journal_carries_a_damaged_record_along)
{
    begin();
    const uint64_t id = append();
    const uint64_t other = append();
    flip(slots[0].record + HEAD, 0x80);
    for (int i = 0; i < 100; i++) {
        CHECK_STATUS(YMR_OK, mark(append(), YMR_JOURNAL_SETTLED), "some laps");
    }
    CHECK_SIZE(1, told.count, "found when it was copied");
    CHECK_STATUS(YMR_OK, mount(), "mounts");
    CHECK_SIZE(0, told.count, "nothing new");
    CHECK(find_damaged(id), "still there");
    CHECK_STATUS(YMR_E_STORED, read(id), "still damaged");
    CHECK(find(other) && !entry.damaged, "the other is whole");
}

/* A head with two wrong bits: the record is known by its mark alone, or not at all. */
TEST(journal_knows_a_record_by_its_mark)
{
    begin();
    append();
    const uint64_t id = append();
    const uint32_t place = slots[1].record;
    CHECK_STATUS(YMR_OK, mark(id, YMR_JOURNAL_SENT), "sent");
    flip(place + 9, 3);
    CHECK_STATUS(YMR_OK, mount(), "mounts");
    CHECK(find_damaged(id), "known");
    CHECK_SIZE(2, told.count, "what cannot be read, and whose it was");
    for (int i = 0; i < 100; i++) {
        CHECK_STATUS(YMR_OK, mark(append(), YMR_JOURNAL_SETTLED), "some laps");
    }
    CHECK_STATUS(YMR_OK, mount(), "mounts");
    CHECK(find_damaged(id), "still known");
}

TEST(journal_doubts_what_a_lost_mark_may_have_said)
{
    begin();
    const uint64_t first = append();
    CHECK_STATUS(YMR_OK, mark(first, YMR_JOURNAL_SENT), "sent");
    const uint32_t lost = slots[0].mark;
    const uint64_t second = append();
    flip(lost + 9, 3);
    CHECK_STATUS(YMR_OK, mount(), "mounts");
    CHECK_SIZE(1, told.count, "told");
    CHECK_U64(0, told.last.id, "it is not known whose");
    CHECK_U64(lost, told.last.offset, "where");
    CHECK_U64(HEAD, told.last.length, "how much");
    CHECK(find(first) && entry.doubtful && entry.state == YMR_JOURNAL_SENT, "it may have been sent");
    CHECK(find(second) && !entry.doubtful && entry.state == YMR_JOURNAL_APPENDED, "it was not there yet");
    CHECK_STATUS(YMR_OK, mark(first, YMR_JOURNAL_SENT), "looked up");
    CHECK_STATUS(YMR_OK, mount(), "mounts");
    CHECK(find(first) && !entry.doubtful && entry.state == YMR_JOURNAL_SENT, "no doubt any more");
}

TEST(journal_misses_a_whole_block)
{
    begin();
    const uint64_t first = append();
    while (journal.head != 2) {
        append();
        CHECK_STATUS(YMR_OK, mark(slots[journal.open - 1].id, YMR_JOURNAL_SETTLED), "finished");
    }
    memset(model.bytes + BLOCK_SIZE, 0, BLOCK_SIZE);
    CHECK_STATUS(YMR_OK, mount(), "mounts");
    CHECK_SIZE(1, told.count, "told");
    CHECK_U64(BLOCK_SIZE, told.last.offset, "where");
    CHECK(told.last.length > BLOCK_SIZE / 2 && told.last.length <= BLOCK_SIZE, "how much");
    CHECK(find(first) && entry.doubtful && entry.state == YMR_JOURNAL_SENT, "in doubt");
}

/* Storage that fails: nothing is known of the write, so nothing is done before it is mounted again. */

enum { READ, PROGRAM, ERASE, SYNC, NOTHING };
static int failing;
static ymr_storage flawed;

static ymr_status flawed_read(void *context, uint32_t offset, void *bytes, size_t length)
{
    return failing == READ ? YMR_E_IO : model.storage.read(context, offset, bytes, length);
}

static ymr_status flawed_program(void *context, uint32_t offset, const void *bytes, size_t length)
{
    return failing == PROGRAM ? YMR_E_IO : model.storage.program(context, offset, bytes, length);
}

static ymr_status flawed_erase(void *context, uint32_t block)
{
    return failing == ERASE ? YMR_E_IO : model.storage.erase(context, block);
}

static ymr_status flawed_sync(void *context)
{
    return failing == SYNC ? YMR_E_IO : model.storage.sync(context);
}

static ymr_status mount_flawed(void)
{
    flawed = model.storage;
    flawed.read = flawed_read;
    flawed.program = flawed_program;
    flawed.erase = flawed_erase;
    flawed.sync = flawed_sync;
    return ymr_journal_mount(&journal, &flawed, slots, SLOTS, NULL, NULL);
}

TEST(journal_stops_when_its_storage_fails)
{
    for (int what = READ; what < NOTHING; what++) {
        const char *note = check_note("function %d", what);
        uint64_t id = 0;
        storage_model_init(&model, BLOCK_SIZE, BLOCKS, 8);
        failing = NOTHING;
        CHECK_STATUS(YMR_OK, mount_flawed(), note);
        const uint64_t first = append();
        failing = what;
        ymr_status status = YMR_OK;
        for (int i = 0; i < 20 && status == YMR_OK; i++) {
            status = mark(first, YMR_JOURNAL_SENT);
        }
        CHECK_STATUS(YMR_E_IO, status, note);
        failing = NOTHING;
        CHECK_STATUS(YMR_E_IO, ymr_journal_status(&journal), note);
        CHECK_STATUS(YMR_E_IO, mark(first, YMR_JOURNAL_SETTLED), note);
        CHECK_STATUS(YMR_E_IO, ymr_journal_append(&journal, &small, &id), note);
        CHECK_STATUS(YMR_E_IO, read(first), note);
        CHECK(!ymr_journal_next_open(&journal, 0, &entry), note);
        CHECK(!ymr_journal_next(&journal, 0, &entry), note);
        CHECK_STATUS(YMR_OK, mount_flawed(), note);
        CHECK(find(first) && !entry.damaged, note);
        CHECK_STATUS(YMR_OK, read(first), note);
        CHECK_STATUS(YMR_OK, mark(first, YMR_JOURNAL_SETTLED), note);
    }
    failing = READ;
    CHECK_STATUS(YMR_E_IO, mount_flawed(), "mounting says so, too");
    failing = NOTHING;
}

static ymr_status forgetful_program(void *context, uint32_t offset, const void *bytes, size_t length)
{
    const ymr_status status = model.storage.program(context, offset, bytes, length);
    model.bytes[offset + length / 2] |= 0x10;
    return status;
}

static ymr_status idle_erase(void *context, uint32_t block)
{
    (void)context;
    (void)block;
    return YMR_OK;
}

TEST(journal_makes_sure_of_what_it_wrote)
{
    uint64_t id;
    storage_model_init(&model, BLOCK_SIZE, BLOCKS, 8);
    failing = NOTHING;
    CHECK_STATUS(YMR_OK, mount_flawed(), "mounts");
    const uint64_t first = append();
    flawed.program = forgetful_program;
    CHECK_STATUS(YMR_E_STORED, ymr_journal_append(&journal, &small, &id), "a bit that stays");
    CHECK_STATUS(YMR_OK, mount_flawed(), "mounts");
    CHECK(find(first), "what was there is there");
    flawed.erase = idle_erase;
    flawed.sync = NULL;
    ymr_status status = YMR_OK;
    for (int i = 0; i < 200 && status == YMR_OK; i++) {
        status = mark(first, YMR_JOURNAL_SENT);
    }
    CHECK_STATUS(YMR_E_STORED, status, "a block that is not erased");
    CHECK_STATUS(YMR_OK, mount_flawed(), "mounts");
    CHECK(find(first) && entry.state == YMR_JOURNAL_SENT, "what was there is there");
}
