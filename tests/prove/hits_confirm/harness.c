#include "prove.h"

#include "check_hits.c"

#include "hits_model.h"

int main(void)
{
    const ymr_hit hit = nondet_hit();

    take_any_check();
    ASSUME(check.next < check.count);
    const size_t count = check.count, missed = check.missed;
    if (any_bool()) {
        const ymr_hit *const claim = claim_of(&check, &hit);
        PROMISE(claim == NULL || (claim >= hits + check.next && claim < hits + count));
        PROMISE(claim == NULL || (!claim->verified && is_of_one_return(claim, &hit)));
    } else if (any_bool()) {
        PROMISE(ymr_hits_confirm(&check, &hit) == YMR_OK);
        PROMISE(check.count == count ? check.missed <= missed + 1 : check.count == count + 1);
    } else {
        ymr_hits_release(&check);
        PROMISE(check.count == check.kept && check.missed == check.kept_missed);
    }
    PROMISE(check.count >= check.kept && check.count <= check.room);
    return 0;
}
