#include "loose.h"

#include "index_store.c"

#include "store_model.h"

input nondet_input(void);

static void take_one(void)
{
    input in = nondet_input();
    uint8_t eight[8];

    in.reader = any_reader;
    ASSUME(in.at <= in.end && in.end <= PIECE_SIZE && in.at % 8 == 0 && in.end % 8 == 0 && in.left % 8 == 0);
    ASSUME(in.at < in.end || in.left > 0);
    ASSUME(in.left < UINT64_C(1) << 60);
    const uint64_t due = in.left + (in.end - in.at);
    const ymr_status status = take(&in, eight);
    PROMISE(in.at <= in.end && in.end <= PIECE_SIZE && in.at % 8 == 0 && in.end % 8 == 0 && in.left % 8 == 0);
    PROMISE(status != YMR_OK || in.left + (in.end - in.at) == due - 8);
}

static void take_tail(void)
{
    input in = nondet_input();

    in.reader = any_reader;
    const ymr_status status = read_tail(&in);
    PROMISE(status == YMR_OK || status == YMR_E_STORED || status == YMR_E_IO);
}

int main(void)
{
    take_one();
    take_tail();
    return 0;
}
