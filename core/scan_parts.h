/** What the files of the code parser share (not a public header). */
#ifndef YMR_CORE_SCAN_PARTS_H
#define YMR_CORE_SCAN_PARTS_H

#include <string.h>

#include "ymr/scan.h"

/** The separator of GS1 element strings, as it is sent for FNC1. */
#define YMR_GS '\x1d'

/** Whether a code came as one, or as a piece of a URL: words of a URL are no codes. */
typedef enum ymr_code_source {
    YMR_CODE_PLAIN,
    YMR_CODE_DECLARED, /* a symbology identifier or FNC1 in front said that it is GS1 */
    YMR_CODE_CARRIED   /* by a URL */
} ymr_code_source;

static inline ymr_text ymr_piece(ymr_text text, size_t from, size_t length)
{
    return (ymr_text){text.bytes + from, length};
}

static inline ymr_text ymr_behind(ymr_text text, size_t from)
{
    return (ymr_text){text.bytes + from, text.length - from};
}

static inline bool ymr_text_is(ymr_text text, const char *wanted, size_t length)
{
    return text.length == length && memcmp(text.bytes, wanted, length) == 0;
}

/* ---- scan_text.c ---- */

bool ymr_text_begins(ymr_text text, const char *wanted, size_t length);

/** Takes off blanks and ends of line at both ends. */
void ymr_trim(ymr_text *text);

/** Whether it begins with a word, in any case of letters; the word itself is in lower case. */
bool ymr_begins_word(ymr_text text, const char *word);

/* ---- check_digits.c ---- */

/** Whether it is digits, and at least one. */
bool ymr_is_digits(ymr_text text);

/** Whether the last digit of GTIN, SSCC and other GS1 keys is right (GS1 General Specifications, 7.9.1). */
bool ymr_gs1_digit_holds(ymr_text digits);

/** Whether the last digit of an IMEI is right (3GPP TS 23.003, annex B). */
bool ymr_luhn_holds(ymr_text digits);

/** GTIN-8, -12, -13 or -14 by its length, whatever its check digit. */
bool ymr_has_gtin_length(ymr_text digits);

/** A GTIN whose check digit is right. */
bool ymr_is_gtin(ymr_text text);

/** With zeros in front up to 14 digits. */
void ymr_put_gtin(char out[14], ymr_text digits);

/** Of an IMEISV, the IMEI: 14 digits are the same, the version goes, the check digit comes. */
void ymr_put_imei(char out[15], ymr_text imeisv);

/** An SSCC behind its identifier `00`, check digit right. */
bool ymr_is_labelled_sscc(ymr_text text);

/**
 * A GTIN or an SSCC behind its identifier, and nothing else: 16 or 20 digits that may be another number as
 * well.
 */
bool ymr_is_lone_key(ymr_text code);

/* ---- scan_layout.c ---- */

/** Copies a code into scan->text: ASCII and 0x1D, or, of a URL, UTF-8. @return what is wrong with it */
ymr_code_fault ymr_scan_copy(ymr_scan *scan, ymr_text code);

/* ---- scan_ai.c ---- */

/** An application identifier, or several that follow each other. */
typedef struct ymr_ai {
    uint16_t first;
    uint8_t more; /* that follow */
    uint8_t min;  /* characters behind it */
    uint8_t max;
    uint8_t kind; /* digits of the identifier itself, YMR_AI_NUMERIC, YMR_AI_PREDEFINED */
} ymr_ai;

enum {
    YMR_AI_DIGITS = 7,
    YMR_AI_NUMERIC = 8,
    YMR_AI_PREDEFINED = 16 /* ends by its length: no separator follows */
};

/** The identifier that a text begins with, and its number; NULL: none that is known. */
const ymr_ai *ymr_ai_find(const char *text, size_t length, unsigned *number);

/* ---- scan_gs1.c ---- */

/** What an element string holds that a return can be known by. */
typedef struct ymr_gs1 {
    ymr_text gtin;   /* AI 01 */
    ymr_text sscc;   /* AI 00 */
    ymr_text serial; /* AI 21 */
    uint8_t ends[4]; /* how long the serial may be, the likeliest first */
    uint8_t end_count;
    uint8_t fault; /* ymr_code_fault */
    uint8_t form;  /* ymr_code_kind that it is about */
} ymr_gs1;

/** Whether it can be the value of AI 21. */
bool ymr_is_serial(ymr_text text);

/** Whether it begins like a CIS: `01`, 14 digits, `21` and a serial. */
bool ymr_looks_like_cis(ymr_text code);

/** Bytes of the separator that a text begins with, or of what is seen in its place; 0: none */
size_t ymr_separator(ymr_text text);

/** Reads an element string. False: `found->fault` */
bool ymr_gs1_read(ymr_gs1 *found, ymr_text code);

/** Whether a code begins with an AI in parentheses. */
bool ymr_is_labelled(ymr_text code);

/** Reads the form with parentheses. */
bool ymr_gs1_read_labelled(ymr_gs1 *found, ymr_text code);

/** Writes the canonical CIS. @return its length */
size_t ymr_put_cis(char out[YMR_MAX_REWRITTEN], ymr_text gtin, ymr_text serial);

/**
 * The short form of tobacco packs: GTIN, serial of 7 characters, [price of 4, [crypto tail of 4]]; whatever
 * its check digit.
 */
bool ymr_looks_like_tobacco(ymr_text code);

/* ---- scan_canonical.c ---- */

/**
 * ymr_code_canonical in two steps, so that there need not be room for its text while the value is read. `found->form` says
 * what is to be written: a CIS of GTIN and serial; of `found->serial` alone an IMEI or a GTIN; NONE: that as it stands.
 *
 * @return false: the value is absent
 */
bool ymr_canonical_find(ymr_gs1 *found, ymr_code_field field, ymr_text value);
ymr_text ymr_canonical_put(const ymr_gs1 *found, char out[YMR_MAX_REWRITTEN]);

/* ---- scan_readings.c ---- */

/** Adds a reading in its place; `text` is a piece of scan->text. False: it was there, or had no room. */
bool ymr_add_reading(ymr_scan *scan, ymr_code_kind kind, ymr_text text, int64_t number, uint32_t box);

/** The same for one that is known by its text alone. */
bool ymr_add_text(ymr_scan *scan, ymr_code_kind kind, ymr_text text);

void ymr_add_cis(ymr_scan *scan, ymr_text gtin, ymr_text serial);
void ymr_add_gtin(ymr_scan *scan, ymr_text digits);
void ymr_add_imeisv(ymr_scan *scan, ymr_text digits);

/** What was found in an element string. @return whether there was anything; if not, the fault is noted */
bool ymr_add_gs1(ymr_scan *scan, const ymr_gs1 *found);

/** Remembers why a reading is missing; the first reason stays. */
void ymr_note_fault(ymr_scan *scan, ymr_code_fault fault, ymr_code_kind form);

/* ---- scan_elements.c ---- */

/** Adds what a code means as GS1, if it is. @return whether it is that and nothing else */
bool ymr_read_gs1(ymr_scan *scan, ymr_text code, bool declared);

/* ---- scan_forms.c ---- */

/** Adds every reading of a code that is a piece of scan->text. */
void ymr_read_code(ymr_scan *scan, ymr_text code, ymr_code_source source);

/* ---- scan_url.c ---- */

bool ymr_is_url(ymr_text code);

/** Reads what a URL carries; decodes it in place, so it is a piece of scan->text. */
void ymr_read_url(ymr_scan *scan, ymr_text url);

#endif
