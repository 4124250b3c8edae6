#include "loose.h"

#include "resolve.c"

#include "document_model.h"

const ymr_names ymr_decision_type_names = {"", 9};

uint32_t ymr_json_skip(const ymr_document *document, uint32_t token)
{
    PROMISE(token < document->count);
    return holds(&document->tokens[token]) ? document->tokens[token].extent : token + 1;
}

ymr_text ymr_json_text(const ymr_document *document, uint32_t token)
{
    PROMISE(token < document->count);
    const ymr_token *const said = &document->tokens[token];
    return (ymr_text){document->text + said->start, holds(said) ? 0 : said->extent};
}

ymr_status ymr_integer_parse(const char *text, size_t length, int64_t *value)
{
    PROMISE(length == 0 || __CPROVER_r_ok(text, length));
    *value = any_int64();
    return YMR_OK;
}

int ymr_enum_value(const ymr_names *names, ymr_text text)
{
    const int value = any_int();
    PROMISE(names == &ymr_decision_type_names && (text.length == 0 || __CPROVER_r_ok(text.bytes, text.length)));
    ASSUME(value >= 1 && value < names->count + 2);
    return value;
}

int main(void)
{
    char text[DOCUMENT_TEXT];
    ymr_token tokens[DOCUMENT_TOKENS];
    const ymr_document document = any_document(text, tokens);
    const uint32_t i = any_uint32();

    ASSUME(i < document.count && document.tokens[i].type == YMR_TOKEN_OBJECT);
    const uint32_t end = document.tokens[i].extent;
    const unsigned which = any_unsigned() % 4;
    if (which == 0) {
        const uint32_t value = member_of(&document, i, "decisions");
        PROMISE(value == 0 || (value > i + 1 && value < end));
    } else if (which == 1) {
        int64_t id;
        (void)read_id(&document, i, &id);
    } else if (which == 2) {
        const int type = read_type(&document, i);
        PROMISE(type >= 0 && type < ymr_decision_type_names.count + 2);
    } else {
        const ymr_list list = list_of(&document, i, "decisions");
        PROMISE(list.left == 0 || (list.document == &document && list.token > i && list.token + list.left <= end));
    }
    return 0;
}
