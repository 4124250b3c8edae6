/* The server's word for the time, as a device's clock is told it. */
#include "caller.h"
#include "check.h"

#define HEAD "Content-Type: application/json\r\nContent-Length: 2\r\n"

static caller c;

TEST(client_tells_the_date_of_the_last_answer)
{
    static const struct {
        const char *answer;
        int64_t unix_ms;
    } rows[] = {
        {"HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 10:00:00 GMT\r\n" HEAD "\r\n{}", INT64_C(1795341600000)},
        {"HTTP/1.1 404 Not Found\r\nDate: Sun, 22 Nov 2026 10:00:01 GMT\r\n" HEAD "\r\n{}",
         INT64_C(1795341601000)},
        {"HTTP/1.1 200 OK\r\n" HEAD "\r\n{}", -1},
        {"HTTP/1.1 200 OK\r\nDate: soon\r\n" HEAD "\r\n{}", -1},
        {"HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 10:00:00 GMT\r\n", -1}, /* a head that never ends */
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const script_part part = {.answer = rows[i].answer};
        caller_init(&c, &part, 1);
        CHECK_I64(-1, c.client.outcome.date_unix_ms, "before the first");
        (void)caller_get_return(&c);
        CHECK_I64(rows[i].unix_ms, c.client.outcome.date_unix_ms, rows[i].answer);
        caller_end(&c);
    }
}

TEST(client_forgets_the_date_with_the_next_try)
{
    const script_part parts[] = {
        {.answer = "HTTP/1.1 500 Oh\r\nDate: Sun, 22 Nov 2026 10:00:00 GMT\r\n" HEAD "\r\n{}"},
        {.open = YMR_E_REFUSED},
        {.open = YMR_E_REFUSED},
    };

    caller_init(&c, parts, COUNT_OF(parts));
    CHECK_STATUS(YMR_E_REFUSED, caller_get_return(&c), NULL);
    CHECK_I64(-1, c.client.outcome.date_unix_ms, "the last try had no answer");
    caller_end(&c);
}
