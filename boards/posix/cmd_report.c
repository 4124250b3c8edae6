#include "commands.h"

#include <string.h>

#include "display.h"
#include "download.h"
#include "errors.h"
#include "exits.h"
#include "json_out.h"
#include "notes.h"
#include "pause.h"
#include "progress.h"
#include "ymr/reports.h"

enum { PATIENCE_MS = 15 * 60 * 1000, EXTENSION_MOST = 5 };

typedef struct making {
    session session;
    const options *given;
    char id[YMR_MAX_REPORT_ID + 1];
    int64_t estimated_ms;
    uint64_t began;
    ymr_url url;
} making;

/* What --timeout leaves of its time, which is for all calls and pauses together; 0 of a call's time is no
 * limit. */
static int64_t left_ms(const making *m)
{
    const int64_t patience = !m->given->timeout_given    ? PATIENCE_MS
                             : m->given->timeout_ms == 0 ? INT64_MAX
                                                         : m->given->timeout_ms;
    const int64_t gone = (int64_t)(progress_clock() - m->began);
    return gone < patience ? patience - gone : 0;
}

static void limit_call(making *m, uint32_t most_ms)
{
    const int64_t left = left_ms(m);
    m->session.config.policy.total_ms = left < (int64_t)most_ms ? (uint32_t)(left > 0 ? left : 1) : most_ms;
}

/* The file itself goes to standard output: nothing else may. */
static bool is_told(const making *m)
{
    return m->given->json && (m->given->output == NULL || strcmp(m->given->output, "-") != 0);
}

static void tell(const making *m, const ymr_shape *shape, const void *answer)
{
    if (is_told(m)) {
        json_object(&out_result, shape, answer, NULL);
        out_text(&out_result, "\n");
        out_flush(&out_result);
    }
}

static const char *subject_of(const making *m)
{
    return errors_subject("report %s", display_safe_string(m->id));
}

static int keep_id(making *m, ymr_text id)
{
    if (id.length == 0 || id.length >= sizeof m->id || memchr(id.bytes, '\0', id.length) != NULL) {
        note_error("the report: its id is empty or too long");
        return EXIT_INVALID;
    }
    memcpy(m->id, id.bytes, id.length);
    m->id[id.length] = '\0';
    return EXIT_DONE;
}

static int start(making *m)
{
    static ymr_report_started started;
    const options *const given = m->given;
    const ymr_returns_report what = {.business_id = given->business,
                                     .from_day = given->filter.from_day,
                                     .to_day = given->filter.to_day,
                                     .campaign_ids = &given->campaign,
                                     .campaign_count = given->campaign != 0 ? 1 : 0,
                                     .return_type = given->filter.type,
                                     .shipment_statuses = given->filter.shipment_statuses,
                                     .format = given->format};

    const ymr_status status =
        session_run(&m->session, ymr_start_returns_report(&m->session.client, &what, &started));
    if (status != YMR_OK) {
        const int ends = errors_call(&m->session, status, "the report");
        if (status == YMR_E_OUTCOME_UNKNOWN) {
            note_error("it may be under way, but its id is lost: another one can be started in two minutes");
        }
        return ends;
    }
    tell(m, &ymr_report_started_shape, &started);
    m->estimated_ms = started.estimated_generation_ms;
    return keep_id(m, started.report_id);
}

/* What was started is not lost with the program that waited for it. */
static void tell_how_to_go_on(const making *m, int ends)
{
    if (ends == EXIT_NETWORK || ends == EXIT_LIMIT || ends == EXIT_LOCAL || ends == EXIT_INTERRUPTED) {
        note_error("`ymr report --id %s` goes on with it", display_safe_string(m->id));
    }
}

/* A report that has ended without a file. */
static int tell_end(const making *m, const ymr_report_info *info)
{
    const bool no_data = info->substatus.value == YMR_REPORT_SUBSTATUS_NO_DATA;
    const bool too_large = info->substatus.value == YMR_REPORT_SUBSTATUS_TOO_LARGE;
    note_error("report %s: %s%s%s%s", display_safe_string(m->id), display_safe(info->status.text),
               info->substatus.value != 0 ? ", " : "", display_safe(info->substatus.text),
               no_data     ? ": there is nothing to report on these days"
               : too_large ? ": ask for fewer days"
                           : ": ask for another one");
    return no_data                                        ? EXIT_NOT_FOUND
           : info->status.value == YMR_REPORT_STATUS_DONE ? EXIT_INVALID
                                                          : EXIT_REFUSED;
}

static int take_link(making *m, const ymr_report_info *info)
{
    if (info->status.value != YMR_REPORT_STATUS_DONE || info->file.length == 0) {
        return tell_end(m, info);
    }
    if (ymr_url_parse(info->file, &m->url) != YMR_OK ||
        m->url.endpoint.tls != m->session.config.endpoint.tls) {
        note_error(
            "report %s: the link to its file is not taken: it must be https://HOST/PATH, or http:// on this "
            "machine when --base-url is",
            display_safe_string(m->id));
        return EXIT_INVALID;
    }
    return EXIT_DONE;
}

