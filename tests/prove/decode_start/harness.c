#define EXACT_MEMSET
#include "loose.h"

#include "ymr/shape.h"

typedef struct walk walk;
static ymr_status run(walk *w);

#include "decode.c"

#include "document_model.h"

typedef struct thing {
    bool present;
    int64_t id;
} thing;

static const ymr_field fields[] = {{"id", NULL, 2, YMR_KIND_ID, offsetof(thing, id), 0, 1}};
static const ymr_shape shape = {fields, 1, sizeof(thing)};

static ymr_status run(walk *w)
{
    PROMISE(w->top->token->type == YMR_TOKEN_OBJECT && w->next == w->top->token + 1 && !w->top->is_list);
    PROMISE(w->top->of.shape == &shape && w->top->place == 0);
    PROMISE(w->top == w->frames && w->report->fault.status == YMR_OK && w->document->count > 0);
    return any_bool() ? YMR_OK : YMR_E_TYPE;
}

void ymr_json_path(const ymr_document *document, uint32_t token, const char *key, char *path)
{
    (void)key;
    PROMISE(token < document->count && __CPROVER_w_ok(path, YMR_MAX_PATH));
}

ymr_status ymr_read_value(const ymr_document *document, const ymr_token *value, ymr_kind kind, const ymr_names *names,
                          void *member)
{
    (void)document, (void)value, (void)kind, (void)names, (void)member;
    PROMISE(false);
    return YMR_OK;
}

int ymr_enum_value(const ymr_names *names, ymr_text text)
{
    (void)names, (void)text;
    PROMISE(false);
    return 0;
}

int main(void)
{
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t token = any_uint32();
    ymr_report report;
    thing out;

    ASSUME(token < document.count);
    const ymr_status status = ymr_decode(&document, token, &shape, &out, &report);
    PROMISE(status != YMR_OK || (out.present && report.fault.status == YMR_OK));
    PROMISE(status != YMR_PENDING);
    return 0;
}
