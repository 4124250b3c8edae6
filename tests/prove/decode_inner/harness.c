#include "loose.h"

#include "ymr/shape.h"

typedef struct object object;
static bool fill(const ymr_document *document, const object *o);
static void go_around(const ymr_document *document, object *o, const ymr_token *value);

#include "decode.c"

#include "document_model.h"

typedef struct inner {
    bool present;
    int64_t id;
} inner;

typedef struct outer {
    bool present;
    int64_t id;
    inner one;
} outer;

static const ymr_field inner_fields[] = {{"id", NULL, 2, YMR_KIND_ID, offsetof(inner, id), 0, 1}};
static const ymr_shape inner_shape = {inner_fields, 1, sizeof(inner)};
static const ymr_field outer_fields[] = {
    {"id", NULL, 2, YMR_KIND_ID, offsetof(outer, id), 0, 1},
    {"one", &inner_shape, 3, YMR_KIND_OBJECT, offsetof(outer, one), 0, 0},
};
static const ymr_shape outer_shape = {outer_fields, 2, sizeof(outer)};

static outer out;
static uint32_t element_at;
static bool filled[DOCUMENT_TOKENS];

static bool fill(const ymr_document *document, const object *o)
{
    const uint32_t at = token_index(document, o->token);
    PROMISE(at < document->count && o->token->type == YMR_TOKEN_OBJECT);
    PROMISE(o->base == (char *)&out.one && o->shape == &inner_shape);
    filled[at] = true;
    return any_bool();
}

/* It is asked only for what lies in objects that were filled. */
static void go_around(const ymr_document *document, object *o, const ymr_token *value)
{
    const uint32_t at = token_index(document, value);
    uint32_t holder = element_at;
    PROMISE(token_index(document, o->token) == element_at && at > element_at && at < o->token->extent);
    PROMISE(value->type == YMR_TOKEN_OBJECT);
    for (uint32_t i = 0; i < DOCUMENT_TOKENS; i++) {
        if (i > element_at && i < at && holds(&document->tokens[i]) && document->tokens[i].extent > at) {
            PROMISE(filled[i]);
            holder = i;
        }
    }
    if (holder != element_at) {
        *o = (object){&document->tokens[holder], &inner_shape, (char *)&out.one};
    }
}

ymr_status ymr_read_value(const ymr_document *document, const ymr_token *value, ymr_kind kind, const ymr_names *names,
                          void *member)
{
    (void)names;
    PROMISE(token_index(document, value) < document->count);
    PROMISE(kind == YMR_KIND_ID && __CPROVER_w_ok(member, sizeof(int64_t)));
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

int main(void)
{
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);

    element_at = any_uint32();
    ASSUME(element_at < document.count && document.tokens[element_at].type == YMR_TOKEN_OBJECT);
    const object element = {&document.tokens[element_at], &outer_shape, (char *)&out};
    fill_inner(&document, &element);
    return 0;
}
