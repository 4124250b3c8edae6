#include "loose.h"

#include "ymr/shape.h"

typedef struct walk walk;
static ymr_status take_rest(walk *w);
static void complain(walk *w, ymr_status status, const ymr_token *token);
static bool leave_out(walk *w, ymr_status status, const ymr_token *value);

#include "decode.c"

#include "document_model.h"

static const ymr_token *end;

/* Behind what a token is, not behind what is around it. */
static const ymr_token *behind(const walk *w, const ymr_token *token)
{
    const ymr_token *const after = holds(token) ? w->document->tokens + token->extent : token + 1;
    ASSUME(after <= end);
    return after;
}

static ymr_status enter(walk *w)
{
    const uint32_t on = any_uint32();
    ASSUME(on < (size_t)(end - w->next) && holds(w->next + on) && w->top < &w->frames[MAX_FRAMES - 1]);
    const ymr_token *const token = w->next + on;
    (void)behind(w, token);
    w->top++;
    w->top->token = token;
    w->top->is_list = token->type == YMR_TOKEN_ARRAY;
    w->next = token + 1;
    return YMR_PENDING;
}

static ymr_status take_rest(walk *w)
{
    const uint32_t on = any_uint32();
    if (w->next < end && any_bool()) {
        return enter(w);
    }
    if (w->next < end && any_bool()) {
        ASSUME(on < (size_t)(end - w->next) && (w->top->is_list || on + 1 < (size_t)(end - w->next)));
        w->next += on;
        return YMR_E_TYPE;
    }
    w->next = end;
    return any_bool() || w->top->is_list ? YMR_OK : YMR_E_MISSING;
}

static void complain(walk *w, ymr_status status, const ymr_token *token)
{
    PROMISE(status < 0 && token_index(w->document, token) < w->document->count);
}

static bool leave_out(walk *w, ymr_status status, const ymr_token *value)
{
    PROMISE(value == (status == YMR_E_MISSING ? w->top->token : w->top->is_list ? w->next : w->next + 1));
    if (status == YMR_E_MISSING || any_bool()) {
        return false;
    }
    if (w->top->is_list) {
        w->next = end;
        w->top--;
    } else {
        w->next = behind(w, value);
    }
    return true;
}

int main(void)
{
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t holder = any_uint32(), next = any_uint32();
    const unsigned depth = any_unsigned();
    walk w;

    ASSUME(holder < document.count && holds(&document.tokens[holder]) && depth < MAX_FRAMES);
    ASSUME(next > holder && next <= document.tokens[holder].extent);
    w.document = &document;
    w.next = document.tokens + next;
    w.top = w.frames + depth;
    w.top->token = &document.tokens[holder];
    w.top->is_list = w.top->token->type == YMR_TOKEN_ARRAY;
    ASSUME(depth > 0 || !w.top->is_list);
    end = document.tokens + w.top->token->extent;

    const ymr_status status = advance(&w);
    PROMISE(status != YMR_OK || (depth == 0 && w.next == end));
    if (status == YMR_PENDING) {
        const long now = w.top - w.frames, ahead = w.next - (document.tokens + next);
        PROMISE(now >= 0 && now < MAX_FRAMES && ahead >= 0 && w.next <= document.tokens + document.count);
        /* What is left grows less: entering takes a token, and only what was entered is left. */
        PROMISE(2 * ahead > now - (long)depth);
    }
    return 0;
}
