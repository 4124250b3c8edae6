#define FEWER_HITS
#include "prove.h"

#include "check_hits.c"

#include "hits_model.h"

int main(void)
{
    const size_t at = any_size();

    take_any_check();
    const size_t count = check.count;
    put_in_order(&check);
    PROMISE(is_sound() && check.count == count);
    ASSUME(at > 0 && at < count);
    PROMISE(hits[at - 1].reading <= hits[at].reading);
    return 0;
}
