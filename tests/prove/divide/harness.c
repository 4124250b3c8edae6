#include "divide.c"

#include "prove.h"

int main(void)
{
    uint64_t value = any_uint64();
    const uint16_t divisor = any_uint16();
    const int64_t ms = any_int64();

    ASSUME(divisor != 0);
    PROMISE(ymr_divide(&value, divisor) < divisor);

    uint64_t tenths = any_uint64();
    const uint64_t whole = tenths;
    const uint32_t rest = ymr_divide(&tenths, 10);
    PROMISE(rest < 10 && tenths <= UINT64_MAX / 10 && tenths * 10 + rest == whole);

    const uint32_t seconds = ymr_seconds(ms);
    PROMISE(ms > 0 || seconds == 0);
    PROMISE(ms < 1000 || seconds > 0);
    return 0;
}
