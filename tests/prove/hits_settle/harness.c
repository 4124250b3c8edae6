#include "prove.h"

#include "check_parts.h"

static void remove_hit(ymr_check *check, size_t at);

#include "check_hits.c"

#include "hits_model.h"

#include "loose_hits.h"

void ymr_hit_describe(ymr_hit *hit, const ymr_return *found)
{
    PROMISE(hit >= hits && hit < hits + check.count && found == &check.found && hit->verified);
}

int main(void)
{
    take_any_check();
    ASSUME(check.next < check.count);
    const size_t count = check.count, next = check.next;
    if (any_bool()) {
        ymr_hits_settle(&check);
    } else {
        ymr_hits_drop(&check);
    }
    PROMISE(check.count <= count && check.next >= next && check.next <= next + 1);
    PROMISE(is_sound());
    return 0;
}
