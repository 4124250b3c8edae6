#include "loose.h"

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

/* What is between two objects, one in the other, are objects. */
static bool is_among_objects(const ymr_document *document, uint32_t from, uint32_t to)
{
    for (uint32_t i = 0; i < DOCUMENT_TOKENS; i++) {
        const ymr_token *const between = &document->tokens[i < document->count ? i : 0];
        if (i > from && i < to && holds(between) && between->extent > to && between->type != YMR_TOKEN_OBJECT) {
            return false;
        }
    }
    return true;
}

int main(void)
{
    static outer out;
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t from = any_uint32(), to = any_uint32();

    ASSUME(from < document.count && document.tokens[from].type == YMR_TOKEN_OBJECT);
    ASSUME(to >= from && to < document.tokens[from].extent && document.tokens[to].type == YMR_TOKEN_OBJECT);
    ASSUME(is_among_objects(&document, from, to));
    object o = {&document.tokens[from], &outer_shape, (char *)&out};
    if (descend(&document, &o, &document.tokens[to])) {
        PROMISE(o.token == &document.tokens[to] && __CPROVER_w_ok(o.base, o.shape->size));
    }
    return 0;
}
