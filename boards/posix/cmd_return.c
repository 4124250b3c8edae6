#include "commands.h"
#include "exits.h"
#include "print.h"

int cmd_return(const options *given)
{
    static session s;
    int64_t order_id, return_id;

    if (!options_id("ORDER", given->words[0], &order_id) ||
        !options_id("RETURN", given->words[1], &return_id)) {
        return EXIT_USAGE;
    }
    const int failed = session_open(&s, given);
    if (failed != 0) {
        return failed;
    }
    return session_close(
        &s, print_fetched(&s, given->json ? PRINT_JSON : PRINT_BLOCK, order_id, return_id, false));
}
