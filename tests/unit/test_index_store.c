/* The index stored and read back: the same, or an error and the index as it was. */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "generator.h"
#include "shelf.h"

enum { FILE_SIZE = 1 << 16, HEAD = 56, HEAD_CRC = 52, TAIL = 8 };

/* A file in memory. */
typedef struct store {
    uint8_t bytes[FILE_SIZE];
    size_t length;
    size_t at;
    size_t fails_at;
} store;

static shelf s, other;
static store file;

static ymr_status write_file(void *context, const void *bytes, size_t length)
{
    store *f = context;
    CHECK(length > 0 && length <= 128 && length % 8 == 0, "pieces that flash can take");
    if (f->length + length > f->fails_at) {
        return YMR_E_IO;
    }
    memcpy(f->bytes + f->length, bytes, length);
    f->length += length;
    return YMR_OK;
}

static ymr_status read_file(void *context, void *bytes, size_t length)
{
    store *f = context;
    CHECK(length > 0 && length <= 128 && length % 8 == 0, "pieces that flash can give");
    if (f->at >= f->fails_at) {
        return YMR_E_IO;
    }
    if (length > f->length - f->at) {
        return YMR_E_STORED;
    }
    memcpy(bytes, f->bytes + f->at, length);
    f->at += length;
    return YMR_OK;
}

static ymr_status save(const shelf *from)
{
    file.length = 0;
    file.fails_at = SIZE_MAX;
    return ymr_index_save(&from->index, write_file, &file);
}

static ymr_status load(shelf *to)
{
    file.at = 0;
    return ymr_index_load(&to->index, read_file, &file);
}

/* A small index with all that can be in one. */
static void fill(shelf *to, unsigned returns)
{
    char json[512];
    to->index.scope = (ymr_index_scope){.shipment_statuses = YMR_BIT(YMR_SHIPMENT_STATUS_PICKED),
                                        .refund_statuses = ~UINT32_C(0),
                                        .type = YMR_RETURN_TYPE_RETURN,
                                        .campaign_id = INT64_C(0x1122334455667788)};
    CHECK_STATUS(YMR_OK, ymr_index_begin(&to->index, YMR_INDEX_WHOLE, INT64_C(1795000000123)), NULL);
    for (unsigned id = 1; id <= returns; id++) {
        snprintf(json, sizeof json,
                 "{\"id\":%u,\"orderId\":5843069472%u,\"updateDate\":\"2026-08-01T12:00:0%uZ\","
                 "\"refundStatus\":\"REFUNDED\","
                 "\"shipmentStatus\":\"PICKED\",\"returnType\":\"RETURN\",\"items\":[{\"shopSku\":\"a\","
                 "\"count\":1,"
                 "\"tracks\":[{\"trackCode\":\"t%u\"}]}]}",
                 id, id, id % 10, id);
        CHECK_STATUS(YMR_OK, shelf_add(to, json), NULL);
    }
    CHECK_STATUS(YMR_OK, ymr_index_commit(&to->index), NULL);
}

/* Somebody else's index, in which everything that is loaded would show. */
static const char *begin_other(size_t returns, size_t keys)
{
    static char before[SHELF_TEXT];
    shelf_begin(&other, returns, keys);
    CHECK_STATUS(YMR_OK, ymr_index_begin(&other.index, YMR_INDEX_WHOLE, 7), NULL);
    CHECK_STATUS(YMR_OK,
                 shelf_add(&other, "{\"id\":99,\"orderId\":98,\"returnType\":\"RETURN\",\"items\":[{"
                                   "\"shopSku\":\"z\",\"count\":1}]}"),
                 NULL);
    CHECK_STATUS(YMR_OK, ymr_index_commit(&other.index), NULL);
    snprintf(before, sizeof before, "%s", shelf_whole(&other));
    return before;
}

static void check_refused(ymr_status wanted, const char *note)
{
    const char *before = begin_other(8, 40);
    const ymr_status status = load(&other);
    if (wanted == YMR_PENDING) { /* any error */
        CHECK(status < YMR_OK, note);
    } else {
        CHECK_STATUS(wanted, status, note);
    }
    CHECK_STR(before, shelf_whole(&other), note);
    CHECK_U64(0, other.index.scope.shipment_statuses, note);
    CHECK_STR("99/0 ", shelf_find(&other, YMR_FIELD_SHOP_SKU, "z"), note);
    shelf_end(&other);
}

/* Written anew, from what the standard says: CRC-32 of ISO 3309, bit by bit. */
static uint32_t crc_of(uint32_t crc, const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        crc ^= bytes[i];
        for (unsigned bit = 0; bit < 8; bit++) {
            crc = (crc & 1u) != 0 ? crc >> 1 ^ UINT32_C(0xedb88320) : crc >> 1;
        }
    }
    return crc;
}

