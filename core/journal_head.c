#include <string.h>

#include "journal_parts.h"

/* Little-endian whatever the machine: a region can be read on another one. */

static int64_t read_signed(const uint8_t *bytes)
{
    return (int64_t)ymr_bytes_read(bytes, 8);
}

static uint32_t read_32(const uint8_t *bytes)
{
    return (uint32_t)ymr_bytes_read(bytes, 4);
}

/* Of an entry: where in its 120 bytes each member lies. */

enum {
    FORMAT = 1, /* to be raised when anything here or in journal_data.c changes */
    AT_CRC = 0,
    AT_KIND = 4,
    AT_STATE = 5,
    AT_FLAGS = 6,
    AT_CALL = 7,
    AT_LENGTH = 8,
    AT_DATA_CRC = 12,
    AT_SEQUENCE = 16,
    AT_ID = 24,
    AT_CAMPAIGN = 32,
    AT_ORDER = 40,
    AT_RETURN = 48,
    AT_DEADLINE = 56,
    AT_GAP = 64,
    AT_SENDS = 68,
    AT_LAST_SEND = 72,
    AT_STATUS = 80,
    AT_CAUSE = 82,
    AT_HTTP_STATUS = 84,
    AT_SEND_CLOCK = 86,
    AT_CODE_LENGTH = 87,
    AT_CODE = 88,
    AUTHOR_UNKNOWN = 0x80 /* in AT_SEND_CLOCK */
};

_Static_assert(AT_CODE + YMR_JOURNAL_CODE == YMR_HEAD_SIZE, "the code is the last member");

static uint32_t head_crc(uint32_t place, const uint8_t *bytes)
{
    const uint8_t salt[] = {(uint8_t)(place & 0xff), (uint8_t)(place >> 8 & 0xff),
                            (uint8_t)(place >> 16 & 0xff), (uint8_t)(place >> 24), FORMAT};
    return ymr_crc32(ymr_crc32(0, salt, sizeof salt), bytes + AT_KIND, YMR_HEAD_SIZE - AT_KIND);
}

static void write_learnt(const ymr_journal_learnt *learnt, uint8_t *bytes)
{
    const char *code_end = memchr(learnt->code, 0, YMR_JOURNAL_CODE);
    const size_t code_length = code_end != NULL ? (size_t)(code_end - learnt->code) : YMR_JOURNAL_CODE;
    ymr_bytes_write(bytes + AT_SENDS, learnt->sends, 4);
    ymr_bytes_write(bytes + AT_LAST_SEND, (uint64_t)learnt->last_send_ms, 8);
    ymr_bytes_write(bytes + AT_STATUS, (uint64_t)learnt->status, 2);
    ymr_bytes_write(bytes + AT_CAUSE, (uint64_t)learnt->cause, 2);
    ymr_bytes_write(bytes + AT_HTTP_STATUS, learnt->http_status, 2);
    bytes[AT_SEND_CLOCK] = (uint8_t)learnt->last_send_clock;
    bytes[AT_SEND_CLOCK] |= learnt->author_unknown ? AUTHOR_UNKNOWN : 0;
    bytes[AT_CODE_LENGTH] = (uint8_t)code_length;
    memcpy(bytes + AT_CODE, learnt->code, code_length);
}

static void read_learnt(ymr_journal_learnt *learnt, const uint8_t *bytes)
{
    const size_t code_length = bytes[AT_CODE_LENGTH] <= YMR_JOURNAL_CODE ? bytes[AT_CODE_LENGTH] : 0;
    learnt->sends = read_32(bytes + AT_SENDS);
    learnt->last_send_ms = read_signed(bytes + AT_LAST_SEND);
    learnt->status = (ymr_status)(int16_t)ymr_bytes_read(bytes + AT_STATUS, 2);
    learnt->cause = (ymr_status)(int16_t)ymr_bytes_read(bytes + AT_CAUSE, 2);
    learnt->http_status = (uint16_t)ymr_bytes_read(bytes + AT_HTTP_STATUS, 2);
    learnt->last_send_clock = (ymr_clock_state)(bytes[AT_SEND_CLOCK] & 3);
    learnt->author_unknown = (bytes[AT_SEND_CLOCK] & AUTHOR_UNKNOWN) != 0;
    memset(learnt->code, 0, sizeof learnt->code);
    memcpy(learnt->code, bytes + AT_CODE, code_length);
}

void ymr_head_write(const ymr_journal_head *head, uint32_t place, uint8_t *bytes)
{
    memset(bytes, 0, YMR_HEAD_SIZE);
    bytes[AT_KIND] = (uint8_t)head->kind;
    bytes[AT_STATE] = head->state;
    bytes[AT_FLAGS] = head->flags;
    bytes[AT_CALL] = head->call;
    ymr_bytes_write(bytes + AT_LENGTH, head->length, 4);
    ymr_bytes_write(bytes + AT_DATA_CRC, head->data_crc, 4);
    ymr_bytes_write(bytes + AT_GAP, head->gap, 4);
    ymr_bytes_write(bytes + AT_SEQUENCE, head->sequence, 8);
    ymr_bytes_write(bytes + AT_ID, head->id, 8);
    ymr_bytes_write(bytes + AT_CAMPAIGN, (uint64_t)head->campaign_id, 8);
    ymr_bytes_write(bytes + AT_ORDER, (uint64_t)head->order_id, 8);
    ymr_bytes_write(bytes + AT_RETURN, (uint64_t)head->return_id, 8);
    ymr_bytes_write(bytes + AT_DEADLINE, (uint64_t)head->deadline_ms, 8);
    write_learnt(&head->learnt, bytes);
    ymr_bytes_write(bytes + AT_CRC, head_crc(place, bytes), 4);
}

