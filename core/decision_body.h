/* The body of a submit: decisions.c sends it, decision_rules.c measures it. */
#ifndef YMR_CORE_DECISION_BODY_H
#define YMR_CORE_DECISION_BODY_H

#include "writer.h"

/* Writes a ymr_decisions as the body of submitReturnDecision. */
void ymr_put_decisions(ymr_writer *w, const void *decisions);

#endif
