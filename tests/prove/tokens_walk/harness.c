#include "prove.h"

#include "tokens.h"

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

    const ymr_text said = ymr_json_text(&document, i);
    PROMISE(said.length == 0 || __CPROVER_r_ok(said.bytes, said.length));
    PROMISE(said.bytes >= text && said.bytes + said.length <= text + sizeof text);

    if (document.tokens[i].type == YMR_TOKEN_ARRAY) {
        const ymr_list list = list_at(&document, &document.tokens[i]);
        PROMISE(list.document == &document && list.token == i + 1 && list.left <= behind - i - 1);
        PROMISE((list.left == 0) == (behind == i + 1));
    }
    return 0;
}
