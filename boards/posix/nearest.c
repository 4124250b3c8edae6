#include "nearest.h"

#include <string.h>

#include "completion.h"

enum { LONGEST = 32, NEAR = 3 };

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/*
 * Letters to insert, delete, change or exchange with the next one until one word is the other: Damerau's distance,
 * of which optimal string alignment is the simple form.
 */
static unsigned distance(const char *a, const char *b)
{
    unsigned rows[3][LONGEST + 1];
    const size_t height = strlen(a), width = strlen(b);

    if (height > LONGEST || width > LONGEST) {
        return NEAR + 1;
    }
    for (unsigned j = 0; j <= width; j++) {
        rows[0][j] = j;
    }
    for (unsigned i = 1; i <= height; i++) {
        unsigned *const row = rows[i % 3];
        const unsigned *const above = rows[(i + 2) % 3], *const before = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = least(row[j], before[j - 2] + 1);
            }
        }
    }
    return rows[height % 3][width];
}

/* Half of a word changed is another word. */
static bool is_nearer(const char *word, const char *name, unsigned *best)
{
    const unsigned far = distance(word, name);
    if (far >= *best || far * 2 > strlen(name)) {
        return false;
    }
    *best = far;
    return true;
}

const char *nearest_command(const char *group, const char *word)
{
    const char *nearest = NULL;
    unsigned best = NEAR + 1;
    for (unsigned i = 0; i < command_count; i++) {
        const char *const name = group == NULL ? commands[i].name : completion_behind(commands[i].name, group);
        if (name != NULL && is_nearer(word, name, &best)) {
            nearest = commands[i].name;
        }
    }
    return nearest;
}

const char *nearest_setting(const command *of, const char *word)
{
    const char *nearest = NULL;
    unsigned best = NEAR + 1;
    for (unsigned i = 0; i < setting_count; i++) {
        const bool known = of == NULL || (settings[i].commands & of->bit) != 0;
        if (known && is_nearer(word, settings[i].name, &best)) {
            nearest = settings[i].name;
        }
    }
    return nearest;
}
