/** A record of the journal, for people and for scripts. */
#ifndef YMR_BOARD_JOURNAL_SHOW_H
#define YMR_BOARD_JOURNAL_SHOW_H

#include "out.h"
#include "ymr/delivery.h"

/**
 * One record as a few lines, or as one object on one line.
 * @param submit  what was decided and when; NULL: it is not shown
 */
void journal_show(out *to, const ymr_journal_entry *entry, const ymr_journal_submit *submit);
void journal_json(out *to, const ymr_journal_entry *entry, const ymr_journal_submit *submit);

/** It was sent, or may have been, and nobody knows what became of that. */
bool journal_is_unknown(const ymr_journal_entry *entry);

/** A span of time such as "5 min", "3 h", "2 days". @return text */
const char *journal_span(int64_t ms, char text[24]);

#endif
