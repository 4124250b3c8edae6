#include "loose.h"

#include "sink.c"

ymr_response nondet_response(void);

int main(void)
{
    char buffer[ROOM], of_piece[ROOM];
    const ymr_text piece = any_text(of_piece, sizeof of_piece);
    const ymr_response head = nondet_response();
    const size_t size = any_size();
    ymr_collect collect;
    size_t taken;

    char *const room = placed(buffer, sizeof buffer, size);
    ymr_collect_init(&collect, room, size, any_bool());
    if (collect_begin(&collect.sink, &head) == YMR_OK) {
        PROMISE(collect.cut || head.length <= size);
    }
    collect.length = any_size();
    collect.needed = any_size();
    ASSUME(collect.length <= size && collect.needed <= YMR_MAX_JSON);
    (void)collect_take(&collect.sink, piece.bytes, piece.length, &taken);
    PROMISE(taken == piece.length && collect.length <= size);
    PROMISE(collect_end(&collect.sink, YMR_OK) == YMR_OK || (collect.needed > size && !collect.cut));
    return 0;
}
