#include "scan_ai.c"

#include "prove.h"

int main(void)
{
    char buffer[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer);
    unsigned number = 99999;

    const ymr_ai *const ai = ymr_ai_find(text, &number);
    PROMISE(ai != NULL || number == 99999);
    if (ai != NULL) {
        PROMISE(ai->digits >= 2 && ai->digits <= 4 && ai->digits <= text.length);
        PROMISE(number >= ai->first && number <= ai->last);
        PROMISE(ai->min <= ai->max && ai->max <= 90);
    }
    return 0;
}
