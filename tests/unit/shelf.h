/**
 * An index in memory of exactly its size, filled with returns that are written as JSON, and all that it says
 * as text.
 */
#ifndef YMR_TESTS_SHELF_H
#define YMR_TESTS_SHELF_H

#include "dump.h"
#include "ymr/index.h"

enum { SHELF_TEXT = 1 << 16 };

typedef struct shelf {
    ymr_index index;
    ymr_index_return *returns;
    ymr_index_key *keys;
    char said[SHELF_TEXT];  /* of shelf_find */
    char whole[SHELF_TEXT]; /* of shelf_whole */
} shelf;

/** Room for so many returns and keys in each generation. */
void shelf_begin(shelf *s, size_t returns, size_t keys);
void shelf_end(shelf *s);

/** Adds one return to the build that was begun. */
ymr_status shelf_add(shelf *s, const char *json);

/** A scan of one reading. */
ymr_scan shelf_scan(ymr_code_field field, const char *text);

/** What the index answers: `id/item ` a hit, item `-` for none; "" for nothing. Valid until the next. */
const char *shelf_find(shelf *s, ymr_code_field field, const char *text);

/** Everything that the generation that answers holds. Valid until the next. */
const char *shelf_whole(shelf *s);

#endif
