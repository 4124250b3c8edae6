#include "prove.h"

#include "scan_forms.c"

#define PROVES_FORMS
#include "code_model.h"

bool ymr_is_digits(ymr_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (!ymr_is_digit(text.bytes[i])) {
            return false;
        }
    }
    return text.length > 0;
}

enum { BYTES = 22 };

int main(void)
{
    static ymr_scan scan;
    char buffer[BYTES];

    ymr_read_code(&scan, any_text_at_end(buffer, sizeof buffer), (ymr_code_source)(any_unsigned() % 3));
    return 0;
}
