#include "signals.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "exits.h"

static volatile sig_atomic_t stop; /* the signal's number */
static const char *volatile temporary;

static void on_signal(int number)
{
    (void)number;
    if (stop != 0) {
        if (temporary != NULL) {
            unlink(temporary);
        }
        _exit(EXIT_INTERRUPTED);
    }
    stop = number;
}

void signals_init(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal};

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct sigaction before;
        /* nohup and a shell's background jobs have it ignored, and so it stays */
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            sigaction(numbers[i], &action, NULL);
        }
    }
}

bool signals_stop(void)
{
    return stop != 0;
}

bool signals_terminated(void)
{
    return stop == SIGTERM;
}

void signals_temporary(const char *path)
{
    temporary = path;
}
