#include "check.h"
#include "ymr/request.h"

TEST(wipe_clears_what_it_is_given_and_no_more)
{
    char bytes[16];

    for (size_t length = 0; length <= sizeof bytes - 2; length++) {
        memset(bytes, '#', sizeof bytes);
        ymr_wipe(bytes + 1, length);
        for (size_t at = 0; at < sizeof bytes; at++) {
            const bool inside = at >= 1 && at <= length;

            CHECK_I64(inside ? 0 : '#', bytes[at], check_note("byte %zu, %zu bytes wiped", at, length));
        }
    }
}
