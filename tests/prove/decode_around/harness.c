#include "prove.h"

#include "ymr/shape.h"

static const ymr_field *find_row(const ymr_shape *shape, unsigned expected, ymr_text key);

#include "decode.c"

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

ymr_status ymr_read_value(const ymr_document *document, const ymr_token *value, ymr_kind kind, const ymr_names *names,
                          void *member)
{
    (void)names, (void)kind, (void)member;
    PROMISE(token_index(document, value) < document->count);
    return YMR_OK;
}

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

static const ymr_token *way; /* the key whose row leads to the value */

static const ymr_field *find_row(const ymr_shape *shape, unsigned expected, ymr_text key)
{
    PROMISE(shape == &outer_shape && expected == 0 && way != NULL && key.length == way->extent);
    return outer_fields;
}

/* The innermost object or list around a token. */
static uint32_t holder_of(const ymr_document *document, uint32_t token)
{
    uint32_t holder = 0;
    for (uint32_t i = 0; i < DOCUMENT_TOKENS && i < token; i++) {
        holder = holds(&document->tokens[i]) && document->tokens[i].extent > token ? i : holder;
    }
    return holder;
}

int main(void)
{
    static outer out;
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t from = any_uint32(), value = any_uint32();

    ASSUME(from < value && value < document.count && document.tokens[value].type == YMR_TOKEN_OBJECT);
    const uint32_t holder = holder_of(&document, value);
    ASSUME(document.tokens[from].type == YMR_TOKEN_OBJECT && document.tokens[holder].type == YMR_TOKEN_OBJECT);
    ASSUME(holder == from || (holder > 0 && holder_of(&document, holder) == from));
    way = holder == from ? NULL : &document.tokens[holder - 1];
    object o = {&document.tokens[from], &outer_shape, (char *)&out};
    go_around(&document, &o, &document.tokens[value]);
    PROMISE(o.token == &document.tokens[holder]);
    PROMISE(o.shape == (holder == from ? &outer_shape : &inner_shape) && __CPROVER_w_ok(o.base, o.shape->size));
    return 0;
}
