#include <string.h>

#include "tokens.h"
#include "ymr/shape.h"

/* Objects and lists inside each other that have rows. The deepest here: return, items, item, decisions, decision, amount. */
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
    uint32_t filled;        /* one bit a row: it came with a value */
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

/* Readers: one a kind. The value is not null. `member` NULL: check only. */

typedef ymr_status reader(const ymr_document *document, const ymr_token *value, const ymr_field *field, char *member);

static bool is_null(const ymr_document *document, const ymr_token *value)
{
    /* UNDEFINED is what an optional value of the wrong type is made to when it is left out. */
    return value->type == JSMN_UNDEFINED ||
           (value->type == JSMN_PRIMITIVE && document->text[value->start] == 'n');
}

static bool is_number(const ymr_document *document, const ymr_token *value)
{
    const char first = document->text[value->start];
    return value->type == JSMN_PRIMITIVE && first != 't' && first != 'f';
}

static ymr_status read_whole(const ymr_document *document, const ymr_token *value, int64_t *out)
{
    if (!is_number(document, value)) {
        return YMR_E_TYPE;
    }
    const ymr_text text = token_text(document, value);
    return ymr_integer_parse(text.bytes, text.length, out);
}

static ymr_status read_id(const ymr_document *document, const ymr_token *value, const ymr_field *field, char *member)
{
    int64_t whole;
    const ymr_status status = read_whole(document, value, &whole);
    (void)field;
    if (status == YMR_OK && member != NULL) {
        *(int64_t *)(void *)member = whole;
    }
    return status;
}

static ymr_status read_integer(const ymr_document *document, const ymr_token *value, const ymr_field *field,
                               char *member)
{
    int64_t whole;
    const ymr_status status = read_whole(document, value, &whole);
    (void)field;
    if (status == YMR_OK && member != NULL) {
        *(ymr_integer *)(void *)member = (ymr_integer){whole, true};
    }
    return status;
}

static ymr_status read_exact(const ymr_document *document, const ymr_token *value, ymr_decimal *out)
{
    if (!is_number(document, value)) {
        return YMR_E_TYPE;
    }
    const ymr_text text = token_text(document, value);
    return ymr_decimal_parse(text.bytes, text.length, out);
}

static ymr_status read_decimal(const ymr_document *document, const ymr_token *value, const ymr_field *field,
                               char *member)
{
    ymr_decimal exact;
    const ymr_status status = read_exact(document, value, &exact);
    (void)field;
    if (status == YMR_OK && member != NULL) {
        *(ymr_decimal *)(void *)member = exact;
    }
    return status;
}

static ymr_status read_number(const ymr_document *document, const ymr_token *value, const ymr_field *field,
                              char *member)
{
    ymr_decimal exact;
    const ymr_status status = read_exact(document, value, &exact);
    (void)field;
    if (status == YMR_OK && member != NULL) {
        *(ymr_number *)(void *)member = (ymr_number){exact, true};
    }
    return status;
}

static ymr_status read_boolean(const ymr_document *document, const ymr_token *value, const ymr_field *field,
                               char *member)
{
    const char first = document->text[value->start];
    (void)field;
    if (value->type != JSMN_PRIMITIVE || (first != 't' && first != 'f')) {
        return YMR_E_TYPE;
    }
    if (member != NULL) {
        *(ymr_boolean *)(void *)member = (ymr_boolean){first == 't', true};
    }
    return YMR_OK;
}

static ymr_status read_text(const ymr_document *document, const ymr_token *value, const ymr_field *field, char *member)
{
    (void)field;
    if (value->type != JSMN_STRING) {
        return YMR_E_TYPE;
    }
    if (member != NULL) {
        *(ymr_text *)(void *)member = token_text(document, value);
    }
    return YMR_OK;
}

