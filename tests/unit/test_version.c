#include <stdio.h>

#include "check.h"
#include "ymr/version.h"

TEST(version_is_the_same_as_text_as_numbers_and_from_the_library)
{
    char text[32];
    const int number = YMR_VERSION_NUMBER;
    snprintf(text, sizeof text, "%d.%d.%d", number / 10000, number / 100 % 100, number % 100);
    CHECK_STR(text, YMR_VERSION, "from YMR_VERSION_NUMBER");
    CHECK_STR(YMR_VERSION, ymr_version(), "ymr_version()");
}