static void put4(size_t at, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++) {
        file.bytes[at + i] = (uint8_t)(value >> 8 * i);
    }
}

/* What somebody who knows the format, or a broken program, could write: all sums hold. */
static void seal(void)
{
    const uint32_t head = crc_of(UINT32_MAX, file.bytes, HEAD_CRC);
    const uint32_t all = crc_of(head, file.bytes + HEAD, file.length - TAIL - HEAD);
    put4(HEAD_CRC, ~head);
    put4(file.length - TAIL, ~all);
    put4(file.length - 4, all);
}

TEST(index_store_gives_back_what_it_got)
{
    for (unsigned returns = 0; returns <= 9; returns++) {
        char before[4096];
        shelf_begin(&s, 9, 45);
        fill(&s, returns);
        s.index.live.left_out = 0;
        snprintf(before, sizeof before, "%s", shelf_whole(&s));
        CHECK_STATUS(YMR_OK, save(&s), NULL);
        CHECK_SIZE(ymr_index_stored_size(&s.index), file.length, "as announced");
        CHECK_SIZE(64 + returns * (24 + 4 * 8), file.length, "as documented");
        begin_other(9, 36);
        CHECK_STATUS(YMR_OK, load(&other), "others than the tables' sizes");
        CHECK_STR(before, shelf_whole(&other), NULL);
        CHECK_U64(s.index.scope.shipment_statuses, other.index.scope.shipment_statuses,
                  "the scope comes with it");
        CHECK_I64(s.index.scope.campaign_id, other.index.scope.campaign_id, NULL);
        CHECK_STR(returns < 3 ? "" : "3/0 ", shelf_find(&other, YMR_FIELD_TRACK, "t3"), NULL);
        CHECK_STR("", shelf_find(&other, YMR_FIELD_SHOP_SKU, "z"), "what was there is gone");
        static uint8_t first[FILE_SIZE];
        const size_t length = file.length;
        memcpy(first, file.bytes, length);
        CHECK_STATUS(YMR_OK, save(&other), NULL);
        CHECK_BYTES(first, length, file.bytes, file.length, "the same bytes again");
        CHECK_STATUS(YMR_OK, ymr_index_begin(&other.index, YMR_INDEX_REFRESH, 8), "it can be refreshed");
        CHECK_U64(returns == 0 ? YMR_INDEX_WHOLE : YMR_INDEX_REFRESH, other.index.mode, NULL);
        shelf_end(&other);
        shelf_end(&s);
    }
}

TEST(index_store_has_the_same_bytes_on_every_machine)
{
    static const uint8_t head[] = {'y',  'm',  'r',  'I',  1,    0,    32,   0,
                                   1,    0,    0,    0,    4,    0,    0,    0, /* counts */
                                   0x7b, 0x5e, 0x56, 0xee, 0xa1, 0x01, 0x00, 0x00,
                                   0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, /* date, campaign */
                                   0xc1, 0xdf, 0x6d, 0x6a, 0xff, 0xff, 0xff, 0xff,
                                   0x40, 0x00, 0x00, 0x00, 3,    0,    0,    0, /* scope */
                                   16,   15,   2,    0};
    static const uint8_t row[] = {1,    0,    0,    0,    0,    0,    0,
                                  0,    0x41, 0xa5, 0xbd, 0x9a, 0x0d, 0x00,
                                  0x00, 0x00, 0xc1, 0xdf, 0x6d, 0x6a, YMR_REFUND_STATUS_REFUNDED,
                                  6,    3,    0};
    shelf_begin(&s, 9, 45);
    fill(&s, 1);
    CHECK_STATUS(YMR_OK, save(&s), NULL);
    CHECK_BYTES(head, sizeof head, file.bytes, sizeof head, "the head");
    CHECK_BYTES(row, sizeof row, file.bytes + HEAD, sizeof row, "the row");
    for (size_t i = 0; i < 4; i++) {
        const uint8_t *key = file.bytes + HEAD + 24 + 8 * i;
        const ymr_index_key wanted = s.index.live.keys[i];
        CHECK_U64(wanted.print, (uint32_t)(key[0] | key[1] << 8 | key[2] << 16) | (uint32_t)key[3] << 24,
                  "a key");
        CHECK_U64(wanted.place, (uint32_t)(key[4] | key[5] << 8 | key[6] << 16) | (uint32_t)key[7] << 24,
                  "a key");
    }
    static uint8_t as_it_was[FILE_SIZE];
    memcpy(as_it_was, file.bytes, file.length);
    seal();
    CHECK_BYTES(as_it_was, file.length, file.bytes, file.length, "both sums are CRC-32");
    shelf_end(&s);
}

