/* Of the items of a return, no more than is needed: whole ones are large for a small stack. */
#ifndef YMR_CORE_CODES_H
#define YMR_CORE_CODES_H

#include "ymr/returns.h"

/** What an instance can be known by: bytes NULL where it has none. */
typedef struct ymr_codes {
    bool present;
    ymr_text cis;
    ymr_text imei;
} ymr_codes;

/** Steps a list of instances. The rest of each is not decoded. @return false at its end */
bool ymr_codes_next(ymr_list *instances, ymr_codes *out);

/** How many pieces an item has, of which offer. */
typedef struct ymr_item_count {
    bool present;
    ymr_text shop_sku;
    int64_t count;
} ymr_item_count;

/** Steps a list of items. @return false at its end */
bool ymr_item_count_next(ymr_list *items, ymr_item_count *out);

#endif
