#include "commands.h"

#include "display.h"
#include "errors.h"
#include "exits.h"
#include "json_out.h"
#include "show.h"

enum { WIDEST_NAME = 31 };

static void show_bounds(out *to, const ymr_compensation_bounds *bounds)
{
    char least[40], most[40];
    if (show_money(&bounds->min_amount, least) && show_money(&bounds->max_amount, most)) {
        out_format(to, "  %s to %s, at most %lld %% of the price", least, most,
                   (long long)bounds->max_percent);
    }
}

static void show_reasons(out *to, ymr_list reasons)
{
    ymr_text reason;
    for (bool first = true; ymr_list_next_text(&reasons, &reason); first = false) {
        out_text(to, first ? "  because of " : ", ");
        display_text(to, reason, DISPLAY_ALL);
    }
}

static void show_offer(out *to, const ymr_available_decision *offer)
{
    const bool more = offer->bounds.present || offer->reason_types.left > 0;
    out_text(to, "  ");
    const size_t taken = display_text(to, offer->decision_type.text, DISPLAY_ALL);
    out_blanks(to, more && taken < WIDEST_NAME ? WIDEST_NAME - taken : 0);
    show_bounds(to, &offer->bounds);
    show_reasons(to, offer->reason_types);
    out_text(to, "\n");
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
