#include "loose.h"

#include "ymr/shape.h"

typedef struct walk walk;
typedef struct frame frame;
static ymr_status take_rest(walk *w);
static ymr_status check_required(walk *w, const frame *f);

#include "decode.c"

#include "document_model.h"

typedef struct thing {
    bool present;
    int64_t id;
} thing;

static const ymr_field fields[] = {{"id", NULL, 2, YMR_KIND_ID, offsetof(thing, id), 0, 1}};
static const ymr_shape shape = {fields, 1, sizeof(thing)};

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
    PROMISE(w->top == f && !f->is_list);
    return any_bool() ? YMR_OK : YMR_E_MISSING;
}

void ymr_json_path(const ymr_document *document, uint32_t token, const char *key, char *path)
{
    (void)key;
    PROMISE(token < document->count && __CPROVER_w_ok(path, YMR_MAX_PATH));
}

int main(void)
{
    static thing out;
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t token = any_uint32();
    ymr_report report;
    frame frames[MAX_FRAMES];
    walk w = {&document, &report, (char *)&out, NULL, frames, frames + MAX_FRAMES - 1};

    ASSUME(token < document.count && document.tokens[token].type == YMR_TOKEN_OBJECT);
    frames[0].token = &document.tokens[token];
    frames[0].of.shape = &shape;
    frames[0].is_list = false;
    w.next = frames[0].token + 1;
    const ymr_status status = run(&w);
    PROMISE(status != YMR_PENDING && (status != YMR_OK || w.top == frames));
    return 0;
}
