/**
 * A file that appears under its name only when it is whole: written to a temporary file beside it, then
 * renamed.
 *
 * What is no regular file (a terminal, a pipe, /dev/null) is written to as it is; so is standard output.
 */
#ifndef YMR_BOARD_FILES_H
#define YMR_BOARD_FILES_H

#include "ymr/text.h"

enum { FILES_PATH = 4096 };

typedef struct target {
    char path[FILES_PATH];      /* what the user calls it */
    char temporary[FILES_PATH]; /* "": none, written in place */
    int fd;
    int error; /* errno of the first failure */
    uint64_t written;
} target;

/**
 * Opens a file for `path`; "-" is standard output.
 * @return false after an error, `error` set
 */
bool files_open(target *file, const char *path);

/** As files_open, but the name comes later, with files_name; `directory` is where it will lie. */
bool files_open_nameless(target *file, const char *directory);

/** Joins the directory that was given with a name that may hold anything: it is made a plain file name. */
bool files_name(target *file, ymr_text front, ymr_text name, const char *extension);

bool files_write(target *file, const char *bytes, size_t length);

/** Starts the file over. @return false: what was written cannot be taken back */
bool files_restart(target *file);

/** Gives the file its name. */
bool files_commit(target *file);

/** Gives up: nothing remains under the name, nor the temporary file. */
void files_abandon(target *file);

/** "standard output" or the path, safe to print. */
const char *files_label(const target *file);

#endif
