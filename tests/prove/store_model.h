/* Storage that answers what it likes, and numbers in it; to be included behind index_store.c. */
#ifndef YMR_PROVE_STORE_MODEL_H
#define YMR_PROVE_STORE_MODEL_H

const ymr_names ymr_refund_status_names = {"", 9};
const ymr_names ymr_shipment_status_names = {"", 9};
const ymr_names ymr_return_type_names = {"", 2};

uint32_t ymr_crc32(uint32_t crc, const void *bytes, size_t length)
{
    PROMISE(length == 0 || __CPROVER_r_ok(bytes, length));
    return crc ^ any_uint32();
}

/* What is written is not read again: the place must be there. */
void ymr_bytes_write(uint8_t *bytes, uint64_t value, unsigned count)
{
    (void)value;
    PROMISE(count <= 8 && __CPROVER_w_ok(bytes, count));
}

/* The same bytes are the same number. */
uint64_t ymr_bytes_read(const uint8_t *bytes, unsigned count)
{
    uint64_t value = 0;
    PROMISE(count <= 8 && __CPROVER_r_ok(bytes, count));
    for (unsigned i = 0; i < 8 && i < count; i++) {
        value |= (uint64_t)bytes[i] << 8 * i;
    }
    return value;
}

/* ymr/index.h promises storage pieces of at most 128 bytes, a multiple of 8. */
static inline ymr_status any_reader(void *context, void *bytes, size_t length)
{
    (void)context;
    PROMISE(length > 0 && length <= 128 && length % 8 == 0 && __CPROVER_w_ok(bytes, length));
    __CPROVER_havoc_slice(bytes, length);
    return any_bool() ? YMR_OK : YMR_E_IO;
}

static inline ymr_status any_writer(void *context, const void *bytes, size_t length)
{
    (void)context;
    PROMISE(length > 0 && length <= 128 && length % 8 == 0 && __CPROVER_r_ok(bytes, length));
    return any_bool() ? YMR_OK : YMR_E_IO;
}

#endif
