#define EXACT_MEMSET
#include "loose.h"

#include "ymr/shape.h"

typedef struct object object;
static void fill(const ymr_document *document, const object *o);
static bool find_next(const ymr_document *document, const object *element, object *o);

#include "decode.c"

#include "element_model.h"

static unsigned found;

static void fill(const ymr_document *document, const object *o)
{
    PROMISE(token_index(document, o->token) < document->count && o->token->type == YMR_TOKEN_OBJECT);
    PROMISE(__CPROVER_w_ok(o->base, o->shape->size));
    *(bool *)(void *)o->base = true;
}

/* The object that it was in has a member for it. */
static bool find_next(const ymr_document *document, const object *element, object *o)
{
    PROMISE(token_index(document, element->token) < document->count && element->token->type == YMR_TOKEN_OBJECT);
    PROMISE(element->shape == &outer_shape && o->token == element->token);
    if (found == 3 || any_bool()) {
        return false;
    }
    found++;
    o->shape = &inner_shape;
    o->base = element->base + offsetof(outer, one);
    return true;
}

int main(void)
{
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t token = any_uint32();
    ymr_list list = {any_bool() ? &document : NULL, token, any_uint32()};
    const ymr_list before = list;
    inner out;
    outer holder;
    ymr_text view;
    int64_t id;
    ymr_enum constant;
    bool is;

    ASSUME(list.left == 0 || token < document.count);
    if (any_bool()) {
        ASSUME(list.left == 0 || document.tokens[token].type == YMR_TOKEN_OBJECT);
        if (any_bool()) {
            is = ymr_list_next(&list, &inner_shape, &out);
            PROMISE(!is || (out.present && found == 0));
        } else {
            is = ymr_list_next(&list, &outer_shape, &holder);
            PROMISE(!is || holder.present);
        }
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
