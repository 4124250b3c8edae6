/**
 * What a barcode reader sends, made into typed and canonical codes.
 *
 *     ymr_scan scan;
 *     if (ymr_scan_read(&scan, bytes, length) == YMR_OK) …scan.readings[0 … scan.count − 1]…
 *
 * One label can mean several things: `59312969794-1` is a track code as well as box 1 of order 59312969794. Every meaning
 * is a reading; all are tried against the returns, in the order of ymr_code_kind, the most specific first. Nothing is
 * hidden: more than one reading, and more than one match, are reported as such.
 *
 * Taken off before anything else, in this order: blanks and ends of line at both ends; what readers put in front
 * (`]d2`, `]C1`, `]Q3` and the other symbology identifiers of ISO/IEC 15424; FNC1 sent as 0x1D or 0xE8). What stands in
 * for the separator 0x1D inside a GS1 code (`~`, `^]`, `{GS}`, `<GS>`, `\x1d`) is taken for it where the code is one.
 *
 * A keyboard reader on a Russian layout types Cyrillic. Such a code is mapped back to the keys that were pressed, and
 * never matched as it is; `layout` says so. When that has more than one meaning (Latin and Cyrillic letters mixed, a
 * letter that the layout does not have) the code is refused with YMR_BAD_LAYOUT.
 */
#ifndef YMR_SCAN_H
#define YMR_SCAN_H

#include "ymr/config.h"
#include "ymr/status.h"
#include "ymr/text.h"

/** Readings one code can have at most: more kinds than that do not share a form. */
#define YMR_MAX_READINGS 8

/** What a code is. The order is the order in which readings stand in a ymr_scan. */
typedef enum ymr_code_kind {
    YMR_CODE_NONE,
    YMR_CODE_CIS,        /**< Честный ЗНАК, canonical `01` GTIN-14 `21` serial: the part without the crypto tail */
    YMR_CODE_IMEI,       /**< canonical 15 digits, Luhn digit right; an IMEISV (16 digits) loses its version, gets the digit */
    YMR_CODE_SSCC,       /**< canonical 18 digits, check digit right */
    YMR_CODE_GTIN,       /**< EAN-8, UPC-A, EAN-13, GTIN-14: canonical 14 digits, check digit right */
    YMR_CODE_BOX,        /**< `order-N`: number is the order, box is N; canonical: the order's number */
    YMR_CODE_TRACK,      /**< track code as it is */
    YMR_CODE_ORDER,      /**< order number, canonical decimal without leading zeros */
    YMR_CODE_RETURN,     /**< return number, likewise */
    YMR_CODE_MARKET_SKU, /**< SKU on the Market, likewise */
    YMR_CODE_SHOP_SKU,   /**< the store's own SKU as it is */
    YMR_CODE_KIND_COUNT
} ymr_code_kind;

/** The field of a return that a reading is compared with. Stored in indexes: values stay as they are. */
typedef enum ymr_code_field {
    YMR_FIELD_NONE,
    YMR_FIELD_CIS,        /**< items[].instances[].cis, made canonical by the same rules */
    YMR_FIELD_IMEI,       /**< items[].instances[].imei, likewise */
    YMR_FIELD_TRACK,      /**< items[].tracks[].trackCode: of tracks and of SSCCs */
    YMR_FIELD_ORDER,      /**< orderId: of orders and boxes */
    YMR_FIELD_RETURN,     /**< id */
    YMR_FIELD_MARKET_SKU, /**< items[].marketSku */
    YMR_FIELD_SHOP_SKU,   /**< items[].shopSku: of SKUs as they are, of GTINs where the SKU itself is one (canonical 14 digits) */
    YMR_FIELD_COUNT
} ymr_code_field;

/** Why a code has no reading, or why a likely one is missing. */
typedef enum ymr_code_fault {
    YMR_BAD_NOTHING,     /**< nothing is wrong */
    YMR_BAD_EMPTY,       /**< blanks alone */
    YMR_BAD_TOO_LONG,    /**< more than YMR_MAX_CODE bytes */
    YMR_BAD_BYTES,       /**< control characters or bytes that are no text */
    YMR_BAD_LAYOUT,      /**< typed through a Russian layout, and not to be mapped back in one way only */
    YMR_BAD_CHECK_DIGIT, /**< the form is one with a check digit, and the digit is wrong */
    YMR_BAD_GS1,         /**< looks like GS1 and breaks its rules (a fixed length, an unknown AI, a serial over 20) */
    YMR_BAD_FORM,        /**< no form that is known */
    YMR_BAD_COUNT
} ymr_code_fault;

/** One meaning of a code. */
typedef struct ymr_reading {
    uint8_t kind;     /**< ymr_code_kind */
    uint8_t field;    /**< ymr_code_field that it is compared with */
    uint16_t offset;  /**< of the canonical text in ymr_scan.text; ymr_reading_text() */
    uint16_t length;
    uint32_t box;     /**< of YMR_CODE_BOX: its number; else 0 */
    int64_t number;   /**< of BOX, ORDER, RETURN and MARKET_SKU: the number; else 0 */
} ymr_reading;

/** A code that was read. Caller-owned; nothing in it points anywhere. 24 bytes a reading and twice YMR_MAX_CODE of text. */
typedef struct ymr_scan {
    ymr_reading readings[YMR_MAX_READINGS];
    uint8_t count;
    uint8_t fault;  /**< ymr_code_fault: with readings, why a likelier one is not among them (a wrong check digit) */
    uint8_t form;   /**< ymr_code_kind that `fault` is about, 0: none */
    bool layout;    /**< was typed through a Russian layout, and mapped back */
    bool gs1;       /**< was a GS1 element string, or its form with parentheses */
    bool url;       /**< the readings were carried by a URL */
    uint16_t used;  /**< bytes of text */
    char text[2 * YMR_MAX_CODE];
} ymr_scan;

/**
 * Reads one code.
 *
 * @param bytes   as the reader sent them, with or without its end of line; may hold 0x1D
 * @return YMR_OK: at least one reading; YMR_E_CODE: none, scan->fault says why
 * Cost: linear in `length`, which is looked at up to YMR_MAX_CODE only; about 100 instructions a byte.
 */
ymr_status ymr_scan_read(ymr_scan *scan, const char *bytes, size_t length);

/** The canonical text of a reading; lives as long as `scan`. */
ymr_text ymr_reading_text(const ymr_scan *scan, const ymr_reading *reading);

/**
 * The canonical form of a field of a return, so that both sides are compared by the same rules.
 *
 * @param field  CIS, IMEI, TRACK or SHOP_SKU
 * @param out    room for YMR_MAX_CODE bytes
 * @return the canonical text: in `out`, or `value` itself where it is canonical as it stands (also a cis or imei that
 *         breaks its rules: it can still be matched by its very characters). Absent, if `value` is empty or too long
 */
ymr_text ymr_code_canonical(ymr_code_field field, ymr_text value, char out[YMR_MAX_CODE]);

/** "CIS", "IMEI", …; of static storage, never NULL. */
const char *ymr_code_kind_name(ymr_code_kind kind);

/** "cis", "imei", "trackCode", "orderId", "id", "marketSku", "shopSku": the API's own names. */
const char *ymr_code_field_name(ymr_code_field field);

/** One sentence, lower case, no full stop, that says what is wrong and what to do. */
const char *ymr_code_fault_text(ymr_code_fault fault);

#endif
