/* What decisions.c, which sends decisions, and decision_rules.c, which checks them, know of each other. */
#ifndef YMR_CORE_DECISION_RULES_H
#define YMR_CORE_DECISION_RULES_H

#include "writer.h"
#include "ymr/decisions.h"

/* Writes a ymr_decisions as the body of submitReturnDecision. */
void ymr_put_decisions(ymr_writer *w, const void *decisions);

/* As ymr_decisions_check without what is offered; on a shorter stack, for nothing offered need be decoded. */
ymr_status ymr_decisions_check_alone(const ymr_decisions *decisions);

#endif
