#define EXACT_MEMSET
#include "loose.h"

#include "decode.c"

#include "element_model.h"

int main(void)
{
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t holder = any_uint32();
    outer out;

    ASSUME(holder < document.count && document.tokens[holder].type == YMR_TOKEN_OBJECT);
    const object o = {&document.tokens[holder], &outer_shape, (char *)&out};
    fill(&document, &o);
    PROMISE(out.present);
    return 0;
}
