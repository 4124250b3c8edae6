#include "readers.h"

#include "apart.h"
#include "tokens.h"

/* Of each kind the token's type; of a boolean one of the two. */
static const uint8_t types[] = {
    [YMR_KIND_ID] = YMR_TOKEN_NUMBER,     [YMR_KIND_INTEGER] = YMR_TOKEN_NUMBER, [YMR_KIND_DECIMAL] = YMR_TOKEN_NUMBER,
    [YMR_KIND_NUMBER] = YMR_TOKEN_NUMBER, [YMR_KIND_BOOLEAN] = YMR_TOKEN_TRUE,   [YMR_KIND_TEXT] = YMR_TOKEN_STRING,
    [YMR_KIND_ENUM] = YMR_TOKEN_STRING,   [YMR_KIND_DATE] = YMR_TOKEN_STRING,    [YMR_KIND_OBJECT] = YMR_TOKEN_OBJECT,
    [YMR_KIND_LIST] = YMR_TOKEN_ARRAY,
};

static bool is_of_kind(unsigned type, ymr_kind kind)
{
    return kind == YMR_KIND_VALUE || type == types[kind] ||
           (kind == YMR_KIND_BOOLEAN && type == YMR_TOKEN_FALSE);
}

/* A number or a date may be wrong in itself. What may be absent begins with its value, and says that it is there. */

static ymr_status read_whole(ymr_text text, ymr_kind kind, void *member)
{
    const ymr_status status = ymr_integer_parse(text.bytes, text.length, member);
    if (status == YMR_OK && kind == YMR_KIND_INTEGER && member != NULL) {
        ((ymr_integer *)member)->present = true;
    }
    return status;
}

static ymr_status read_exact(ymr_text text, ymr_kind kind, void *member)
{
    const ymr_status status = ymr_decimal_parse(text.bytes, text.length, member);
    if (status == YMR_OK && kind == YMR_KIND_NUMBER && member != NULL) {
        ((ymr_number *)member)->present = true;
    }
    return status;
}

static ymr_status read_date(ymr_text text, ymr_date *member)
{
    if (member == NULL) {
        return ymr_time_parse_iso(text.bytes, text.length, NULL, NULL);
    }
    const ymr_status status = ymr_time_parse_iso(text.bytes, text.length, &member->unix_ms, &member->offset_minutes);
    if (status == YMR_OK) {
        member->text = text;
    }
    return status;
}

/* The others are good as they are. */
static YMR_APART void store(const ymr_document *document, const ymr_token *value, ymr_kind kind,
                            const ymr_names *names, void *member)
{
    const ymr_text text = token_text(document, value);
    switch (kind) {
    case YMR_KIND_BOOLEAN:
        *(ymr_boolean *)member = (ymr_boolean){value->type == YMR_TOKEN_TRUE, true};
        break;
    case YMR_KIND_TEXT:
        *(ymr_text *)member = text;
        break;
    case YMR_KIND_ENUM:
        *(ymr_enum *)member = (ymr_enum){ymr_enum_value(names, text), text};
        break;
    case YMR_KIND_LIST:
        *(ymr_list *)member = list_at(document, value);
        break;
    case YMR_KIND_VALUE:
        *(ymr_value *)member = (ymr_value){document, token_index(document, value)};
        break;
    default: /* an object: what is in it is decoded */
        break;
    }
}

ymr_status ymr_read_value(const ymr_document *document, const ymr_token *value, ymr_kind kind, const ymr_names *names,
                          void *member)
{
    if (!is_of_kind(value->type, kind)) {
        return YMR_E_TYPE;
    }
    switch (kind) {
    case YMR_KIND_ID:
    case YMR_KIND_INTEGER:
        return read_whole(token_text(document, value), kind, member);
    case YMR_KIND_DECIMAL:
    case YMR_KIND_NUMBER:
        return read_exact(token_text(document, value), kind, member);
    case YMR_KIND_DATE:
        return read_date(token_text(document, value), member);
    default:
        if (member != NULL) {
            store(document, value, kind, names, member);
        }
        return YMR_OK;
    }
}
