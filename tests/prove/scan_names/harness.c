#include "scan_names.c"

#include "prove.h"

int main(void)
{
    PROMISE(ymr_code_kind_name((ymr_code_kind)any_unsigned())[0] != '\0');
    PROMISE(ymr_code_field_name((ymr_code_field)any_unsigned())[0] != '\0');
    PROMISE(ymr_code_fault_text((ymr_code_fault)any_unsigned())[0] != '\0');
    return 0;
}
