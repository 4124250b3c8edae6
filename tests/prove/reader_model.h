/* The message behind a request line, as loosely as it is proved, and when a request is in a sound state. */
#ifndef YMR_PROVE_READER_MODEL_H
#define YMR_PROVE_READER_MODEL_H

ymr_request_reader nondet_reader(void);

static inline bool is_sound_part(const ymr_request_reader *reader)
{
    switch (reader->state) {
    case METHOD:
        return reader->other_method || reader->index <= strlen("POST");
    case TARGET:
        return reader->other_path || reader->index <= strlen(reader->path);
    case VERSION:
        return reader->index < strlen("HTTP/1.m\r");
    default:
        return reader->state <= MESSAGE;
    }
}

static inline bool is_sound_length(uint8_t length, size_t room)
{
    return length <= room || length == TOO_LONG;
}

static inline bool is_sound(const ymr_request_reader *reader)
{
    return is_sound_part(reader) && reader->used <= YMR_MAX_HEAD &&
           is_sound_length(reader->name_length, sizeof reader->name) &&
           is_sound_length(reader->value_length, sizeof reader->value) &&
           is_sound_length(reader->forwarded_length, sizeof reader->forwarded);
}

static ymr_text fed; /* what the message was last given */

void ymr_response_init(ymr_response *response)
{
    response->complete = false;
}

ymr_status ymr_response_feed(ymr_response *response, const char *bytes, size_t length, size_t *taken, ymr_text *body)
{
    PROMISE(length > 0 && __CPROVER_r_ok(bytes, length));
    fed = (ymr_text){bytes, length};
    *taken = any_size();
    ASSUME(*taken >= 1 && *taken <= length);
    *body = (ymr_text){bytes, any_size()};
    ASSUME(body->length <= *taken);
    response->head_complete = any_bool();
    response->complete = any_bool();
    response->framing = any_byte();
    return response->complete ? YMR_OK : any_bool() ? YMR_PENDING : YMR_E_HTTP;
}

#endif
