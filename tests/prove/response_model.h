/* What response.c calls of fields.c, as loosely as it is proved, and when a response is in a sound state. */
#ifndef YMR_PROVE_RESPONSE_MODEL_H
#define YMR_PROVE_RESPONSE_MODEL_H

ymr_response nondet_response(void);

enum { NAME_MAX = 30, VALUE_MAX = YMR_MAX_FIELD + 1 };

/* A field's name is known as far as it came: what its place in it must be to be looked up. */
static inline bool is_known_field(const ymr_response *response)
{
    return response->field != YMR_FIELD_UNKNOWN;
}

static inline bool is_sound_name(const ymr_response *response)
{
    return !is_known_field(response) || (response->field < 12 && response->index <= NAME_MAX);
}

/* The line or head under way is within its limit; a body that is not in chunks follows the head at once. */
static inline bool is_sound_length(const ymr_response *response)
{
    const bool chunk = response->state >= CHUNK_SIZE && !response->complete &&
                       (response->state != BODY || response->framing == YMR_FRAMING_CHUNKED);
    return response->used <= (chunk ? YMR_MAX_CHUNK_LINE : YMR_MAX_HEAD) &&
           (response->state != NAME || response->index <= response->used);
}

static inline bool is_sound(const ymr_response *response)
{
    return response->state <= BODY && is_sound_length(response) && response->interim <= YMR_MAX_INTERIM &&
           response->framing <= YMR_FRAMING_CLOSE && (response->state != STATUS_LINE || response->index < 13) &&
           (response->state != NAME || is_sound_name(response)) &&
           (response->state != VALUE || !is_known_field(response) || response->index <= VALUE_MAX) &&
           (response->state != BODY || response->complete || response->framing == YMR_FRAMING_CLOSE ||
            response->left > 0) &&
           (response->framing == YMR_FRAMING_LENGTH || response->length == 0) &&
           ((response->state < CHUNK_SIZE && !response->complete) || response->head_complete) &&
           (response->state != BODY || response->complete || response->framing != YMR_FRAMING_NONE) &&
           (response->state < CHUNK_SIZE || response->state == BODY || response->complete ||
            response->framing == YMR_FRAMING_CHUNKED) &&
           ((response->state != CHUNK_DATA_CR && response->state != CHUNK_DATA_LF) || response->left == 0) &&
           (response->state != CHUNK_SIZE ||
            (response->index <= MAX_CHUNK_DIGITS && response->left < UINT64_C(1) << 4 * response->index));
}

uint8_t ymr_field_narrow(uint8_t field, size_t length, char c)
{
    const uint8_t next = any_byte();
    PROMISE(field == YMR_FIELD_UNKNOWN || (field < 12 && length <= NAME_MAX));
    (void)c;
    ASSUME(next == YMR_FIELD_UNKNOWN || (next < 12 && length < NAME_MAX));
    return next;
}

bool ymr_field_is_whole(uint8_t field, size_t length)
{
    (void)field;
    (void)length;
    return any_bool();
}

void ymr_field_keep(ymr_response *response, char c)
{
    PROMISE(response->index <= VALUE_MAX);
    (void)c;
    response->index = any_uint16();
    ASSUME(response->index <= VALUE_MAX);
}

ymr_status ymr_field_read(ymr_response *response)
{
    PROMISE(response->index <= VALUE_MAX);
    response->framing = any_byte();
    response->length = any_uint64();
    ASSUME(response->framing <= YMR_FRAMING_CLOSE && response->length <= INT64_MAX);
    ASSUME(response->framing == YMR_FRAMING_LENGTH || response->length == 0);
    return any_bool() ? YMR_OK : YMR_E_FRAMING;
}

#endif
