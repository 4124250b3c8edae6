#define EXACT_MEMSET
#include "loose.h"

#include "calls.c"

enum { TOKENS = 8 };

static ymr_client client;
static char body[ROOM], out[ROOM];
static ymr_token tokens[TOKENS];
static ymr_shape shape;

ymr_status ymr_json_parse(ymr_document *document, char *text, size_t length, ymr_token *kept, size_t room,
                          ymr_fault *fault)
{
    PROMISE(length == 0 || __CPROVER_w_ok(text, length));
    PROMISE(kept == tokens && room <= TOKENS && fault == &client.report.fault);
    if (any_bool()) {
        return YMR_E_SYNTAX;
    }
    *document = (ymr_document){text, kept, any_byte(), NULL, 0};
    ASSUME(document->count >= 1 && document->count <= TOKENS);
    return YMR_OK;
}

int32_t ymr_answer_find(const ymr_document *document, ymr_fields_place place, ymr_api_error *error, ymr_report *report)
{
    const int32_t token = any_int();
    PROMISE(document == &client.document && error == &client.outcome.api && report == &client.report);
    const ymr_fields_place wanted = client.answer.shape == NULL ? YMR_FIELDS_NONE : YMR_FIELDS_RESULT;
    PROMISE(place == (client.answer.bare ? YMR_FIELDS_BARE : wanted));
    ASSUME(token < 0 ? token >= INT8_MIN : (uint32_t)token < document->count);
    return token;
}

ymr_status ymr_decode(const ymr_document *document, uint32_t token, const ymr_shape *of, void *to, ymr_report *report)
{
    PROMISE(document == &client.document && token < document->count && report == &client.report);
    PROMISE(of == &shape && to == client.answer.out && __CPROVER_w_ok(to, of->size));
    return any_bool() ? YMR_OK : YMR_E_TYPE;
}

int main(void)
{
    const size_t length = any_size(), place = any_size();
    shape.size = any_uint16();
    client.space = (ymr_workspace){.tokens = tokens, .token_count = TOKENS, .text_size = length};
    client.space.text = placed(body, sizeof body, length);
    client.sink.collect.length = length;
    client.answer = (ymr_answer){any_bool() ? &shape : NULL, placed(out, sizeof out, shape.size), any_bool()};
    __CPROVER_havoc_slice(out, sizeof out);
    ASSUME(place < shape.size);
    const ymr_status status = finish_object(&client);
    PROMISE(status <= YMR_OK);
    PROMISE(client.answer.shape == NULL || ((const char *)client.answer.out)[place] == 0);
    return 0;
}
