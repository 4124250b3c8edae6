#include <string.h>

#include "ymr/json.h"

/* A path is known from its end, so it is written backwards into the end of the buffer and moved to its front. */
typedef struct writer {
    char *path;
    size_t at; /* first byte written so far */
    bool cut;
} writer;

/* Of the longest one, "[4294967295]": where that has no room, no shorter one is tried. */
enum { INDEX_SIZE = 12 };

static const char ellipsis[] = "\xe2\x80\xa6";

/* A piece that does not fit stays out whole. */
static void put_front(writer *w, const char *bytes, size_t length)
{
    if (w->cut || length > w->at) {
        w->cut = true;
        return;
    }
    w->at -= length;
    memcpy(w->path + w->at, bytes, length);
}

static void put_key(writer *w, const char *key, size_t length)
{
    put_front(w, key, length);
    put_front(w, ".", 1);
}

/* A number, too, is known from its end. */
static void put_index(writer *w, uint32_t index)
{
    char *at = w->path + w->at;
    w->cut = w->cut || w->at < INDEX_SIZE;
    if (w->cut) {
        return;
    }
    *--at = ']';
    do {
        *--at = (char)('0' + index % 10);
        index /= 10;
    } while (index > 0);
    *--at = '[';
    w->at = (size_t)(at - w->path);
}

/* The object or array that holds a token itself; how many others of it, keys included, stand before that. */
static uint32_t holder_of(const ymr_document *document, uint32_t token, uint32_t *before)
{
    uint32_t holder = 0;
    uint32_t at = 1;
    *before = 0;
    while (at != token) {
        const uint32_t after = ymr_json_skip(document, at);
        if (after > token) {
            holder = at++;
            *before = 0;
        } else {
            at = after;
            ++*before;
        }
    }
    return holder;
}

static void put_ancestors(writer *w, const ymr_document *document, uint32_t token)
{
    while (token > 0) {
        uint32_t index;
        const uint32_t holder = holder_of(document, token, &index);
        if (document->tokens[holder].type == YMR_TOKEN_OBJECT) {
            const ymr_text key = ymr_json_text(document, token - 1);
            put_key(w, key.bytes, key.length);
        } else {
            put_index(w, index);
        }
        token = holder;
    }
    if (document->origin != NULL) {
        put_index(w, document->origin_index);
        put_key(w, document->origin, strlen(document->origin));
    }
}

/* Moves the path to the buffer's front, without its first dot, or with an ellipsis for what did not fit. */
static void finish(writer *w)
{
    const size_t end = YMR_MAX_PATH - 1;
    size_t front = 0;
    if (w->cut) {
        front = sizeof ellipsis - 1;
        /* A character that is cut in two would be no UTF-8. */
        while (w->at < end && (w->at < front || ((unsigned char)w->path[w->at] & 0xc0) == 0x80)) {
            w->at++;
        }
    } else if (w->at < end) {
        w->at++; /* the dot: roots are objects, so a path begins with a key */
    }
    memmove(w->path + front, w->path + w->at, end - w->at);
    memcpy(w->path, ellipsis, front);
    w->path[front + end - w->at] = '\0';
}

void ymr_json_path(const ymr_document *document, uint32_t token, const char *key, char *path)
{
    writer w = {path, YMR_MAX_PATH - 1, false};
    if (key != NULL) {
        put_key(&w, key, strlen(key));
    }
    put_ancestors(&w, document, token);
    finish(&w);
}
