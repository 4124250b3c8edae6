#include "prove.h"

#include "splitter.c"

#include "splitter_model.h"

int main(void)
{
    char of_path[ROOM], buffer[ROOM];
    const char *const path = any_string(of_path, sizeof of_path);
    ymr_splitter s = nondet_splitter();

    ymr_splitter_init(&s, path, buffer, sizeof buffer, NULL, NULL);
    unsigned keys = 1;
    for (size_t i = 0; i < sizeof of_path && path[i] != '\0'; i++) {
        keys += path[i] == '.';
    }
    PROMISE(s.path_depth == keys && s.path == path && s.buffer == buffer && s.size == sizeof buffer);
    PROMISE(is_sound(&s) && s.state == VALUE && s.depth == 0);
    return 0;
}
