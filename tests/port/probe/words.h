/* KEY=VALUE from the command line. */
#ifndef PROBE_WORDS_H
#define PROBE_WORDS_H

void take_words(int argc, char **argv);
const char *option(const char *name, const char *otherwise);
unsigned long number(const char *name, unsigned long otherwise);

#endif
