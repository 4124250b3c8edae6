#include "ymr/status.h"

#include <stdint.h>
#include <string.h>

#define VALUE(name, value, text) (value),
#define NAME(name, value, text) #name "\0"
#define TEXT(name, value, text) text "\0"

static const int8_t values[] = {YMR_STATUS_LIST(VALUE)};

/* Strings in a row, in the order of `values`: a pointer to each would cost more than they are looked up. */
static const char names[] = YMR_STATUS_LIST(NAME) "unknown status";
static const char texts[] = YMR_STATUS_LIST(TEXT) "unknown status";

/* The string at the place of `status`; the one behind all places if it has none. */
static const char *look_up(const char *strings, ymr_status status)
{
    for (size_t i = 0; i < sizeof values && values[i] != (int)status; i++) {
        strings += strlen(strings) + 1;
    }
    return strings;
}

const char *ymr_status_text(ymr_status status)
{
    return look_up(texts, status);
}

const char *ymr_status_name(ymr_status status)
{
    return look_up(names, status);
}
