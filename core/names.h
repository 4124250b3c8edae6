/** Makes the names of an enum out of its list (not a public header). */
#ifndef YMR_CORE_NAMES_H
#define YMR_CORE_NAMES_H

#include "ymr/shape.h"

#define YMR_NAME(prefix, name) #name "\0"
#define YMR_ONE(prefix, name) +1

#define YMR_NAMES(variable, LIST)                                                                            \
    static const char variable##_list[] = LIST(YMR_NAME);                                                    \
    const ymr_names variable = {variable##_list, 0 LIST(YMR_ONE)}

#endif
