/**
 * What a barcode reader sends, made into typed and canonical codes.
 *
 *     ymr_scan scan;
 *     if (ymr_scan_read(&scan, bytes, length) == YMR_OK) {
 *         look_up(scan.readings, scan.count);
 *     }
 *
 * One label can mean several things: `59312969794-1` is a track code as well as box 1 of order 59312969794.
 * Every meaning is a reading; all are tried against the returns, in the order of ymr_code_kind, the most
 * specific first. Nothing is hidden: more than one reading, and more than one match, are reported as such.
 *
 * What becomes of the bytes, in this order:
 *
 *  1. Blanks, tabs and ends of line at both ends go.
 *  2. The layout. A keyboard reader on a Russian layout (ЙЦУКЕН of Windows and Linux) types Cyrillic. A code
 *     with a Cyrillic letter or `№` in it was typed through that layout as a whole: each character is mapped
 *     back to what its key gives under the Latin one, letters in their case, `"№;:?/.,` to `@#$^&|/?`; all
 *     else (digits, `!%*()_+-=\`) is the same in both. It is never matched as it is; `layout` says so.
 *     Refused with YMR_BAD_LAYOUT when that has no one meaning: there is a Latin letter or one of
 *     `@#$^&|~[]{}<>'` or a backtick in it, which that layout does not type, or a Cyrillic letter that it
 *     lacks.
 *     Out of reach: a code without a letter does not show its layout (`12/34` comes as `12.34`, and is not
 *     found); Caps Lock is taken to be off; a shop SKU that is in Cyrillic itself cannot be scanned.
 *     FNC1 sent as the byte 0xE8, as `è` or as `␝` becomes the separator 0x1D.
 *  3. What readers put in front goes: the symbology identifiers of ISO/IEC 15424 (`]E0`, `]C0`, …) and FNC1
 *     (0x1D, or before what must be GS1 a stand-in). `]C1`, `]d2`, `]Q3`, `]J1`, `]e0` and FNC1 declare GS1.
 *  4. A URL (`http://`, `https://`, `www.`) is never a code itself. A GS1 Digital Link (`/01/GTIN/21/serial`,
 *     `/00/SSCC`) is the key in it and nothing else. Otherwise each segment of path and fragment and each
 *     value of the query is percent-decoded and read as a code, if it has 5 characters or more and a digit
 *     among them.
 *  5. GS1. A code that was declared, holds a separator, begins with an AI in parentheses, or begins like a
 *     CIS (`01`, 14 digits, `21`) is taken apart by the rules of the GS1 General Specifications: AIs of
 *     predefined length end by it, others at the separator 0x1D or at what stands in for it: `~`, `|`, `^]`,
 *     `{GS}`, `[GS]`, `<GS>`, `\x1d`, `\u001d`. AI 01 with 21 is a CIS, 01 alone a GTIN, 00 an SSCC; others
 *     are skipped. What reads so has no other meaning. What does not read so is refused if it begins like a
 *     CIS, holds 0x1D, or has no fault but its check digit; otherwise its plain forms are tried: labels that
 *     declare GS1 and hold a plain number are common.
 *     Where readers drop the separator, a serial's end is found from the end of the code, by the lengths of
 *     crypto tails: `91` + 4 + `92` + 44 or 88 characters, `93` + 4, `8005` + 6 + `93` + 4. A serial has 20
 *     characters at most, so there is one answer, but for a short serial that happens to look as if a tail
 *     stood at its end: then both are readings, the shorter serial first. No answer: refused.
 *  6. Plain forms, as many as fit:
 *
 *     | form                                             | readings |
 *     | 14 digits (a GTIN) + 7 of set 82, [+ 4, [+ 4]]   | CIS: the short form of tobacco packs |
 *     | 15 digits, Luhn digit right; any 16 digits       | IMEI; IMEISV |
 *     | 18 digits, also behind `00`, check digit right   | SSCC |
 *     | 8, 12, 13, 14 digits, also 14 behind `01`, right | GTIN |
 *     | digits, `-`, digits (above 0, 32 bits)           | box of an order |
 *     | 4 characters or more, a digit in them, no blank  | track code |
 *     | digits above 0 that fit int64_t                  | order, return, the Market's SKU |
 *     | anything                                         | the store's SKU |
 *
 *     A text that would be compared with the same field twice is one reading, of the more specific kind: a GTIN
 *     is looked for among the store's SKUs in its canonical form, so it is not one more reading as an SKU.
 *
 * A wrong check digit leaves no reading of that kind. Where others remain (15 digits are an order number,
 * too), `fault` and `form` say what it nearly was.
 */
#ifndef YMR_SCAN_H
#define YMR_SCAN_H

#include "ymr/config.h"
#include "ymr/status.h"
#include "ymr/text.h"

/** Readings of one code. No form has more than 7; a URL with many numbers may: then `more` says so. */
#define YMR_MAX_READINGS 8

/** Bytes of a canonical text that is no piece of the code: a CIS at most. */
#define YMR_MAX_REWRITTEN 38

