#include "loose.h"

#include "journal_head.c"

#include "stored_model.h"

ymr_journal_block_head nondet_block_head(void);

int main(void)
{
    uint8_t bytes[YMR_BLOCK_HEAD_SIZE];
    const ymr_journal_block_head head = nondet_block_head();
    ymr_journal_block_head read;

    ymr_block_head_write(&head, bytes);
    (void)ymr_block_head_read(&read, bytes);
    return 0;
}
