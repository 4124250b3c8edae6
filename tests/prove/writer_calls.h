/* What bodies and queries are written with, as loosely as it is proved; to be included behind the source. */
#ifndef YMR_PROVE_WRITER_CALLS_H
#define YMR_PROVE_WRITER_CALLS_H

#include "prove.h"

static inline bool is_there(ymr_text text)
{
    return text.length == 0 || __CPROVER_r_ok(text.bytes, text.length);
}

static inline bool are_there(const void *first, size_t count, size_t size)
{
    return count == 0 || __CPROVER_r_ok(first, count * size);
}

static inline ymr_writer any_counter(void)
{
    const size_t length = any_size();
    ASSUME(length < SIZE_MAX / 8);
    return (ymr_writer){NULL, 0, length, any_bool(), any_bool()};
}

/* What was refused stays refused. */
static inline void grow(ymr_writer *w)
{
    PROMISE(__CPROVER_w_ok(w, sizeof *w));
    w->length += any_uint16();
    w->started = any_bool();
}

static inline void grow_or_refuse(ymr_writer *w)
{
    grow(w);
    w->refused = w->refused || any_bool();
}

void ymr_put_bytes(ymr_writer *w, const char *bytes, size_t length)
{
    PROMISE(length == 0 || __CPROVER_r_ok(bytes, length));
    grow(w);
}

void ymr_put(ymr_writer *w, const char *text)
{
    PROMISE(__CPROVER_r_ok(text, 1));
    grow(w);
}

void ymr_put_integer(ymr_writer *w, int64_t value)
{
    (void)value;
    grow(w);
}

void ymr_put_encoded(ymr_writer *w, ymr_text text)
{
    PROMISE(is_there(text));
    grow(w);
}

void ymr_put_open(ymr_writer *w, char bracket)
{
    (void)bracket;
    grow(w);
}

void ymr_put_close(ymr_writer *w, char bracket)
{
    (void)bracket;
    grow(w);
}

void ymr_put_element(ymr_writer *w)
{
    grow(w);
}

void ymr_put_key(ymr_writer *w, const char *key)
{
    PROMISE(__CPROVER_r_ok(key, 1));
    grow(w);
}

void ymr_put_string(ymr_writer *w, ymr_text text)
{
    PROMISE(is_there(text));
    grow_or_refuse(w);
}

void ymr_put_parameter(ymr_writer *w, const char *name)
{
    PROMISE(__CPROVER_r_ok(name, 1));
    grow(w);
}

void ymr_put_parameter_integer(ymr_writer *w, const char *name, int64_t value)
{
    (void)value;
    PROMISE(__CPROVER_r_ok(name, 1));
    grow(w);
}

void ymr_put_parameter_text(ymr_writer *w, const char *name, ymr_text value)
{
    PROMISE(__CPROVER_r_ok(name, 1) && (value.bytes == NULL || is_there(value)));
    grow(w);
}

void ymr_put_parameter_day(ymr_writer *w, const char *name, const char *day)
{
    PROMISE(__CPROVER_r_ok(name, 1) && (day == NULL || __CPROVER_r_ok(day, 1)));
    grow_or_refuse(w);
}

void ymr_put_parameter_name(ymr_writer *w, const char *name, const ymr_names *names, int value)
{
    (void)value;
    PROMISE(__CPROVER_r_ok(name, 1) && __CPROVER_r_ok(names, sizeof *names));
    grow_or_refuse(w);
}

void ymr_put_parameter_set(ymr_writer *w, const char *name, const ymr_names *names, uint32_t mask)
{
    (void)mask;
    PROMISE(__CPROVER_r_ok(name, 1) && __CPROVER_r_ok(names, sizeof *names));
    grow_or_refuse(w);
}

/* A list that is too long is not read. */
static inline bool is_refused(ymr_writer *w, const void *first, size_t count, size_t most)
{
    w->refused = w->refused || count > most || (count > 0 && first == NULL);
    return w->refused;
}

void ymr_put_parameter_ids(ymr_writer *w, const char *name, const int64_t *ids, size_t count, size_t most)
{
    PROMISE(__CPROVER_r_ok(name, 1));
    PROMISE(is_refused(w, ids, count, most) || are_there(ids, count, sizeof *ids));
    grow(w);
}

void ymr_put_member_text(ymr_writer *w, const char *key, ymr_text text)
{
    PROMISE(__CPROVER_r_ok(key, 1) && (text.bytes == NULL || is_there(text)));
    grow_or_refuse(w);
}

void ymr_put_member_bounded(ymr_writer *w, const char *key, ymr_text text, size_t least, size_t most)
{
    (void)least, (void)most;
    ymr_put_member_text(w, key, text);
}

void ymr_put_member_texts(ymr_writer *w, const char *key, const ymr_text *texts, size_t count, size_t most,
                          size_t longest)
{
    (void)longest;
    PROMISE(__CPROVER_r_ok(key, 1));
    PROMISE(is_refused(w, texts, count, most) || are_there(texts, count, sizeof *texts));
    grow_or_refuse(w);
}

void ymr_put_member_integer(ymr_writer *w, const char *key, int64_t value)
{
    (void)value;
    ymr_put_key(w, key);
}

void ymr_put_member_decimal(ymr_writer *w, const char *key, ymr_decimal value)
{
    (void)value;
    ymr_put_key(w, key);
}

void ymr_put_member_boolean(ymr_writer *w, const char *key, ymr_boolean value)
{
    (void)value;
    ymr_put_key(w, key);
}

void ymr_put_member_name(ymr_writer *w, const char *key, const ymr_names *names, int value)
{
    (void)value;
    PROMISE(__CPROVER_r_ok(key, 1) && __CPROVER_r_ok(names, sizeof *names));
    grow_or_refuse(w);
}

void ymr_put_member_day(ymr_writer *w, const char *key, const char *day)
{
    PROMISE(__CPROVER_r_ok(key, 1) && (day == NULL || __CPROVER_r_ok(day, 1)));
    grow_or_refuse(w);
}

void ymr_put_member_ids(ymr_writer *w, const char *key, const int64_t *ids, size_t count, size_t most)
{
    PROMISE(__CPROVER_r_ok(key, 1));
    PROMISE(is_refused(w, ids, count, most) || are_there(ids, count, sizeof *ids));
    grow(w);
}

void ymr_put_member_set(ymr_writer *w, const char *key, const ymr_names *names, uint32_t mask)
{
    (void)mask;
    PROMISE(__CPROVER_r_ok(key, 1) && __CPROVER_r_ok(names, sizeof *names));
    grow_or_refuse(w);
}

/* What was refused already is not read either. */
void ymr_refuse_repeated_ids(ymr_writer *w, const int64_t *ids, size_t count)
{
    PROMISE(w->refused || count < 2 || are_there(ids, count, sizeof *ids));
    grow_or_refuse(w);
}

void ymr_refuse_repeated_texts(ymr_writer *w, const ymr_text *texts, size_t count)
{
    PROMISE(w->refused || count < 2 || are_there(texts, count, sizeof *texts));
    grow_or_refuse(w);
}

#endif
