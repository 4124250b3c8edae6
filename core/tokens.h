/* What is asked of a token all the time, small enough to be part of whoever asks. */
#ifndef YMR_CORE_TOKENS_H
#define YMR_CORE_TOKENS_H

#include "ymr/shape.h"

static inline bool token_holds_others(const ymr_token *token)
{
    return token->type >= YMR_TOKEN_OBJECT;
}

static inline ymr_text token_text(const ymr_document *document, const ymr_token *token)
{
    return (ymr_text){document->text + token->start, token_holds_others(token) ? 0 : token->extent};
}

/* The token behind a value with all that it contains. */
static inline const ymr_token *token_after(const ymr_document *document, const ymr_token *token)
{
    return token_holds_others(token) ? document->tokens + token->extent : token + 1;
}

static inline uint32_t token_index(const ymr_document *document, const ymr_token *token)
{
    return (uint32_t)(token - document->tokens);
}

static inline ymr_list list_at(const ymr_document *document, const ymr_token *array)
{
    const ymr_token *const end = token_after(document, array);
    uint32_t count = 0;
    for (const ymr_token *element = array + 1; element < end; element = token_after(document, element)) {
        count++;
    }
    return (ymr_list){document, token_index(document, array) + 1, count};
}

#endif
