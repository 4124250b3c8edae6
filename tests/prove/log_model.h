/* A storage that answers what it likes, and heads as loosely as they are proved; to be included behind the source. */
#ifndef YMR_PROVE_LOG_MODEL_H
#define YMR_PROVE_LOG_MODEL_H

ymr_journal nondet_journal(void);
ymr_journal_head nondet_head(void);
ymr_journal_block_head nondet_block_head(void);

static ymr_status any_read(void *context, uint32_t offset, void *bytes, size_t length)
{
    (void)context;
    (void)offset;
    PROMISE(length == 0 || __CPROVER_w_ok(bytes, length));
    if (length > 0) {
        __CPROVER_havoc_slice(bytes, length);
    }
    return any_bool() ? YMR_OK : YMR_E_IO;
}

static ymr_status any_program(void *context, uint32_t offset, const void *bytes, size_t length)
{
    (void)context;
    (void)offset;
    PROMISE(length == 0 || __CPROVER_r_ok(bytes, length));
    return any_bool() ? YMR_OK : YMR_E_IO;
}

static ymr_status any_erase(void *context, uint32_t block)
{
    (void)context;
    (void)block;
    return any_bool() ? YMR_OK : YMR_E_IO;
}

static inline ymr_storage any_storage(void)
{
    const ymr_storage storage = {any_read, any_program, any_erase, NULL, NULL, 512 * (1 + any_uint16() % 8),
                                 any_uint32(), 1u << any_byte() % 7};
    ASSUME(ymr_log_geometry_is_right(&storage));
    return storage;
}

void ymr_head_write(const ymr_journal_head *head, uint32_t place, uint8_t *bytes)
{
    (void)place;
    PROMISE(__CPROVER_w_ok(bytes, YMR_HEAD_SIZE));
    bytes[0] = head->state;
}

ymr_journal_found ymr_head_read(ymr_journal_head *head, uint32_t place, uint8_t *bytes, bool repair)
{
    (void)place;
    (void)repair;
    PROMISE(__CPROVER_w_ok(bytes, YMR_HEAD_SIZE));
    *head = nondet_head();
    return any_bool() ? YMR_FOUND : YMR_FOUND_NOTHING;
}

bool ymr_head_is_likely(const uint8_t *bytes)
{
    PROMISE(__CPROVER_r_ok(bytes, 8));
    return any_bool();
}

void ymr_block_head_write(const ymr_journal_block_head *head, uint8_t *bytes)
{
    PROMISE(__CPROVER_w_ok(bytes, YMR_BLOCK_HEAD_SIZE));
    bytes[0] = (uint8_t)head->erases;
}

ymr_journal_found ymr_block_head_read(ymr_journal_block_head *head, uint8_t *bytes)
{
    PROMISE(__CPROVER_w_ok(bytes, YMR_BLOCK_HEAD_SIZE));
    *head = nondet_block_head();
    return any_bool() ? YMR_FOUND : YMR_FOUND_NOTHING;
}

uint32_t ymr_crc32(uint32_t crc, const void *bytes, size_t length)
{
    PROMISE(length == 0 || __CPROVER_r_ok(bytes, length));
    return crc ^ any_uint32();
}

#endif
