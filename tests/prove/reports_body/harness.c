#include "reports.c"

#include "writer_calls.h"

enum { MANY = 6 };

int main(void)
{
    char of_first[ROOM], of_last[ROOM];
    int64_t ids[MANY];
    const size_t count = any_size(), a = any_size(), b = any_size();
    const bool given = any_bool();
    ymr_writer w = any_counter();
    const bool refused = w.refused;

    ASSUME(!given || count <= MANY);
    const int64_t *const first = ids + (MANY - (given ? count : 0));
    const ymr_returns_report report = {
        .business_id = any_int64(),
        .from_day = any_bool() ? any_string(of_first, sizeof of_first) : NULL,
        .to_day = any_bool() ? any_string(of_last, sizeof of_last) : NULL,
        .campaign_ids = given ? first : NULL,
        .campaign_count = count,
    };
    put_returns_report_body(&w, &report);
    PROMISE(w.refused || (!refused && report.business_id >= 1 && report.from_day != NULL && report.to_day != NULL));
    PROMISE(w.refused || given || count == 0);
    ASSUME(given && a < b && b < count);
    PROMISE(w.refused || (first[a] >= 1 && first[b] >= 1 && first[a] != first[b]));
    return 0;
}
