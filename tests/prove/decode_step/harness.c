#define EXACT_MEMSET
#include "loose.h"

#include "decode.c"

#include "walk_model.h"

static size_t size_of(ymr_kind kind)
{
    return kind == YMR_KIND_ID ? sizeof(int64_t) : kind == YMR_KIND_TEXT ? sizeof(ymr_text) :
           kind == YMR_KIND_LIST ? sizeof(ymr_list) : sizeof(bool);
}

ymr_status ymr_read_value(const ymr_document *document, const ymr_token *value, ymr_kind kind, const ymr_names *names,
                          void *member)
{
    (void)names;
    PROMISE(token_index(document, value) < document->count);
    PROMISE(member == NULL || __CPROVER_w_ok(member, size_of(kind)));
    if (any_bool()) {
        return any_bool() ? YMR_E_TYPE : YMR_E_RANGE;
    }
    ASSUME(kind != YMR_KIND_OBJECT || value->type == YMR_TOKEN_OBJECT);
    ASSUME(kind != YMR_KIND_LIST || value->type == YMR_TOKEN_ARRAY);
    return YMR_OK;
}

int ymr_enum_value(const ymr_names *names, ymr_text text)
{
    (void)names, (void)text;
    PROMISE(false);
    return 0;
}

static bool is_frame(const walk *w)
{
    return w->top <= &w->frames[MAX_FRAMES - 1];
}

int main(void)
{
    static outer out;
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    walk w;
    const uint32_t holder = any_uint32(), next = any_uint32();
    const unsigned depth = any_unsigned();
    const bool full = any_bool(), filled = any_bool();

    ASSUME(depth >= 1 && depth < MAX_FRAMES && holder < document.count && next < document.count);
    ASSUME(next > holder && holds(&document.tokens[holder]) && next < document.tokens[holder].extent);
    w.document = &document;
    w.out = (char *)&out;
    w.next = &document.tokens[next];
    w.top = w.frames + depth;
    frame *const top = w.top;
    const ymr_token *const token = &document.tokens[holder];
    const ymr_token *const end = document.tokens + token->extent;
    const ymr_token *const before = w.next;

    top->token = token;
    ASSUME(!holds(before) || before->extent <= token->extent);
    top->place = filled ? 0 : CHECK_ONLY;
    if (token->type == YMR_TOKEN_ARRAY) {
        top->is_list = true;
        top->of.row = full ? &outer_fields[2] : &outer_fields[3];
        const ymr_status status = take_element(&w);
        PROMISE(status != YMR_OK || (w.top == top && w.next > before && w.next <= end));
        PROMISE(status != YMR_PENDING || (w.top == top + 1 && is_frame(&w) && w.next == before + 1));
        PROMISE(status >= 0 || (w.top == top && w.next == before));
        PROMISE(status >= 0 || w.blamed == NULL || w.blamed == top->of.row);
    } else if (token->type == YMR_TOKEN_OBJECT) {
        ASSUME(before->type == YMR_TOKEN_STRING && next + 1 < token->extent);
        ASSUME(!holds(before + 1) || (before + 1)->extent <= token->extent);
        top->is_list = false;
        top->of.shape = full ? &outer_shape : &inner_shape;
        ASSUME(top->expected <= top->of.shape->count);
        const ymr_status status = take_field(&w);
        PROMISE(status != YMR_OK || (w.top == top && w.next > before + 1 && w.next <= end));
        PROMISE(status != YMR_PENDING || (w.top == top + 1 && is_frame(&w) && w.next == before + 2));
        PROMISE(status >= 0 || (w.top == top && w.next == before));
        PROMISE(status != YMR_E_MISSING || w.blamed->required);
        PROMISE(check_required(&w, top) != YMR_E_MISSING || w.blamed->required);
    }
    return 0;
}
