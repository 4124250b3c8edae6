#include "loose.h"

#include "listing.c"

ymr_listing nondet_listing(void);

static ymr_listing l;
static char buffer[ROOM];
static ymr_token tokens[2];
static const ymr_shape shape = {NULL, 0, 4};
static char element[4];
static bool asked;

void ymr_splitter_init(ymr_splitter *splitter, const char *path, char *bytes, size_t size,
                       const ymr_splitter_events *events, void *context)
{
    PROMISE(__CPROVER_r_ok(path, 1) && __CPROVER_w_ok(bytes, size) && events == &splitter_events);
    *splitter = (ymr_splitter){.path = path, .buffer = bytes, .size = size, .events = events, .context = context};
}

ymr_status ymr_json_parse(ymr_document *document, char *text, size_t length, ymr_token *out, size_t room,
                          ymr_fault *fault)
{
    PROMISE(length > 0 && __CPROVER_w_ok(text, length) && out == tokens && room <= 2);
    if (any_bool() && room > 0) {
        *document = (ymr_document){text, out, 1, NULL, 0};
        return YMR_OK;
    }
    fault->path[0] = '\0';
    fault->status = any_bool() ? YMR_E_TOKENS : YMR_E_SYNTAX;
    fault->needed = any_uint32();
    return fault->status;
}

ymr_status ymr_decode(const ymr_document *document, uint32_t token, const ymr_shape *of, void *out,
                      ymr_report *report)
{
    PROMISE(token < document->count && of == &shape && out == element && document->origin != NULL);
    report->fault.status = any_bool() ? YMR_OK : YMR_E_TYPE;
    return report->fault.status;
}

void ymr_json_path(const ymr_document *document, uint32_t token, const char *key, char *path)
{
    PROMISE(token < document->count && key == NULL && __CPROVER_w_ok(path, YMR_MAX_PATH));
    PROMISE(document->origin != NULL);
}

static ymr_status any_answer(void)
{
    asked = true;
    return any_bool() ? YMR_OK : any_bool() ? YMR_PENDING : YMR_E_STOPPED;
}

static void on_begin(void *context, uint32_t page)
{
    (void)page;
    PROMISE(context == buffer);
}

static ymr_status take_element(void *context, uint32_t index, const void *out)
{
    (void)index;
    PROMISE(context == buffer && out == element);
    return any_answer();
}

static ymr_status take_oversize(void *context, const ymr_oversize *what)
{
    PROMISE(context == buffer && what->needed_tokens == l.report->fault.needed);
    PROMISE(what->id == l.splitter.picked[0] && what->order_id == l.splitter.picked[1]);
    return any_answer();
}

int main(void)
{
    const ymr_list_events events = {any_bool() ? on_begin : NULL, take_element, any_bool() ? take_oversize : NULL,
                                    NULL, NULL};
    const ymr_listing_plan plan = {"result.returns", &shape, element, &events, buffer};
    const size_t length = any_size();
    const ymr_workspace workspace = {.text = buffer, .text_size = ROOM, .tokens = tokens, .token_count = any_byte() % 3};
    ymr_report report = {.fault.path = "result.returns", .context = buffer};
    ymr_response head;

    __CPROVER_havoc_slice(buffer, sizeof buffer);
    l = nondet_listing();
    ymr_listing_init(&l, &plan, &workspace, any_uint32(), &report);
    PROMISE(l.plan == &plan && l.workspace == &workspace && l.report == &report);
    head.length = any_uint64();
    const ymr_status begun = begin(&l.sink, &head);
    PROMISE(begun == (head.length > YMR_MAX_JSON ? YMR_E_TOO_BIG : YMR_OK) && report.fault.status == YMR_OK);
    PROMISE(report.fault.path[0] == '\0');
    l.splitter.picked[0] = any_int64();
    l.splitter.picked[1] = any_int64();
    l.splitter.in_element = any_bool();
    l.splitter.total = any_uint32();
    ASSUME(length > 0 && length <= ROOM);
    if (any_bool()) {
        l.splitter.element_length = length;
        l.splitter.skeleton = ROOM - length;
        const ymr_status noted = on_element(&l, any_uint32(), buffer + l.splitter.skeleton, length);
        PROMISE(noted == YMR_PENDING && !asked);
        const ymr_status given = give(&l.sink);
        PROMISE(asked || given < YMR_OK || (given == YMR_OK && events.oversize == NULL));
        if (given == YMR_PENDING && any_bool()) {
            PROMISE(on_element(&l, any_uint32(), buffer, length) == YMR_PENDING);
            (void)give(&l.sink);
        } else if (given == YMR_OK) {
            PROMISE(on_element(&l, any_uint32(), buffer, length) == YMR_OK && l.element == NONE);
        }
    } else {
        report.fault.path[0] = any_char();
        blame_place(&l, YMR_E_SYNTAX);
        PROMISE(report.fault.status == YMR_E_SYNTAX);
        PROMISE(l.splitter.in_element || report.fault.path[0] == '\0');
    }
    PROMISE(report.context == buffer && report.warn == NULL);
    return 0;
}
