#include "readers.h"

#include "tokens.h"

static bool is_number(const ymr_document *document, const ymr_token *value)
{
    const char first = document->text[value->start];
    return value->type == JSMN_PRIMITIVE && first != 't' && first != 'f';
}

static ymr_status read_whole(const ymr_document *document, const ymr_token *value, int64_t *out)
{
    if (!is_number(document, value)) {
        return YMR_E_TYPE;
    }
    const ymr_text text = token_text(document, value);
    return ymr_integer_parse(text.bytes, text.length, out);
}

static ymr_status read_id(const ymr_document *document, const ymr_token *value, const ymr_field *field, char *member)
{
    int64_t whole;
    const ymr_status status = read_whole(document, value, &whole);
    (void)field;
    if (status == YMR_OK && member != NULL) {
        *(int64_t *)(void *)member = whole;
    }
    return status;
}

static ymr_status read_integer(const ymr_document *document, const ymr_token *value, const ymr_field *field,
                               char *member)
{
    int64_t whole;
    const ymr_status status = read_whole(document, value, &whole);
    (void)field;
    if (status == YMR_OK && member != NULL) {
        *(ymr_integer *)(void *)member = (ymr_integer){whole, true};
    }
    return status;
}

static ymr_status read_exact(const ymr_document *document, const ymr_token *value, ymr_decimal *out)
{
    if (!is_number(document, value)) {
        return YMR_E_TYPE;
    }
    const ymr_text text = token_text(document, value);
    return ymr_decimal_parse(text.bytes, text.length, out);
}

static ymr_status read_decimal(const ymr_document *document, const ymr_token *value, const ymr_field *field,
                               char *member)
{
    ymr_decimal exact;
    const ymr_status status = read_exact(document, value, &exact);
    (void)field;
    if (status == YMR_OK && member != NULL) {
        *(ymr_decimal *)(void *)member = exact;
    }
    return status;
}

static ymr_status read_number(const ymr_document *document, const ymr_token *value, const ymr_field *field,
                              char *member)
{
    ymr_decimal exact;
    const ymr_status status = read_exact(document, value, &exact);
    (void)field;
    if (status == YMR_OK && member != NULL) {
        *(ymr_number *)(void *)member = (ymr_number){exact, true};
    }
    return status;
}

static ymr_status read_boolean(const ymr_document *document, const ymr_token *value, const ymr_field *field,
                               char *member)
{
    const char first = document->text[value->start];
    (void)field;
    if (value->type != JSMN_PRIMITIVE || (first != 't' && first != 'f')) {
        return YMR_E_TYPE;
    }
    if (member != NULL) {
        *(ymr_boolean *)(void *)member = (ymr_boolean){first == 't', true};
    }
    return YMR_OK;
}

static ymr_status read_text(const ymr_document *document, const ymr_token *value, const ymr_field *field, char *member)
{
    (void)field;
    if (value->type != JSMN_STRING) {
        return YMR_E_TYPE;
    }
    if (member != NULL) {
        *(ymr_text *)(void *)member = token_text(document, value);
    }
    return YMR_OK;
}

static ymr_status read_enum(const ymr_document *document, const ymr_token *value, const ymr_field *field, char *member)
{
    if (value->type != JSMN_STRING) {
        return YMR_E_TYPE;
    }
    if (member != NULL) {
        ymr_enum *out = (void *)member;
        out->text = token_text(document, value);
        out->value = ymr_enum_value(field->of, out->text);
    }
    return YMR_OK;
}

static ymr_status read_date(const ymr_document *document, const ymr_token *value, const ymr_field *field, char *member)
{
    ymr_date date;
    (void)field;
    if (value->type != JSMN_STRING) {
        return YMR_E_TYPE;
    }
    date.text = token_text(document, value);
    const ymr_status status =
        ymr_time_parse_iso(date.text.bytes, date.text.length, &date.unix_ms, &date.offset_minutes);
    if (status == YMR_OK && member != NULL) {
        *(ymr_date *)(void *)member = date;
    }
    return status;
}

static ymr_status read_object(const ymr_document *document, const ymr_token *value, const ymr_field *field,
                              char *member)
{
    (void)document;
    (void)field;
    (void)member;
    return value->type == JSMN_OBJECT ? YMR_OK : YMR_E_TYPE;
}

static ymr_status read_list(const ymr_document *document, const ymr_token *value, const ymr_field *field, char *member)
{
    (void)field;
    if (value->type != JSMN_ARRAY) {
        return YMR_E_TYPE;
    }
    if (member != NULL) {
        *(ymr_list *)(void *)member = (ymr_list){document, token_index(document, value) + 1, (uint32_t)value->size};
    }
    return YMR_OK;
}

static ymr_status read_value(const ymr_document *document, const ymr_token *value, const ymr_field *field,
                             char *member)
{
    (void)field;
    if (member != NULL) {
        *(ymr_value *)(void *)member = (ymr_value){document, token_index(document, value)};
    }
    return YMR_OK;
}

ymr_reader *const ymr_readers[] = {
    [YMR_KIND_ID] = read_id,           [YMR_KIND_INTEGER] = read_integer, [YMR_KIND_DECIMAL] = read_decimal,
    [YMR_KIND_NUMBER] = read_number,   [YMR_KIND_BOOLEAN] = read_boolean, [YMR_KIND_TEXT] = read_text,
    [YMR_KIND_ENUM] = read_enum,       [YMR_KIND_DATE] = read_date,       [YMR_KIND_OBJECT] = read_object,
    [YMR_KIND_LIST] = read_list,       [YMR_KIND_VALUE] = read_value,
};
