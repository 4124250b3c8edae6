#include "progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "display.h"
#include "terminal.h"

enum { BAR_MAX = 40, NAME_MAX_COLUMNS = 30, EVERY_MS = 100, LINE_SIZE = 512 };

static struct {
    const char *name; /* NULL: no download */
    uint64_t bytes, total;
    uint64_t began, drawn;
    bool visible, disabled;
} bar;

uint64_t progress_clock(void)
{
    static int64_t first;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    const int64_t ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    if (first == 0) {
        first = ms;
    }
    return (uint64_t)(ms - first);
}

const char *progress_size(uint64_t bytes, char text[24])
{
    static const char *const units[] = {"kB", "MB", "GB"};
    uint64_t tenths = bytes / 100;
    unsigned unit = 0;

    if (bytes < 1000) {
        snprintf(text, 24, "%u B", (unsigned)bytes);
        return text;
    }
    while (tenths >= 10000 && unit < 2) {
        tenths /= 1000;
        unit++;
    }
    snprintf(text, 24, "%llu.%u %s", (unsigned long long)(tenths / 10), (unsigned)(tenths % 10), units[unit]);
    return text;
}

void progress_disable(void)
{
    bar.disabled = true;
}

void progress_begin(const char *name)
{
    if (bar.disabled || !isatty(STDERR_FILENO)) {
        return;
    }
    bar.name = name;
    bar.bytes = bar.total = bar.drawn = 0;
    bar.began = progress_clock();
}

void progress_set(uint64_t bytes, uint64_t total)
{
    bar.bytes = bytes;
    bar.total = total;
}

static void draw_gauge(out *to, unsigned width)
{
    const unsigned full = (unsigned)(bar.bytes * width / bar.total);
    out_text(to, " [");
    for (unsigned i = 0; i < width; i++) {
        out_text(to, i < full ? "=" : i == full ? ">" : " ");
    }
    out_format(to, "] %3u%%", (unsigned)(bar.bytes * 100 / bar.total));
}

static void draw_figures(out *to, uint64_t ms, bool with_total)
{
    char size[24], total[24], rate[24];
    const uint64_t a_second = ms == 0 ? 0 : bar.bytes * 1000 / ms;

    out_format(to, "  %s", progress_size(bar.bytes, size));
    if (bar.total != 0 && with_total) {
        out_format(to, " of %s", progress_size(bar.total, total));
    }
    out_format(to, "  %s/s", progress_size(a_second, rate));
    if (bar.total > bar.bytes && a_second != 0) {
        const unsigned long long left = (bar.total - bar.bytes + a_second - 1) / a_second;
        out_format(to, "  %llu:%02llu left", left / 60, left % 60);
    }
}

/* The figures are made first: what they leave of the line is the name's and the gauge's. */
static void draw(uint64_t now)
{
    char line[LINE_SIZE], figures[128];
    out tail = {-1, figures, sizeof figures, 0, 0};
    out all = {STDERR_FILENO, line, sizeof line, 0, 0};
    const size_t columns = terminal_columns(STDERR_FILENO, 80) - 1;

    draw_figures(&tail, now - bar.began, true);
    if (tail.used > columns) {
        tail.used = 0;
        draw_figures(&tail, now - bar.began, false);
    }
    out_text(&all, "\r\x1B[K");
    size_t room = columns > tail.used ? columns - tail.used : 0;
    const size_t for_name = room / 3 < NAME_MAX_COLUMNS ? room / 3 : NAME_MAX_COLUMNS;
    room -= display_text(&all, display_view(bar.name), for_name);
    if (bar.total != 0 && room > 18) {
        draw_gauge(&all, room - 8 < BAR_MAX ? (unsigned)room - 8 : BAR_MAX);
    }
    out_bytes(&all, figures, tail.used < columns ? tail.used : columns);
    out_flush(&all);
    bar.visible = true;
    bar.drawn = now;
}

void progress_tick(void)
{
    if (bar.name != NULL) {
        const uint64_t now = progress_clock();
        if (now - bar.drawn >= EVERY_MS) {
            draw(now);
        }
    }
}

void progress_clear(void)
{
    if (bar.visible) {
        (void)write_all(STDERR_FILENO, "\r\x1B[K", 4);
        bar.visible = false;
    }
}

void progress_end(void)
{
    if (bar.name != NULL) {
        draw(progress_clock());
        (void)write_all(STDERR_FILENO, "\n", 1);
        bar.visible = false;
        bar.name = NULL;
    }
}

void progress_drop(void)
{
    progress_clear();
    bar.name = NULL;
}