TEST(index_store_cut_at_any_byte_is_refused)
{
    shelf_begin(&s, 8, 40);
    fill(&s, 8);
    CHECK_STATUS(YMR_OK, save(&s), NULL);
    const size_t length = file.length;
    for (file.length = 0; file.length < length; file.length++) {
        check_refused(YMR_E_STORED, check_note("cut at %zu", file.length));
    }
    CHECK_STATUS(YMR_OK, (begin_other(8, 40), load(&other)), "and whole it is taken");
    shelf_end(&other);
    shelf_end(&s);
}

TEST(index_store_torn_over_an_older_one_is_refused)
{
    /* Flash is written over from the front: behind the tear the older image stands. */
    static uint8_t newer[FILE_SIZE], older[FILE_SIZE];
    shelf_begin(&s, 8, 40);
    fill(&s, 8);
    CHECK_STATUS(YMR_OK, save(&s), NULL);
    memcpy(older, file.bytes, file.length);
    s.index.live.as_of_ms++;
    s.index.live.returns[0].refund_status++;
    s.index.live.returns[7].refund_status++;
    CHECK_STATUS(YMR_OK, save(&s), NULL);
    memcpy(newer, file.bytes, file.length);
    for (size_t tear = 0; tear <= file.length; tear++) {
        memcpy(file.bytes, newer, tear);
        memcpy(file.bytes + tear, older + tear, file.length - tear);
        if (memcmp(file.bytes, newer, file.length) != 0 && memcmp(file.bytes, older, file.length) != 0) {
            check_refused(YMR_E_STORED, check_note("torn at %zu", tear));
        }
    }
    shelf_end(&s);
}

TEST(index_store_with_any_bit_flipped_is_refused)
{
    shelf_begin(&s, 8, 40);
    fill(&s, 2);
    CHECK_STATUS(YMR_OK, save(&s), NULL);
    for (size_t bit = 0; bit < 8 * file.length; bit++) {
        const bool version = bit / 8 == 4 || bit / 8 == 5;
        file.bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
        check_refused(version ? YMR_E_STORED_VERSION : YMR_E_STORED, check_note("bit %zu", bit));
        file.bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    shelf_end(&s);
}

TEST(index_store_of_another_kind_is_refused)
{
    static const struct {
        size_t at;
        uint32_t value;
        ymr_status status;
        const char *note;
    } rows[] = {
        {0, 0x4a726d79, YMR_E_STORED, "another magic"},
        {4, 0x00200000, YMR_E_STORED_VERSION, "version 0"},
        {4, 0x00200002, YMR_E_STORED_VERSION, "version 2"},
        {4, 0x00100001, YMR_E_STORED_VERSION, "16 bits"},
        {4, 0x00000001, YMR_E_STORED_VERSION, "0 bits"},
        {48, 0x00020f11, YMR_E_STORED_VERSION, "a library that knows one more refund state"},
        {24, 0x55667789, YMR_OK, "another campaign, and none is wanted"},
        {8, 9, YMR_E_FULL, "more rows than there is room for"},
        {8, UINT32_MAX, YMR_E_FULL, "absurdly many rows"},
        {8, UINT32_MAX / 24 + 1, YMR_E_FULL, "so many that their bytes overflow"},
        {12, 41, YMR_E_FULL, "more keys than there is room for"},
        {12, UINT32_MAX, YMR_E_FULL, "absurdly many keys"},
        {12, UINT32_C(1) << 29, YMR_E_FULL, "so many that their bytes overflow"},
        {8, 3, YMR_E_STORED, "more rows than there are"},
        {12, 9, YMR_E_STORED, "more keys than there are"},
        {8, 1, YMR_E_STORED, "fewer rows than there are"},
        {12, 7, YMR_E_STORED, "fewer keys than there are"},
        {HEAD + 20, 0x03061200, YMR_OK, "a flag is kept"},
        {HEAD + 20, 0x00030612, YMR_E_STORED, "a refund state that does not exist"},
        {HEAD + 20, 0x00031106, YMR_E_STORED, "a shipment state that does not exist"},
        {HEAD + 20, 0x00040606, YMR_E_STORED, "a type that does not exist"},
        {HEAD + 20, 0x01030606, YMR_E_STORED, "a flag of a build under way"},
        {HEAD + 20, 0x40030606, YMR_E_STORED, "a flag that does not exist"},
        {HEAD + 48 + 4, 2 << 13 | 8 | 1, YMR_E_STORED, "a key of a row that does not exist"},
        {HEAD + 48 + 4, UINT32_MAX, YMR_E_STORED, "a key of a row far away"},
        {HEAD + 48 + 4, 0, YMR_E_STORED, "a key of no field"},
        {HEAD + 48, UINT32_MAX, YMR_E_STORED, "keys out of order"},
    };
    shelf_begin(&s, 8, 40);
    fill(&s, 2);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CHECK_STATUS(YMR_OK, save(&s), NULL);
        put4(rows[i].at,
             rows[i].at == HEAD + 20 && rows[i].status == YMR_OK ? UINT32_C(0x08030604) : rows[i].value);
        seal();
        if (rows[i].status != YMR_OK) {
            check_refused(rows[i].status, rows[i].note);
        } else {
            begin_other(8, 40);
            CHECK_STATUS(YMR_OK, load(&other), rows[i].note);
            CHECK_U64(rows[i].at > HEAD, other.index.live.left_out, "the flag is counted");
            shelf_end(&other);
        }
    }
    shelf_end(&s);
}

