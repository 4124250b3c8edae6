/* What proxy.c calls elsewhere, as loosely as it is proved, and a transport that answers what it likes. */
#ifndef YMR_PROVE_PROXY_MODEL_H
#define YMR_PROVE_PROXY_MODEL_H

ymr_status ymr_place_parse(const char *text, char host[YMR_MAX_HOST], uint16_t *port)
{
    PROMISE(__CPROVER_r_ok(text, 1));
    host[0] = '\0';
    *port = any_uint16();
    return any_bool() ? YMR_OK : YMR_E_ARGUMENT;
}

void ymr_wipe(void *bytes, size_t length)
{
    PROMISE(__CPROVER_w_ok(bytes, length));
}

void ymr_put(ymr_writer *w, const char *text)
{
    const size_t length = any_size();
    PROMISE(__CPROVER_r_ok(text, 1));
    ASSUME(length <= YMR_MAX_HOST);
    w->length += length;
}

void ymr_put_integer(ymr_writer *w, int64_t value)
{
    (void)value;
    w->length += 1;
}

#ifndef WORDS_ARE_LINKED
bool ymr_is_visible(const char *text)
{
    PROMISE(__CPROVER_r_ok(text, 1));
    return any_bool();
}

#endif

void ymr_response_init_connect(ymr_response *response)
{
    response->head_complete = false;
}

ymr_status ymr_response_feed(ymr_response *response, const char *bytes, size_t length, size_t *taken, ymr_text *body)
{
    PROMISE(__CPROVER_r_ok(bytes, length));
    *taken = any_size();
    ASSUME(*taken <= length);
    *body = (ymr_text){bytes, 0};
    response->head_complete = any_bool();
    response->status = any_uint16();
    return any_bool() ? YMR_PENDING : YMR_E_HTTP;
}

static inline ymr_status below_said(void)
{
    return any_bool() ? YMR_OK : any_bool() ? YMR_PENDING : YMR_E_RESET;
}

static inline ymr_status below_open(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    (void)transport;
    (void)endpoint;
    return below_said();
}

static inline ymr_status below_send(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    (void)transport;
    PROMISE(length == 0 || __CPROVER_r_ok(bytes, length));
    *sent = any_size();
    ASSUME(*sent <= length);
    return below_said();
}

static inline ymr_status below_receive(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    (void)transport;
    PROMISE(__CPROVER_w_ok(bytes, room));
    *received = any_size();
    ASSUME(*received <= room);
    return below_said();
}

static inline void below_close(ymr_transport *transport)
{
    (void)transport;
}

static inline void below_wait(ymr_transport *transport, unsigned interest, uint32_t timeout_ms)
{
    (void)transport;
    (void)interest;
    (void)timeout_ms;
}

#endif
