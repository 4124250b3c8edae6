#include <string.h>

#include "apart.h"
#include "readers.h"
#include "tokens.h"
#include "ymr/shape.h"

enum {
    /* Objects and lists with rows inside each other: page, returns, return, items, item, decisions, decision, amount. */
    MAX_FRAMES = 8,
    CHECK_ONLY = UINT16_MAX
};

/* One object or list that the walk is inside of. */
typedef struct frame {
    union {
        const ymr_shape *shape; /* an object's */
        const ymr_field *row;   /* a list's */
    } of;
    const ymr_token *token; /* the object or list */
    uint32_t seen;          /* one bit a row: its key has come */
    uint16_t place;         /* of its struct in the one that is filled, a list's that of its owner; or CHECK_ONLY */
    uint8_t expected;       /* the row that is tried first: fields mostly come in the order of the table */
    bool is_list;
} frame;

/* The walk through the whole tree. */
typedef struct walk {
    const ymr_document *document;
    ymr_report *report;
    char *out;               /* the struct that is filled */
    const ymr_token *next;   /* the next key or element */
    const ymr_field *blamed; /* of an error: its row; NULL if it is nobody's */
    frame *top;              /* the innermost frame */
    frame frames[MAX_FRAMES];
} walk;

static bool is_null(const ymr_token *value)
{
    return value->type == YMR_TOKEN_NULL || value->type == YMR_TOKEN_LEFT_OUT;
}

/* Errors: what finds one names the row that it belongs to, and the walk stays where it is. */

static ymr_status blame(walk *w, ymr_status status, const ymr_field *row)
{
    w->blamed = row;
    return status;
}

/* What is wrong: an object without one of its members, or the value or element that comes next. */
static const ymr_token *wrong_token(const walk *w, ymr_status status)
{
    const frame *f = w->top;
    return status == YMR_E_MISSING ? f->token : f->is_list ? w->next : w->next + 1;
}

static void complain(walk *w, ymr_status status, const ymr_token *token)
{
    ymr_fault *fault = &w->report->fault;
    const char *missing = status == YMR_E_MISSING ? w->blamed->key : NULL;
    fault->status = status;
    fault->offset = (uint32_t)token->start;
    fault->needed = 0;
    ymr_json_path(w->document, token_index(w->document, token), missing, fault->path);
}

/* A value that is left out becomes null, so that it stays out when its object is decoded again through a list. */
static void forget(const walk *w, const ymr_token *value)
{
    ymr_token *const token = &w->document->tokens[token_index(w->document, value)];
    token->type = token_holds_others(token) ? YMR_TOKEN_LEFT_OUT : YMR_TOKEN_NULL;
}

/* Entering (which answers YMR_PENDING: go on in there) and leaving objects and lists. */

static void begin(walk *w, const ymr_token *token, unsigned place, bool is_list)
{
    memset(w->top, 0, sizeof *w->top);
    w->top->token = token;
    w->top->place = (uint16_t)place;
    w->top->is_list = is_list;
    w->next = token + 1;
}

static ymr_status push(walk *w, const ymr_token *token, unsigned place, bool is_list)
{
    if (w->top == &w->frames[MAX_FRAMES - 1]) {
        return blame(w, YMR_E_DEPTH, NULL);
    }
    w->top++;
    begin(w, token, place, is_list);
    return YMR_PENDING;
}

/* Where the member of a row is. */
static unsigned place_of(const frame *f, const ymr_field *field)
{
    return f->place == CHECK_ONLY ? CHECK_ONLY : f->place + field->offset;
}

static void begin_object(walk *w, const ymr_shape *shape)
{
    w->top->of.shape = shape;
    if (w->top->place != CHECK_ONLY) {
        *(bool *)(void *)(w->out + w->top->place) = true;
    }
}

static ymr_status enter_object(walk *w, const ymr_shape *shape, unsigned place, const ymr_token *token)
{
    const ymr_status status = push(w, token, place, false);
    if (status == YMR_PENDING) {
        begin_object(w, shape);
    }
    return status;
}

static ymr_status enter_list(walk *w, const ymr_field *row, const ymr_token *token)
{
    const ymr_status status = push(w, token, w->top->place, true);
    if (status == YMR_PENDING) {
        w->top->of.row = row;
    }
    return status;
}

