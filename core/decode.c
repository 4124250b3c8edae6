#include <string.h>

#include "readers.h"
#include "tokens.h"
#include "ymr/shape.h"

enum {
    /* Objects and lists with rows inside each other: page, returns, return, items, item, decisions, decision, amount. */
    MAX_FRAMES = 8,
    /* Objects inside each other in an element of a list, itself included: order, prices, delivery, subsidy. It is decoded
       again, where the stack is deep. */
    MAX_ELEMENT_FRAMES = 4
};

/* One object or list that the walk is inside of. */
typedef struct frame {
    union {
        const ymr_shape *shape; /* an object's */
        const ymr_field *row;   /* a list's */
    } of;
    char *base;             /* the struct to fill; NULL: check only */
    const ymr_token *token; /* the object or list */
    uint32_t seen;          /* one bit a row: its key has come */
    uint8_t expected;       /* the row that is tried first: fields mostly come in the order of the table */
    uint8_t nested;         /* objects from that of a list's element to this one, both counted; 0 outside of lists */
    bool is_list;
} frame;

/*
 * The walk. Without a report the tree was checked before: lists are handed out as they are and nothing can fail.
 */
typedef struct walk {
    const ymr_document *document;
    ymr_report *report;
    const ymr_token *next; /* the next key or element */
    frame *top;            /* the innermost frame */
    const frame *last;     /* there is room for */
} walk;

static bool is_null(const ymr_token *value)
{
    return value->type == YMR_TOKEN_NULL || value->type == YMR_TOKEN_LEFT_OUT;
}

/* Complaints. */

static ymr_status complain(walk *w, ymr_status status, const ymr_token *token, const char *key)
{
    ymr_fault *fault = &w->report->fault;
    fault->status = status;
    fault->offset = (uint32_t)token->start;
    fault->needed = 0;
    ymr_json_path(w->document, token_index(w->document, token), key, fault->path);
    return status;
}

/* A value that is left out becomes null, so that it stays out when its object is decoded again through a list. */
static void forget(const walk *w, const ymr_token *value)
{
    ymr_token *const token = &w->document->tokens[token_index(w->document, value)];
    token->type = token_holds_others(token) ? YMR_TOKEN_LEFT_OUT : YMR_TOKEN_NULL;
}

/* An optional value that is not what it should be is left out. */
static ymr_status leave_out(walk *w, const ymr_field *field, ymr_status why, const ymr_token *value)
{
    if (w->report == NULL) {
        return YMR_OK;
    }
    complain(w, why, value, NULL);
    if (field->required) {
        return why;
    }
    forget(w, value);
    if (w->report->warn != NULL) {
        w->report->warn(w->report->context, &w->report->fault);
    }
    w->report->fault.status = YMR_OK;
    return YMR_OK;
}

/* Entering (which answers YMR_PENDING: go on in there) and leaving objects and lists. */

static void begin(walk *w, const ymr_token *token)
{
    memset(w->top, 0, sizeof *w->top);
    w->top->token = token;
    w->next = token + 1;
}

static ymr_status push(walk *w, const ymr_token *token, unsigned nested)
{
    if (w->top == w->last || nested > MAX_ELEMENT_FRAMES) {
        return w->report == NULL ? YMR_E_DEPTH : complain(w, YMR_E_DEPTH, token, NULL);
    }
    w->top++;
    begin(w, token);
    w->top->nested = (uint8_t)nested;
    return YMR_PENDING;
}

static void begin_object(walk *w, const ymr_shape *shape, char *base)
{
    w->top->of.shape = shape;
    w->top->base = base;
    if (base != NULL) {
        *(bool *)(void *)base = true;
    }
}

static ymr_status enter_object(walk *w, const ymr_shape *shape, char *base, const ymr_token *token)
{
    const ymr_status status = push(w, token, base == NULL ? w->top->nested + 1u : 0);
    if (status == YMR_PENDING) {
        begin_object(w, shape, base);
    }
    return status;
}

static ymr_status enter_list(walk *w, const ymr_field *row, const ymr_token *token)
{
    const ymr_status status = push(w, token, 0);
    if (status == YMR_PENDING) {
        w->top->of.row = row;
        w->top->is_list = true;
    }
    return status;
}

static ymr_status check_required(walk *w, const frame *f)
{
    const ymr_field *last = f->of.shape->fields + f->of.shape->count;
    uint32_t seen = f->seen;
    for (const ymr_field *field = f->of.shape->fields; field < last; field++, seen >>= 1) {
        if (field->required && (seen & 1u) == 0) {
            return complain(w, YMR_E_MISSING, f->token, field->key);
        }
    }
    return YMR_OK;
}

static void leave(walk *w)
{
    w->next = token_after(w->document, w->top->token);
    w->top--;
}

/* Lists. */

/* An element that is not what it should be takes its whole list with it; the walk goes on behind that. */
static ymr_status drop_list(walk *w, ymr_status why, const ymr_token *element)
{
    const frame *list = w->top;
    const frame *owner = list - 1;
    const ymr_status status = leave_out(w, list->of.row, why, element);
    if (status != YMR_OK) {
        return status;
    }
    forget(w, list->token);
    if (owner->base != NULL) {
        memset(owner->base + list->of.row->offset, 0, sizeof(ymr_list));
    }
    leave(w);
    return YMR_PENDING;
}

static ymr_status take_element(walk *w)
{
    const ymr_field *row = w->top->of.row;
    const ymr_token *element = w->next;
    const ymr_status status =
        is_null(element) ? YMR_E_TYPE : ymr_read_value(w->document, element, row->element, NULL, NULL);
    if (status != YMR_OK) {
        return drop_list(w, status, element);
    }
    if (row->element == YMR_KIND_OBJECT) {
        return enter_object(w, row->of, NULL, element);
    }
    w->next = token_after(w->document, element);
    return YMR_OK;
}

