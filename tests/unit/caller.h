/**
 * Somebody who calls the client: its buffers, each in memory of exactly its size, and a journal of all that it
 * hears.
 */
#ifndef YMR_TESTS_CALLER_H
#define YMR_TESTS_CALLER_H

#include "dump.h"
#include "script.h"
#include "ymr/client.h"

enum { CALLER_JOURNAL = 1 << 18 };

#define CALLER_KEY "ACMA:caller-secret-key:01234567"

typedef struct caller {
    script script;
    ymr_config config;
    ymr_client client;
    ymr_return result;
    ymr_return_item item;

    dump journal; /* begin, element, oversize, commit, abort, chunk and warn, a line each */
    dump log;     /* the client's log */

    /* How its receivers behave. */
    bool short_journal; /* an element is a line with its index alone */
    unsigned hold;      /* how often each element or chunk is put off */
    unsigned held;      /* how often the one under way was */
    ymr_status refuse;  /* what the receiver answers to element or chunk `refuse_at` */
    uint32_t refuse_at;
    uint32_t count;   /* elements and chunks that were taken */
    uint32_t hold_ms; /* time that passes inside the receiver each time */
    size_t bite;      /* bytes of a chunk that are taken at a time; 0: all */
    uint64_t photo_bytes;
    uint64_t photo_print;  /* of all bytes since the last start */
    unsigned photo_starts; /* chunks at offset 0 */
} caller;

extern const ymr_list_events caller_events;

/** A caller with a workspace of 2048, 8192 and 500, and the default policy, in front of a script. */
void caller_init(caller *c, const script_part *parts, size_t count);

/** The same with buffers of these sizes. */
void caller_init_sized(caller *c, const script_part *parts, size_t count, size_t io, size_t text,
                       size_t tokens);

void caller_end(caller *c);

/** The four calls, run to their end. `caller_get_…` leave a dump of what came in the journal. */
ymr_status caller_get_return(caller *c);
ymr_status caller_get_items(caller *c);
ymr_status caller_get_returns(caller *c);
ymr_status caller_get_photo(caller *c);

/** Starts one of them without running it. */
ymr_status caller_start_returns(caller *c);
ymr_status caller_start_photo(caller *c);

ymr_status caller_take(void *context, const ymr_chunk *chunk, size_t *taken);

/** Fails the test if the API key stands anywhere in the buffers that the client works in. */
void caller_check_no_key(const caller *c, const char *note);

/** FNV-1a, begun with `print` 0. */
uint64_t caller_print(uint64_t print, const char *bytes, size_t length);

/** A whole HTTP answer with these fields (each line ended) before the body; allocated and terminated. */
typedef enum answer_framing { ANSWER_LENGTH, ANSWER_CHUNKED, ANSWER_CLOSE } answer_framing;
char *answer_make(const char *status_and_fields, answer_framing framing, const char *body, size_t body_length,
                  size_t *length);

#define ANSWER_OK "200 OK\r\nContent-Type: application/json;charset=utf-8\r\n"

#endif
