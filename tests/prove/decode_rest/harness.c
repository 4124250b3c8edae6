#include "prove.h"

#include "ymr/status.h"

typedef struct walk walk;
static ymr_status take_element(walk *w);
static ymr_status take_field(walk *w);
typedef struct frame frame;
static ymr_status check_required(walk *w, const frame *f);

#include "decode.c"

#include "document_model.h"

static const ymr_token *end_of_top;

static ymr_status goes_on(walk *w)
{
    const uint32_t step = any_uint32();
    PROMISE(w->next < end_of_top);
    if (any_bool()) {
        return any_bool() ? YMR_PENDING : YMR_E_TYPE;
    }
    ASSUME(step >= 1 && step <= (size_t)(end_of_top - w->next));
    w->next += step;
    return YMR_OK;
}

static ymr_status take_element(walk *w)
{
    PROMISE(w->top->is_list);
    return goes_on(w);
}

static ymr_status take_field(walk *w)
{
    PROMISE(!w->top->is_list);
    return goes_on(w);
}

static ymr_status check_required(walk *w, const frame *f)
{
    PROMISE(f == w->top && !f->is_list && w->next == end_of_top);
    return any_bool() ? YMR_OK : YMR_E_MISSING;
}

int main(void)
{
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t holder = any_uint32(), next = any_uint32();
    walk w;

    ASSUME(holder < document.count && holds(&document.tokens[holder]));
    ASSUME(next > holder && next <= document.tokens[holder].extent);
    w.document = &document;
    w.next = document.tokens + next;
    w.top = w.frames;
    w.top->token = &document.tokens[holder];
    w.top->is_list = any_bool();
    end_of_top = document.tokens + document.tokens[holder].extent;

    const ymr_status status = take_rest(&w);
    PROMISE(w.next <= end_of_top && (status != YMR_OK || w.next == end_of_top));
    PROMISE(status == YMR_OK || status == YMR_PENDING || status == YMR_E_TYPE || status == YMR_E_MISSING);
    return 0;
}
