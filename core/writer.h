/*
 * Writes requests: their line, their query, their JSON body.
 *
 * It counts what does not fit as well, so one pass gives the text or the size that it needs; and it notes an argument that
 * may not be sent, so that whoever puts the parts together asks once, at the end.
 */
#ifndef YMR_CORE_WRITER_H
#define YMR_CORE_WRITER_H

#include "ymr/decimal.h"
#include "ymr/shape.h"

typedef struct ymr_writer {
    char *out; /* NULL: count only */
    size_t size;
    size_t length;
    bool refused; /* something may not be sent */
    bool started; /* query: a parameter stands already; JSON: the container has a member already */
} ymr_writer;

void ymr_put_bytes(ymr_writer *w, const char *bytes, size_t length);
void ymr_put(ymr_writer *w, const char *text);
void ymr_put_integer(ymr_writer *w, int64_t value);

/* Percent-encoded but for unreserved characters (RFC 3986, section 2.3). */
void ymr_put_encoded(ymr_writer *w, ymr_text text);

/* Query parameters: each with its separator. */

/* `?name=` or `&name=`; the value follows. */
void ymr_put_parameter(ymr_writer *w, const char *name);
/* Nothing when `value` is 0 and so absent. */
void ymr_put_parameter_integer(ymr_writer *w, const char *name, int64_t value);
/* Nothing when absent (NULL). */
void ymr_put_parameter_text(ymr_writer *w, const char *name, ymr_text value);
/* A calendar day, `YYYY-MM-DD`; nothing when NULL, refused when it is none. */
void ymr_put_parameter_day(ymr_writer *w, const char *name, const char *day);
/* The name of an enum's constant; nothing when 0, refused when it has none. */
void ymr_put_parameter_name(ymr_writer *w, const char *name, const ymr_names *names, int value);
/*
 * A list is its name repeated, a value each: the API's description gives its arrays no style of their own, so that
 * of OpenAPI holds ("Parameter Object": form, exploded), and whatever checks requests against the description
 * refuses the commas of which its prose speaks.
 */

/* The names of all constants whose bits are set. */
void ymr_put_parameter_set(ymr_writer *w, const char *name, const ymr_names *names, uint32_t mask);
/* Refused when there are more than `most`. */
void ymr_put_parameter_ids(ymr_writer *w, const char *name, const int64_t *ids, size_t count, size_t most);

/* JSON: commas come by themselves. Members without a value (NULL, 0 of an enum) are left out. */

void ymr_put_open(ymr_writer *w, char bracket);
void ymr_put_close(ymr_writer *w, char bracket);
/* `"key":`, with the comma before it. */
void ymr_put_key(ymr_writer *w, const char *key);
/* The comma before a list's element. */
void ymr_put_element(ymr_writer *w);
/* A string in quotes; refused when it is no UTF-8. */
void ymr_put_string(ymr_writer *w, ymr_text text);
void ymr_put_member_text(ymr_writer *w, const char *key, ymr_text text);
/* The same, refused when it has fewer or more characters than that. */
void ymr_put_member_bounded(ymr_writer *w, const char *key, ymr_text text, size_t least, size_t most);
/* `"key":["a","b"]`; nothing when there is none, refused when there are more than `most` or one is not bounded so. */
void ymr_put_member_texts(ymr_writer *w, const char *key, const ymr_text *texts, size_t count, size_t most,
                          size_t longest);
void ymr_put_member_integer(ymr_writer *w, const char *key, int64_t value);
void ymr_put_member_decimal(ymr_writer *w, const char *key, ymr_decimal value);
void ymr_put_member_boolean(ymr_writer *w, const char *key, ymr_boolean value);
void ymr_put_member_name(ymr_writer *w, const char *key, const ymr_names *names, int value);
void ymr_put_member_day(ymr_writer *w, const char *key, const char *day);
/* `"key":[1,2]`; nothing when there is none, refused when there are more than `most`. */
void ymr_put_member_ids(ymr_writer *w, const char *key, const int64_t *ids, size_t count, size_t most);
/* `"key":["A","B"]` of the constants whose bits are set; nothing when none is. */
void ymr_put_member_set(ymr_writer *w, const char *key, const ymr_names *names, uint32_t mask);

/* Sets of the API have no element twice. */
void ymr_refuse_repeated_ids(ymr_writer *w, const int64_t *ids, size_t count);
void ymr_refuse_repeated_texts(ymr_writer *w, const ymr_text *texts, size_t count);

#endif
