#include "commands.h"

#include "display.h"
#include "download.h"
#include "exits.h"

int cmd_photo(const options *given)
{
    static session s;
    photo what = {.hash = display_view(given->words[3]), .output = given->output, .directory = "."};

    if (!options_id("ORDER", given->words[0], &what.order_id) ||
        !options_id("RETURN", given->words[1], &what.return_id) ||
        !options_id("ITEM", given->words[2], &what.item_id)) {
        return EXIT_USAGE;
    }
    const int failed = session_open(&s, given);
    return failed != 0 ? failed : session_close(&s, download_photo(&s, &what));
}
