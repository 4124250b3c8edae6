#include "check_digits.c"

#include "prove.h"

int main(void)
{
    char buffer[ROOM + 4], gtin[14], imei[15];
    const ymr_text text = any_text(buffer, sizeof buffer);

    if (ymr_is_gtin(text)) {
        ymr_put_gtin(gtin, text);
        PROMISE(ymr_is_digits((ymr_text){gtin, sizeof gtin}));
        PROMISE(text.length == 8 || (text.length >= 12 && text.length <= 14));
    }
    if (text.length == 16 && ymr_is_digits(text)) {
        ymr_put_imei(imei, text);
        PROMISE(ymr_is_digits((ymr_text){imei, sizeof imei}));
    }
    (void)(ymr_is_digits(text) && ymr_luhn_holds(text));
    PROMISE(!ymr_is_lone_key(text) || text.length == 16 || text.length == 20);
    PROMISE(!ymr_is_labelled_sscc(text) || ymr_text_is(ymr_piece(text, 0, 2), "00", 2));
    return 0;
}
