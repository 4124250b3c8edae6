#include <string.h>

#include "index_table.h"
#include "ymr/stored.h"

/*
 * Layout, all numbers little-endian:
 *
 *      0  "ymrI"                         24  campaign, 8 bytes
 *      4  version, 2 bytes               32  latest date of update, 4
 *      6  bits of a fingerprint          36  scope: refund states, shipment states, type: 4 each
 *      7  0                              48  how many of each of these the library knows; 0
 *      8  rows, 4                        52  CRC-32 of this head up to here
 *     12  keys, 4                        56  rows: id 8, order 8, date 4, two states, type, flags
 *     16  date of the list, 8                keys: fingerprint 4, place 4
 *
 * and at the end the CRC-32 of it all but the head's sum, and its complement. Counts are believed when the head's sum
 * holds.
 *
 * A sum over bytes that hold their own sum is the same whatever they are: with the head's in it the last one
 * would not see a new head in front of old rows.
 */

enum {
    VERSION = 1,
    HEAD_SIZE = 56,
    HEAD_CRC = 52,
    TAIL_SIZE = 8,
    ROW_SIZE = 24,
    KEY_SIZE = 8,
    PIECE_SIZE = 128
};

static const uint8_t magic[4] = {'y', 'm', 'r', 'I'};

static uint32_t get4(const uint8_t *from)
{
    return (uint32_t)ymr_bytes_read(from, 4);
}

static void put_row(uint8_t *to, const ymr_index_return *row)
{
    ymr_bytes_write(to, (uint64_t)row->id, 8);
    ymr_bytes_write(to + 8, (uint64_t)row->order_id, 8);
    ymr_bytes_write(to + 16, row->update_s, 4);
    to[20] = row->refund_status;
    to[21] = row->shipment_status;
    to[22] = row->return_type;
    to[23] = row->flags & ROW_LEFT_OUT;
}

static ymr_index_return get_row(const uint8_t *from)
{
    return (ymr_index_return){(int64_t)ymr_bytes_read(from, 8),
                              (int64_t)ymr_bytes_read(from + 8, 8),
                              get4(from + 16),
                              from[20],
                              from[21],
                              from[22],
                              from[23]};
}

/* Values of the API are stored as constants, whose numbers change when their lists grow. */
static void put_lists(uint8_t *to)
{
    to[0] = (uint8_t)ymr_refund_status_names.count;
    to[1] = (uint8_t)ymr_shipment_status_names.count;
    to[2] = (uint8_t)ymr_return_type_names.count;
    to[3] = 0;
}

static bool is_state(unsigned value, const ymr_names *names)
{
    return value < (unsigned)names->count + 2;
}

static bool is_row(const ymr_index_return *row)
{
    return is_state(row->refund_status, &ymr_refund_status_names) &&
           is_state(row->shipment_status, &ymr_shipment_status_names) &&
           is_state(row->return_type, &ymr_return_type_names) && (row->flags & ~ROW_LEFT_OUT) == 0;
}

/* Writing. */

typedef struct output {
    ymr_index_writer *writer;
    void *context;
    uint32_t crc;
    uint32_t used;
    uint8_t piece[PIECE_SIZE];
} output;

static ymr_status flush(output *out)
{
    const uint32_t used = out->used;
    out->used = 0;
    out->crc = ymr_crc32(out->crc, out->piece, used);
    return used == 0 ? YMR_OK : out->writer(out->context, out->piece, used);
}

/* Room for the next row or key in the piece. */
static ymr_status make_room(output *out, uint32_t size)
{
    return out->used + size <= PIECE_SIZE ? YMR_OK : flush(out);
}

