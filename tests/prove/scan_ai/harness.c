#include "scan_ai.c"

#include "prove.h"

int main(void)
{
    char buffer[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer);
    unsigned number = 99999;

    const ymr_ai *const ai = ymr_ai_find(text.bytes, text.length, &number);
    PROMISE(ai != NULL || number == 99999);
    if (ai != NULL) {
        const size_t digits = ai->kind & YMR_AI_DIGITS;
        PROMISE(digits >= 2 && digits <= 4 && digits <= text.length);
        PROMISE(number >= ai->first && number - ai->first <= ai->more);
        PROMISE(ai->min >= 1 && ai->min <= ai->max && ai->max <= 90);
        PROMISE(number != 0 || (ai->min == 18 && ai->max == 18 && (ai->kind & YMR_AI_NUMERIC) != 0));
        PROMISE(number != 1 || (ai->min == 14 && ai->max == 14 && (ai->kind & YMR_AI_NUMERIC) != 0));
        PROMISE(number != 21 || ai->max == 20);
    }
    return 0;
}
