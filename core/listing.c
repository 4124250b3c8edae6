#include <string.h>

#include "apart.h"
#include "ymr/listing.h"

/* The sink is the first member, so its address is the listing's. */
static ymr_listing *listing_of(ymr_sink *sink)
{
    return (ymr_listing *)(void *)sink;
}

/* Elements. */

/* How far the element under way is. */
enum {
    NONE,            /* there is none, or it is not whole */
    WHOLE,           /* in the splitter's buffer, still text */
    READY,           /* decoded, and its receiver's next */
    TOO_MANY_TOKENS, /* passed over, which its receiver is still to hear */
    GIVEN            /* received; the splitter is still to hear it */
};

static ymr_status pass_over(ymr_listing *l, const ymr_oversize *what)
{
    const ymr_list_events *events = l->plan->events;
    return events->oversize == NULL ? YMR_OK : events->oversize(l->plan->context, what);
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    return pass_over(context, what);
}

/* Its bytes fit, its tokens do not: without tokens only the splitter has seen its ids. */
static YMR_APART ymr_status pass_over_for_tokens(ymr_listing *l)
{
    const ymr_splitter *s = &l->splitter;
    const ymr_oversize what = {s->index, (uint32_t)s->element_length, l->report->fault.needed, s->picked[0],
                               s->picked[1]};
    return pass_over(l, &what);
}

static void name_element(ymr_listing *l, uint32_t index)
{
    /* The root has no more of a path than where it was cut out of. */
    l->document = (ymr_document){NULL, l->workspace->tokens, 1, l->plan->path, index};
    ymr_json_path(&l->document, 0, NULL, l->report->fault.path);
}

static ymr_status decode_text(ymr_listing *l)
{
    const ymr_workspace *w = l->workspace;
    const ymr_splitter *s = &l->splitter;
    char *const text = s->buffer + s->skeleton;
    /* A number or a string alone is no document: the parser would take it for half of one. */
    if (*text != '{') {
        return YMR_E_TYPE;
    }
    const ymr_status status =
        ymr_json_parse(&l->document, text, s->element_length, w->tokens, w->token_count, &l->report->fault);
    if (status != YMR_OK) {
        name_element(l, s->index);
        return status;
    }
    l->document.origin = l->plan->path;
    l->document.origin_index = s->index;
    return ymr_decode(&l->document, 0, l->plan->shape, l->plan->element, l->report);
}

/* Decoding changes the text: while the receiver says "not now" it must not be done again. */
static YMR_APART ymr_status decode_element(ymr_listing *l)
{
    const ymr_status status = decode_text(l);
    if (status == YMR_OK) {
        l->element = READY;
    } else if (status == YMR_E_TOKENS) {
        l->element = TOO_MANY_TOKENS;
    } else {
        return status;
    }
    return YMR_OK;
}

/* No more than noted: the splitter calls from where the stack is deep. */
static ymr_status on_element(void *context, uint32_t index, char *text, size_t length)
{
    ymr_listing *l = context;
    (void)index, (void)text, (void)length;
    if (l->element == GIVEN) {
        l->element = NONE;
        return YMR_OK;
    }
    if (l->element == NONE) {
        l->element = WHOLE;
    }
    return YMR_PENDING;
}

static const ymr_splitter_events splitter_events = {on_element, on_oversize};

/* The page. */

static ymr_status begin(ymr_sink *sink, const ymr_response *head)
{
    ymr_listing *l = listing_of(sink);
    ymr_splitter_init(&l->splitter, l->plan->path, l->workspace->text, l->workspace->text_size,
                      &splitter_events, l);
    l->element = NONE;
    l->report->fault.status = YMR_OK;
    l->report->fault.path[0] = '\0';
    if (l->plan->events->begin != NULL) {
        l->plan->events->begin(l->plan->context, l->page);
    }
    return head->length > YMR_MAX_JSON ? YMR_E_TOO_BIG : YMR_OK;
}

/* What the splitter itself refuses has no path but that of the element which it is in. */
static void blame_place(ymr_listing *l, ymr_status status)
{
    ymr_fault *fault = &l->report->fault;
    fault->status = status;
    fault->offset = (uint32_t)l->splitter.total;
    fault->needed = 0;
    fault->path[0] = '\0';
    if (l->splitter.in_element) {
        name_element(l, l->splitter.index);
    }
}

/* An error that has no place yet gets one. */
static ymr_status blame(ymr_listing *l, ymr_status status)
{
    if (status < 0 && l->report->fault.status != status) {
        blame_place(l, status);
    }
    return status;
}

static ymr_status take(ymr_sink *sink, const char *bytes, size_t length, size_t *taken)
{
    ymr_listing *l = listing_of(sink);
    return blame(l, ymr_splitter_take(&l->splitter, bytes, length, taken));
}

/* Without an element it was the receiver of `oversize` that said "not now", and it is asked again later. */
static ymr_status hand_on(ymr_listing *l)
{
    switch (l->element) {
    case READY:
        return l->plan->events->element(l->plan->context, l->splitter.index, l->plan->element);
    case TOO_MANY_TOKENS:
        return pass_over_for_tokens(l);
    default:
        return YMR_PENDING;
    }
}

static ymr_status give(ymr_sink *sink)
{
    ymr_listing *l = listing_of(sink);
    ymr_status status = l->element == WHOLE ? decode_element(l) : YMR_OK;
    if (status == YMR_OK) {
        status = hand_on(l);
    }
    if (status == YMR_OK) {
        l->element = GIVEN;
    }
    return blame(l, status);
}

static ymr_status parse_skeleton(ymr_listing *l)
{
    const ymr_workspace *w = l->workspace;
    const ymr_status status = ymr_splitter_end(&l->splitter);
    if (status != YMR_OK) {
        blame_place(l, status);
        return status;
    }
    return ymr_json_parse(&l->document, w->text, l->splitter.skeleton, w->tokens, w->token_count, &l->report->fault);
}

void ymr_listing_settle(ymr_listing *listing, ymr_status outcome)
{
    const ymr_list_events *events = listing->plan->events;
    if (outcome == YMR_OK) {
        if (events->commit != NULL) {
            events->commit(listing->plan->context, listing->page);
        }
    } else if (events->abort != NULL) {
        events->abort(listing->plan->context, listing->page, outcome);
    }
}

/* Whether a page that has come whole counts is still to be read: ymr_listing_settle. */
static ymr_status end(ymr_sink *sink, ymr_status outcome)
{
    ymr_listing *l = listing_of(sink);
    if (outcome == YMR_OK) {
        outcome = parse_skeleton(l);
    }
    if (outcome != YMR_OK) {
        ymr_listing_settle(l, outcome);
    }
    return outcome;
}

static const ymr_sink_api api = {begin, take, give, end};

void ymr_listing_init(ymr_listing *listing, const ymr_listing_plan *plan, const ymr_workspace *workspace,
                      uint32_t page, ymr_report *report)
{
    memset(listing, 0, sizeof *listing);
    listing->sink.api = &api;
    listing->plan = plan;
    listing->workspace = workspace;
    listing->page = page;
    listing->report = report;
}