bool ymr_head_is_likely(const uint8_t *bytes)
{
    const uint8_t kind = bytes[AT_KIND];
    return kind == YMR_KIND_RECORD || kind == YMR_KIND_COPY || kind == YMR_KIND_MARK || kind == YMR_KIND_OPEN;
}

static void read_members(ymr_journal_head *head, const uint8_t *bytes)
{
    head->kind = (ymr_journal_kind)bytes[AT_KIND];
    head->state = bytes[AT_STATE];
    head->flags = bytes[AT_FLAGS];
    head->call = bytes[AT_CALL];
    head->length = read_32(bytes + AT_LENGTH);
    head->data_crc = read_32(bytes + AT_DATA_CRC);
    head->gap = read_32(bytes + AT_GAP);
    head->sequence = ymr_bytes_read(bytes + AT_SEQUENCE, 8);
    head->id = ymr_bytes_read(bytes + AT_ID, 8);
    head->campaign_id = read_signed(bytes + AT_CAMPAIGN);
    head->order_id = read_signed(bytes + AT_ORDER);
    head->return_id = read_signed(bytes + AT_RETURN);
    head->deadline_ms = read_signed(bytes + AT_DEADLINE);
    read_learnt(&head->learnt, bytes);
}

ymr_journal_found ymr_head_read(ymr_journal_head *head, uint32_t place, uint8_t *bytes, bool repair)
{
    const uint32_t crc = head_crc(place, bytes);
    const uint32_t stored = read_32(bytes + AT_CRC);
    const bool whole = crc == stored;
    if (!whole && !(repair && ymr_journal_repair(bytes + AT_KIND, YMR_HEAD_SIZE - AT_KIND, crc, stored))) {
        return YMR_FOUND_NOTHING;
    }
    if (!ymr_head_is_likely(bytes)) {
        return YMR_FOUND_NOTHING;
    }
    read_members(head, bytes);
    return whole ? YMR_FOUND : YMR_FOUND_REPAIRED;
}

/* Of a block. Sign, format and CRC stay where they are in every version. */

enum {
    BLOCK_AT_SIGN = 0,
    BLOCK_AT_FORMAT = 4,
    BLOCK_AT_PROGRAM = 6,
    BLOCK_AT_SIZE = 8,
    BLOCK_AT_COUNT = 12,
    BLOCK_AT_ERASES = 16,
    BLOCK_AT_CRC = 20
};

static const uint32_t sign = UINT32_C(0x4a524d59); /* "YMRJ" */

void ymr_block_head_write(const ymr_journal_block_head *head, uint8_t *bytes)
{
    ymr_bytes_write(bytes + BLOCK_AT_SIGN, sign, 4);
    ymr_bytes_write(bytes + BLOCK_AT_FORMAT, FORMAT, 2);
    ymr_bytes_write(bytes + BLOCK_AT_PROGRAM, head->program_size, 2);
    ymr_bytes_write(bytes + BLOCK_AT_SIZE, head->block_size, 4);
    ymr_bytes_write(bytes + BLOCK_AT_COUNT, head->block_count, 4);
    ymr_bytes_write(bytes + BLOCK_AT_ERASES, head->erases, 4);
    ymr_bytes_write(bytes + BLOCK_AT_CRC, ymr_crc32(0, bytes, BLOCK_AT_CRC), 4);
}

ymr_journal_found ymr_block_head_read(ymr_journal_block_head *head, uint8_t *bytes)
{
    const uint32_t crc = ymr_crc32(0, bytes, BLOCK_AT_CRC);
    const uint32_t stored = read_32(bytes + BLOCK_AT_CRC);
    const bool whole = crc == stored;
    if ((!whole && !ymr_journal_repair(bytes, BLOCK_AT_CRC, crc, stored)) ||
        read_32(bytes + BLOCK_AT_SIGN) != sign) {
        return YMR_FOUND_NOTHING;
    }
    if (ymr_bytes_read(bytes + BLOCK_AT_FORMAT, 2) != FORMAT) {
        return YMR_FOUND_OTHER_VERSION;
    }
    head->program_size = (uint32_t)ymr_bytes_read(bytes + BLOCK_AT_PROGRAM, 2);
    head->block_size = read_32(bytes + BLOCK_AT_SIZE);
    head->block_count = read_32(bytes + BLOCK_AT_COUNT);
    head->erases = read_32(bytes + BLOCK_AT_ERASES);
    return whole ? YMR_FOUND : YMR_FOUND_REPAIRED;
}
