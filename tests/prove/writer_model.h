/* What the writer's members are made of, as loosely as it is proved; to be included behind the source. */
#ifndef YMR_PROVE_WRITER_MODEL_H
#define YMR_PROVE_WRITER_MODEL_H

static inline ymr_writer any_writer(char *out, size_t room)
{
    const size_t size = any_size(), length = any_size();
    ASSUME(size <= room && length < SIZE_MAX / 8);
    return (ymr_writer){out + (room - size), size, length, any_bool(), any_bool()};
}

static inline void grow(ymr_writer *w, size_t most)
{
    const size_t length = any_size();
    ASSUME(length <= most);
    w->length += length;
}

void ymr_put_bytes(ymr_writer *w, const char *bytes, size_t length)
{
    PROMISE(length == 0 || __CPROVER_r_ok(bytes, length));
    w->length += length;
}

void ymr_put(ymr_writer *w, const char *text)
{
    PROMISE(__CPROVER_r_ok(text, 1));
    grow(w, ROOM);
}

void ymr_put_integer(ymr_writer *w, int64_t value)
{
    (void)value;
    grow(w, 20);
}

void ymr_put_encoded(ymr_writer *w, ymr_text text)
{
    PROMISE(text.length == 0 || __CPROVER_r_ok(text.bytes, text.length));
    grow(w, 3 * text.length);
}

ymr_status ymr_json_quote(ymr_text text, char *out, size_t size, size_t *length)
{
    PROMISE(size == 0 || __CPROVER_w_ok(out, size));
    *length = any_size();
    ASSUME(*length <= 2 + 6 * text.length);
    return any_bool() ? YMR_E_UTF8 : YMR_OK;
}

size_t ymr_decimal_write(ymr_decimal value, char *out)
{
    const size_t length = any_size();
    (void)value;
    PROMISE(__CPROVER_w_ok(out, YMR_DECIMAL_SIZE));
    ASSUME(length < YMR_DECIMAL_SIZE);
    return length;
}

const char *ymr_enum_name(const ymr_names *names, int value)
{
    return value < 2 || value - 2 >= names->count ? NULL : names->names;
}

ymr_status ymr_time_parse_day(const char *text, size_t length, int64_t *unix_ms)
{
    PROMISE(length == strlen(text));
    *unix_ms = any_int64();
    return any_bool() ? YMR_OK : YMR_E_SYNTAX;
}

size_t ymr_utf8_length(const char *at, const char *end)
{
    const size_t length = any_size();
    PROMISE(at < end);
    ASSUME(length <= 4 && length <= (size_t)(end - at));
    return length;
}

#endif
