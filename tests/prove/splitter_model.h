/* A splitter in any state that is sound; to be included behind splitter.c. */
#ifndef YMR_PROVE_SPLITTER_MODEL_H
#define YMR_PROVE_SPLITTER_MODEL_H

#include "prove.h"

ymr_splitter nondet_splitter(void);

static inline bool is_array_at(const ymr_splitter *s, unsigned depth)
{
    return depth > 0 && (s->arrays >> (depth - 1) & 1u) != 0;
}

/* The list is an array, and what is around it is none of its elements; those have a byte, but a number that begins. */
static inline bool is_sound_list(const ymr_splitter *s)
{
    if (s->list_depth == 0) {
        return !s->in_element;
    }
    const bool at_level = s->depth == s->list_depth;
    const bool in_scalar = s->state == STRING || s->state == PRIMITIVE || s->held;
    return s->list_depth <= s->depth && is_array_at(s, s->list_depth) && s->sought != ON_PATH &&
           (at_level || !s->held) &&
           (!s->in_element || s->element_needed > 0 || (s->state == PRIMITIVE && !s->held)) &&
           s->in_element == (!at_level || in_scalar);
}

/* A key is inside of an object; an escape is inside of a string. */
static inline bool is_sound_state(const ymr_splitter *s)
{
    const bool is_key = s->in_key || s->state == FIRST_KEY || s->state == KEY || s->state == COLON;
    const bool in_root = s->depth > 0 || s->state == DONE || (s->state == VALUE && s->sought == NOT_SOUGHT);
    return s->state <= DONE && in_root &&
           !(is_key && is_array_at(s, s->depth)) && (s->state == STRING || !s->in_key) &&
           (s->state == STRING || s->escape == 0) && s->escape <= 5 &&
           (!s->held || (s->in_element && (s->state == NEXT || s->state == PRIMITIVE))) &&
           (s->escape < 2 || s->unit >> 4 * (5 - s->escape) == 0);
}

/* What is kept lies in the buffer: the skeleton in front, the element under way behind it. */
static inline bool is_sound_room(const ymr_splitter *s)
{
    return s->skeleton <= s->size &&
           (!s->in_element ||
            (s->element_length <= s->size - s->skeleton && s->element_length <= s->element_needed)) &&
           s->digits <= sizeof s->number && s->sought <= PICKED + 1;
}

static inline bool is_sound(const ymr_splitter *s)
{
    return s->depth <= YMR_MAX_DEPTH && is_sound_state(s) && is_sound_list(s) && is_sound_room(s) &&
           s->on_path < s->path_depth && (s->on_path == 0 || s->on_path < s->depth);
}

static inline void flags_of(ymr_splitter *s)
{
    s->list_seen = any_bool();
    s->in_key = any_bool();
    s->in_element = any_bool();
    s->held = any_bool();
}

/* How many steps at `c` may follow each other that take no byte: each must make it less, so that there is an end. */
static inline unsigned steps_without_a_byte(const ymr_splitter *s, char c)
{
    if (s->state == PRIMITIVE) {
        return s->held ? 2 : is_primitive_character(c) ? 0 : 3;
    }
    return s->held || s->state == KEY || s->state == COLON || s->state == DONE ? 0 : 1;
}

static inline bool goes_on(const ymr_splitter *s, const input *in, const ymr_splitter *before, const input *from)
{
    return in->at <= in->end &&
           (in->at > from->at || steps_without_a_byte(s, *in->at) < steps_without_a_byte(before, *from->at));
}

/* With a buffer at either end of `room` bytes. */
static inline ymr_splitter any_splitter(char *buffer, size_t room)
{
    ymr_splitter s = nondet_splitter();
    s.size = any_size();
    s.buffer = placed(buffer, room, s.size);
    flags_of(&s);
    ASSUME(is_sound(&s) && s.element_needed <= YMR_MAX_JSON);
    return s;
}

#endif
