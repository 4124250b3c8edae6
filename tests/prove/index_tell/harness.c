#include "prove.h"

#include "index.c"

#include "index_model.h"

static bool ended;

static ymr_status taker(void *context, const ymr_hit *hit)
{
    (void)context;
    PROMISE(!ended && hit->reading < YMR_MAX_READINGS);
    ended = any_bool();
    return ended ? YMR_E_STOPPED : YMR_OK;
}

uint32_t ymr_index_lower(const ymr_index_table *table, uint32_t print)
{
    const uint32_t at = any_uint32();
    (void)print;
    ASSUME(at <= table->key_count);
    return at;
}

int main(void)
{
    ymr_index_key keys[ROOM];
    ymr_index_return returns[ROOM];
    ymr_index_table table = {0};
    const uint32_t count = any_uint32();

    ASSUME(count <= ROOM);
    for (size_t i = 0; i < ROOM; i++) {
        ASSUME(row_of(keys[i]) < ROOM);
    }
    table.keys = keys + (ROOM - count);
    table.returns = returns;
    table.key_count = count;
    const unsigned reading = any_unsigned() % YMR_MAX_READINGS;
    const ymr_status status = tell_keys(&table, any_uint32(), any_unsigned(), reading, taker, NULL);
    PROMISE((status != YMR_OK) == ended);
    return 0;
}
