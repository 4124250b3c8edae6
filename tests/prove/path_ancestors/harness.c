#include "prove.h"

#include "ymr/json.h"

typedef struct writer writer;
static void put_key(writer *w, const char *key, size_t length);
static void put_index(writer *w, uint32_t index);
static void finish(writer *w);
static uint32_t holder_of(const ymr_document *document, uint32_t token, uint32_t *before);

#include "path.c"

#include "document_model.h"

static void put_key(writer *w, const char *key, size_t length)
{
    PROMISE(w->at <= YMR_MAX_PATH - 1 && (length == 0 || __CPROVER_r_ok(key, length)));
}

static void put_index(writer *w, uint32_t index)
{
    (void)index;
    PROMISE(w->at <= YMR_MAX_PATH - 1);
}

static void finish(writer *w)
{
    PROMISE(w->at <= YMR_MAX_PATH - 1 && __CPROVER_w_ok(w->path, YMR_MAX_PATH));
}

static uint32_t holder_of(const ymr_document *document, uint32_t token, uint32_t *before)
{
    const uint32_t holder = any_uint32();
    PROMISE(token >= 1 && token < document->count);
    *before = any_uint32();
    ASSUME(holder < token && *before < token);
    ASSUME(holds(&document->tokens[holder]) && document->tokens[holder].extent > token);
    return holder;
}

int main(void)
{
    char text[DOCUMENT_TEXT], path[YMR_MAX_PATH], of_key[ROOM], of_origin[ROOM];
    ymr_token tokens[DOCUMENT_TOKENS];
    ymr_document document = any_document(text, tokens);
    const uint32_t token = any_uint32();

    ASSUME(token < document.count);
    if (any_bool()) {
        document.origin = any_string(of_origin, sizeof of_origin);
        document.origin_index = any_uint32();
    }
    ymr_json_path(&document, token, any_bool() ? any_string(of_key, sizeof of_key) : NULL, path);
    return 0;
}
