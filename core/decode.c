#include <string.h>

#include "readers.h"
#include "tokens.h"
#include "ymr/shape.h"

/* Objects and lists with rows inside each other: page, returns, return, items, item, decisions, decision, amount. */
enum { MAX_FRAMES = 8 };

/* One object or list that the walk is inside of. */
typedef struct frame {
    union {
        const ymr_shape *shape; /* an object's */
        const ymr_field *row;   /* a list's */
    } of;
    char *base;             /* the struct to fill; NULL: check only */
    const ymr_token *token; /* the object or list */
    const ymr_token *next;  /* the next key or element */
    uint32_t left;          /* keys or elements from there on */
    uint32_t seen;          /* one bit a row: its key has come */
    uint16_t expected;      /* the row that is tried first: fields mostly come in the order of the table */
    bool is_list;
} frame;

/*
 * The walk. Without a report the tree was checked before: lists are handed out as they are and nothing can fail.
 */
typedef struct walk {
    const ymr_document *document;
    ymr_report *report;
    frame stack[MAX_FRAMES];
    unsigned depth;
} walk;

static bool is_null(const ymr_document *document, const ymr_token *value)
{
    /* UNDEFINED is what an optional value of the wrong type is made to when it is left out. */
    return value->type == JSMN_UNDEFINED ||
           (value->type == JSMN_PRIMITIVE && document->text[value->start] == 'n');
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

/* A value that is left out loses its type, so that it stays out when its object is decoded again through a list. */
static void forget(const walk *w, const ymr_token *value)
{
    w->document->tokens[token_index(w->document, value)].type = JSMN_UNDEFINED;
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

static ymr_status push(walk *w, const ymr_token *token, frame **top)
{
    if (w->depth == MAX_FRAMES) {
        return w->report == NULL ? YMR_E_DEPTH : complain(w, YMR_E_DEPTH, token, NULL);
    }
    *top = &w->stack[w->depth++];
    memset(*top, 0, sizeof **top);
    (*top)->token = token;
    (*top)->next = token + 1;
    (*top)->left = (uint32_t)token->size;
    return YMR_OK;
}

static ymr_status enter_object(walk *w, const ymr_shape *shape, char *base, const ymr_token *token)
{
    frame *f;
    const ymr_status status = push(w, token, &f);
    if (status != YMR_OK) {
        return status;
    }
    f->of.shape = shape;
    f->base = base;
    if (base != NULL) {
        *(bool *)(void *)base = true;
    }
    return YMR_PENDING;
}

static ymr_status enter_list(walk *w, const ymr_field *row, const ymr_token *token)
{
    frame *f;
    const ymr_status status = push(w, token, &f);
    if (status != YMR_OK) {
        return status;
    }
    f->of.row = row;
    f->is_list = true;
    return YMR_PENDING;
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

static ymr_status leave(walk *w)
{
    const frame *f = &w->stack[w->depth - 1];
    ymr_status status = YMR_OK;
    if (!f->is_list && w->report != NULL) {
        status = check_required(w, f);
    }
    w->depth--;
    if (w->depth > 0) {
        w->stack[w->depth - 1].next = f->next;
    }
    return status;
}

/* Lists. */

/* An element that is not what it should be takes its whole list with it; the walk goes on behind that. */
static ymr_status drop_list(walk *w, ymr_status why, const ymr_token *element)
{
    const frame *list = &w->stack[w->depth - 1];
    frame *owner = &w->stack[w->depth - 2];
    const ymr_status status = leave_out(w, list->of.row, why, element);
    if (status != YMR_OK) {
        return status;
    }
    forget(w, list->token);
    if (owner->base != NULL) {
        memset(owner->base + list->of.row->offset, 0, sizeof(ymr_list));
    }
    owner->next = token_after(w->document, list->token);
    w->depth--;
    return YMR_PENDING;
}

static ymr_status take_element(walk *w, frame *f)
{
    const ymr_field *row = f->of.row;
    const ymr_token *element = f->next;
    const ymr_status status =
        is_null(w->document, element) ? YMR_E_TYPE : ymr_readers[row->element](w->document, element, row, NULL);
    if (status != YMR_OK) {
        return drop_list(w, status, element);
    }
    if (row->element == YMR_KIND_OBJECT) {
        return enter_object(w, row->of, NULL, element);
    }
    f->next = token_after(w->document, element);
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

static ymr_status take_value(walk *w, frame *f, const ymr_field *field, const ymr_token *value)
{
    char *member = f->base == NULL ? NULL : f->base + field->offset;
    const ymr_status status = ymr_readers[field->kind](w->document, value, field, member);

    if (status == YMR_OK) {
        if (field->kind == YMR_KIND_OBJECT) {
            return enter_object(w, field->of, member, value);
        }
        if (field->kind == YMR_KIND_LIST && w->report != NULL) {
            return enter_list(w, field, value);
        }
    }
    f->next = token_after(w->document, value);
    return status == YMR_OK ? YMR_OK : leave_out(w, field, status, value);
}

static ymr_status take_field(walk *w, frame *f)
{
    const ymr_token *value = f->next + 1;
    const int row = find_row(f->of.shape, f->expected, token_text(w->document, f->next));

    if (row >= 0) {
        const uint32_t bit = UINT32_C(1) << row;
        f->expected = (uint16_t)(row + 1);
        if ((f->seen & bit) != 0 && w->report != NULL) {
            return complain(w, YMR_E_DUPLICATE, value, NULL);
        }
        f->seen |= bit;
        const ymr_field *field = &f->of.shape->fields[row];
        if (!is_null(w->document, value)) {
            return take_value(w, f, field, value);
        }
        if (field->required && w->report != NULL) {
            return complain(w, YMR_E_MISSING, f->token, field->key);
        }
    }
    f->next = token_after(w->document, value);
    return YMR_OK;
}

/* Takes what is left of the innermost object, up to one inside of it: YMR_PENDING then. */
static ymr_status take_object(walk *w)
{
    frame *place = &w->stack[w->depth - 1];
    frame f = *place; /* a copy can live in registers */
    ymr_status status = YMR_OK;
    while (status == YMR_OK && f.left > 0) {
        f.left--;
        status = take_field(w, &f);
    }
    place->next = f.next;
    place->left = f.left;
    place->seen = f.seen;
    place->expected = f.expected;
    return status;
}

/* Likewise of the innermost list. */
static ymr_status take_list(walk *w)
{
    frame *f = &w->stack[w->depth - 1];
    ymr_status status = YMR_OK;
    while (status == YMR_OK && f->left > 0) {
        f->left--;
        status = take_element(w, f);
    }
    return status;
}

static ymr_status run(walk *w)
{
    while (w->depth > 0) {
        ymr_status status = w->stack[w->depth - 1].is_list ? take_list(w) : take_object(w);
        if (status == YMR_OK) {
            status = leave(w);
        }
        if (status < 0) {
            return status;
        }
    }
    return YMR_OK;
}

static ymr_status start(const ymr_document *document, uint32_t token, const ymr_shape *shape, void *out,
                        ymr_report *report)
{
    walk w;
    w.document = document;
    w.report = report;
    w.depth = 0;
    memset(out, 0, shape->size);
    (void)enter_object(&w, shape, out, &document->tokens[token]);
    return run(&w);
}

ymr_status ymr_decode(const ymr_document *document, uint32_t token, const ymr_shape *shape, void *out,
                      ymr_report *report)
{
    report->fault.status = YMR_OK;
    if (document->tokens[token].type != JSMN_OBJECT) {
        report->fault.status = YMR_E_TYPE;
        report->fault.needed = 0;
        report->fault.offset = (uint32_t)document->tokens[token].start;
        ymr_json_path(document, token, NULL, report->fault.path);
        return YMR_E_TYPE;
    }
    return start(document, token, shape, out, report);
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
    const uint32_t element = list->token;
    if (step(list) == NULL) {
        return false;
    }
    (void)start(list->document, element, shape, out, NULL);
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
    (void)ymr_readers[YMR_KIND_ID](list->document, element, NULL, (char *)(void *)out);
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
