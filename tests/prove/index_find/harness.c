#include "prove.h"

#include "ymr/index.h"

static ymr_status tell_keys(const ymr_index_table *table, uint32_t print, unsigned field, unsigned reading,
                            ymr_hit_taker *taker, void *context);

#include "index.c"

#include "index_model.h"

static ymr_scan scan;
static bool ended, first_asked;

static ymr_status taker(void *context, const ymr_hit *hit)
{
    (void)context;
    (void)hit;
    return YMR_OK;
}

static ymr_status tell_keys(const ymr_index_table *table, uint32_t print, unsigned field, unsigned reading,
                            ymr_hit_taker *given, void *context)
{
    (void)print;
    (void)context;
    PROMISE(!ended && reading < scan.count && table->key_count > 0 && given == taker);
    PROMISE(field == scan.readings[reading].field);
    first_asked = first_asked || reading == 0;
    ended = any_bool();
    return ended ? YMR_E_STOPPED : YMR_OK;
}

int main(void)
{
    ymr_index index = {0};

    scan.count = any_byte();
    ASSUME(scan.count <= YMR_MAX_READINGS);
    for (size_t i = 0; i < YMR_MAX_READINGS; i++) {
        scan.readings[i].field = any_byte();
        scan.readings[i].offset = any_uint16();
        ASSUME(scan.readings[i].offset <= sizeof scan.text);
    }
    index.live.key_count = any_uint32();
    index.print_bits = any_byte();
    ASSUME(index.print_bits >= 1 && index.print_bits <= 32);
    const ymr_status status = ymr_index_find(&index, &scan, taker, NULL);
    PROMISE((status != YMR_OK) == ended);
    PROMISE(first_asked || scan.count == 0 || index.live.key_count == 0);
    return 0;
}
