/* What the pieces of an item can be known by. */
#ifndef YMR_CORE_CODES_H
#define YMR_CORE_CODES_H

#include "ymr/returns.h"

/** Of an instance: bytes NULL where it has none. */
typedef struct ymr_codes {
    ymr_text cis;
    ymr_text imei;
} ymr_codes;

/** Steps a list of instances. The rest of each stays off the stack of whoever compares its codes. @return false at its end */
bool ymr_codes_next(ymr_list *instances, ymr_codes *out);

#endif
