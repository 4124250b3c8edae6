#define EXACT_MEMSET
#include "loose.h"

#include "ymr/shape.h"

typedef struct walk walk;
typedef struct frame frame;
static ymr_status take_rest(walk *w);
static ymr_status check_required(walk *w, const frame *f);

#include "decode.c"

#include "document_model.h"

typedef struct object {
    bool present;
    int64_t id;
} object;

static const ymr_field fields[] = {{"id", NULL, 2, YMR_KIND_ID, offsetof(object, id), 0, 1}};
static const ymr_shape shape = {fields, 1, sizeof(object)};

static ymr_status take_rest(walk *w)
{
    const ymr_token *const end = w->document->tokens + w->top->token->extent;
    const uint32_t on = any_uint32();
    PROMISE(holds(w->top->token) && w->next > w->top->token && w->next <= end);
    if (w->next == end || any_bool()) {
        w->next = end;
        return YMR_OK;
    }
    if (any_bool()) {
        return YMR_E_TYPE;
    }
    if (w->top->is_list && any_bool()) {
        w->next = end;
        w->top--;
        return YMR_PENDING;
    }
    ASSUME(on < (size_t)(end - w->next) && holds(w->next + on) && w->top < w->last);
    w->top++;
    PROMISE(__CPROVER_w_ok(w->top, sizeof *w->top));
    w->top->token = w->next + on;
    w->top->is_list = any_bool();
    w->next += on + 1;
    return YMR_PENDING;
}

static ymr_status check_required(walk *w, const frame *f)
{
    PROMISE(w->report != NULL && !f->is_list);
    return any_bool() ? YMR_OK : YMR_E_MISSING;
}

ymr_status ymr_read_value(const ymr_document *document, const ymr_token *value, ymr_kind kind, const ymr_names *names,
                          void *member)
{
    (void)names;
    PROMISE(token_index(document, value) < document->count && kind == YMR_KIND_ID);
    PROMISE(__CPROVER_w_ok(member, sizeof(int64_t)));
    return any_bool() ? YMR_OK : YMR_E_TYPE;
}

void ymr_json_path(const ymr_document *document, uint32_t token, const char *key, char *path)
{
    (void)key;
    PROMISE(token < document->count && __CPROVER_w_ok(path, YMR_MAX_PATH));
}

int ymr_enum_value(const ymr_names *names, ymr_text text)
{
    (void)names;
    PROMISE(text.length == 0 || __CPROVER_r_ok(text.bytes, text.length));
    return any_int();
}

static void list_of(const ymr_document *document, uint32_t token)
{
    ymr_list list = {any_bool() ? document : NULL, token, any_uint32()};
    const ymr_list before = list;
    object out;
    ymr_text view;
    int64_t id;
    ymr_enum constant;
    bool is;

    ASSUME(list.left == 0 || token < document->count);
    if (any_bool()) {
        ASSUME(list.left == 0 || document->tokens[token].type == YMR_TOKEN_OBJECT);
        is = ymr_list_next(&list, &shape, &out);
    } else if (any_bool()) {
        is = ymr_list_next_text(&list, &view);
        PROMISE(!is || view.length <= DOCUMENT_TEXT);
    } else if (any_bool()) {
        is = ymr_list_next_id(&list, &id);
    } else {
        is = ymr_list_next_enum(&list, NULL, &constant);
    }
    PROMISE(is == (before.document != NULL && before.left > 0));
    PROMISE(!is || (list.left == before.left - 1 && list.token > token && list.token <= document->count));
}

int main(void)
{
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t token = any_uint32();
    ymr_report report;
    object out;

    if (any_bool()) {
        ASSUME(token < document.count);
        const ymr_status status = ymr_decode(&document, token, &shape, &out, &report);
        PROMISE(status != YMR_OK || out.present);
        PROMISE(status != YMR_OK || report.fault.status == YMR_OK);
        PROMISE(status != YMR_PENDING);
    } else {
        list_of(&document, token);
    }
    return 0;
}
