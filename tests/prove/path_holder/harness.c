#include "path.c"

#include "document_model.h"

int main(void)
{
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t token = any_uint32();
    uint32_t before;

    ASSUME(token >= 1 && token < document.count);
    const uint32_t holder = holder_of(&document, token, &before);
    PROMISE(holder < token && before < token);
    PROMISE(holds(&document.tokens[holder]) && document.tokens[holder].extent > token);
    return 0;
}
