/* What the files of the index share: how keys and rows are made, and the steps of a build. */
#ifndef YMR_CORE_INDEX_TABLE_H
#define YMR_CORE_INDEX_TABLE_H

#include "ymr/index.h"

enum {
    ROW_SHIFT = 13,
    ITEM_SHIFT = 3,
    FIELD_MASK = 7,
    ITEM_MASK = 0x3FF,
    ITEM_LAST = 0x3FE, /* that item, or one behind it */
    ITEM_NONE = 0x3FF
};

/* Flags of a row. */
enum {
    ROW_PARTIAL = 1,  /* too big for the workspace: its items are still to be fetched */
    ROW_GONE = 2,     /* has left the scope, or is not there any more */
    ROW_REPLACED = 4, /* a newer row of the same return is there */
    ROW_LEFT_OUT = 8  /* an item did not fit: the only flag that outlives a build */
};

#define NO_ROW UINT32_MAX

static inline uint32_t row_of(ymr_index_key key)
{
    return key.place >> ROW_SHIFT;
}

static inline uint32_t item_of(ymr_index_key key)
{
    return key.place >> ITEM_SHIFT & ITEM_MASK;
}

static inline unsigned field_of(ymr_index_key key)
{
    return key.place & FIELD_MASK;
}

static inline bool is_before(ymr_index_key a, ymr_index_key b)
{
    return a.print < b.print || (a.print == b.print && a.place < b.place);
}

/** Fingerprints, as they are stored: another way to make them is another version of what is stored. */
uint32_t ymr_index_print_number(const ymr_index *index, ymr_code_field field, int64_t number);
uint32_t ymr_index_print_text(const ymr_index *index, ymr_code_field field, ymr_text text);

/** The first key that is not below a fingerprint, or the end. */
uint32_t ymr_index_lower(const ymr_index_table *table, uint32_t print);

/** A return's row in a sorted table. @return NO_ROW: it is not in */
uint32_t ymr_index_row(const ymr_index *index, const ymr_index_table *table, int64_t id, int64_t order_id);

/** Where a page begins, and back to there. */
void ymr_index_mark(ymr_index *index);
void ymr_index_roll_back(ymr_index *index);

/** As ymr_index_add, for where the stack is deep: `item` is the storage of the item under way. */
ymr_status ymr_index_add_by(ymr_index *index, const ymr_return *found, ymr_return_item *item);

/** A return of which only the ids are known yet. @return YMR_OK; YMR_E_FULL */
ymr_status ymr_index_add_partial(ymr_index *index, int64_t id, int64_t order_id);

/** The keys of one item. */
ymr_status ymr_index_add_item(ymr_index *index, uint32_t row, const ymr_return_item *item, uint32_t number);

/** The rest of a return that was partial. */
void ymr_index_complete(ymr_index *index, uint32_t row, const ymr_return *found);

/** The return of that row does not exist any more, whatever pages said. */
void ymr_index_drop(ymr_index *index, uint32_t row);

/** The shadow's keys in order: begins, and goes on for some of the work. @return it is done */
void ymr_index_sort_begin(ymr_index *index);
bool ymr_index_sort_some(ymr_index *index, uint32_t sifts);

/** Makes the sorted shadow the generation that answers, a refresh together with what stays. @return YMR_OK;
 * YMR_E_FULL */
ymr_status ymr_index_switch(ymr_index *index);

/** The shadow answers from now on. */
void ymr_index_publish(ymr_index *index);

#endif
