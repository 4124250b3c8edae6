/* What the proofs of list elements fill: a struct in a struct, and a tree that was checked. Behind decode.c. */
#ifndef YMR_PROVE_ELEMENT_MODEL_H
#define YMR_PROVE_ELEMENT_MODEL_H

#include "document_model.h"

typedef struct inner {
    bool present;
    int64_t id;
} inner;

typedef struct outer {
    bool present;
    inner one;
    int64_t id;
    ymr_list list;
} outer;

static const ymr_field inner_fields[] = {{"id", NULL, 2, YMR_KIND_ID, offsetof(inner, id), 0, 1}};
static const ymr_shape inner_shape = {inner_fields, 1, sizeof(inner)};
static const ymr_field outer_fields[] = {
    {"one", &inner_shape, 3, YMR_KIND_OBJECT, offsetof(outer, one), 0, 0},
    {"id", NULL, 2, YMR_KIND_ID, offsetof(outer, id), 0, 1},
    {"list", &inner_shape, 4, YMR_KIND_LIST, offsetof(outer, list), YMR_KIND_OBJECT, 0},
};
static const ymr_shape outer_shape = {outer_fields, 3, sizeof(outer)};

/* What has a row is of its kind. */
ymr_status ymr_read_value(const ymr_document *document, const ymr_token *value, ymr_kind kind, const ymr_names *names,
                          void *member)
{
    (void)names;
    PROMISE(token_index(document, value) < document->count);
    PROMISE(__CPROVER_w_ok(member, kind == YMR_KIND_ID     ? sizeof(int64_t)
                                   : kind == YMR_KIND_LIST ? sizeof(ymr_list)
                                                           : sizeof(bool)));
    return YMR_OK;
}

/* Nothing is wrong any more. */
void ymr_json_path(const ymr_document *document, uint32_t token, const char *key, char *path)
{
    (void)document, (void)token, (void)key, (void)path;
    PROMISE(false);
}

int ymr_enum_value(const ymr_names *names, ymr_text text)
{
    (void)names;
    PROMISE(text.length == 0 || __CPROVER_r_ok(text.bytes, text.length));
    return any_int();
}

#endif
