#include "loose.h"

#include "ymr/shape.h"

typedef struct object object;
static void go_around(const ymr_document *document, object *o, const ymr_token *value);

#include "decode.c"

#include "element_model.h"

static outer out;
static uint32_t element_at;
static bool filled[DOCUMENT_TOKENS];

/* The innermost object or list around a token that is in the element; all of them are objects that were filled. */
static uint32_t holder_of(const ymr_document *document, uint32_t at)
{
    uint32_t holder = element_at;
    for (uint32_t i = 0; i < DOCUMENT_TOKENS; i++) {
        if (i > element_at && i < at && holds(&document->tokens[i]) && document->tokens[i].extent > at) {
            PROMISE(filled[i]);
            holder = i;
        }
    }
    return holder;
}

static object object_at(const ymr_document *document, uint32_t at)
{
    return at == element_at ? (object){&document->tokens[at], &outer_shape, (char *)&out}
                            : (object){&document->tokens[at], &inner_shape, (char *)&out.one};
}

/* It is asked only for what lies in objects that were filled. */
static void go_around(const ymr_document *document, object *o, const ymr_token *value)
{
    const uint32_t at = token_index(document, value);
    PROMISE(token_index(document, o->token) == element_at && at > element_at && at < o->token->extent);
    PROMISE(value->type == YMR_TOKEN_OBJECT);
    *o = object_at(document, holder_of(document, at));
}

/* What was filled around the object that was filled last. */
static void take_filled(const ymr_document *document, uint32_t last)
{
    for (uint32_t i = 0; i < DOCUMENT_TOKENS; i++) {
        if (i > element_at && i < last && holds(&document->tokens[i]) && document->tokens[i].extent > last) {
            ASSUME(document->tokens[i].type == YMR_TOKEN_OBJECT);
            filled[i] = true;
        }
    }
    filled[last] = true;
}

int main(void)
{
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t last = any_uint32();

    element_at = any_uint32();
    ASSUME(element_at < document.count && document.tokens[element_at].type == YMR_TOKEN_OBJECT);
    ASSUME(last >= element_at && last < document.tokens[element_at].extent);
    ASSUME(document.tokens[last].type == YMR_TOKEN_OBJECT);
    take_filled(&document, last);
    const object element = object_at(&document, element_at);
    object o = object_at(&document, last);
    if (find_next(&document, &element, &o)) {
        const uint32_t at = token_index(&document, o.token);
        PROMISE(at > last && at < element.token->extent && o.token->type == YMR_TOKEN_OBJECT);
        PROMISE(o.base == (char *)&out.one && o.shape == &inner_shape);
        (void)holder_of(&document, at);
    }
    return 0;
}
