#include <stdlib.h>
#include <string.h>

#include "words.h"

static int count;
static char **words;

void take_words(int argc, char **argv)
{
    count = argc;
    words = argv;
}

const char *option(const char *name, const char *otherwise)
{
    const size_t length = strlen(name);

    for (int i = 1; i < count; i++) {
        if (strncmp(words[i], name, length) == 0 && words[i][length] == '=') {
            return words[i] + length + 1;
        }
    }
    return otherwise;
}

unsigned long number(const char *name, unsigned long otherwise)
{
    const char *text = option(name, NULL);

    return text == NULL ? otherwise : strtoul(text, NULL, 10);
}
