/* A document as ymr_json_parse promises it, of any tokens; some may have been left out since. */
#ifndef YMR_PROVE_DOCUMENT_MODEL_H
#define YMR_PROVE_DOCUMENT_MODEL_H

#include "prove.h"
#include "ymr/json.h"

/** Of a document in a proof. */
enum { DOCUMENT_TOKENS = 8, DOCUMENT_TEXT = 16 };

static inline bool holds(const ymr_token *token)
{
    return token->type >= YMR_TOKEN_OBJECT;
}

/**
 * The root is an object that ends behind the last token; what holds others ends behind itself and not behind what is
 * around it; an object's keys and values come in pairs, keys are strings; what a token says lies in the text.
 */
static inline bool is_sound_token(const ymr_document *document, uint32_t i)
{
    const ymr_token *const token = &document->tokens[i];
    if (!holds(token)) {
        return token->extent <= DOCUMENT_TEXT && token->start <= DOCUMENT_TEXT - token->extent;
    }
    if (token->start >= DOCUMENT_TEXT || token->extent <= i || token->extent > document->count) {
        return false;
    }
    for (uint32_t inner = i + 1; inner < DOCUMENT_TOKENS && inner < token->extent; inner++) {
        if (holds(&document->tokens[inner]) && document->tokens[inner].extent > token->extent) {
            return false;
        }
    }
    return true;
}

/** The object that is at `i`: its members are a key and a value each. */
static inline bool is_sound_object(const ymr_document *document, uint32_t i)
{
    const uint32_t end = document->tokens[i].extent;
    uint32_t at = i + 1;
    for (unsigned pairs = 0; pairs < DOCUMENT_TOKENS / 2 && at < end; pairs++) {
        if (document->tokens[at].type != YMR_TOKEN_STRING || at + 1 >= end) {
            return false;
        }
        at = holds(&document->tokens[at + 1]) ? document->tokens[at + 1].extent : at + 2;
    }
    return at == end;
}

static inline bool is_sound_document(const ymr_document *document)
{
    for (uint32_t i = 0; i < DOCUMENT_TOKENS && i < document->count; i++) {
        if (!is_sound_token(document, i)) {
            return false;
        }
    }
    for (uint32_t i = 0; i < DOCUMENT_TOKENS && i < document->count; i++) {
        if (document->tokens[i].type == YMR_TOKEN_OBJECT && !is_sound_object(document, i)) {
            return false;
        }
    }
    return document->tokens[0].type == YMR_TOKEN_OBJECT && document->tokens[0].extent == document->count;
}

/** Its last token is the buffer's last. */
static inline ymr_document any_document(char *text, ymr_token *tokens)
{
    const uint32_t count = any_uint32();
    ASSUME(count >= 1 && count <= DOCUMENT_TOKENS);
    const ymr_document document = {text, tokens + (DOCUMENT_TOKENS - count), count, NULL, 0};
    ASSUME(is_sound_document(&document));
    return document;
}

#endif