static ymr_status read_enum(const ymr_document *document, const ymr_token *value, const ymr_field *field, char *member)
{
    if (value->type != JSMN_STRING) {
        return YMR_E_TYPE;
    }
    if (member != NULL) {
        ymr_enum *out = (void *)member;
        out->text = token_text(document, value);
        out->value = ymr_enum_value(field->of, out->text);
    }
    return YMR_OK;
}

static ymr_status read_date(const ymr_document *document, const ymr_token *value, const ymr_field *field, char *member)
{
    ymr_date date;
    (void)field;
    if (value->type != JSMN_STRING) {
        return YMR_E_TYPE;
    }
    date.text = token_text(document, value);
    const ymr_status status =
        ymr_time_parse_iso(date.text.bytes, date.text.length, &date.unix_ms, &date.offset_minutes);
    if (status == YMR_OK && member != NULL) {
        *(ymr_date *)(void *)member = date;
    }
    return status;
}

static ymr_status read_object(const ymr_document *document, const ymr_token *value, const ymr_field *field,
                              char *member)
{
    (void)document;
    (void)field;
    (void)member;
    return value->type == JSMN_OBJECT ? YMR_OK : YMR_E_TYPE;
}

static ymr_status read_list(const ymr_document *document, const ymr_token *value, const ymr_field *field, char *member)
{
    (void)field;
    if (value->type != JSMN_ARRAY) {
        return YMR_E_TYPE;
    }
    if (member != NULL) {
        *(ymr_list *)(void *)member = (ymr_list){document, token_index(document, value) + 1, (uint32_t)value->size};
    }
    return YMR_OK;
}

static ymr_status read_value(const ymr_document *document, const ymr_token *value, const ymr_field *field,
                             char *member)
{
    (void)field;
    if (member != NULL) {
        *(ymr_value *)(void *)member = (ymr_value){document, token_index(document, value)};
    }
    return YMR_OK;
}

static reader *const readers[] = {
    [YMR_KIND_ID] = read_id,           [YMR_KIND_INTEGER] = read_integer, [YMR_KIND_DECIMAL] = read_decimal,
    [YMR_KIND_NUMBER] = read_number,   [YMR_KIND_BOOLEAN] = read_boolean, [YMR_KIND_TEXT] = read_text,
    [YMR_KIND_ENUM] = read_enum,       [YMR_KIND_DATE] = read_date,       [YMR_KIND_OBJECT] = read_object,
    [YMR_KIND_LIST] = read_list,       [YMR_KIND_VALUE] = read_value,
};

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
    uint32_t filled = f->filled;
    for (const ymr_field *field = f->of.shape->fields; field < last; field++, filled >>= 1) {
        if (field->required && (filled & 1u) == 0) {
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
        is_null(w->document, element) ? YMR_E_TYPE : readers[row->element](w->document, element, row, NULL);
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

static ymr_status take_value(walk *w, frame *f, const ymr_field *field, uint32_t bit, const ymr_token *value)
{
    char *member = f->base == NULL ? NULL : f->base + field->offset;
    const ymr_status status = readers[field->kind](w->document, value, field, member);

    if (status == YMR_OK) {
        f->filled |= bit;
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
        if (!is_null(w->document, value)) {
            return take_value(w, f, &f->of.shape->fields[row], bit, value);
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
    place->filled = f.filled;
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
    (void)read_whole(list->document, element, out);
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

/* Enums. */

static bool is_name(const char *name, ymr_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (name[i] != text.bytes[i] || name[i] == '\0') {
            return false;
        }
    }
    return name[text.length] == '\0';
}

int ymr_enum_value(const ymr_names *names, ymr_text text)
{
    for (unsigned i = 0; i < names->count; i++) {
        if (is_name(names->names[i], text)) {
            return (int)i + 2;
        }
    }
    return 1;
}

const char *ymr_enum_name(const ymr_names *names, int value)
{
    return value < 2 || value - 2 >= (int)names->count ? NULL : names->names[value - 2];
}
