#include "ymr/enums.h"

#include <string.h>

#include "names.h"

YMR_NAMES(ymr_api_status_names, YMR_API_STATUS_LIST);
YMR_NAMES(ymr_return_type_names, YMR_RETURN_TYPE_LIST);
YMR_NAMES(ymr_refund_status_names, YMR_REFUND_STATUS_LIST);
YMR_NAMES(ymr_shipment_status_names, YMR_SHIPMENT_STATUS_LIST);
YMR_NAMES(ymr_recipient_type_names, YMR_RECIPIENT_TYPE_LIST);
YMR_NAMES(ymr_point_type_names, YMR_POINT_TYPE_LIST);
YMR_NAMES(ymr_reason_type_names, YMR_REASON_TYPE_LIST);
YMR_NAMES(ymr_subreason_type_names, YMR_SUBREASON_TYPE_LIST);
YMR_NAMES(ymr_decision_type_names, YMR_DECISION_TYPE_LIST);
YMR_NAMES(ymr_instance_status_names, YMR_INSTANCE_STATUS_LIST);
YMR_NAMES(ymr_stock_type_names, YMR_STOCK_TYPE_LIST);

/* Looking names up. */

static bool is_name(const char *name, size_t length, ymr_text text)
{
    return length == text.length && memcmp(name, text.bytes, length) == 0;
}

int ymr_enum_value(const ymr_names *names, ymr_text text)
{
    const char *name = names->names;
    for (int i = 0; i < names->count; i++) {
        const size_t length = strlen(name);
        if (is_name(name, length, text)) {
            return i + 2;
        }
        name += length + 1;
    }
    return 1;
}

const char *ymr_enum_name(const ymr_names *names, int value)
{
    const char *name = names->names;
    if (value < 2 || value - 2 >= names->count) {
        return NULL;
    }
    for (; value > 2; value--) {
        name += strlen(name) + 1;
    }
    return name;
}
