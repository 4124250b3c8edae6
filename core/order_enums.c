#include "ymr/order_enums.h"

#include "names.h"

YMR_NAMES(ymr_order_status_names, YMR_ORDER_STATUS_LIST);
YMR_NAMES(ymr_selling_program_names, YMR_SELLING_PROGRAM_LIST);
YMR_NAMES(ymr_payment_type_names, YMR_PAYMENT_TYPE_LIST);
YMR_NAMES(ymr_payment_method_names, YMR_PAYMENT_METHOD_LIST);
YMR_NAMES(ymr_source_platform_names, YMR_SOURCE_PLATFORM_LIST);
YMR_NAMES(ymr_buyer_type_names, YMR_BUYER_TYPE_LIST);
YMR_NAMES(ymr_vat_names, YMR_VAT_LIST);
YMR_NAMES(ymr_marking_type_names, YMR_MARKING_TYPE_LIST);
YMR_NAMES(ymr_item_tag_names, YMR_ITEM_TAG_LIST);
YMR_NAMES(ymr_unit_status_names, YMR_UNIT_STATUS_LIST);
YMR_NAMES(ymr_delivery_type_names, YMR_DELIVERY_TYPE_LIST);
YMR_NAMES(ymr_delivery_partner_names, YMR_DELIVERY_PARTNER_LIST);
YMR_NAMES(ymr_dispatch_type_names, YMR_DISPATCH_TYPE_LIST);
YMR_NAMES(ymr_lift_type_names, YMR_LIFT_TYPE_LIST);
YMR_NAMES(ymr_tax_system_names, YMR_TAX_SYSTEM_LIST);
YMR_NAMES(ymr_item_status_names, YMR_ITEM_STATUS_LIST);
YMR_NAMES(ymr_order_subsidy_names, YMR_ORDER_SUBSIDY_LIST);
YMR_NAMES(ymr_item_subsidy_names, YMR_ITEM_SUBSIDY_LIST);
YMR_NAMES(ymr_promo_type_names, YMR_PROMO_TYPE_LIST);
