/* What the core calls of libc and the prover brings no model of, as C11 (7.24) defines it. */
#include <string.h>

size_t strspn(const char *text, const char *accepted)
{
    size_t length = 0;
    while (text[length] != '\0' && strchr(accepted, text[length]) != NULL) {
        length++;
    }
    return length;
}

size_t strcspn(const char *text, const char *refused)
{
    size_t length = 0;
    while (text[length] != '\0' && strchr(refused, text[length]) == NULL) {
        length++;
    }
    return length;
}

char *strstr(const char *text, const char *wanted)
{
    const size_t length = strlen(wanted);
    for (; strncmp(text, wanted, length) != 0; text++) {
        if (*text == '\0') {
            return NULL;
        }
    }
    return (char *)text;
}

void *memchr(const void *bytes, int wanted, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++) {
        if (at[i] == (unsigned char)wanted) {
            return (void *)(at + i);
        }
    }
    return NULL;
}
