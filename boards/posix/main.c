#include "errors.h"
#include "exits.h"
#include "notes.h"
#include "options.h"
#include "progress.h"
#include "signals.h"
#include "terminal.h"

static void set_up_output(const options *given)
{
    notes_level = given->quiet ? NOTES_QUIET : given->verbose ? NOTES_VERBOSE : NOTES_NORMAL;
    terminal_colour(!given->no_color && !given->json);
    if (given->quiet || given->no_progress) {
        progress_disable();
    }
}

int main(int count, char **words)
{
    static options given;

    signals_init();
    const int failed = options_read(&given, count, words);
    if (failed >= 0) {
        return errors_finish(failed);
    }
    set_up_output(&given);
    return given.command->run(&given);
}
