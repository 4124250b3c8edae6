/* What the slots ask of the storage's log: numbers, and heads of any content. */
#ifndef YMR_PROVE_JOURNAL_MODEL_H
#define YMR_PROVE_JOURNAL_MODEL_H

ymr_journal_head nondet_head(void);

const ymr_journal_learnt ymr_journal_nothing_learnt;

uint32_t ymr_log_size(const ymr_journal *journal, uint32_t length)
{
    const uint32_t size = any_uint32();
    (void)journal;
    ASSUME(size >= length);
    return size;
}

uint32_t ymr_log_block_of(const ymr_journal *journal, uint32_t place)
{
    (void)journal;
    (void)place;
    return any_uint32();
}

ymr_journal_found ymr_log_head_at(ymr_journal *journal, uint32_t place, ymr_journal_head *head, bool repair)
{
    (void)repair;
    (void)journal;
    (void)place;
    *head = nondet_head();
    return any_bool() ? YMR_FOUND : YMR_FOUND_NOTHING;
}

#endif
