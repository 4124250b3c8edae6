/* Digits that are made of the others in front of them. */
#include "scan_parts.h"
#include "words.h"

enum { GTIN_LENGTH = 14 };

bool ymr_is_digits(ymr_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (!ymr_is_digit(text.bytes[i])) {
            return false;
        }
    }
    return text.length > 0;
}

/* What a digit weighs in every second place: three times, or twice with the digits of that added up. */
static unsigned weigh(unsigned digit, bool luhn)
{
    if (!luhn) {
        return 3 * digit;
    }
    return digit > 4 ? 2 * digit - 9 : 2 * digit;
}

/* The digit that belongs behind these: beginning with the last, every second weighs more. */
static char digit_behind(const char *digits, size_t length, bool luhn)
{
    unsigned sum = 0;
    bool heavy = true;
    while (length > 0) {
        const unsigned digit = (unsigned)(digits[--length] - '0');
        sum += heavy ? weigh(digit, luhn) : digit;
        heavy = !heavy;
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

bool ymr_gs1_digit_holds(ymr_text digits)
{
    return digits.bytes[digits.length - 1] == digit_behind(digits.bytes, digits.length - 1, false);
}

bool ymr_luhn_holds(ymr_text digits)
{
    return digits.bytes[digits.length - 1] == digit_behind(digits.bytes, digits.length - 1, true);
}

bool ymr_has_gtin_length(ymr_text digits)
{
    return digits.length == 8 || (digits.length >= 12 && digits.length <= GTIN_LENGTH);
}

bool ymr_is_gtin(ymr_text text)
{
    return ymr_has_gtin_length(text) && ymr_is_digits(text) && ymr_gs1_digit_holds(text);
}

void ymr_put_gtin(char out[14], ymr_text digits)
{
    const size_t zeros = GTIN_LENGTH - digits.length;
    memset(out, '0', zeros);
    memcpy(out + zeros, digits.bytes, digits.length);
}

void ymr_put_imei(char out[15], ymr_text imeisv)
{
    memcpy(out, imeisv.bytes, 14);
    out[14] = digit_behind(out, 14, true);
}

bool ymr_is_lone_key(ymr_text code)
{
    return ymr_is_digits(code) && ((code.length == 16 && ymr_text_begins(code, "01", 2)) ||
                                   (code.length == 20 && ymr_text_begins(code, "00", 2)));
}

bool ymr_is_labelled_sscc(ymr_text text)
{
    return text.length == 20 && ymr_is_lone_key(text) && ymr_gs1_digit_holds(ymr_behind(text, 2));
}
