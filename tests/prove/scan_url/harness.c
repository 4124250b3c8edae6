#include "prove.h"

#include "scan_url.h"

static ymr_pieces behind_host(ymr_scan *scan, ymr_text url);
static bool is_code(ymr_text text);

#include "scan_url.c"

enum { BYTES = ROOM };

static ymr_scan scan;
static ymr_text url;

static bool is_of_url(ymr_text text)
{
    const size_t at = (size_t)(text.bytes - url.bytes);
    return at > 0 && at <= url.length && text.length <= url.length - at;
}

static ymr_pieces behind_host(ymr_scan *of, ymr_text text)
{
    const size_t host = any_size();
    PROMISE(text.bytes == url.bytes && text.length == url.length);
    ASSUME(host > 0 && host <= text.length);
    char *const at = of->text + (text.bytes - of->text);
    return (ymr_pieces){at + host, at + text.length, false};
}

static bool is_code(ymr_text text)
{
    PROMISE(is_of_url(text));
    return any_bool();
}

/* Where the rest begins is counted from the URL's begin, so that the prover need not add up the pieces. */
bool ymr_next_piece(ymr_pieces *rest, ymr_url_piece *next)
{
    const size_t at = (size_t)(rest->at - url.bytes), from = any_size(), length = any_size(), end = any_size();
    PROMISE(at <= url.length && rest->end == url.bytes + url.length);
    if (at == url.length) {
        return false;
    }
    ASSUME(from > at && from <= end && length <= end - from && end <= url.length);
    *next = (ymr_url_piece){scan.text + from, length};
    rest->at = scan.text + end;
    rest->query = any_bool();
    return true;
}

void ymr_decode_piece(ymr_url_piece *piece)
{
    const size_t length = any_size();
    PROMISE(is_of_url(ymr_view(*piece)));
    ASSUME(length <= piece->length);
    piece->length = length;
}

bool ymr_read_link(ymr_scan *of, ymr_pieces rest)
{
    PROMISE(of == &scan && rest.at > url.bytes && rest.at <= rest.end && rest.end == url.bytes + url.length);
    return any_bool();
}

void ymr_read_code(ymr_scan *of, ymr_text code, ymr_code_source source)
{
    PROMISE(of == &scan && source == YMR_CODE_CARRIED && is_of_url(code));
}

int main(void)
{
    const size_t length = any_size();

    ASSUME(length >= 4 && length <= BYTES);
    url = (ymr_text){scan.text, length};
    ymr_read_url(&scan, url);
    PROMISE(scan.url);
    return 0;
}