static ymr_status write_head(output *out, const ymr_index *index)
{
    const ymr_index_table *const live = &index->live;
    uint8_t *const head = out->piece;

    memcpy(head, magic, sizeof magic);
    ymr_bytes_write(head + 4, VERSION, 2);
    head[6] = index->print_bits;
    head[7] = 0;
    ymr_bytes_write(head + 8, live->return_count, 4);
    ymr_bytes_write(head + 12, live->key_count, 4);
    ymr_bytes_write(head + 16, (uint64_t)live->as_of_ms, 8);
    ymr_bytes_write(head + 24, (uint64_t)live->scope.campaign_id, 8);
    ymr_bytes_write(head + 32, live->last_update_s, 4);
    ymr_bytes_write(head + 36, live->scope.refund_statuses, 4);
    ymr_bytes_write(head + 40, live->scope.shipment_statuses, 4);
    ymr_bytes_write(head + 44, (uint32_t)live->scope.type, 4);
    put_lists(head + 48);
    out->crc = ymr_crc32(0, head, HEAD_CRC);
    ymr_bytes_write(head + HEAD_CRC, out->crc, 4);
    return out->writer(out->context, head, HEAD_SIZE);
}

static ymr_status write_rows(output *out, const ymr_index_table *table)
{
    ymr_status status = YMR_OK;
    for (uint32_t i = 0; i < table->return_count && status == YMR_OK; i++) {
        status = make_room(out, ROW_SIZE);
        put_row(out->piece + out->used, &table->returns[i]);
        out->used += ROW_SIZE;
    }
    return status;
}

static ymr_status write_keys(output *out, const ymr_index_table *table)
{
    ymr_status status = YMR_OK;
    for (uint32_t i = 0; i < table->key_count && status == YMR_OK; i++) {
        status = make_room(out, KEY_SIZE);
        ymr_bytes_write(out->piece + out->used, table->keys[i].print, 4);
        ymr_bytes_write(out->piece + out->used + 4, table->keys[i].place, 4);
        out->used += KEY_SIZE;
    }
    return status;
}

static ymr_status write_tail(output *out)
{
    const ymr_status status = flush(out);
    ymr_bytes_write(out->piece, out->crc, 4);
    ymr_bytes_write(out->piece + 4, ~out->crc, 4);
    return status == YMR_OK ? out->writer(out->context, out->piece, TAIL_SIZE) : status;
}

size_t ymr_index_stored_size(const ymr_index *index)
{
    return (size_t)HEAD_SIZE + TAIL_SIZE + (size_t)index->live.return_count * ROW_SIZE +
           (size_t)index->live.key_count * KEY_SIZE;
}

ymr_status ymr_index_save(const ymr_index *index, ymr_index_writer *writer, void *context)
{
    output out;
    out.writer = writer;
    out.context = context;
    out.used = 0;
    ymr_status status = write_head(&out, index);
    if (status == YMR_OK) {
        status = write_rows(&out, &index->live);
    }
    if (status == YMR_OK) {
        status = write_keys(&out, &index->live);
    }
    return status == YMR_OK ? write_tail(&out) : status;
}

/* Reading. */

typedef struct input {
    ymr_index_reader *reader;
    void *context;
    uint32_t crc;
    uint32_t at, end; /* of the piece: what is not taken yet */
    uint64_t left;    /* bytes of rows and keys that are not in a piece yet */
    uint8_t piece[PIECE_SIZE];
} input;

static ymr_status read_piece(input *in, uint32_t length)
{
    const ymr_status status = in->reader(in->context, in->piece, length);
    in->crc = ymr_crc32(in->crc, in->piece, length);
    in->at = 0;
    in->end = length;
    return status;
}

/* The next 8 bytes: rows and keys are made of such, and so is every piece. */
static ymr_status take(input *in, uint8_t *eight)
{
    if (in->at == in->end) {
        const uint32_t length = in->left < PIECE_SIZE ? (uint32_t)in->left : PIECE_SIZE;
        const ymr_status status = read_piece(in, length);
        if (status != YMR_OK) {
            return status;
        }
        in->left -= length;
    }
    memcpy(eight, in->piece + in->at, 8);
    in->at += 8;
    return YMR_OK;
}

static bool is_of_this_version(const ymr_index *index, const uint8_t *head)
{
    uint8_t lists[4];
    const int64_t wanted = index->scope.campaign_id, campaign = (int64_t)ymr_bytes_read(head + 24, 8);
    put_lists(lists);
    return head[6] == index->print_bits && memcmp(head + 48, lists, sizeof lists) == 0 &&
           (wanted == 0 || campaign == wanted);
}

