/* What is asked of a token all the time, small enough to be part of whoever asks. */
#ifndef YMR_CORE_TOKENS_H
#define YMR_CORE_TOKENS_H

#include "ymr/json.h"

static inline ymr_text token_text(const ymr_document *document, const ymr_token *token)
{
    return (ymr_text){document->text + token->start, (size_t)(token->end - token->start)};
}

/* The token behind a value with all that it contains. */
static inline const ymr_token *token_after(const ymr_document *document, const ymr_token *token)
{
    const int end = token->end;
    if (token->size == 0) {
        return token + 1;
    }
    const ymr_token *last = document->tokens + document->count;
    do {
        token++;
    } while (token < last && token->start < end);
    return token;
}

static inline uint32_t token_index(const ymr_document *document, const ymr_token *token)
{
    return (uint32_t)(token - document->tokens);
}

#endif
