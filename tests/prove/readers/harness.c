#include "readers.c"

#include "document_model.h"

ymr_status ymr_integer_parse(const char *text, size_t length, int64_t *out)
{
    PROMISE(length == 0 || __CPROVER_r_ok(text, length));
    if (out != NULL) {
        *out = any_int64();
    }
    return any_bool() ? YMR_OK : any_bool() ? YMR_E_RANGE : YMR_E_TYPE;
}

ymr_status ymr_decimal_parse(const char *text, size_t length, ymr_decimal *out)
{
    PROMISE(length == 0 || __CPROVER_r_ok(text, length));
    if (out != NULL) {
        *out = (ymr_decimal){any_int64(), 0};
    }
    return any_bool() ? YMR_OK : YMR_E_RANGE;
}

ymr_status ymr_time_parse_iso(const char *text, size_t length, int64_t *unix_ms, int16_t *offset_minutes)
{
    PROMISE(length == 0 || __CPROVER_r_ok(text, length));
    PROMISE((unix_ms == NULL) == (offset_minutes == NULL));
    if (unix_ms != NULL) {
        *unix_ms = any_int64();
        *offset_minutes = any_int16();
    }
    return any_bool() ? YMR_OK : YMR_E_SYNTAX;
}

int ymr_enum_value(const ymr_names *names, ymr_text text)
{
    const int value = any_int();
    PROMISE(text.length == 0 || __CPROVER_r_ok(text.bytes, text.length));
    ASSUME(value >= 1 && value < names->count + 2);
    return value;
}

int main(void)
{
    static const ymr_names names = {"A\0", 1};
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t i = any_uint32();
    const unsigned kind = any_unsigned();
    int64_t id;
    ymr_integer integer;
    ymr_decimal decimal;
    ymr_number number;
    ymr_boolean boolean;
    ymr_text view;
    ymr_enum constant;
    ymr_date date;
    ymr_list list;
    ymr_value value;
    bool object;
    void *const members[] = {&id, &integer, &decimal, &number, &boolean, &view, &constant, &date, &object, &list, &value};

    ASSUME(i < document.count && kind <= YMR_KIND_VALUE);
    const ymr_token *const token = &document.tokens[i];
    const bool stored = any_bool();
    const ymr_status status =
        ymr_read_value(&document, token, (ymr_kind)kind, &names, stored ? members[kind] : NULL);
    if (status == YMR_OK) {
        PROMISE(kind != YMR_KIND_OBJECT || token->type == YMR_TOKEN_OBJECT);
        PROMISE(kind != YMR_KIND_LIST || token->type == YMR_TOKEN_ARRAY);
        PROMISE(kind != YMR_KIND_LIST || !stored || (list.token == i + 1 && list.left < token->extent - i));
        PROMISE(kind != YMR_KIND_TEXT || !stored || view.length <= DOCUMENT_TEXT);
    }
    return 0;
}
