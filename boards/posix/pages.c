#include "pages.h"

#include "errors.h"
#include "exits.h"
#include "json_out.h"
#include "notes.h"

static spool rendered;

static bool is_full(const pages *p)
{
    const int64_t limit = p->session->given->limit;
    return limit != 0 && p->shown + p->of_page >= (uint64_t)limit;
}

static void on_begin(void *context, uint32_t page)
{
    pages *const p = context;
    (void)page;
    spool_start(&rendered);
    p->of_page = 0;
}

static void render(const pages *p, const void *element)
{
    if (!p->session->given->json) {
        p->show(&rendered.to, element);
        return;
    }
    out_text(&rendered.to, p->frame != NULL && p->of_page > 0 ? "," : "");
    json_object(&rendered.to, p->shape, element, NULL);
    out_text(&rendered.to, p->frame != NULL ? "" : "\n");
}

static ymr_status on_element(void *context, uint32_t index, const void *element)
{
    pages *const p = context;
    (void)index;
    if (!is_full(p)) {
        render(p, element);
        p->of_page++;
    }
    return rendered.to.error == 0 ? YMR_OK : YMR_E_STOPPED;
}

/* The large buffers are in use: what does not fit them does not fit at all. */
static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    (void)context;
    note_detail("number %u of the page needs %u bytes and %u tokens", (unsigned)what->index + 1,
                (unsigned)what->needed, (unsigned)what->needed_tokens);
    return YMR_E_SPACE;
}

static void on_commit(void *context, uint32_t page)
{
    pages *const p = context;
    (void)page;
    if (p->session->given->json && p->frame != NULL) {
        p->frame(p, &rendered);
    } else {
        if (p->head != NULL && !p->session->given->json) {
            p->head(p);
        }
        spool_copy(&out_result, &rendered);
    }
    out_flush(&out_result);
    p->shown += p->of_page;
    p->of_page = 0;
    p->session->enough = is_full(p) || out_result.error != 0;
}

const ymr_list_events pages_events = {on_begin, on_element, on_oversize, on_commit, NULL};

int pages_run(pages *p, ymr_status started, const char *what)
{
    const ymr_status status = session_run(p->session, started);

    if (rendered.to.error != 0) {
        spool_good(&rendered);
        return EXIT_LOCAL;
    }
    if (status != YMR_OK) {
        return errors_call(p->session, status, errors_subject("the list of %s", what));
    }
    if (p->shown == 0) {
        note_warning("no %s", what);
    }
    return errors_finish(EXIT_DONE);
}

uint16_t pages_size(const options *given, uint16_t most)
{
    const uint16_t asked = given->filter.page_size;
    if (asked != 0) {
        return asked < most ? asked : most;
    }
    return given->limit != 0 && given->limit < most ? (uint16_t)given->limit : most;
}
