/** How a call ended, as a sentence that names the remedy, and as the program's exit status. */
#ifndef YMR_BOARD_ERRORS_H
#define YMR_BOARD_ERRORS_H

#include "session.h"

/**
 * Tells the user how the last call failed.
 * @param subject  what it was about: "return 26839123 of order 58430694721"
 * @return the exit status
 */
int errors_call(const session *session, ymr_status status, const char *subject);

/** The same for a text that was not fetched: "answer.json". */
int errors_document(const ymr_fault *fault, const char *subject);

/** Tells of a local file. @param error  errno @return EXIT_LOCAL, or EXIT_INTERRUPTED */
int errors_file(const char *label, int error);

/** Tells of a warning of the decoder: an optional field that was left out. */
void errors_warn(void *context, const ymr_fault *fault);

/** Flushes standard output. @return `otherwise`, or EXIT_LOCAL when it cannot be written to */
int errors_finish(int otherwise);

/** A subject, of static storage. */
__attribute__((format(printf, 1, 2))) const char *errors_subject(const char *format, ...);

#endif
