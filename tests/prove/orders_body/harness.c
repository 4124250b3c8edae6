#include "orders.c"

#include "writer_calls.h"

ymr_status ymr_time_parse_iso(const char *text, size_t length, int64_t *unix_ms, int16_t *offset_minutes)
{
    PROMISE(length == strlen(text));
    PROMISE(unix_ms == NULL && offset_minutes == NULL);
    return any_bool() ? YMR_OK : YMR_E_SYNTAX;
}

enum { MANY = 8 };

int main(void)
{
    char buffer[ROOM];
    int64_t ids[MANY];
    const char *const when = any_string(buffer, sizeof buffer);
    const size_t count = any_size(), at = any_size();
    const bool given = any_bool();
    ymr_writer w = any_counter();
    const bool refused = w.refused;

    ASSUME(!given || count <= MANY);
    const int64_t *const first = ids + (MANY - (given ? count : 0));
    const ymr_orders_filter filter = {
        .order_ids = first,
        .order_count = given ? count : 0,
        .campaign_ids = given ? first : NULL,
        .campaign_count = count,
        .statuses = any_uint32(),
        .created_from = any_bool() ? when : NULL,
        .updated_from = any_bool() ? when : NULL,
        .updated_to = any_bool() ? when : NULL,
    };
    orders_body(&w, &filter);
    PROMISE(w.refused || (!refused && (given || count == 0)));
    ASSUME(given && at < count);
    PROMISE(w.refused || first[at] >= 1);
    return 0;
}
