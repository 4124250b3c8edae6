/**
 * A shape with a row of every kind, and with objects in objects and in the elements of lists: more than a return has.
 * It reads pages of returns, too: they have the keys that it requires.
 */
#ifndef YMR_TESTS_FUZZ_EVERY_KIND_H
#define YMR_TESTS_FUZZ_EVERY_KIND_H

#include "ymr/shape.h"

/** The innermost. */
typedef struct leaf {
    bool present;
    ymr_decimal value;
    ymr_integer count;
} leaf;

typedef struct branch {
    bool present;
    leaf left;
    ymr_boolean fast;
    leaf right;
    ymr_list ids;
} branch;

/** An element of a list: objects at two levels with rows behind them, and lists of itself as deep as one likes. */
typedef struct bough {
    bool present;
    branch first;
    ymr_text name;
    branch second;
    ymr_list boughs;
} bough;

typedef struct every_kind {
    bool present;
    int64_t id;
    ymr_value any;
    ymr_integer count;
    ymr_decimal exact;
    ymr_number number;
    ymr_boolean fast;
    ymr_text name;
    ymr_enum type;
    ymr_date date;
    bough alone;
    ymr_list ids;
    ymr_list texts;
    ymr_list types;
    ymr_list boughs;
} every_kind;

extern const ymr_shape every_kind_shape;

#endif
