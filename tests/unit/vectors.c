#include "vectors.h"

#include <stdio.h>
#include <stdlib.h>

#include "check.h"

static int digit_of(char c)
{
    const char *const digits = "0123456789abcdef";
    const char *at = c != '\0' ? strchr(digits, c) : NULL;
    return at != NULL ? (int)(at - digits) : -1;
}

/* In place. @return the length, or SIZE_MAX at an escape that is none */
static size_t unescape(char *text)
{
    static const char letters[] = "rnt\\", meanings[] = "\r\n\t\\";
    char *out = text;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at != '\\') {
            *out++ = *at;
            continue;
        }
        at++;
        const char *letter = *at != '\0' ? strchr(letters, *at) : NULL;
        if (letter != NULL) {
            *out++ = meanings[letter - letters];
        } else if (*at == 'x' && digit_of(at[1]) >= 0 && digit_of(at[2]) >= 0) {
            *out++ = (char)(digit_of(at[1]) * 16 + digit_of(at[2]));
            at += 2;
        } else {
            return SIZE_MAX;
        }
    }
    *out = '\0';
    return (size_t)(out - text);
}

static bool split(vector *v, char *line)
{
    v->count = 0;
    for (char *next = line; next != NULL; v->count++) {
        if (v->count == VECTOR_FIELDS) {
            return false;
        }
        char *field = next, *tab = strchr(field, '\t');
        next = tab != NULL ? tab + 1 : NULL;
        if (tab != NULL) {
            *tab = '\0';
        }
        v->field[v->count] = field;
        v->length[v->count] = unescape(field);
        if (v->length[v->count] == SIZE_MAX) {
            return false;
        }
    }
    return v->count > 2;
}

unsigned vectors_each(const char *path, void (*check)(const vector *v))
{
    static char line[4096];
    unsigned count = 0;
    vector v = {.line = 0};
    FILE *file = fopen(path, "rb");

    if (!CHECK(file != NULL, path)) {
        return 0;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        const size_t end = strcspn(line, "\n");
        v.line++;
        CHECK(line[end] == '\n', check_note("%s:%u is too long", path, v.line));
        line[end] = '\0';
        if (line[0] == '\0' || line[0] == '#') {
            continue;
        }
        if (CHECK(split(&v, line), check_note("%s:%u cannot be read", path, v.line))) {
            check(&v);
            count++;
        }
    }
    fclose(file);
    return count;
}
