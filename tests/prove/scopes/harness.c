#include "account.c"

#undef ANY
#include "prove.h"

int main(void)
{
    const unsigned operation = any_unsigned();

    ASSUME(operation < YMR_OPERATION_COUNT);
    const uint32_t found = ymr_scopes_for((ymr_operation_id)operation);
    PROMISE((found == 0) == (operation == YMR_DOWNLOAD));
    PROMISE(operation == YMR_DOWNLOAD || (found & BIT(ALL_METHODS)) != 0);
    return 0;
}