/** What a code is. The order is the order in which readings stand in a ymr_scan. */
typedef enum ymr_code_kind {
    YMR_CODE_NONE,       /**< no code */
    YMR_CODE_CIS,        /**< Честный ЗНАК: canonical `01` GTIN-14 `21` serial, no crypto tail */
    YMR_CODE_IMEI,       /**< canonical 15 digits, Luhn digit right; made of an IMEISV (16 digits), too */
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
    YMR_FIELD_NONE,       /**< no field */
    YMR_FIELD_CIS,        /**< items[].instances[].cis, made canonical by the same rules */
    YMR_FIELD_IMEI,       /**< items[].instances[].imei, likewise */
    YMR_FIELD_TRACK,      /**< items[].tracks[].trackCode: of tracks and of SSCCs */
    YMR_FIELD_ORDER,      /**< orderId: of orders and boxes */
    YMR_FIELD_RETURN,     /**< id */
    YMR_FIELD_MARKET_SKU, /**< items[].marketSku */
    YMR_FIELD_SHOP_SKU,   /**< items[].shopSku: of SKUs, and of GTINs where the SKU is one (14 digits) */
    YMR_FIELD_COUNT
} ymr_code_field;

/** Why a code has no reading, or why a likely one is missing. */
typedef enum ymr_code_fault {
    YMR_BAD_NOTHING,     /**< nothing is wrong */
    YMR_BAD_EMPTY,       /**< blanks alone */
    YMR_BAD_TOO_LONG,    /**< more than YMR_MAX_CODE bytes */
    YMR_BAD_BYTES,       /**< no UTF-8, control characters, letters neither Latin nor Cyrillic */
    YMR_BAD_LAYOUT,      /**< typed through a Russian layout, and not to be mapped back in one way only */
    YMR_BAD_CHECK_DIGIT, /**< the form is one with a check digit, and the digit is wrong */
    YMR_BAD_GS1,         /**< looks like GS1 and breaks its rules (length, unknown AI, serial over 20) */
    YMR_BAD_FORM,        /**< no form that is known */
    YMR_BAD_COUNT
} ymr_code_fault;

/** One meaning of a code. */
typedef struct ymr_reading {
    uint8_t kind;    /**< ymr_code_kind */
    uint8_t field;   /**< ymr_code_field that it is compared with */
    uint16_t offset; /**< of the canonical text in ymr_scan.text; ymr_reading_text() */
    uint16_t length; /**< bytes of it */
    uint32_t box;    /**< of YMR_CODE_BOX: its number; else 0 */
    int64_t number;  /**< of BOX, ORDER, RETURN and MARKET_SKU: the number; else 0 */
} ymr_reading;

/**
 * A code that was read. Caller-owned; nothing in it points anywhere, so it may be copied. 768 bytes: keep it
 * off the stack.
 */
typedef struct ymr_scan {
    ymr_reading readings[YMR_MAX_READINGS]; /**< the most specific first */
    uint8_t count;                          /**< how many there are */
    uint8_t fault;  /**< ymr_code_fault; with readings: why a likelier one is not among them */
    uint8_t form;   /**< ymr_code_kind that `fault` is about, 0: none in particular */
    bool layout;    /**< was typed through a Russian layout, and mapped back */
    bool gs1;       /**< was a GS1 element string, or its form with parentheses */
    bool url;       /**< a URL; what it carries was read, never the URL itself */
    bool more;      /**< further readings did not fit (of a URL): the least specific are missing */
    uint16_t used;  /**< bytes of text */
    /* The library's own: the code, and behind it canonical texts that are no piece of it. */
    char text[YMR_MAX_CODE + YMR_MAX_READINGS * YMR_MAX_REWRITTEN];
} ymr_scan;

/**
 * Reads one code.
 *
 * @param bytes   as the reader sent them, with or without its end of line; may hold 0x1D; not terminated, and
 *                not in `scan`
 * @return YMR_OK: at least one reading; YMR_E_CODE: none, scan->fault says why
 * Cost: linear in `length`, of which YMR_MAX_CODE count: about 400 instructions a byte, 25,000 for a CIS with
 * its tail; 424 bytes of stack on Cortex-M0+, 8 KB of flash with everything that is in this header and
 * ymr/frame.h
 */
ymr_status ymr_scan_read(ymr_scan *scan, const char *bytes, size_t length);

/** The canonical text of a reading; lives as long as `scan`. */
ymr_text ymr_reading_text(const ymr_scan *scan, const ymr_reading *reading);

/**
 * The canonical form of a field of a return, so that both sides are compared by the same rules.
 *
 * @param field  CIS, IMEI, TRACK or SHOP_SKU; other fields are left as they are, without blanks at both ends
 * @param out    room for what is written anew
 * @return the canonical text: in `out`, or `value` itself where it is canonical as it stands (also a cis or
 *         imei that breaks its rules, which no reading is equal to then). Absent, if `value` is empty or
 *         longer than YMR_MAX_CODE. The canonical form of a canonical form is itself
 */
ymr_text ymr_code_canonical(ymr_code_field field, ymr_text value, char out[YMR_MAX_REWRITTEN]);

/** "CIS", "IMEI", …; of static storage, never NULL. */
const char *ymr_code_kind_name(ymr_code_kind kind);

/** "cis", "imei", "trackCode", "orderId", "id", "marketSku", "shopSku": the API's own names. */
const char *ymr_code_field_name(ymr_code_field field);

/** One sentence, lower case, no full stop, that says what is wrong and what to do. */
const char *ymr_code_fault_text(ymr_code_fault fault);

#endif