TEST(index_store_twice_the_same_key_is_refused)
{
    shelf_begin(&s, 8, 40);
    fill(&s, 2);
    CHECK_STATUS(YMR_OK, save(&s), NULL);
    memcpy(file.bytes + HEAD + 48 + 8, file.bytes + HEAD + 48, 8);
    seal();
    check_refused(YMR_E_STORED, "a build makes none");
    shelf_end(&s);
}

TEST(index_store_is_for_its_bits_and_its_campaign)
{
    shelf_begin(&s, 8, 40);
    fill(&s, 2);
    CHECK_STATUS(YMR_OK, save(&s), NULL);
    begin_other(8, 40);
    other.index.print_bits = 16;
    CHECK_STATUS(YMR_E_STORED_VERSION, load(&other), "fingerprints of another length");
    other.index.print_bits = 32;
    other.index.scope.campaign_id = 5;
    CHECK_STATUS(YMR_E_STORED_VERSION, load(&other), "another store's returns");
    CHECK_STR("99/0 ", shelf_find(&other, YMR_FIELD_SHOP_SKU, "z"), NULL);
    other.index.scope.campaign_id = s.index.scope.campaign_id;
    CHECK_STATUS(YMR_OK, load(&other), "its own");
    shelf_end(&other);
    shelf_end(&s);
}

TEST(index_store_passes_errors_on)
{
    shelf_begin(&s, 8, 40);
    fill(&s, 8);
    CHECK_STATUS(YMR_OK, save(&s), NULL);
    const size_t length = file.length;
    for (size_t at = 0; at < length; at += 8) {
        file.length = 0;
        file.fails_at = at;
        CHECK_STATUS(YMR_E_IO, ymr_index_save(&s.index, write_file, &file), check_note("from %zu on", at));
        CHECK(file.length <= at, "nothing more is written after an error");
    }
    CHECK_STATUS(YMR_OK, save(&s), NULL);
    for (size_t at = 0; at < length - TAIL; at += 8) {
        file.fails_at = at;
        check_refused(YMR_E_IO, check_note("from %zu on", at));
    }
    shelf_end(&s);
}

TEST(index_store_waits_for_a_build)
{
    shelf_begin(&s, 8, 40);
    fill(&s, 2);
    CHECK_STATUS(YMR_OK, save(&s), NULL);
    begin_other(8, 40);
    CHECK_STATUS(YMR_OK, ymr_index_begin(&other.index, YMR_INDEX_WHOLE, 1), NULL);
    CHECK_STATUS(YMR_E_BUSY, load(&other), NULL);
    CHECK_STATUS(YMR_OK, ymr_index_commit(&other.index), "the build was not disturbed");
    CHECK_STATUS(YMR_OK, load(&other), NULL);
    shelf_end(&other);
    shelf_end(&s);
}

TEST(index_store_of_any_bytes_is_safe)
{
    generator g = {5};
    shelf_begin(&s, 8, 40);
    fill(&s, 8);
    for (unsigned round = 0; round < 4000; round++) {
        CHECK_STATUS(YMR_OK, save(&s), NULL);
        for (unsigned n = (unsigned)generate_between(&g, 1, 6); n > 0; n--) {
            file.bytes[generate_between(&g, 8, (int64_t)file.length - 1)] = (uint8_t)generate(&g);
        }
        seal();
        begin_other(8, 40);
        if (load(&other) == YMR_OK) {
            (void)shelf_find(&other, YMR_FIELD_SHOP_SKU, "a");
            CHECK_STATUS(YMR_OK, ymr_index_begin(&other.index, YMR_INDEX_REFRESH, 1), NULL);
            CHECK_STATUS(YMR_OK, ymr_index_commit(&other.index), "what was taken can be gone on from");
        }
        shelf_end(&other);
    }
    shelf_end(&s);
}
