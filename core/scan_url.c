/* URLs in QR codes (RFC 3986): the pieces of path, query and fragment, each of which may be a code. */
#include "scan_url.h"
#include "words.h"

bool ymr_is_url(ymr_text code)
{
    return ymr_begins_word(code, "https://") || ymr_begins_word(code, "http://") ||
           ymr_begins_word(code, "www.");
}

/* Codes with a NUL, which would end any list of marks, were refused before. */
static bool is_mark(char c, const char *marks)
{
    return strchr(marks, c) != NULL;
}

static char *find_mark(char *at, const char *end, const char *marks)
{
    while (at < end && !is_mark(*at, marks)) {
        at++;
    }
    return at;
}

static ymr_pieces behind_host(ymr_scan *scan, ymr_text url)
{
    char *at = scan->text + (url.bytes - scan->text);
    char *const end = at + url.length;
    if (!ymr_begins_word(url, "www.")) {
        at = find_mark(at, end, "/") + 2;
    }
    return (ymr_pieces){find_mark(at, end, "/?#"), end, false};
}

/*
 * A query is made of `key=value`; the key is no code, and equals signs at the end of a value are padding of
 * Base64.
 */
static ymr_url_piece value_of(ymr_url_piece p)
{
    char *const end = p.at + p.length;
    char *value = find_mark(p.at, end, "=");
    while (value < end && *value == '=') {
        value++;
    }
    return value < end ? (ymr_url_piece){value, (size_t)(end - value)} : p;
}

/* A fragment is taken for a second path, as pages that are programs have it. */
bool ymr_next_piece(ymr_pieces *rest, ymr_url_piece *next)
{
    if (rest->at == rest->end) {
        return false;
    }
    const char mark = *rest->at++;
    if (mark == '?' || mark == '#') {
        rest->query = mark == '?';
    }
    char *const from = rest->at;
    rest->at = find_mark(from, rest->end, rest->query ? "&#" : "/?#");
    *next = (ymr_url_piece){from, (size_t)(rest->at - from)};
    if (rest->query) {
        *next = value_of(*next);
    }
    return true;
}

/*
 * A per cent sign that begins no pair of digits stands for itself: serials have it, and not every maker of
 * links encodes it.
 */
void ymr_decode_piece(ymr_url_piece *p)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->length; i++) {
        char c = p->at[i];
        if (c == '%' && p->length - i > 2) {
            const int high = ymr_hex_digit(p->at[i + 1]);
            const int low = ymr_hex_digit(p->at[i + 2]);
            if (high >= 0 && low >= 0) {
                c = (char)(unsigned char)(high * 16 + low);
                i += 2;
            }
        }
        p->at[kept++] = c;
    }
    p->length = kept;
}

/*
 * What a code consists of: no letters beyond ASCII either, which pages of a Cyrillic address have in their
 * paths.
 */
static bool is_code(ymr_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        const unsigned char c = (unsigned char)text.bytes[i];
        if ((c < ' ' || c > '~') && text.bytes[i] != YMR_GS) {
            return false;
        }
    }
    return true;
}

void ymr_read_url(ymr_scan *scan, ymr_text url)
{
    ymr_pieces rest = behind_host(scan, url);
    ymr_url_piece next;

    scan->url = true;
    if (ymr_read_link(scan, rest)) {
        return;
    }
    while (ymr_next_piece(&rest, &next)) {
        ymr_decode_piece(&next);
        if (is_code(ymr_view(next))) {
            ymr_read_code(scan, ymr_view(next), YMR_CODE_CARRIED);
        }
    }
}