static bool is_ended(const ymr_report_info *info)
{
    return info->status.value == YMR_REPORT_STATUS_DONE || info->status.value == YMR_REPORT_STATUS_FAILED;
}

static int await(making *m, bool at_once)
{
    static ymr_report_info info;

    for (unsigned asked = 0;; asked++) {
        const uint32_t pause = at_once ? 0 : ymr_report_pause_ms(asked, m->estimated_ms);
        if (pause >= left_ms(m)) {
            note_error("%s is not ready yet: --timeout says for how long to wait", subject_of(m));
            return EXIT_NETWORK;
        }
        note_detail("%s: asking in %u ms", subject_of(m), (unsigned)pause);
        if (!pause_ms(pause)) {
            note_error("%s: interrupted", subject_of(m));
            return EXIT_INTERRUPTED;
        }
        limit_call(m, m->given->command->total_ms);
        const ymr_status status =
            session_run(&m->session, ymr_start_report_info(&m->session.client, display_view(m->id), &info));
        if (status != YMR_OK) {
            return errors_call(&m->session, status, subject_of(m));
        }
        tell(m, &ymr_report_info_shape, &info);
        if (is_ended(&info)) {
            return take_link(m, &info);
        }
        at_once = false;
    }
}

/* The file. */

static bool is_plain(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
}

/* The extension of the link's path, if it is one, with its point. */
static ymr_text extension_of(ymr_text target)
{
    const char *const mark = memchr(target.bytes, '?', target.length);
    const size_t end = mark != NULL ? (size_t)(mark - target.bytes) : target.length;
    size_t at = end;
    while (at > 0 && is_plain(target.bytes[at - 1]) && end - at <= EXTENSION_MOST) {
        at--;
    }
    const bool some = at > 0 && at < end && target.bytes[at - 1] == '.' && end - at <= EXTENSION_MOST;
    return some ? (ymr_text){target.bytes + at - 1, end - at + 1} : (ymr_text){"", 0};
}

/* `report-ID.xlsx`: a name that came from elsewhere is made a plain one. */
static const char *name_of(const making *m)
{
    static char name[sizeof "report-" + YMR_MAX_REPORT_ID + EXTENSION_MOST + 2];
    const ymr_text extension = extension_of(m->url.target);
    out to = {-1, name, sizeof name - 1, 0, 0};

    out_text(&to, "report-");
    for (const char *at = m->id; *at != '\0'; at++) {
        out_bytes(&to, is_plain(*at) ? at : "_", 1);
    }
    out_bytes(&to, extension.bytes, extension.length);
    name[to.used] = '\0';
    return name;
}

static ymr_status start_download(session *s, ymr_chunk_taker *taker, void *context, const void *what)
{
    const making *const m = what;
    return ymr_start_download(&s->client, &m->url, YMR_MAX_REPORT, taker, context);
}

static void members(out *to, const void *what)
{
    const making *const m = what;
    out_text(to, "\"reportId\":");
    json_string(to, display_view(m->id));
    out_text(to, ",");
}

static int fetch(making *m)
{
    const char *const name = name_of(m);
    const file_plan plan = {.output = m->given->output != NULL ? m->given->output : name,
                            .label = name,
                            .subject = subject_of(m),
                            .start = start_download,
                            .members = members,
                            .what = m};

    session_elsewhere(&m->session, &m->url.endpoint);
    m->session.config.policy.total_ms = 0;
    if (m->given->timeout_given && m->given->timeout_ms != 0) {
        limit_call(m, UINT32_MAX);
    }
    return download_file(&m->session, &plan);
}

static bool is_complete(const options *given)
{
    if (given->report_id != NULL) {
        return true;
    }
    if (given->filter.from_day == NULL || given->filter.to_day == NULL) {
        note_error("report needs --from DATE and --to DATE, or --id REPORT");
        return false;
    }
    return options_business(given);
}

int cmd_report(const options *given)
{
    static making m;

    if (!is_complete(given)) {
        return EXIT_USAGE;
    }
    m.given = given;
    m.began = progress_clock();
    int ends = session_open(&m.session, given);
    if (ends != 0) {
        return ends;
    }
    limit_call(&m, given->command->total_ms);
    ends = given->report_id != NULL ? keep_id(&m, display_view(given->report_id)) : start(&m);
    if (ends == EXIT_DONE) {
        ends = await(&m, given->report_id != NULL);
        ends = ends == EXIT_DONE ? fetch(&m) : ends;
        tell_how_to_go_on(&m, ends);
    }
    return session_close(&m.session, ends);
}
