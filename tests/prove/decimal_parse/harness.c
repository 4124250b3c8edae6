#include "prove.h"

/* What take_digits promises, of any digits. */
typedef struct number number;
static inline ptrdiff_t take_digits(number *n);
static ptrdiff_t take_distance(number *n);

#include "decimal.c"

static inline ptrdiff_t take_digits(number *n)
{
    const size_t count = any_size();
    const char *const first = n->at;

    ASSUME(count <= (size_t)(n->end - first));
    ASSUME(count == 0 || (first[count - 1] >= '0' && first[count - 1] <= '9'));
    ASSUME(first + count == n->end || first[count] < '0' || first[count] > '9');
    n->magnitude = count == 0 ? n->magnitude : any_uint64();
    n->at = first + count;
    return (ptrdiff_t)count;
}

static ptrdiff_t take_distance(number *n)
{
    const ptrdiff_t distance = any_int(), count = take_digits(n);

    ASSUME(distance >= 0 && distance <= EXPONENT_CAP);
    return count == 0 ? -1 : distance;
}

enum { BYTES = 64 };

static void decimal(ymr_text text)
{
    ymr_decimal out = {77, 99};
    const ymr_status status = ymr_decimal_parse(text.bytes, text.length, &out);

    PROMISE(status == YMR_OK || status == YMR_E_SYNTAX || status == YMR_E_RANGE);
    PROMISE(status != YMR_OK || (out.exponent >= -18 && out.exponent <= 18));
    PROMISE(status == YMR_OK || (out.coefficient == 77 && out.exponent == 99));
    PROMISE(status != YMR_OK || text.bytes[0] == '-' || out.coefficient >= 0);
    PROMISE(status != YMR_OK || (text.bytes[text.length - 1] >= '0' && text.bytes[text.length - 1] <= '9'));
}

static void integer(ymr_text text)
{
    int64_t out = 77;
    const ymr_status status = ymr_integer_parse(text.bytes, text.length, &out);

    PROMISE(status == YMR_OK || status == YMR_E_SYNTAX || status == YMR_E_RANGE || status == YMR_E_TYPE);
    PROMISE(status == YMR_OK || out == 77);
    PROMISE(status != YMR_OK || (text.bytes[0] == '-' ? out <= 0 : out >= 0));
}

int main(void)
{
    char buffer[BYTES];
    const ymr_text text = any_text(buffer, sizeof buffer);

    decimal(text);
    integer(text);
    return 0;
}
