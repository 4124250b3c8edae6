/** The items of --item, as people write them. */
#ifndef YMR_BOARD_NEW_ITEMS_H
#define YMR_BOARD_NEW_ITEMS_H

#include "options.h"

/** Reads every OFFER:COUNT:REASON:SUBREASON[:COMMENT], pictures included; tells what is wrong with one. */
bool new_items_read(const options *given, ymr_new_item items[YMR_MAX_NEW_ITEMS]);

/** Reads every OFFER:COUNT; tells what is wrong with one. */
bool new_items_read_parcel(const options *given, ymr_parcel_item items[YMR_MAX_NEW_ITEMS]);

#endif
