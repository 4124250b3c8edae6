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
