#include "prove.h"

#include "ymr/shape.h"

static const ymr_field *find_row(const ymr_shape *shape, unsigned expected, ymr_text key);

#include "decode.c"

#include "element_model.h"

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
