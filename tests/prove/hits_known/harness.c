#include "prove.h"

#include "check_hits.c"

#include "hits_model.h"

int main(void)
{
    const ymr_hit hit = nondet_hit();

    take_any_check();
    const size_t count = check.count, missed = check.missed;
    if (any_bool()) {
        PROMISE(ymr_hits_take_known(&check, &hit) == YMR_OK);
        PROMISE(check.missed == missed && check.passed <= check.asked);
    } else {
        const bool added = put(&check, &hit) != NULL;
        PROMISE(added ? check.count == count + 1 : check.missed == missed + 1 && count == check.room);
    }
    PROMISE(is_sound() && check.count >= count);
    PROMISE(check.count == count || hits[count].return_id == hit.return_id);
    return 0;
}
