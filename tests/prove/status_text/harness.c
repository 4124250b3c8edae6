#include "prove.h"

#include "status.c"

static bool begins_within(const char *text, const char *strings, size_t size)
{
    const size_t at = (size_t)(text - strings);
    return __CPROVER_same_object(text, strings) && at < size && (at == 0 || strings[at - 1] == '\0');
}

int main(void)
{
    const ymr_status status = any_int();
    bool is = false;

    for (size_t i = 0; i < sizeof values; i++) {
        is = is || values[i] == status;
    }
    const char *const name = ymr_status_name(status);
    PROMISE(begins_within(name, names, sizeof names));
    PROMISE(is == (name < names + sizeof names - sizeof "unknown status"));
    PROMISE(begins_within(ymr_status_text(status), texts, sizeof texts));
    return 0;
}
