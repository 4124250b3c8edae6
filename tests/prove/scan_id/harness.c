#include "prove.h"

#include "scan_forms.c"

enum { BYTES = 22 };

int main(void)
{
    char buffer[BYTES];
    const ymr_text digits = any_text_at_end(buffer, sizeof buffer);

    ASSUME(digits.length > 0);
    for (size_t i = 0; i < sizeof buffer; i++) {
        ASSUME(buffer[i] >= '0' && buffer[i] <= '9');
    }
    const ymr_text left = without_zeros(digits);
    PROMISE(left.length > 0 && left.length <= digits.length);
    PROMISE(left.bytes + left.length == digits.bytes + digits.length);
    PROMISE(read_id(digits) >= 0);
    return 0;
}
