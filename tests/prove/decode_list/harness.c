#define EXACT_MEMSET
#include "loose.h"

#include "ymr/shape.h"

typedef struct object object;
static bool fill(const ymr_document *document, const object *o);
static void fill_inner(const ymr_document *document, const object *element);

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

static void fill_inner(const ymr_document *document, const object *element)
{
    PROMISE(token_index(document, element->token) < document->count && element->token->type == YMR_TOKEN_OBJECT);
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
    const uint32_t token = any_uint32();
    ymr_list list = {any_bool() ? &document : NULL, token, any_uint32()};
    const ymr_list before = list;
    thing out;
    ymr_text view;
    int64_t id;
    ymr_enum constant;
    bool is;

    ASSUME(list.left == 0 || token < document.count);
    if (any_bool()) {
        ASSUME(list.left == 0 || document.tokens[token].type == YMR_TOKEN_OBJECT);
        is = ymr_list_next(&list, &shape, &out);
        PROMISE(!is || out.present);
    } else if (any_bool()) {
        is = ymr_list_next_text(&list, &view);
        PROMISE(!is || view.length <= DOCUMENT_TEXT);
    } else if (any_bool()) {
        is = ymr_list_next_id(&list, &id);
    } else {
        is = ymr_list_next_enum(&list, NULL, &constant);
    }
    PROMISE(is == (before.document != NULL && before.left > 0));
    PROMISE(!is || (list.left == before.left - 1 && list.token > token && list.token <= document.count));
    return 0;
}
