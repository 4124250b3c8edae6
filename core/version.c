#include "ymr/version.h"

const char *ymr_version(void)
{
    return YMR_VERSION;
}
