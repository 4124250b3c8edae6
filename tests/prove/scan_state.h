/*
 * The state of a pass over a JSON text, and when it is sound; to be included behind json.c. What a step promises from any
 * sound state holds for texts of any length: the pass is nothing but such steps.
 */
#ifndef YMR_PROVE_SCAN_STATE_H
#define YMR_PROVE_SCAN_STATE_H

#include "prove.h"

/** Of the text that is left and of the tokens, each of any content. */
enum { LEFT = 16, TOKENS = 8 };

scan nondet_scan(void);

/** From the innermost open object or array outwards each is open, and the last is the root. */
static inline bool is_chain(const scan *s)
{
    uint32_t open = s->open;
    for (unsigned depth = s->depth; depth > 1; depth--) {
        if (s->tokens[open].type < YMR_TOKEN_OBJECT || s->tokens[open].type > YMR_TOKEN_ARRAY || s->tokens[open].extent >= open) {
            return false;
        }
        open = s->tokens[open].extent;
    }
    return open == 0 && s->tokens[0].type == YMR_TOKEN_OBJECT && s->tokens[0].extent == 0;
}

static inline bool is_sound(const scan *s)
{
    if (s->at < s->text || s->at > s->end || s->count > s->room || s->depth > YMR_MAX_DEPTH || s->depth > s->count) {
        return false;
    }
    return s->depth == 0 || (s->open < s->count && is_chain(s) &&
                             s->closer == (s->tokens[s->open].type == YMR_TOKEN_OBJECT ? '}' : ']'));
}

/** Any state: its place anywhere in the text, so that any number of bytes up to `room` is left; any tokens before. */
static inline scan any_scan(char *text, size_t room, ymr_token *tokens, uint32_t token_room)
{
    scan s = nondet_scan();
    const size_t at = any_size();
    ASSUME(at <= room && s.room <= token_room);
    s.text = text;
    s.end = text + room;
    s.at = text + at;
    s.last_word = text + (room < sizeof(ymr_word) ? 0 : room - sizeof(ymr_word));
    s.tokens = tokens + (token_room - s.room);
    return s;
}

#endif
