/**
 * How the rows of descriptor tables are written.
 *
 * A row's kind follows from the C type of its member, so that no table can disagree with its struct.
 */
#ifndef YMR_CORE_ROWS_H
#define YMR_CORE_ROWS_H

#include "ymr/shape.h"

#define YMR_KIND_OF(type, member)                                                                            \
    _Generic(((type *)0)->member,                                                                            \
        int64_t: YMR_KIND_ID,                                                                                \
        ymr_integer: YMR_KIND_INTEGER,                                                                       \
        ymr_decimal: YMR_KIND_DECIMAL,                                                                       \
        ymr_number: YMR_KIND_NUMBER,                                                                         \
        ymr_boolean: YMR_KIND_BOOLEAN,                                                                       \
        ymr_text: YMR_KIND_TEXT,                                                                             \
        ymr_enum: YMR_KIND_ENUM,                                                                             \
        ymr_date: YMR_KIND_DATE,                                                                             \
        ymr_list: YMR_KIND_LIST,                                                                             \
        ymr_value: YMR_KIND_VALUE,                                                                           \
        default: YMR_KIND_OBJECT)

#define YMR_ROW(type, member, name, element_kind, what, must)                                                \
    {                                                                                                        \
        .key = (name), .of = (what), .offset = offsetof(type, member), .key_length = sizeof(name) - 1,       \
        .kind = YMR_KIND_OF(type, member), .element = (element_kind), .required = (must)                     \
    }

/** `what` is the ymr_names of an enum, the ymr_shape of an object, NULL of anything else. */
#define YMR_OPTIONAL(type, member, name, what) YMR_ROW(type, member, name, 0, what, false)
#define YMR_REQUIRED(type, member, name, what) YMR_ROW(type, member, name, 0, what, true)

/** `element` is OBJECT, ENUM, TEXT or ID; `what` belongs to it. */
#define YMR_OPTIONAL_LIST(type, member, name, element, what)                                                 \
    YMR_ROW(type, member, name, YMR_KIND_##element, what, false)
#define YMR_REQUIRED_LIST(type, member, name, element, what)                                                 \
    YMR_ROW(type, member, name, YMR_KIND_##element, what, true)

#define YMR_SHAPE(type, rows)                                                                                \
    {                                                                                                        \
        (rows), sizeof(rows) / sizeof((rows)[0]), sizeof(type)                                               \
    }

#endif
