#include "prove.h"

enum { NO_DOT = 0xff };

/* The path, and of each of its bytes, the terminator among them, where the next dot is from there on. */
static char path[ROOM];
static uint8_t next_dot[ROOM];

static const char *find_dot(const char *text, char wanted)
{
    const size_t at = (size_t)(text - path);
    PROMISE(__CPROVER_same_object(text, path) && at < sizeof path && wanted == '.');
    return next_dot[at] == NO_DOT ? NULL : path + next_dot[at];
}

#define strchr(text, wanted) find_dot((text), (wanted))

#include "splitter.c"

#include "splitter_model.h"

int main(void)
{
    ymr_splitter s = nondet_splitter();
    const unsigned which = any_unsigned();
    size_t length;
    unsigned dots = 0;

    for (size_t i = 0; i < sizeof path; i++) {
        path[i] = any_char();
    }
    path[sizeof path - 1] = '\0';
    const size_t from = any_size();
    for (size_t i = sizeof path; i-- > 0;) {
        next_dot[i] = path[i] == '.' ? (uint8_t)i : i + 1 < sizeof path ? next_dot[i + 1] : NO_DOT;
        ASSUME(i < from || path[i] != '\0' || i == sizeof path - 1);
        dots += i >= from && path[i] == '.';
    }
    ASSUME(from < sizeof path && which < 2 && s.on_path <= dots);
    s.path = path + from;
    s.in_element = any_bool();

    const char *const name = name_sought(&s, which, &length);
    PROMISE(__CPROVER_r_ok(name, length + 1));
    PROMISE(name[length] == '\0' || (name[length] == '.' && !s.in_element));
    PROMISE(!s.in_element || name == picks[which]);
    return 0;
}
