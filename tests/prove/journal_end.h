/*
 * A journal with nothing behind its chunk, which is its last member: a step beyond the chunk is one out of the whole.
 * To be included before the source that is proved.
 */
#ifndef YMR_PROVE_JOURNAL_END_H
#define YMR_PROVE_JOURNAL_END_H

#include "ymr/clock.h"
#include "ymr/decisions.h"
#include "ymr/storage.h"

#pragma pack(push, 1)
#include "ymr/journal.h"
#pragma pack(pop)

_Static_assert(sizeof(ymr_journal) == offsetof(ymr_journal, chunk) + sizeof((ymr_journal *)0)->chunk, "the end");

#endif