static ymr_status check_required(walk *w, const frame *f)
{
    const ymr_field *last = f->of.shape->fields + f->of.shape->count;
    uint32_t seen = f->seen;
    for (const ymr_field *field = f->of.shape->fields; field < last; field++, seen >>= 1) {
        if (field->required && (seen & 1u) == 0) {
            return blame(w, YMR_E_MISSING, field);
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

static ymr_status take_element(walk *w)
{
    const ymr_field *row = w->top->of.row;
    const ymr_token *element = w->next;
    const ymr_status status =
        is_null(element) ? YMR_E_TYPE : ymr_read_value(w->document, element, row->element, NULL, NULL);
    if (status != YMR_OK) {
        return blame(w, status, row);
    }
    if (row->element == YMR_KIND_OBJECT) {
        return enter_object(w, row->of, CHECK_ONLY, element);
    }
    w->next = token_after(w->document, element);
    return YMR_OK;
}

/* Objects. */

static inline bool is_row(const ymr_field *field, ymr_text key)
{
    return field->key_length == key.length && memcmp(field->key, key.bytes, key.length) == 0;
}

/* A key's row, NULL if it has none. Rows from `expected` on are the likely ones. */
static inline const ymr_field *find_row(const ymr_shape *shape, unsigned expected, ymr_text key)
{
    for (unsigned row = expected; row < shape->count; row++) {
        if (is_row(&shape->fields[row], key)) {
            return &shape->fields[row];
        }
    }
    for (unsigned row = 0; row < expected; row++) {
        if (is_row(&shape->fields[row], key)) {
            return &shape->fields[row];
        }
    }
    return NULL;
}

static ymr_status take_value(walk *w, const ymr_field *field, const ymr_token *value)
{
    const unsigned place = place_of(w->top, field);
    const ymr_status status = ymr_read_value(w->document, value, field->kind, field->of,
                                             place == CHECK_ONLY ? NULL : w->out + place);
    if (status != YMR_OK) {
        return blame(w, status, field);
    }
    if (field->kind == YMR_KIND_OBJECT) {
        return enter_object(w, field->of, place, value);
    }
    if (field->kind == YMR_KIND_LIST) {
        return enter_list(w, field, value);
    }
    w->next = token_after(w->document, value);
    return YMR_OK;
}

static ymr_status take_field(walk *w)
{
    frame *const f = w->top;
    const ymr_token *value = w->next + 1;
    const ymr_field *const field = find_row(f->of.shape, f->expected, token_text(w->document, w->next));

    if (field != NULL) {
        const unsigned row = (unsigned)(field - f->of.shape->fields);
        const uint32_t bit = UINT32_C(1) << row;
        f->expected = (uint8_t)(row + 1);
        if ((f->seen & bit) != 0) {
            return blame(w, YMR_E_DUPLICATE, NULL);
        }
        f->seen |= bit;
        if (!is_null(value)) {
            return take_value(w, field, value);
        }
        if (field->required) {
            return blame(w, YMR_E_MISSING, field);
        }
    }
    w->next = token_after(w->document, value);
    return YMR_OK;
}

/* What cannot go without what was wrong in it. */

/* An element that is not what it should be takes its whole list with it; the walk goes on behind that. */
static void drop_list(walk *w)
{
    const frame *list = w->top;
    forget(w, list->token);
    if (list->place != CHECK_ONLY) {
        memset(w->out + place_of(list, list->of.row), 0, sizeof(ymr_list));
    }
    leave(w);
}

/* An optional value that is not what it should be is left out, with a warning: the walk goes on. */
static bool leave_out(walk *w, ymr_status status, const ymr_token *value)
{
    if (status == YMR_E_MISSING || w->blamed == NULL || w->blamed->required) {
        return false;
    }
    forget(w, value);
    if (w->report->warn != NULL) {
        w->report->warn(w->report->context, &w->report->fault);
    }
    w->report->fault.status = YMR_OK;
    if (w->top->is_list) {
        drop_list(w);
    } else {
        w->next = token_after(w->document, value);
    }
    return true;
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
    return status == YMR_OK && !is_list ? check_required(w, w->top) : status;
}

/* One object or list further: YMR_PENDING until the outermost is done. */
static ymr_status advance(walk *w)
{
    const ymr_status status = take_rest(w);
    if (status < 0) {
        const ymr_token *const token = wrong_token(w, status);
        complain(w, status, token);
        return leave_out(w, status, token) ? YMR_PENDING : status;
    }
    if (status == YMR_OK && w->top != w->frames) {
        leave(w);
        return YMR_PENDING;
    }
    return status;
}

static ymr_status run(walk *w)
{
    ymr_status status;
    do {
        status = advance(w);
    } while (status == YMR_PENDING);
    return status;
}

ymr_status ymr_decode(const ymr_document *document, uint32_t token, const ymr_shape *shape, void *out,
                      ymr_report *report)
{
    walk w;
    memset(out, 0, shape->size);
    report->fault.status = YMR_OK;
    if (document->tokens[token].type != YMR_TOKEN_OBJECT) {
        report->fault.status = YMR_E_TYPE;
        report->fault.needed = 0;
        report->fault.offset = (uint32_t)document->tokens[token].start;
        ymr_json_path(document, token, NULL, report->fault.path);
        return YMR_E_TYPE;
    }
    w.document = document;
    w.report = report;
    w.out = out;
    w.top = w.frames;
    begin(&w, &document->tokens[token], 0, false);
    begin_object(&w, shape);
    return run(&w);
}

/*
 * Elements of lists that were checked: nothing can fail any more, and lists in them are handed out as they are. This is
 * done where the stack is deep, in the middle of a call: so no frames are kept, and an object inside of the element is
 * looked for again once the members around it are filled.
 */

typedef struct object {
    const ymr_token *token;
    const ymr_shape *shape;
    char *base; /* the struct to fill */
} object;

static const ymr_field *row_of(const ymr_document *document, const object *o, unsigned expected, const ymr_token *key)
{
    return find_row(o->shape, expected, token_text(document, key));
}

/* Fills the members but not what is in those that are objects. */
static void fill(const ymr_document *document, const object *o)
{
    const ymr_token *const end = token_after(document, o->token);
    const ymr_token *key = o->token + 1;
    unsigned expected = 0;
    *(bool *)(void *)o->base = true;
    while (key < end) {
        const ymr_field *const row = row_of(document, o, expected, key);
        const ymr_token *const value = key + 1;
        if (row != NULL && !is_null(value)) {
            (void)ymr_read_value(document, value, row->kind, row->of, o->base + row->offset);
            expected = (unsigned)(row - o->shape->fields) + 1;
        }
        key = token_after(document, value);
    }
}

static bool has_objects(const ymr_shape *shape)
{
    const ymr_field *row = shape->fields;
    while (row < shape->fields + shape->count && row->kind != YMR_KIND_OBJECT) {
        row++;
    }
    return row < shape->fields + shape->count;
}

/* Goes from an object to that inside of it which a value is a member of; every object between them was filled. */
static void go_around(const ymr_document *document, object *o, const ymr_token *value)
{
    for (;;) {
        const ymr_token *key = o->token + 1;
        while (token_after(document, key + 1) <= value) {
            key = token_after(document, key + 1);
        }
        if (key + 1 == value) {
            return;
        }
        const ymr_field *const row = row_of(document, o, 0, key);
        *o = (object){key + 1, row->of, o->base + row->offset};
    }
}

/*
 * Goes from an object that was filled to the next inside of the element that is to be; those in its lists are none of
 * them. Only behind an object is it looked for from the top what the next one is a member of: there are never more of those
 * than rows.
 */
static YMR_APART bool find_next(const ymr_document *document, const object *element, object *o)
{
    const ymr_token *const end = token_after(document, element->token);
    const ymr_token *token = o->token + 1;
    while (token < end) {
        const ymr_field *row = NULL;
        if (token->type == YMR_TOKEN_OBJECT) {
            if (token >= token_after(document, o->token)) {
                *o = *element;
                go_around(document, o, token);
            }
            row = row_of(document, o, 0, token - 1);
        }
        if (row != NULL && row->kind == YMR_KIND_OBJECT) {
            *o = (object){token, row->of, o->base + row->offset};
            return true;
        }
        token = token_after(document, token);
    }
    return false;
}

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
    const ymr_token *const token = step(list);
    if (token == NULL) {
        return false;
    }
    memset(out, 0, shape->size);
    const object element = {token, shape, out};
    object o = element;
    do {
        fill(list->document, &o);
    } while (has_objects(shape) && find_next(list->document, &element, &o));
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
