#include "prove.h"

#include "check_hits.c"

#include "hits_model.h"

int main(void)
{
    const size_t at = any_size();

    take_any_check();
    const size_t count = check.count, next = check.next;
    if (any_bool()) {
        const bool found = ymr_hits_choose(&check);
        PROMISE(check.next >= next && (found ? check.next < count : check.next == count));
        PROMISE(!found || (!hits[check.next].verified && check.kept == count));
    } else {
        ASSUME(at < count);
        PROMISE(is_first_of_its_return(&check, at) || at > 0);
    }
    PROMISE(is_sound() && check.count == count);
    return 0;
}