/* @param crc  of the head without its sum */
static ymr_status judge_head(const ymr_index *index, const uint8_t *head, uint32_t crc)
{
    if (memcmp(head, magic, sizeof magic) != 0) {
        return YMR_E_STORED;
    }
    if (ymr_bytes_read(head + 4, 2) != VERSION) {
        return YMR_E_STORED_VERSION;
    }
    if (get4(head + HEAD_CRC) != crc) {
        return YMR_E_STORED;
    }
    if (!is_of_this_version(index, head)) {
        return YMR_E_STORED_VERSION;
    }
    return get4(head + 8) > index->return_room || get4(head + 12) > index->key_room ? YMR_E_FULL : YMR_OK;
}

static ymr_status read_head(input *in, const ymr_index *index, ymr_index_table *table)
{
    const uint8_t *const head = in->piece;
    ymr_status status = in->reader(in->context, in->piece, HEAD_SIZE);
    if (status != YMR_OK) {
        return status;
    }
    in->crc = ymr_crc32(0, head, HEAD_CRC);
    status = judge_head(index, head, in->crc);
    if (status != YMR_OK) {
        return status;
    }
    table->return_count = get4(head + 8);
    table->key_count = get4(head + 12);
    table->as_of_ms = (int64_t)ymr_bytes_read(head + 16, 8);
    table->last_update_s = get4(head + 32);
    table->scope = (ymr_index_scope){get4(head + 36), get4(head + 40), (ymr_return_type)get4(head + 44),
                                     (int64_t)ymr_bytes_read(head + 24, 8)};
    in->at = 0;
    in->end = 0;
    in->left = (uint64_t)table->return_count * ROW_SIZE + (uint64_t)table->key_count * KEY_SIZE;
    return YMR_OK;
}

static ymr_status read_rows(input *in, const ymr_index_table *table)
{
    uint8_t bytes[ROW_SIZE];
    ymr_status status = YMR_OK;
    for (uint32_t i = 0; i < table->return_count && status == YMR_OK; i++) {
        for (unsigned at = 0; at < ROW_SIZE && status == YMR_OK; at += 8) {
            status = take(in, bytes + at);
        }
        if (status != YMR_OK) {
            return status;
        }
        table->returns[i] = get_row(bytes);
        status = is_row(&table->returns[i]) ? YMR_OK : YMR_E_STORED;
    }
    return status;
}

static bool is_key(const ymr_index_table *table, uint32_t at)
{
    const ymr_index_key key = table->keys[at];
    return row_of(key) < table->return_count && field_of(key) != YMR_FIELD_NONE &&
           (at == 0 || is_before(table->keys[at - 1], key));
}

static ymr_status read_keys(input *in, const ymr_index_table *table)
{
    uint8_t bytes[KEY_SIZE];
    ymr_status status = YMR_OK;
    for (uint32_t i = 0; i < table->key_count && status == YMR_OK; i++) {
        status = take(in, bytes);
        if (status != YMR_OK) {
            return status;
        }
        table->keys[i] = (ymr_index_key){get4(bytes), get4(bytes + 4)};
        status = is_key(table, i) ? YMR_OK : YMR_E_STORED;
    }
    return status;
}

static ymr_status read_tail(input *in)
{
    const uint32_t crc = in->crc;
    const ymr_status status = read_piece(in, TAIL_SIZE);
    if (status != YMR_OK) {
        return status;
    }
    return get4(in->piece) == crc && get4(in->piece + 4) == (uint32_t)~crc ? YMR_OK : YMR_E_STORED;
}

static ymr_status read_all(input *in, const ymr_index *index, ymr_index_table *table)
{
    ymr_status status = read_head(in, index, table);
    if (status == YMR_OK) {
        status = read_rows(in, table);
    }
    if (status == YMR_OK) {
        status = read_keys(in, table);
    }
    return status == YMR_OK ? read_tail(in) : status;
}

ymr_status ymr_index_load(ymr_index *index, ymr_index_reader *reader, void *context)
{
    input in;
    if (index->building) {
        return YMR_E_BUSY;
    }
    in.reader = reader;
    in.context = context;
    const ymr_status status = read_all(&in, index, &index->shadow);
    if (status == YMR_OK) {
        index->scope = index->shadow.scope;
        ymr_index_publish(index);
    }
    return status;
}
