/* What the proofs of the decoder's steps fill: a struct with a row of every kind that is entered. Behind decode.c. */
#ifndef YMR_PROVE_WALK_MODEL_H
#define YMR_PROVE_WALK_MODEL_H

#include "document_model.h"

typedef struct inner {
    bool present;
    int64_t id;
} inner;

typedef struct outer {
    bool present;
    inner object;
    ymr_text text;
    ymr_list objects;
    ymr_list texts;
} outer;

static const ymr_field inner_fields[] = {{"id", NULL, 2, YMR_KIND_ID, offsetof(inner, id), 0, 1}};
static const ymr_shape inner_shape = {inner_fields, 1, sizeof(inner)};
static const ymr_field outer_fields[] = {
    {"object", &inner_shape, 6, YMR_KIND_OBJECT, offsetof(outer, object), 0, 0},
    {"text", NULL, 4, YMR_KIND_TEXT, offsetof(outer, text), 0, 1},
    {"objects", &inner_shape, 7, YMR_KIND_LIST, offsetof(outer, objects), YMR_KIND_OBJECT, 0},
    {"texts", NULL, 5, YMR_KIND_LIST, offsetof(outer, texts), YMR_KIND_TEXT, 0},
};
static const ymr_shape outer_shape = {outer_fields, 4, sizeof(outer)};

#endif
