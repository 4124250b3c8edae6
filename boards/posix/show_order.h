/** Orders as people read them. */
#ifndef YMR_BOARD_SHOW_ORDER_H
#define YMR_BOARD_SHOW_ORDER_H

#include "out.h"
#include "ymr/orders.h"

/** One order, all of it. */
void show_order(out *to, const ymr_order *order, size_t columns);
void show_old_order(out *to, const ymr_old_order *order, size_t columns);

/** One line of a list, of a ymr_order or a ymr_old_order. */
void show_order_line(out *to, const void *order);
void show_old_order_line(out *to, const void *order);

#endif
