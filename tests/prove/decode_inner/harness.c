#include "loose.h"

#include "ymr/shape.h"

typedef struct object object;
static bool fill(const ymr_document *document, const object *o);
static bool descend(const ymr_document *document, object *o, const ymr_token *to);

#include "decode.c"

#include "document_model.h"

typedef struct thing {
    bool present;
    int64_t id;
} thing;

static const ymr_field fields[] = {{"id", NULL, 2, YMR_KIND_ID, offsetof(thing, id), 0, 1}};
static const ymr_shape shape = {fields, 1, sizeof(thing)};

static bool fill(const ymr_document *document, const object *o)
{
    PROMISE(token_index(document, o->token) < document->count && o->token->type == YMR_TOKEN_OBJECT);
    PROMISE(__CPROVER_w_ok(o->base, o->shape->size));
    *(bool *)(void *)o->base = true;
    return any_bool();
}

/* Between an object and one that is looked for in it there are only objects. */
static bool descend(const ymr_document *document, object *o, const ymr_token *to)
{
    PROMISE(o->token->type == YMR_TOKEN_OBJECT && to->type == YMR_TOKEN_OBJECT);
    PROMISE(to >= o->token && to < document->tokens + o->token->extent);
    const uint32_t i = any_uint32();
    ASSUME(i < document->count);
    const ymr_token *const between = &document->tokens[i];
    PROMISE(between <= o->token || between >= to || !holds(between) || document->tokens + between->extent <= to ||
            between->type == YMR_TOKEN_OBJECT);
    const bool leads = to == o->token || any_bool();
    o->token = leads ? to : o->token;
    return leads;
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
    static thing out;
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t token = any_uint32();

    ASSUME(token < document.count && document.tokens[token].type == YMR_TOKEN_OBJECT);
    const object element = {&document.tokens[token], &shape, (char *)&out};
    fill_inner(&document, &element);
    return 0;
}
