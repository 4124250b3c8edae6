#define LOOK_ONLY
#include "loose.h"

#include "journal_end.h"

#include "journal_parts.h"

typedef struct reader reader;

static void get_bytes(reader *r, void *bytes, size_t length);
static ymr_text get_text(reader *r);

#include "journal_data.c"

#include "stored_model.h"

static void get_bytes(reader *r, void *bytes, size_t length)
{
    PROMISE(length == 0 || __CPROVER_w_ok(bytes, length));
    r->failed = r->failed || any_bool();
}

static ymr_text get_text(reader *r)
{
    r->failed = r->failed || any_bool();
    return (ymr_text){any_bool() ? "" : NULL, 0};
}

int main(void)
{
    ymr_item_decision item;
    reader r = {.failed = any_bool()};

    get_item(&r, &item);
    return 0;
}
