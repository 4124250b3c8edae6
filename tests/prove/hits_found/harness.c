#include "prove.h"

#include "check_hits.c"

#include "hits_model.h"

int main(void)
{
    const ymr_hit hit = nondet_hit();
    const size_t at = any_size();

    take_any_check();
    const size_t count = check.count;
    if (any_bool()) {
        ASSUME(at < count);
        check.next = 0;
        remove_hit(&check, at);
        PROMISE(check.count == count - 1);
    } else if (any_bool()) {
        check.next = 0;
        const ymr_status status = ymr_hits_take_found(&check, &hit);
        PROMISE(status == YMR_OK || (status == YMR_E_STOPPED && hit.verified));
        PROMISE(check.count <= count + 1);
    } else {
        const bool came = any_bool();
        check.next = 0;
        ymr_hits_page_ended(&check, came);
        PROMISE(check.kept == check.count && check.kept_missed == check.missed);
    }
    PROMISE(is_sound());
    return 0;
}
