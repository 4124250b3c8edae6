/* Reads of any bytes, as loosely as they are proved; to be included behind the source. */
#ifndef YMR_PROVE_CHUNK_MODEL_H
#define YMR_PROVE_CHUNK_MODEL_H

typedef struct chunk_bytes {
    uint8_t bytes[sizeof((ymr_journal *)0)->chunk];
} chunk_bytes;

chunk_bytes nondet_chunk(void);

/* Any bytes in the chunk; in other places the caller's harness has any, or nobody looks at them. */
void ymr_log_read(ymr_journal *journal, uint32_t place, void *bytes, size_t length)
{
    (void)place;
    PROMISE(length == 0 || __CPROVER_w_ok(bytes, length));
    if (bytes == journal->chunk) {
        *(chunk_bytes *)(void *)journal->chunk = nondet_chunk();
    }
    journal->failed = journal->failed != YMR_OK || any_bool() ? journal->failed : YMR_E_IO;
}

#endif
