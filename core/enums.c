#include "ymr/enums.h"

#define NAME(prefix, name) #name,

#define NAMES(variable, LIST)                                                                                \
    static const char *const variable##_list[] = {LIST(NAME)};                                               \
    const ymr_names variable = {variable##_list, sizeof variable##_list / sizeof variable##_list[0]}

NAMES(ymr_api_status_names, YMR_API_STATUS_LIST);
NAMES(ymr_return_type_names, YMR_RETURN_TYPE_LIST);
NAMES(ymr_refund_status_names, YMR_REFUND_STATUS_LIST);
NAMES(ymr_shipment_status_names, YMR_SHIPMENT_STATUS_LIST);
NAMES(ymr_recipient_type_names, YMR_RECIPIENT_TYPE_LIST);
NAMES(ymr_point_type_names, YMR_POINT_TYPE_LIST);
NAMES(ymr_reason_type_names, YMR_REASON_TYPE_LIST);
NAMES(ymr_subreason_type_names, YMR_SUBREASON_TYPE_LIST);
NAMES(ymr_decision_type_names, YMR_DECISION_TYPE_LIST);
NAMES(ymr_instance_status_names, YMR_INSTANCE_STATUS_LIST);
NAMES(ymr_stock_type_names, YMR_STOCK_TYPE_LIST);
