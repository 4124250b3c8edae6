#include "prove.h"

#include "check_parts.h"

#include "check_model.h"

static ymr_status ask(ymr_check *check, ymr_status status);
static ymr_status weigh(ymr_check *check, ymr_status status);
static ymr_status search(ymr_check *check, ymr_status status);

#include "check.c"

static ymr_index table;
static unsigned moved;

/* Each move comes nearer to the end. */
static ymr_status any_move(ymr_check *of, ymr_status status)
{
    PROMISE(of == &check && check.state != ENDED && status != YMR_PENDING);
    PROMISE(status == YMR_OK || is_calling(of));
    ASSUME(moved < ROOM);
    moved++;
    check.state = any_byte();
    ASSUME(check.state <= SEARCHING);
    return any_bool() ? YMR_OK : YMR_PENDING;
}

static ymr_status ask(ymr_check *of, ymr_status status)
{
    return any_move(of, status);
}

static ymr_status weigh(ymr_check *of, ymr_status status)
{
    return any_move(of, status);
}

static ymr_status search(ymr_check *of, ymr_status status)
{
    return any_move(of, status);
}

ymr_status ymr_check_choose(ymr_check *of, ymr_status status)
{
    return any_move(of, status);
}

ymr_status ymr_check_read(ymr_check *of, ymr_status status)
{
    return any_move(of, status);
}

ymr_status ymr_check_read_items(ymr_check *of, ymr_status status)
{
    return any_move(of, status);
}

void ymr_hits_finish(ymr_check *of)
{
    PROMISE(of == &check && check.count <= check.room);
}

void ymr_hits_release(ymr_check *of)
{
    PROMISE(of == &check && of->state == READING_ITEMS);
}

void ymr_client_cancel(ymr_client *of)
{
    PROMISE(of == &client);
}

ymr_status ymr_scan_read(ymr_scan *scan, const char *bytes, size_t length)
{
    PROMISE(scan == &check.scan && bytes != NULL && (length == 0 || __CPROVER_r_ok(bytes, length)));
    scan->count = any_byte();
    ASSUME(scan->count <= YMR_MAX_READINGS);
    return any_bool() ? YMR_OK : YMR_E_CODE;
}

static void start(void)
{
    char buffer[ROOM];
    const ymr_text code = any_bool() ? any_text(buffer, sizeof buffer) : (ymr_text){NULL, any_size()};
    const ymr_check_limits limits = {any_int64(), any_bool(), any_bool()};
    const ymr_status status =
        ymr_start_scan_check(any_bool() ? &client : NULL, any_bool() ? &table : NULL, code.bytes, code.length,
                             any_bool() ? &limits : NULL, any_int64(), any_bool() ? hits : NULL, any_size(), &check);
    PROMISE(check.state == (status == YMR_OK ? ASKING : ENDED) && check.count == 0 && check.next == 0);
    PROMISE(status != YMR_OK || (check.client == &client && check.hits == hits && check.room > 0));
}

int main(void)
{
    if (any_bool()) {
        start();
        return 0;
    }
    take_any_hits();
    check.state = any_byte();
    check.status = any_int();
    ASSUME(check.state <= SEARCHING);
    if (any_bool()) {
        const ymr_status status = ymr_scan_check_step(&check);
        PROMISE(check.state == ENDED || status == YMR_PENDING);
    } else {
        ymr_scan_check_cancel(&check);
        PROMISE(check.state == ENDED);
    }
    return 0;
}