/* Objects. */

static inline bool is_row(const ymr_field *field, ymr_text key)
{
    return field->key_length == key.length && memcmp(field->key, key.bytes, key.length) == 0;
}

/* The number of a key's row, −1 if it has none. Rows from `expected` on are the likely ones. */
static int find_row(const ymr_shape *shape, unsigned expected, ymr_text key)
{
    for (unsigned row = expected; row < shape->count; row++) {
        if (is_row(&shape->fields[row], key)) {
            return (int)row;
        }
    }
    for (unsigned row = 0; row < expected; row++) {
        if (is_row(&shape->fields[row], key)) {
            return (int)row;
        }
    }
    return -1;
}

static ymr_status take_value(walk *w, const ymr_field *field, const ymr_token *value)
{
    char *const base = w->top->base;
    char *member = base == NULL ? NULL : base + field->offset;
    const ymr_status status = ymr_read_value(w->document, value, field->kind, field->of, member);

    if (status == YMR_OK) {
        if (field->kind == YMR_KIND_OBJECT) {
            return enter_object(w, field->of, member, value);
        }
        if (field->kind == YMR_KIND_LIST && w->report != NULL) {
            return enter_list(w, field, value);
        }
    }
    w->next = token_after(w->document, value);
    return status == YMR_OK ? YMR_OK : leave_out(w, field, status, value);
}

static ymr_status take_field(walk *w)
{
    frame *const f = w->top;
    const ymr_token *value = w->next + 1;
    const int row = find_row(f->of.shape, f->expected, token_text(w->document, w->next));

    if (row >= 0) {
        const uint32_t bit = UINT32_C(1) << row;
        f->expected = (uint8_t)(row + 1);
        if ((f->seen & bit) != 0 && w->report != NULL) {
            return complain(w, YMR_E_DUPLICATE, value, NULL);
        }
        f->seen |= bit;
        const ymr_field *field = &f->of.shape->fields[row];
        if (!is_null(value)) {
            return take_value(w, field, value);
        }
        if (field->required && w->report != NULL) {
            return complain(w, YMR_E_MISSING, f->token, field->key);
        }
    }
    w->next = token_after(w->document, value);
    return YMR_OK;
}

/* Takes what is left of the innermost object or list, up to one inside of it: YMR_PENDING then. */
static ymr_status take_rest(walk *w)
{
    const ymr_token *const end = token_after(w->document, w->top->token);
    const bool is_list = w->top->is_list;
    ymr_status status = YMR_OK;
    while (status == YMR_OK && w->next < end) {
        status = is_list ? take_element(w) : take_field(w);
    }
    return status;
}

static ymr_status run(walk *w)
{
    const frame *const root = w->top;
    for (;;) {
        ymr_status status = take_rest(w);
        if (status == YMR_OK && !w->top->is_list && w->report != NULL) {
            status = check_required(w, w->top);
        }
        if (status < 0 || (status == YMR_OK && w->top == root)) {
            return status;
        }
        if (status == YMR_OK) {
            leave(w);
        }
    }
}

static ymr_status start(const ymr_document *document, uint32_t token, const ymr_shape *shape, void *out,
                        ymr_report *report, frame *frames, size_t count)
{
    walk w = {document, report, NULL, frames, frames + count - 1};
    memset(out, 0, shape->size);
    begin(&w, &document->tokens[token]);
    begin_object(&w, shape, out);
    return run(&w);
}

ymr_status ymr_decode(const ymr_document *document, uint32_t token, const ymr_shape *shape, void *out,
                      ymr_report *report)
{
    frame frames[MAX_FRAMES];
    report->fault.status = YMR_OK;
    if (document->tokens[token].type != YMR_TOKEN_OBJECT) {
        report->fault.status = YMR_E_TYPE;
        report->fault.needed = 0;
        report->fault.offset = (uint32_t)document->tokens[token].start;
        ymr_json_path(document, token, NULL, report->fault.path);
        return YMR_E_TYPE;
    }
    return start(document, token, shape, out, report, frames, MAX_FRAMES);
}

/* Walking lists that were checked. */

static const ymr_token *step(ymr_list *list)
{
    if (list->document == NULL || list->left == 0) {
        return NULL;
    }
    const ymr_token *element = &list->document->tokens[list->token];
    list->left--;
    list->token = token_index(list->document, token_after(list->document, element));
    return element;
}

bool ymr_list_next(ymr_list *list, const ymr_shape *shape, void *out)
{
    frame frames[MAX_ELEMENT_FRAMES];
    const uint32_t element = list->token;
    if (step(list) == NULL) {
        return false;
    }
    (void)start(list->document, element, shape, out, NULL, frames, MAX_ELEMENT_FRAMES);
    return true;
}

bool ymr_list_next_text(ymr_list *list, ymr_text *out)
{
    const ymr_token *element = step(list);
    if (element == NULL) {
        return false;
    }
    *out = token_text(list->document, element);
    return true;
}

bool ymr_list_next_id(ymr_list *list, int64_t *out)
{
    const ymr_token *element = step(list);
    if (element == NULL) {
        return false;
    }
    (void)ymr_read_value(list->document, element, YMR_KIND_ID, NULL, out);
    return true;
}

bool ymr_list_next_enum(ymr_list *list, const ymr_names *names, ymr_enum *out)
{
    if (!ymr_list_next_text(list, &out->text)) {
        return false;
    }
    out->value = ymr_enum_value(names, out->text);
    return true;
}
