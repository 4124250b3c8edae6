#include "check.h"
#include "divide.h"
#include "generator.h"

static void check_division(uint64_t value, uint16_t divisor)
{
    const char *note = check_note("%llu / %u", (unsigned long long)value, (unsigned)divisor);
    uint64_t quotient = value;
    const uint32_t rest = ymr_divide(&quotient, divisor);

    CHECK_U64(value / divisor, quotient, note);
    CHECK_U64(value % divisor, rest, note);
}

TEST(divide_agrees_with_the_compilers_division)
{
    static const uint64_t values[] = {
        0, 1, 9, 10, 65535, 65536, UINT32_MAX, (uint64_t)UINT32_MAX + 1, INT64_MAX, UINT64_MAX,
    };
    static const uint16_t divisors[] = {1, 2, 10, 1440, 60000, 65535};
    generator g = {1};

    for (size_t v = 0; v < COUNT_OF(values); v++) {
        for (size_t d = 0; d < COUNT_OF(divisors); d++) {
            check_division(values[v], divisors[d]);
        }
    }
    for (int i = 0; i < 20000; i++) {
        check_division((uint64_t)generate_signed(&g), (uint16_t)generate_between(&g, 1, UINT16_MAX));
    }
}
