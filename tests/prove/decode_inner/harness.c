#include "loose.h"

#include "ymr/shape.h"

typedef struct object object;
static bool fill(const ymr_document *document, const object *o);
static void go_around(const ymr_document *document, object *o, const ymr_token *value);

#include "decode.c"

#include "element_model.h"

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
