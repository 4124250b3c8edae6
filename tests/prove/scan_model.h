/* Names that a proof of scan_gs1.c brings itself, to be declared before the source. */
#ifndef YMR_PROVE_SCAN_MODEL_H
#define YMR_PROVE_SCAN_MODEL_H

#define EXACT_MEMSET
#include "loose.h"
#include "scan_parts.h"

static void find_ends(ymr_gs1 *found);
static bool is_set82(ymr_text text);
static size_t find_separator(ymr_text text);

#endif
