/* Beginnings and ends of texts. */
#include "scan_parts.h"
#include "words.h"

static bool is_margin(char c)
{
    return ymr_is_blank(c) || c == '\r' || c == '\n';
}

bool ymr_text_begins(ymr_text text, const char *wanted, size_t length)
{
    return text.length >= length && memcmp(text.bytes, wanted, length) == 0;
}

void ymr_trim(ymr_text *text)
{
    while (text->length > 0 && is_margin(text->bytes[0])) {
        *text = ymr_behind(*text, 1);
    }
    while (text->length > 0 && is_margin(text->bytes[text->length - 1])) {
        text->length--;
    }
}

bool ymr_begins_word(ymr_text text, const char *word)
{
    const size_t length = strlen(word);
    if (text.length < length) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (ymr_lower(text.bytes[i]) != word[i]) {
            return false;
        }
    }
    return true;
}
