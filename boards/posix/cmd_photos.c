#include "commands.h"

#include <errno.h>
#include <sys/stat.h>

#include "display.h"
#include "download.h"
#include "errors.h"
#include "exits.h"
#include "notes.h"
#include "spool.h"
#include "ymr/returns.h"

enum { HASH_SIZE = 1024 };

/* What is known of each photo while the return is read; the hash's bytes follow. */
typedef struct record {
    int64_t item_id;
    uint64_t length;
} record;

static spool found;

static void keep(ymr_integer item_id, ymr_text hash)
{
    const record head = {item_id.value, hash.length};
    if (!item_id.present || hash.length > HASH_SIZE) {
        note_warning("photo %s cannot be downloaded: %s", display_safe(hash),
                     item_id.present ? "its hash is too long" : "its claim has no returnItemId");
        return;
    }
    out_bytes(&found.to, (const char *)&head, sizeof head);
    out_bytes(&found.to, hash.bytes, hash.length);
}

static void keep_item(const ymr_return_item *item)
{
    static ymr_decision decision;
    ymr_list decisions = item->decisions;
    ymr_text hash;

    while (ymr_decision_next(&decisions, &decision)) {
        while (ymr_list_next_text(&decision.images, &hash)) {
            keep(decision.return_item_id, hash);
        }
    }
}

static void on_begin(void *context, uint32_t page)
{
    (void)context;
    (void)page;
    spool_start(&found);
}

static ymr_status on_item(void *context, uint32_t index, const void *element)
{
    (void)context;
    (void)index;
    keep_item(element);
    return found.to.error == 0 ? YMR_OK : YMR_E_STOPPED;
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    (void)context;
    (void)what;
    return YMR_E_SPACE;
}

/* By items from the start: only one of them has to fit at a time. */
static ymr_status find_photos(session *s, int64_t order_id, int64_t return_id)
{
    static const ymr_list_events events = {.begin = on_begin, .element = on_item, .oversize = on_oversize};
    static ymr_return_item item;
    static ymr_return head;

    const ymr_status status = session_run(
        s, ymr_start_return_by_items(&s->client, order_id, return_id, &events, NULL, &item, &head));
    if (status != YMR_E_SPACE && status != YMR_E_TOKENS) {
        return status;
    }
    note_detail("an item is too long for the usual buffers: using the large ones");
    session_large(s, true);
    return session_run(
        s, ymr_start_return_by_items(&s->client, order_id, return_id, &events, NULL, &item, &head));
}

/* One photo that fails does not keep the others away; a way that fails does. */
static bool goes_on(int ends)
{
    return ends == EXIT_DONE || ends == EXIT_NOT_FOUND || ends == EXIT_INVALID;
}

static int download_all(session *s, photo *what)
{
    static char hash[HASH_SIZE];
    const int64_t length = spool_length(&found);
    int first = EXIT_DONE;
    record head;

    for (int64_t at = 0; at < length && spool_read(&found, at, &head, sizeof head);) {
        at += (int64_t)sizeof head;
        if (head.length != 0 && !spool_read(&found, at, hash, (size_t)head.length)) {
            break;
        }
        at += (int64_t)head.length;
        what->item_id = head.item_id;
        what->hash = (ymr_text){hash, (size_t)head.length};
        const int ends = download_photo(s, what);
        first = first == EXIT_DONE ? ends : first;
        if (!goes_on(ends)) {
            break;
        }
    }
    return spool_good(&found) ? first : EXIT_LOCAL;
}

static int run(session *s, photo *what)
{
    const ymr_status status = find_photos(s, what->order_id, what->return_id);
    if (found.to.error != 0) {
        spool_good(&found);
        return EXIT_LOCAL;
    }
    if (status != YMR_OK) {
        return errors_call(s, status,
                           errors_subject("return %lld of order %lld", (long long)what->return_id,
                                          (long long)what->order_id));
    }
    session_large(s, false);
    if (spool_length(&found) == 0) {
        note_warning("return %lld of order %lld has no photos", (long long)what->return_id,
                     (long long)what->order_id);
    }
    return download_all(s, what);
}

int cmd_photos(const options *given)
{
    static session s;
    photo what = {.directory = given->directory == NULL ? "." : given->directory, .with_item = true};

    if (!options_id("ORDER", given->words[0], &what.order_id) ||
        !options_id("RETURN", given->words[1], &what.return_id)) {
        return EXIT_USAGE;
    }
    if (given->directory != NULL && mkdir(given->directory, 0777) != 0 && errno != EEXIST) {
        return errors_file(display_safe_string(given->directory), errno);
    }
    const int failed = session_open(&s, given);
    return failed != 0 ? failed : session_close(&s, run(&s, &what));
}
