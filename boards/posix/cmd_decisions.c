#include "commands.h"

#include <stdio.h>

#include "display.h"
#include "errors.h"
#include "exits.h"
#include "json_out.h"
#include "show.h"
#include "terminal.h"

enum { OWN = 2, WIDEST_NAME = 31, ROOM_BESIDE = 30, BELOW = 6 };

static void show_bounds(fold *line, const ymr_compensation_bounds *bounds)
{
    char least[40], most[40], whole[160];
    if (show_money(&bounds->min_amount, least) && show_money(&bounds->max_amount, most)) {
        snprintf(whole, sizeof whole, " %s to %s, at most %lld %% of the price", least, most,
                 (long long)bounds->max_percent);
        fold_string(line, whole);
    }
}

static void show_reasons(fold *line, ymr_list reasons)
{
    ymr_text reason;
    for (bool first = true; ymr_list_next_text(&reasons, &reason); first = false) {
        show_more(line, first ? " because of " : ", ", reason);
    }
}

/* Where there is no room beside the name, what belongs to it stands below. */
static void show_offer(out *to, const ymr_available_decision *offer)
{
    const size_t columns = terminal_columns(out_result.fd, DISPLAY_ALL);
    const size_t beside = OWN + WIDEST_NAME + 2, indent = beside + ROOM_BESIDE <= columns ? beside : BELOW;
    const bool more = offer->bounds.present || offer->reason_types.left > 0;

    out_blanks(to, OWN);
    size_t column = OWN + display_text(to, offer->decision_type.text, DISPLAY_ALL);
    if (more && column + 1 < beside && indent == beside) {
        out_blanks(to, beside - 1 - column);
        column = beside - 1;
    }
    fold line = fold_begin(to, column, indent, columns);
    show_bounds(&line, &offer->bounds);
    show_reasons(&line, offer->reason_types);
    show_end(&line);
}

static void show(out *to, int64_t return_id, const ymr_available_decisions *available)
{
    ymr_list offers = available->decisions;
    ymr_available_decision offer;

    out_format(to, "Return %lld: %s may be decided\n", (long long)return_id,
               offers.left > 0 ? "this" : "nothing");
    while (ymr_available_decision_next(&offers, &offer)) {
        show_offer(to, &offer);
    }
}

int cmd_decisions(const options *given)
{
    static session s;
    static ymr_available_decisions available;
    int64_t return_id;

    if (!options_id("RETURN", given->words[0], &return_id) || !options_business(given)) {
        return EXIT_USAGE;
    }
    const int failed = session_open(&s, given);
    if (failed != 0) {
        return failed;
    }
    session_large(&s, true);
    const ymr_status status =
        session_run(&s, ymr_start_available_decisions(&s.client, return_id, &available));
    if (status != YMR_OK) {
        return session_close(
            &s, errors_call(&s, status, errors_subject("decisions on return %lld", (long long)return_id)));
    }
    if (given->json) {
        json_object(&out_result, &ymr_available_decisions_shape, &available, NULL);
        out_text(&out_result, "\n");
    } else {
        show(&out_result, return_id, &available);
    }
    return session_close(&s, errors_finish(EXIT_DONE));
}
