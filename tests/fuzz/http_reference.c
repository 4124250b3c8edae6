#define _GNU_SOURCE /* memmem */

#include "http_reference.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct view {
    const char *at;
    const char *end;
} view;

typedef struct head {
    unsigned status;
    unsigned lengths; /* how many Content-Length there are */
    unsigned codings; /* how many Transfer-Encoding */
    bool chunked;
    bool known; /* the length is a number */
    uint64_t length;
} head;

/* Up to the mark, which is taken with it. */
static bool take_until(view *from, const char *mark, view *out)
{
    const char *found = memmem(from->at, (size_t)(from->end - from->at), mark, strlen(mark));
    if (found == NULL) {
        return false;
    }
    *out = (view){from->at, found};
    from->at = found + strlen(mark);
    return true;
}

static bool is_named(view line, const char *name)
{
    const size_t length = strlen(name);
    return (size_t)(line.end - line.at) > length && strncasecmp(line.at, name, length) == 0 &&
           line.at[length] == ':';
}

static view value_of(view line)
{
    view value = {(const char *)memchr(line.at, ':', (size_t)(line.end - line.at)) + 1, line.end};
    while (value.at < value.end && (*value.at == ' ' || *value.at == '\t')) {
        value.at++;
    }
    while (value.at < value.end && (value.end[-1] == ' ' || value.end[-1] == '\t')) {
        value.end--;
    }
    return value;
}

static bool read_digits(view digits, unsigned base, uint64_t *number)
{
    static const char known[] = "0123456789abcdef";
    *number = 0;
    for (const char *at = digits.at; at < digits.end; at++) {
        const char *digit = memchr(known, *at >= 'A' && *at <= 'F' ? *at + 32 : *at, base);
        if (digit == NULL || *number > UINT64_MAX / 16) {
            return false;
        }
        *number = *number * base + (uint64_t)(digit - known);
    }
    return digits.at < digits.end;
}

static void read_field(view line, head *h)
{
    const view value = is_named(line, "content-length") || is_named(line, "transfer-encoding")
                           ? value_of(line)
                           : (view){NULL, NULL};
    if (is_named(line, "content-length")) {
        h->lengths++;
        h->known = read_digits(value, 10, &h->length);
    }
    if (is_named(line, "transfer-encoding")) {
        h->codings++;
        h->chunked = value.end - value.at == 7 && strncasecmp(value.at, "chunked", 7) == 0;
    }
}

static bool read_head(view *from, head *h)
{
    view line;
    uint64_t status;
    memset(h, 0, sizeof *h);
    if (!take_until(from, "\r\n", &line) || line.end - line.at < 13 || memcmp(line.at, "HTTP/1.", 7) != 0 ||
        !read_digits((view){line.at + 9, line.at + 12}, 10, &status)) {
        return false;
    }
    h->status = (unsigned)status;
    do {
        if (!take_until(from, "\r\n", &line)) {
            return false;
        }
        read_field(line, h);
    } while (line.at < line.end);
    return true;
}

static bool take_body(view *from, uint64_t length, http_reference *out)
{
    if ((uint64_t)(from->end - from->at) < length) {
        return false;
    }
    out->body = realloc(out->body, out->length + length + 1);
    memcpy(out->body + out->length, from->at, length);
    out->length += length;
    from->at += length;
    return true;
}

static bool take_chunks(view *from, http_reference *out)
{
    uint64_t size = 1;
    view line;
    while (size > 0) {
        if (!take_until(from, "\r\n", &line)) {
            return false;
        }
        const char *end = line.at;
        while (end < line.end && *end != ';' && *end != ' ' && *end != '\t') {
            end++;
        }
        if (!read_digits((view){line.at, end}, 16, &size) || !take_body(from, size, out) ||
            (size > 0 && (!take_until(from, "\r\n", &line) || line.at != line.end))) {
            return false;
        }
    }
    do {
        if (!take_until(from, "\r\n", &line)) {
            return false;
        }
    } while (line.at < line.end);
    return true;
}

static bool read_body(view *from, const head *h, bool closed, bool connect, http_reference *out)
{
    const bool tunnel = connect && h->status / 100 == 2;
    if (tunnel || h->status == 204 || h->status == 304) {
        return true;
    }
    if (h->lengths + h->codings > 1 || (h->codings == 1 && !h->chunked)) {
        return false;
    }
    if (h->chunked) {
        return take_chunks(from, out);
    }
    if (h->lengths == 1) {
        return h->known && take_body(from, h->length, out);
    }
    return closed && take_body(from, (uint64_t)(from->end - from->at), out);
}

bool http_reference_read(const char *bytes, size_t length, bool closed, bool connect, http_reference *out)
{
    view from = {bytes, bytes + length};
    head h;
    *out = (http_reference){.body = malloc(1)};
    do {
        if (!read_head(&from, &h)) {
            free(out->body);
            return false;
        }
    } while (h.status < 200);
    if (!read_body(&from, &h, closed, connect, out)) {
        free(out->body);
        return false;
    }
    out->status = h.status;
    out->used = (size_t)(from.at - bytes);
    return true;
}
