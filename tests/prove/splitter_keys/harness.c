#include "loose.h"

#include "ymr/splitter.h"

static const char *name_sought(const ymr_splitter *s, unsigned which, size_t *length);

#include "splitter.c"

#include "splitter_model.h"

static ymr_text names[2];

static const char *name_sought(const ymr_splitter *s, unsigned which, size_t *length)
{
    PROMISE(which < 2 && (s->in_element || s->on_path < s->path_depth));
    *length = names[which].length;
    return names[which].bytes;
}

static bool agrees(const ymr_splitter *s)
{
    return (s->match[0] == MISMATCH || s->match[0] <= names[0].length) &&
           (s->match[1] == MISMATCH || (s->in_element && s->match[1] <= names[1].length));
}

static void go_on(ymr_splitter *s)
{
    char buffer[ROOM];
    const ymr_text bytes = any_text(buffer, sizeof buffer);

    if (any_bool()) {
        match_key(s, bytes.bytes, bytes.length);
    } else if (any_bool()) {
        match_escape(s, any_char());
    } else {
        match_unit(s);
    }
    PROMISE(s->in_key && agrees(s) && is_sound(s));
}

int main(void)
{
    char of_names[2][ROOM];
    ymr_splitter s = any_splitter(of_names[0], 0);

    names[0] = any_text(of_names[0], ROOM);
    names[1] = any_text(of_names[1], ROOM);
    if (any_bool()) {
        ASSUME(s.state == KEY || s.state == FIRST_KEY);
        const uint8_t sought = s.sought;
        begin_key(&s);
        PROMISE(s.in_key && agrees(&s) && s.sought == sought);
        return 0;
    }
    ASSUME(s.in_key && agrees(&s));
    if (any_bool()) {
        go_on(&s);
        return 0;
    }
    end_key(&s);
    PROMISE(!s.in_key && is_sound(&s));
    PROMISE(s.sought < PICKED || s.in_element);
    return 0;
}
