#include "commands.h"

#include <stdio.h>

#include "display.h"
#include "download.h"
#include "errors.h"
#include "exits.h"
#include "ymr/decisions.h"

typedef struct form {
    int64_t order_id, return_id;
} form;

static ymr_status start(session *s, ymr_chunk_taker *taker, void *context, const void *what)
{
    const form *const wanted = what;
    return ymr_start_application(&s->client, wanted->order_id, wanted->return_id, taker, context);
}

static void members(out *to, const void *what)
{
    const form *const wanted = what;
    out_format(to, "\"orderId\":%lld,\"returnId\":%lld,", (long long)wanted->order_id,
               (long long)wanted->return_id);
}

int cmd_application(const options *given)
{
    static session s;
    static char name[48];
    form wanted;

    if (!options_id("ORDER", given->words[0], &wanted.order_id) ||
        !options_id("RETURN", given->words[1], &wanted.return_id)) {
        return EXIT_USAGE;
    }
    const int failed = session_open(&s, given);
    if (failed != 0) {
        return failed;
    }
    snprintf(name, sizeof name, "application-%lld.pdf", (long long)wanted.return_id);
    const file_plan plan = {.output = given->output != NULL ? given->output : name,
                            .label = name,
                            .subject =
                                errors_subject("application for return %lld of order %lld",
                                               (long long)wanted.return_id, (long long)wanted.order_id),
                            .start = start,
                            .members = members,
                            .what = &wanted};
    return session_close(&s, download_file(&s, &plan));
}
