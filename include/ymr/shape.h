/**
 * Descriptor tables: one row a field says how JSON becomes a struct, and how the struct is shown again.
 *
 * A shape is the table of one object of the API. Decoding walks the tokens once, with a small stack of its own and no
 * recursion, and checks the whole tree, lists included, before it answers: so a list that was handed out can be
 * walked later without an error left to meet.
 *
 * What the rules are (a device in the field must not go blind over one new field):
 *  - a field that has no row is passed over; null is the same as absent;
 *  - a required field that is absent or of the wrong type is an error that names its path;
 *  - an optional field of the wrong type is left out, with a warning;
 *  - a known key twice in one object is an error (who wrote it, and which one is meant?).
 */
#ifndef YMR_SHAPE_H
#define YMR_SHAPE_H

#include "ymr/decimal.h"
#include "ymr/json.h"
#include "ymr/time.h"

/** A whole number that may be absent. */
typedef struct ymr_integer {
    int64_t value; /**< 0 if absent */
    bool present;  /**< it is there */
} ymr_integer;

/** An exact number that may be absent. */
typedef struct ymr_number {
    ymr_decimal value; /**< 0 if absent */
    bool present;      /**< it is there */
} ymr_number;

/** A truth value that may be absent. */
typedef struct ymr_boolean {
    bool value;   /**< false if absent */
    bool present; /**< it is there */
} ymr_boolean;

/** A named value. `value` is of the enum that the field's comment names (0 absent, 1 unrecognized); `text` as received. */
typedef struct ymr_enum {
    int value;     /**< a constant */
    ymr_text text; /**< bytes NULL: absent */
} ymr_enum;

/**
 * A list, and at the same time the cursor that walks it: copy it to walk it twice.
 * No fixed maximum; nothing is copied out of the document.
 */
typedef struct ymr_list {
    const ymr_document *document; /**< NULL: the list is absent or null */
    uint32_t token;               /**< the next element */
    uint32_t left;                /**< elements from there on; of a fresh list its length */
} ymr_list;

/** Any value, left as it is. */
typedef struct ymr_value {
    const ymr_document *document; /**< NULL: absent or null */
    uint32_t token;               /**< where it begins */
} ymr_value;

/** What a row's member is, and so what the JSON value must be. */
typedef enum ymr_kind {
    YMR_KIND_ID,      /**< int64_t, whole number; for required fields */
    YMR_KIND_INTEGER, /**< ymr_integer, whole number */
    YMR_KIND_DECIMAL, /**< ymr_decimal, any number; for required fields */
    YMR_KIND_NUMBER,  /**< ymr_number, any number */
    YMR_KIND_BOOLEAN, /**< ymr_boolean, true or false */
    YMR_KIND_TEXT,    /**< ymr_text, string */
    YMR_KIND_ENUM,    /**< ymr_enum, string; `of` is its ymr_names */
    YMR_KIND_DATE,    /**< ymr_date, string in RFC 3339 */
    YMR_KIND_OBJECT,  /**< a struct that begins with `bool present`; `of` is its ymr_shape */
    YMR_KIND_LIST,    /**< ymr_list; `element` is the kind of its elements, `of` what that kind needs */
    YMR_KIND_VALUE    /**< ymr_value: not looked into */
} ymr_kind;

/** The names of an enum, in the order of its constants from 2 on: ymr_enum_name(). */
typedef struct ymr_names {
    const char *names; /**< each terminated, one behind the other: a pointer to each would cost more */
    uint16_t count;    /**< how many there are */
} ymr_names;

/** One row: one field. 12 bytes on 32 bit: there are hundreds of them. */
typedef struct ymr_field {
    const char *key;       /**< the API's name */
    const void *of;        /**< ymr_shape, ymr_names, or NULL: as `kind` says */
    uint8_t key_length;    /**< bytes of it */
    uint8_t kind;          /**< ymr_kind */
    unsigned offset : 11;  /**< of the member in the struct */
    unsigned element : 4;  /**< ymr_kind of a list's elements: TEXT, ENUM, ID or OBJECT */
    unsigned required : 1; /**< an answer without it is not valid */
} ymr_field;

/** One table: one object. At most 32 rows. */
typedef struct ymr_shape {
    const ymr_field *fields; /**< in the order of the API's description */
    uint16_t count;          /**< how many there are */
    uint16_t size;           /**< of the struct */
} ymr_shape;

/** Called for each optional field that was left out because its value is not what it should be. */
typedef void ymr_warn(void *context, const ymr_fault *fault);

/** Where a decoder's complaints go: the error into `fault`, each warning to `warn` (may be NULL). */
typedef struct ymr_report {
    ymr_fault fault; /**< the error */
    ymr_warn *warn;  /**< takes warnings */
    void *context;   /**< of `warn` */
} ymr_report;

/**
 * Fills a struct from the object at `token` and checks everything below it.
 *
 * @param out     `shape->size` bytes, owned by the caller, set to zero first; texts and lists in it point into `document`
 * @param report  not NULL
 * @return YMR_OK; YMR_E_TYPE, _MISSING, _DUPLICATE, _RANGE, _SYNTAX (a date), _DEPTH; report->fault then names the path
 */
ymr_status ymr_decode(const ymr_document *document, uint32_t token, const ymr_shape *shape, void *out,
                      ymr_report *report);

/**
 * Fills `out` with a list's next element and steps the list behind it. `shape` is the one that the list was decoded with,
 * or one of fewer rows: nothing is checked again.
 * @return false at the end (or of an absent list); `out` is then untouched
 */
bool ymr_list_next(ymr_list *list, const ymr_shape *shape, void *out);

/** The same for a list of strings. */
bool ymr_list_next_text(ymr_list *list, ymr_text *out);

/** The same for a list of ids. */
bool ymr_list_next_id(ymr_list *list, int64_t *out);

/** The same for a list of enum values. */
bool ymr_list_next_enum(ymr_list *list, const ymr_names *names, ymr_enum *out);

/** The constant of a name: 2 … count + 1, or 1 if it is not in the list. */
int ymr_enum_value(const ymr_names *names, ymr_text text);

/** The name of a constant, NULL for 0, 1 and what is beyond the list. */
const char *ymr_enum_name(const ymr_names *names, int value);

#endif
