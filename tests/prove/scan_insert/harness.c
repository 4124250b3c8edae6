#include "prove.h"
#include "ymr/scan.h"

ymr_reading nondet_reading(void);

static ymr_scan scan;

/* Readings have any content, so they need not be moved: both places must be among them. */
static void look_at_move(const void *to, const void *from, size_t length)
{
    const char *const readings = (const char *)scan.readings;
    PROMISE((size_t)((const char *)from - readings) <= sizeof scan.readings - length);
    PROMISE(length == 0 || (size_t)((const char *)to - readings) <= sizeof scan.readings - length);
}

static int look_at_texts(const char *a, const char *b, size_t length)
{
    PROMISE(length <= sizeof scan.text);
    PROMISE((size_t)(a - scan.text) <= sizeof scan.text - length);
    PROMISE((size_t)(b - scan.text) <= sizeof scan.text - length);
    return any_int();
}

#define memmove(to, from, length) look_at_move((to), (from), (length))
#define memcmp(a, b, length) look_at_texts((a), (b), (length))

#include "scan_readings.c"

static ymr_reading reading;

ymr_text ymr_reading_text(const ymr_scan *of, const ymr_reading *one)
{
    PROMISE(one == &reading || (one >= of->readings && one < of->readings + of->count));
    return (ymr_text){of->text + one->offset, one->length};
}

static ymr_reading any_reading(void)
{
    const ymr_reading any = nondet_reading();
    ASSUME(any.offset + any.length <= sizeof scan.text);
    return any;
}

int main(void)
{
    const uint8_t count = any_byte();

    ASSUME(count <= YMR_MAX_READINGS);
    scan.count = count;
    for (size_t i = 0; i < YMR_MAX_READINGS; i++) {
        scan.readings[i] = any_reading();
    }
    reading = any_reading();
    if (any_bool()) {
        PROMISE(!is_known(&scan, &reading) || count > 0);
    } else {
        const bool in = insert(&scan, &reading);
        PROMISE(scan.count == (count < YMR_MAX_READINGS ? count + 1 : YMR_MAX_READINGS));
        PROMISE(in || (count == YMR_MAX_READINGS && scan.more));
    }
    return 0;
}
