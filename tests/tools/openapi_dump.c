/* Prints descriptor tables and enum lists as JSON, for openapi_check.py to compare with the API's own. */
#include <stdio.h>

#include "ymr/envelope.h"
#include "ymr/returns.h"

static const struct {
    const char *schemas; /* in the API's description; several when an answer is put together from them */
    const ymr_shape *shape;
} roots[] = {
    {"ReturnDTO", &ymr_return_shape},
    {"GetReturnResponse ApiErrorResponse", &ymr_envelope_shape},
    {"PackagingForwardScrollingPagerDTO", &ymr_paging_shape},
};

static const char *const kinds[] = {
    [YMR_KIND_ID] = "ID",         [YMR_KIND_INTEGER] = "INTEGER", [YMR_KIND_DECIMAL] = "DECIMAL",
    [YMR_KIND_NUMBER] = "NUMBER", [YMR_KIND_BOOLEAN] = "BOOLEAN", [YMR_KIND_TEXT] = "TEXT",
    [YMR_KIND_ENUM] = "ENUM",     [YMR_KIND_DATE] = "DATE",       [YMR_KIND_OBJECT] = "OBJECT",
    [YMR_KIND_LIST] = "LIST",     [YMR_KIND_VALUE] = "VALUE",
};

static void print_names(const ymr_names *names)
{
    printf(",\"table\":\"%p\",\"names\":[", (const void *)names);
    for (unsigned i = 0; i < names->count; i++) {
        printf("%s\"%s\"", i > 0 ? "," : "", names->names[i]);
    }
    putchar(']');
}

static void print_shape(const ymr_shape *shape);

static void print_field(const ymr_field *field)
{
    const bool is_list = field->kind == YMR_KIND_LIST;
    const uint8_t kind = is_list ? field->element : field->kind;

    printf("{\"key\":\"%.*s\",\"required\":%s,\"list\":%s,\"kind\":\"%s\"", field->key_length, field->key,
           field->required ? "true" : "false", is_list ? "true" : "false", kinds[kind]);
    if (kind == YMR_KIND_ENUM) {
        print_names(field->of);
    } else if (kind == YMR_KIND_OBJECT) {
        print_shape(field->of);
    }
    putchar('}');
}

static void print_shape(const ymr_shape *shape)
{
    printf(",\"table\":\"%p\",\"fields\":[", (const void *)shape);
    for (unsigned i = 0; i < shape->count; i++) {
        printf("%s", i > 0 ? "," : "");
        print_field(&shape->fields[i]);
    }
    putchar(']');
}

int main(void)
{
    putchar('[');
    for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++) {
        printf("%s{\"schemas\":\"%s\"", i > 0 ? "," : "", roots[i].schemas);
        print_shape(roots[i].shape);
        printf("}\n");
    }
    puts("]");
    return 0;
}
