#define EXACT_MEMSET
#include "loose.h"

#include "decode.c"

#include "walk_model.h"

void ymr_json_path(const ymr_document *document, uint32_t token, const char *key, char *path)
{
    PROMISE(token < document->count && __CPROVER_w_ok(path, YMR_MAX_PATH));
    PROMISE(key == NULL || __CPROVER_r_ok(key, 1));
}

static void take_warning(void *context, const ymr_fault *fault)
{
    (void)context;
    PROMISE(fault->status != YMR_OK);
}

int main(void)
{
    static outer out;
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    ymr_report report;
    walk w;
    const uint32_t holder = any_uint32(), next = any_uint32();
    const unsigned depth = any_unsigned(), row = any_unsigned();
    const ymr_status status = any_int();

    ASSUME(depth >= 1 && depth < MAX_FRAMES && holder < document.count && next < document.count);
    ASSUME(next > holder && holds(&document.tokens[holder]) && next < document.tokens[holder].extent);
    ASSUME(status < YMR_OK);
    report.warn = any_bool() ? take_warning : NULL;
    w.document = &document;
    w.report = &report;
    w.out = (char *)&out;
    w.next = &document.tokens[next];
    w.top = w.frames + depth;
    frame *const top = w.top;
    top->token = &document.tokens[holder];
    top->is_list = top->token->type == YMR_TOKEN_ARRAY;
    top->place = any_bool() ? 0 : CHECK_ONLY;
    ASSUME(row < 4 && (top->is_list || next + 1 < top->token->extent));
    w.blamed = status != YMR_E_MISSING && any_bool() ? NULL : &outer_fields[row];
    if (top->is_list) {
        ASSUME(status != YMR_E_MISSING && outer_fields[row].kind == YMR_KIND_LIST);
        top->of.row = &outer_fields[row];
    }
    const ymr_token *const end = document.tokens + top->token->extent;
    const ymr_token *const wrong = wrong_token(&w, status);
    ASSUME(!holds(wrong) || document.tokens + wrong->extent <= end);
    complain(&w, status, wrong);
    PROMISE(report.fault.status == status);
    if (leave_out(&w, status, wrong)) {
        PROMISE(report.fault.status == YMR_OK);
        PROMISE(top->is_list ? w.top == top - 1 && w.next == end : w.top == top && w.next > wrong && w.next <= end);
    } else {
        PROMISE(report.fault.status == status);
    }
    return 0;
}
