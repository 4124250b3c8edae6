#include "scan_url.c"

#include "prove.h"

int main(void)
{
    char buffer[ROOM];
    const size_t length = any_size();
    char *const at = placed(buffer, sizeof buffer, length);
    ymr_pieces rest = {at, at + length, any_bool()};
    ymr_url_piece next;

    if (ymr_next_piece(&rest, &next)) {
        PROMISE(rest.at > at && rest.at <= at + length && rest.end == at + length);
        PROMISE(next.at > at && next.at + next.length <= at + length);
        const size_t which = any_size();
        ASSUME(which < next.length);
        PROMISE(next.at[which] != (rest.query ? '&' : '/') && next.at[which] != '#');
    } else {
        PROMISE(length == 0);
    }
    return 0;
}
