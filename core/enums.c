#include "ymr/enums.h"

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

static bool is_name(const char *name, ymr_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (name[i] != text.bytes[i] || name[i] == '\0') {
            return false;
        }
    }
    return name[text.length] == '\0';
}

int ymr_enum_value(const ymr_names *names, ymr_text text)
{
    for (unsigned i = 0; i < names->count; i++) {
        if (is_name(names->names[i], text)) {
            return (int)i + 2;
        }
    }
    return 1;
}

const char *ymr_enum_name(const ymr_names *names, int value)
{
    return value < 2 || value - 2 >= (int)names->count ? NULL : names->names[value - 2];
}
