#include "prove.h"

#include "writer.c"

int main(void)
{
    char of_a[ROOM], of_b[ROOM];
    const ymr_text a = any_text(of_a, sizeof of_a), b = any_text(of_b, sizeof of_b);
    const size_t at = any_size();
    const bool same = same_text(a, b);

    PROMISE(!same || a.length == b.length);
    ASSUME(at < a.length);
    PROMISE(!same || a.bytes[at] == b.bytes[at]);
    return 0;
}
