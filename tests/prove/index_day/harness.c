#include "prove.h"

#include "index_build.c"

ymr_index nondet_index(void);
ymr_civil nondet_civil(void);

uint32_t ymr_seconds(int64_t ms)
{
    (void)ms;
    return any_uint32();
}

ymr_civil ymr_time_civil(int64_t unix_ms, int16_t offset_minutes)
{
    const ymr_civil civil = nondet_civil();
    (void)unix_ms, (void)offset_minutes;
    ASSUME(civil.year >= 0 && civil.year <= 9999 && civil.month <= 12 && civil.day <= 31);
    return civil;
}

int main(void)
{
    static ymr_index_return rows[ROOM];
    static ymr_index index;
    static ymr_index_build build;

    index = nondet_index();
    index.shadow.returns = rows;
    build.index = &index;
    build.row = any_uint32();
    ASSUME(index.shadow.return_count <= ROOM && build.row < index.shadow.return_count);
    const ymr_index_return *const row = row_under_way(&build);
    PROMISE(row >= rows && row < rows + ROOM);

    set_from_day(&build);
    for (unsigned i = 0; i < 10; i++) {
        const char byte = build.from_day[i];
        PROMISE(i == 4 || i == 7 ? byte == '-' : byte >= '0' && byte <= '9');
    }
    PROMISE(build.from_day[10] == '\0');
    char digits[4];
    const unsigned count = any_unsigned();
    ASSUME(count <= sizeof digits);
    put_digits(digits + (any_bool() ? 0 : sizeof digits - count), count, any_uint32());
    return 0;
}
