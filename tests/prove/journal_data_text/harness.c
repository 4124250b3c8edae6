#define LOOK_ONLY
#include "loose.h"

#include "journal_end.h"

#include "journal_parts.h"

typedef struct reader reader;

static void get_bytes(reader *r, void *bytes, size_t length);

#include "journal_data.c"

#include "stored_model.h"

static void get_bytes(reader *r, void *bytes, size_t length)
{
    PROMISE(length == 0 || __CPROVER_w_ok(bytes, length));
    r->failed = r->failed || any_bool();
}

reader nondet_reader(void);

int main(void)
{
    char buffer[ROOM];
    reader r = nondet_reader();

    ASSUME(r.room <= sizeof buffer);
    char *const at = buffer + (sizeof buffer - r.room);
    r.text = at;
    const ymr_text text = get_text(&r);
    PROMISE(text.bytes == NULL ? text.length == 0 : text.bytes == at && r.text == at + text.length);
    PROMISE(r.text + r.room == buffer + sizeof buffer);
    return 0;
}
