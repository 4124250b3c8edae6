#include "loose.h"

#include "envelope.c"

ymr_envelope nondet_envelope(void);

const ymr_names ymr_api_status_names = {"OK\0ERROR", 2};

static ymr_envelope opened;

ymr_status ymr_decode(const ymr_document *document, uint32_t token, const ymr_shape *shape, void *out,
                      ymr_report *report)
{
    PROMISE(token < document->count && __CPROVER_w_ok(out, shape->size));
    report->fault.status = any_int();
    ASSUME(report->fault.status <= YMR_OK);
    if (shape == &ymr_envelope_shape || shape == &bare_shape) {
        opened = nondet_envelope();
        ASSUME(opened.result.document == NULL || opened.result.document == document);
        ASSUME(opened.result.document == NULL ? opened.result.token == 0 : opened.result.token < document->count);
        ASSUME(opened.errors.document == NULL || opened.errors.document == document);
        *(ymr_envelope *)out = opened;
    }
    return report->fault.status;
}

bool ymr_list_next(ymr_list *list, const ymr_shape *shape, void *out)
{
    PROMISE(shape == &ymr_api_error_shape && __CPROVER_w_ok(out, shape->size));
    return list->document != NULL && list->left > 0;
}

void ymr_json_path(const ymr_document *document, uint32_t token, const char *key, char *path)
{
    PROMISE(token < document->count && __CPROVER_r_ok(key, 1) && __CPROVER_w_ok(path, YMR_MAX_PATH));
}

int main(void)
{
    static ymr_token tokens[8];
    char text[ROOM], out[ROOM];
    const uint16_t size = any_uint16();
    const ymr_shape shape = {NULL, 0, size};
    const ymr_document document = {text, tokens, any_byte(), NULL, 0};
    const ymr_fields_place place = any_byte() % 3;
    void *const to = placed(out, sizeof out, size);
    ymr_api_error error;
    ymr_report report = {.context = out};

    ASSUME(document.count >= 1 && document.count <= 8);
    const bool enveloped = any_bool();
    const int32_t answer = enveloped ? (int32_t)ymr_envelope_open(&document, &shape, to, &error, &report)
                                     : ymr_answer_find(&document, place, &error, &report);
    PROMISE(answer < 0 ? report.fault.status == (ymr_status)answer : report.fault.status == YMR_OK);
    PROMISE(report.context == out && report.warn == NULL);
    PROMISE(answer < 0 || opened.status.value == YMR_API_STATUS_OK || (place == YMR_FIELDS_BARE && !enveloped));
    PROMISE(answer < 0 || enveloped || place == YMR_FIELDS_NONE || (uint32_t)answer < document.count);
    PROMISE(!enveloped || answer <= YMR_OK);
    return 0;
}
