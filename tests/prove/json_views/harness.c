#include "json.c"

#include "document_model.h"

int main(void)
{
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t i = any_uint32();

    ASSUME(i < document.count);
    const uint32_t behind = ymr_json_skip(&document, i);
    PROMISE(behind > i && behind <= document.count);
    PROMISE(holds(&document.tokens[i]) || behind == i + 1);

    const ymr_text said = ymr_json_text(&document, i);
    PROMISE(said.length == (holds(&document.tokens[i]) ? 0 : document.tokens[i].extent));
    PROMISE(said.bytes >= text && said.bytes + said.length <= text + sizeof text);
    return 0;
}
