#include "prove.h"

#include "ymr/notify.h"

struct reply;
static ymr_status write_reply(uint16_t http_status, const struct reply *r, char *out, size_t size, size_t *length);

#include "notify.c"

static ymr_status write_reply(uint16_t http_status, const struct reply *r, char *out, size_t size, size_t *length)
{
    (void)http_status, (void)out, (void)size;
    PROMISE(r->name.bytes != NULL ? r->time != NULL : r->type != NULL && __CPROVER_r_ok(r->type, 1));
    *length = any_size();
    return any_bool() ? YMR_OK : YMR_E_SPACE;
}

size_t ymr_time_write_iso(int64_t unix_ms, int16_t offset_minutes, char *out)
{
    (void)unix_ms, (void)offset_minutes;
    PROMISE(__CPROVER_w_ok(out, YMR_TIME_SIZE));
    out[0] = '\0';
    return any_size();
}

enum { BYTES = 24 };

int main(void)
{
    char buffer[BYTES], out[ROOM];
    const ymr_text given = any_text(buffer, sizeof buffer);
    const ymr_text name = any_bool() ? given : (ymr_text){NULL, 0};
    const ymr_notify_error type = (ymr_notify_error)any_byte();
    size_t length;

    if (any_bool()) {
        const ymr_status status = ymr_notify_accept(name, any_int64(), out, sizeof out, &length);
        PROMISE(status == YMR_E_ARGUMENT || (name.bytes != NULL && name.length > 0));
        PROMISE(status != YMR_E_ARGUMENT || length == 0);
    } else {
        ASSUME(type <= YMR_NOTIFY_DUPLICATED_EVENT);
        (void)ymr_notify_refuse(any_uint16(), type, "why", out, sizeof out, &length);
    }
    return 0;
}
