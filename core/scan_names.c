/* Codes, fields and faults for people. */
#include "ymr/scan.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static const char *const kind_names[YMR_CODE_KIND_COUNT] = {
    [YMR_CODE_NONE] = "none",
    [YMR_CODE_CIS] = "CIS",
    [YMR_CODE_IMEI] = "IMEI",
    [YMR_CODE_SSCC] = "SSCC",
    [YMR_CODE_GTIN] = "GTIN",
    [YMR_CODE_BOX] = "box",
    [YMR_CODE_TRACK] = "track code",
    [YMR_CODE_ORDER] = "order",
    [YMR_CODE_RETURN] = "return",
    [YMR_CODE_MARKET_SKU] = "Market SKU",
    [YMR_CODE_SHOP_SKU] = "shop SKU",
};

static const char *const field_names[YMR_FIELD_COUNT] = {
    [YMR_FIELD_NONE] = "none",
    [YMR_FIELD_CIS] = "cis",
    [YMR_FIELD_IMEI] = "imei",
    [YMR_FIELD_TRACK] = "trackCode",
    [YMR_FIELD_ORDER] = "orderId",
    [YMR_FIELD_RETURN] = "id",
    [YMR_FIELD_MARKET_SKU] = "marketSku",
    [YMR_FIELD_SHOP_SKU] = "shopSku",
};

static const char *const fault_texts[YMR_BAD_COUNT] = {
    [YMR_BAD_NOTHING] = "nothing is wrong with the code",
    [YMR_BAD_EMPTY] = "the code is empty: scan again",
    [YMR_BAD_TOO_LONG] = "the code is longer than any that is known: scan another label of the parcel",
    [YMR_BAD_BYTES] = "the code holds characters that no code has: check the reader's settings, scan again",
    [YMR_BAD_LAYOUT] = "the code was typed through a Russian layout: switch to a Latin one and scan again",
    [YMR_BAD_CHECK_DIGIT] = "the check digit is wrong: scan again, or type the code anew",
    [YMR_BAD_GS1] = "the code looks like GS1 and breaks its rules: let the reader send the separator",
    [YMR_BAD_FORM] = "the code has no form that is known: scan another label of the parcel",
};

const char *ymr_code_kind_name(ymr_code_kind kind)
{
    return (size_t)kind < COUNT_OF(kind_names) ? kind_names[kind] : "unknown";
}

const char *ymr_code_field_name(ymr_code_field field)
{
    return (size_t)field < COUNT_OF(field_names) ? field_names[field] : "unknown";
}

const char *ymr_code_fault_text(ymr_code_fault fault)
{
    return (size_t)fault < COUNT_OF(fault_texts) ? fault_texts[fault] : "unknown fault";
}
