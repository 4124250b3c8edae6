#include "download.h"

#include <errno.h>

#include "display.h"
#include "errors.h"
#include "exits.h"
#include "files.h"
#include "json_out.h"
#include "notes.h"
#include "progress.h"

typedef struct download {
    target file;
    bool begun;            /* bytes have come */
    unsigned char first;   /* of them */
    bool cannot_take_back; /* a new try begins, and the old bytes are gone down a pipe */
} download;

static ymr_status take_chunk(void *context, const ymr_chunk *chunk, size_t *taken)
{
    download *const d = context;

    if (chunk->offset == 0) {
        if (!files_restart(&d->file)) {
            d->cannot_take_back = d->file.error == 0;
            return YMR_E_STOPPED;
        }
        if (chunk->length != 0) {
            d->begun = true;
            d->first = (unsigned char)chunk->bytes[0];
        }
    }
    if (!files_write(&d->file, chunk->bytes, chunk->length)) {
        return YMR_E_STOPPED;
    }
    *taken = chunk->length;
    progress_set(chunk->offset + chunk->length, chunk->total_known ? chunk->total : 0);
    return YMR_OK;
}

/*
 * Both formats begin with a byte of their own, and the library has compared more than that with
 * Content-Type.
 */
static const char *extension(const download *d)
{
    return !d->begun ? ".bin" : d->first == 0xFF ? ".jpg" : d->first == 0x89 ? ".png" : ".bin";
}

static ymr_text item_in_front(const photo *what, char digits[YMR_INTEGER_SIZE])
{
    if (!what->with_item) {
        return (ymr_text){"", 0};
    }
    size_t length = ymr_integer_write(what->item_id, digits);
    digits[length++] = '-';
    return (ymr_text){digits, length};
}

static bool open_file(download *d, const photo *what)
{
    return what->output != NULL ? files_open(&d->file, what->output)
                                : files_open_nameless(&d->file, what->directory);
}

static bool finish_file(download *d, const photo *what)
{
    char digits[YMR_INTEGER_SIZE];
    if (what->output == NULL &&
        !files_name(&d->file, item_in_front(what, digits), what->hash, extension(d))) {
        files_abandon(&d->file);
        return false;
    }
    return files_commit(&d->file);
}

static void photo_members(out *to, const void *photo_of)
{
    const photo *const what = photo_of;
    out_format(to, "\"returnItemId\":%lld,\"hash\":", (long long)what->item_id);
    json_string(to, what->hash);
    out_text(to, ",");
}

static void tell_result(const download *d, void (*members)(out *to, const void *what), const void *what,
                        bool json)
{
    char size[24];

    if (d->file.path[0] == '-' && d->file.path[1] == '\0') {
        return;
    }
    if (json) {
        out_text(&out_result, "{");
        members(&out_result, what);
        out_text(&out_result, "\"file\":");
        json_string(&out_result, display_view(d->file.path));
        out_format(&out_result, ",\"bytes\":%llu}\n", (unsigned long long)d->file.written);
    } else {
        out_format(&out_result, "%s  %s\n", files_label(&d->file), progress_size(d->file.written, size));
    }
    out_flush(&out_result);
}

static int tell_failure(session *s, const download *d, ymr_status status, const char *subject)
{
    if (d->cannot_take_back) {
        note_error("%s broke off after %llu bytes, which cannot be taken back from %s: use -o FILE", subject,
                   (unsigned long long)d->file.written, files_label(&d->file));
        return EXIT_NETWORK;
    }
    return d->file.error != 0 ? errors_file(files_label(&d->file), d->file.error)
                              : errors_call(s, status, subject);
}

/* Ends the file when its call has failed. */
static int give_up(session *s, download *d, ymr_status status, const char *subject)
{
    progress_drop();
    files_abandon(&d->file);
    return tell_failure(s, d, status, subject);
}

static download *fresh(void)
{
    static download under_way;
    under_way.begun = under_way.cannot_take_back = false;
    return &under_way;
}

int download_photo(session *s, const photo *what)
{
    const char *const name = display_safe(what->hash);
    download *const d = fresh();

    if (!open_file(d, what)) {
        return errors_file(files_label(&d->file), d->file.error);
    }
    progress_begin(name);
    const ymr_status status = session_run(s, ymr_start_photo(&s->client, what->order_id, what->return_id,
                                                             what->item_id, what->hash, take_chunk, d));
    if (status != YMR_OK) {
        return give_up(s, d, status, errors_subject("photo %s of item %lld", name, (long long)what->item_id));
    }
    progress_end();
    if (!finish_file(d, what)) {
        return errors_file(files_label(&d->file), d->file.error);
    }
    tell_result(d, photo_members, what, s->given->json);
    return errors_finish(EXIT_DONE);
}

int download_file(session *s, const file_plan *plan)
{
    download *const d = fresh();

    if (!files_open(&d->file, plan->output)) {
        return errors_file(files_label(&d->file), d->file.error);
    }
    progress_begin(plan->label);
    const ymr_status status = session_run(s, plan->start(s, take_chunk, d, plan->what));
    if (status != YMR_OK) {
        return give_up(s, d, status, plan->subject);
    }
    progress_end();
    if (!files_commit(&d->file)) {
        return errors_file(files_label(&d->file), d->file.error);
    }
    tell_result(d, plan->members, plan->what, s->given->json);
    return errors_finish(EXIT_DONE);
}
