#include "loose.h"

#include "notify.c"

#include "document_model.h"

uint32_t ymr_json_skip(const ymr_document *document, uint32_t token)
{
    PROMISE(token < document->count);
    return holds(&document->tokens[token]) ? document->tokens[token].extent : token + 1;
}

ymr_text ymr_json_text(const ymr_document *document, uint32_t token)
{
    PROMISE(token < document->count);
    const ymr_token *const t = &document->tokens[token];
    return (ymr_text){document->text + t->start, holds(t) ? 0 : t->extent};
}

int main(void)
{
    static const char wanted[] = "0123456789abcde";
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t at = any_uint32();
    const size_t length = any_size();

    ASSUME(at < document.count && length <= sizeof wanted);
    const ymr_token before = document.tokens[at];
    take_number_as_text(&document, (ymr_text){wanted + (sizeof wanted - length), length});
    const ymr_token after = document.tokens[at];
    PROMISE(after.start == before.start && after.extent == before.extent);
    PROMISE(after.type == before.type ||
            (before.type == YMR_TOKEN_NUMBER && after.type == YMR_TOKEN_STRING && at >= 2));
    return 0;
}
