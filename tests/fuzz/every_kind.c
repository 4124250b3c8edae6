#include "every_kind.h"

#include <stddef.h>

#include "rows.h"
#include "ymr/enums.h"

static const ymr_field leaf_rows[] = {
    YMR_REQUIRED(leaf, value, "v", NULL),
    YMR_OPTIONAL(leaf, count, "count", NULL),
};
static const ymr_shape leaf_shape = YMR_SHAPE(leaf, leaf_rows);

static const ymr_field branch_rows[] = {
    YMR_OPTIONAL(branch, left, "l", &leaf_shape),
    YMR_OPTIONAL(branch, fast, "fastReturn", NULL),
    YMR_OPTIONAL(branch, right, "r", &leaf_shape),
    YMR_OPTIONAL_LIST(branch, ids, "is", ID, NULL),
};
static const ymr_shape branch_shape = YMR_SHAPE(branch, branch_rows);

static const ymr_shape bough_shape;
static const ymr_field bough_rows[] = {
    YMR_OPTIONAL(bough, first, "a", &branch_shape),
    YMR_OPTIONAL(bough, name, "n", NULL),
    YMR_OPTIONAL(bough, second, "b", &branch_shape),
    YMR_OPTIONAL_LIST(bough, boughs, "bs", OBJECT, &bough_shape),
};
static const ymr_shape bough_shape = YMR_SHAPE(bough, bough_rows);

static const ymr_field every_kind_rows[] = {
    YMR_REQUIRED(every_kind, id, "id", NULL),
    YMR_OPTIONAL(every_kind, any, "any", NULL),
    YMR_OPTIONAL(every_kind, count, "count", NULL),
    YMR_REQUIRED(every_kind, exact, "orderId", NULL),
    YMR_OPTIONAL(every_kind, number, "number", NULL),
    YMR_OPTIONAL(every_kind, fast, "fastReturn", NULL),
    YMR_OPTIONAL(every_kind, name, "n", NULL),
    YMR_OPTIONAL(every_kind, type, "returnType", &ymr_return_type_names),
    YMR_OPTIONAL(every_kind, date, "creationDate", NULL),
    YMR_OPTIONAL(every_kind, alone, "alone", &bough_shape),
    YMR_OPTIONAL_LIST(every_kind, ids, "is", ID, NULL),
    YMR_OPTIONAL_LIST(every_kind, texts, "ts", TEXT, NULL),
    YMR_OPTIONAL_LIST(every_kind, types, "es", ENUM, &ymr_return_type_names),
    YMR_OPTIONAL_LIST(every_kind, boughs, "bs", OBJECT, &bough_shape),
};
const ymr_shape every_kind_shape = YMR_SHAPE(every_kind, every_kind_rows);
