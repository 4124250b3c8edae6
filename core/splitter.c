#include <string.h>

#include "apart.h"
#include "words.h"
#include "ymr/decimal.h"
#include "ymr/splitter.h"

/* What may come next. */
typedef enum state {
    VALUE,         /* a value */
    FIRST_ELEMENT, /* a value or ] */
    FIRST_KEY,     /* a key or } */
    KEY,           /* a key */
    COLON,         /* : */
    NEXT,          /* a comma, or what closes the innermost container */
    STRING,        /* the rest of a string */
    PRIMITIVE,     /* the rest of a number or literal */
    DONE           /* blanks */
} state;

enum { MISMATCH = 0xff, NOT_SOUGHT = 0, ON_PATH = 1, PICKED = 2 };

/* What the element under way is asked for, in case that it is too big to be kept. */
static const char *const picks[] = {"id", "orderId"};

/* The bytes that are offered. */
typedef struct input {
    const char *at;
    const char *end;
} input;

void ymr_splitter_init(ymr_splitter *splitter, const char *path, char *buffer, size_t size,
                       const ymr_splitter_events *events, void *context)
{
    memset(splitter, 0, sizeof *splitter);
    splitter->path = path;
    splitter->buffer = buffer;
    splitter->size = size;
    splitter->events = events;
    splitter->context = context;
    splitter->state = VALUE;
    splitter->path_depth = 1;
    for (const char *c = path; *c != '\0'; c++) {
        if (*c == '.') {
            splitter->path_depth++;
        }
    }
}

/* Keeping bytes: of an element as far as they fit, of the skeleton all. */

static void keep_of_element(ymr_splitter *s, const char *bytes, size_t length)
{
    const size_t room = s->size - s->skeleton - s->element_length;
    if (s->element_needed == s->element_length && length <= room) {
        memcpy(s->buffer + s->skeleton + s->element_length, bytes, length);
        s->element_length += length;
    }
    s->element_needed += length;
}

static ymr_status keep(ymr_splitter *s, const char *bytes, size_t length)
{
    if (s->in_element) {
        keep_of_element(s, bytes, length);
        return YMR_OK;
    }
    if (length > s->size - s->skeleton) {
        return YMR_E_SPACE;
    }
    memcpy(s->buffer + s->skeleton, bytes, length);
    s->skeleton += length;
    return YMR_OK;
}

/* Looking for keys: those of the path outside of the list, those to be picked inside an element. */

static const char *name_sought(const ymr_splitter *s, unsigned which, size_t *length)
{
    const char *name = s->path;
    if (s->in_element) {
        *length = strlen(picks[which]);
        return picks[which];
    }
    for (unsigned key = 0; key < s->on_path; key++) {
        name = strchr(name, '.') + 1;
    }
    const char *dot = strchr(name, '.');
    *length = dot == NULL ? strlen(name) : (size_t)(dot - name);
    return name;
}

static void begin_key(ymr_splitter *s)
{
    const bool of_element = s->in_element && s->depth == s->list_depth + 1;
    const bool of_path = s->depth == s->on_path + 1; /* behind its last name is a list, which has no keys */
    s->in_key = true;
    s->match[0] = of_element || of_path ? 0 : MISMATCH;
    s->match[1] = of_element ? 0 : MISMATCH;
}

static void match_key(ymr_splitter *s, const char *bytes, size_t length)
{
    for (unsigned which = 0; which < 2; which++) {
        size_t name_length;
        if (s->match[which] == MISMATCH) {
            continue;
        }
        const char *name = name_sought(s, which, &name_length);
        if (length > name_length - s->match[which] || memcmp(name + s->match[which], bytes, length) != 0) {
            s->match[which] = MISMATCH;
        } else {
            s->match[which] = (uint8_t)(s->match[which] + length);
        }
    }
}

static void end_key(ymr_splitter *s)
{
    s->in_key = false;
    s->sought = NOT_SOUGHT;
    for (unsigned which = 0; which < 2; which++) {
        size_t name_length;
        if (s->match[which] != MISMATCH) {
            (void)name_sought(s, which, &name_length);
            if (s->match[which] == name_length) {
                s->sought = (uint8_t)(s->in_element ? PICKED + which : ON_PATH);
            }
        }
    }
}

/* A key may be written with escapes and is still that key. */
static void match_escape(ymr_splitter *s, char c)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    const char *letter = memchr(letters, c, sizeof letters - 1);
    const char meaning = letter == NULL ? '\0' : meanings[letter - letters];
    match_key(s, &meaning, 1);
}

static void match_unit(ymr_splitter *s)
{
    const char meaning = s->unit < 0x80 ? (char)s->unit : '\0';
    match_key(s, &meaning, 1);
}

/* Elements. */

static void begin_element(ymr_splitter *s)
{
    s->in_element = true;
    s->element_length = 0;
    s->element_needed = 0;
    s->picked[0] = 0;
    s->picked[1] = 0;
}

static YMR_APART ymr_status pass_over(ymr_splitter *s)
{
    const uint32_t needed = s->element_needed > UINT32_MAX ? UINT32_MAX : (uint32_t)s->element_needed;
    const ymr_oversize what = {s->index, needed, 0, s->picked[0], s->picked[1]};
    return s->events->oversize(s->context, &what);
}

static ymr_status hand_over(ymr_splitter *s)
{
    if (s->element_needed == s->element_length) {
        return s->events->element(s->context, s->index, s->buffer + s->skeleton, s->element_length);
    }
    return pass_over(s);
}

static bool at_element_level(const ymr_splitter *s)
{
    return s->list_depth != 0 && s->depth == s->list_depth;
}

/* Values. */

static bool in_array(const ymr_splitter *s)
{
    return (s->arrays >> (s->depth - 1) & 1u) != 0;
}

static ymr_status open_list(ymr_splitter *s)
{
    if (s->list_seen) {
        return YMR_E_DUPLICATE;
    }
    s->list_seen = true;
    s->list_depth = s->depth;
    return YMR_OK;
}

static ymr_status open_container(ymr_splitter *s, char c)
{
    const bool array = c == '[';
    const bool on_path = s->sought == ON_PATH;
    if (s->depth == YMR_MAX_DEPTH) {
        return YMR_E_DEPTH;
    }
    const uint64_t bit = UINT64_C(1) << s->depth;
    s->arrays = array ? s->arrays | bit : s->arrays & ~bit;
    s->sought = NOT_SOUGHT;
    s->depth++;
    s->state = array ? FIRST_ELEMENT : FIRST_KEY;
    if (on_path && array && s->on_path + 1 == s->path_depth) {
        return open_list(s);
    }
    if (on_path && !array && s->on_path + 1 < s->path_depth) {
        s->on_path++;
    }
    return YMR_OK;
}

static bool begins_primitive(char c)
{
    return c == '-' || (c >= '0' && c <= '9') || c == 't' || c == 'f' || c == 'n';
}

static ymr_status begin_value(ymr_splitter *s, input *in)
{
    const char c = *in->at;
    if (s->depth == 0 && c != '{') {
        return c == '[' ? YMR_E_TYPE : YMR_E_SYNTAX;
    }
    if (at_element_level(s)) {
        begin_element(s);
    }
    if (begins_primitive(c)) {
        s->digits = 0;
        s->state = PRIMITIVE;
        return YMR_OK;
    }
    if (c == '"') {
        s->state = STRING;
    } else if (c != '{' && c != '[') {
        return YMR_E_SYNTAX;
    }
    /* The bracket that opens the list is the skeleton's last byte for now. */
    const ymr_status status = keep(s, in->at, 1);
    in->at++;
    if (status != YMR_OK || c == '"') {
        return status;
    }
    return open_container(s, c);
}

static ymr_status close_container(ymr_splitter *s, input *in)
{
    const char wanted = in_array(s) ? ']' : '}';
    if (*in->at != wanted) {
        return YMR_E_SYNTAX;
    }
    const bool ends_element = s->in_element && s->depth == s->list_depth + 1;
    if (at_element_level(s)) {
        s->list_depth = 0;
    }
    const ymr_status status = keep(s, in->at, 1);
    if (status != YMR_OK) {
        return status;
    }
    if (s->on_path > 0 && s->depth == s->on_path + 1) {
        s->on_path--;
    }
    s->depth--;
    s->state = s->depth == 0 ? DONE : NEXT;
    s->held = ends_element;
    in->at += ends_element ? 0 : 1;
    return YMR_OK;
}

static ymr_status take_comma(ymr_splitter *s, input *in)
{
    s->state = in_array(s) ? VALUE : KEY;
    /* Between elements it belongs to none of them. */
    const ymr_status status = at_element_level(s) ? YMR_OK : keep(s, in->at, 1);
    in->at++;
    return status;
}

/* States: each takes at least one byte, or changes the state, or answers an error. */

typedef ymr_status taker(ymr_splitter *s, input *in);

static ymr_status take_value(ymr_splitter *s, input *in)
{
    return begin_value(s, in);
}

static ymr_status take_first_element(ymr_splitter *s, input *in)
{
    return *in->at == ']' ? close_container(s, in) : begin_value(s, in);
}

static ymr_status take_key(ymr_splitter *s, input *in)
{
    if (*in->at != '"') {
        return YMR_E_SYNTAX;
    }
    begin_key(s);
    s->state = STRING;
    const ymr_status status = keep(s, in->at, 1);
    in->at++;
    return status;
}

static ymr_status take_first_key(ymr_splitter *s, input *in)
{
    return *in->at == '}' ? close_container(s, in) : take_key(s, in);
}

static ymr_status take_colon(ymr_splitter *s, input *in)
{
    if (*in->at != ':') {
        return YMR_E_SYNTAX;
    }
    s->state = VALUE;
    const ymr_status status = keep(s, in->at, 1);
    in->at++;
    return status;
}

static ymr_status take_next(ymr_splitter *s, input *in)
{
    return *in->at == ',' ? take_comma(s, in) : close_container(s, in);
}

static ymr_status take_done(ymr_splitter *s, input *in)
{
    (void)s;
    (void)in;
    return YMR_E_TRAILING;
}

/* One character of an escape; whether it is a good one is found out by parsing. */
static ymr_status take_escape(ymr_splitter *s, char c)
{
    if (s->escape == 1) {
        s->escape = c == 'u' ? 5 : 0;
        s->unit = 0;
        if (s->in_key && c != 'u') {
            match_escape(s, c);
        }
        return YMR_OK;
    }
    const int digit = ymr_hex_digit(c);
    if (digit < 0) {
        return YMR_E_ESCAPE;
    }
    s->unit = (uint16_t)(s->unit << 4 | digit);
    s->escape--;
    if (s->escape == 1) {
        s->escape = 0;
        if (s->in_key) {
            match_unit(s);
        }
    }
    return YMR_OK;
}

static void end_string(ymr_splitter *s)
{
    if (s->in_key) {
        end_key(s);
        s->state = COLON;
        return;
    }
    s->state = NEXT;
    s->held = at_element_level(s);
}

static const char *after_plain(const char *at, const char *end)
{
    while (at < end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20) {
        at++;
    }
    return at;
}

static ymr_status take_special(ymr_splitter *s, input *in)
{
    const char c = *in->at;
    ymr_status status = YMR_OK;
    if ((unsigned char)c < 0x20) {
        return YMR_E_SYNTAX;
    }
    if (s->escape != 0) {
        status = take_escape(s, c);
    } else if (c == '\\') {
        s->escape = 1;
    } else {
        end_string(s);
    }
    if (status == YMR_OK) {
        status = keep(s, in->at, 1);
    }
    in->at += status == YMR_OK && !s->held ? 1 : 0;
    return status;
}

static ymr_status take_string(ymr_splitter *s, input *in)
{
    if (s->escape != 0) {
        return take_special(s, in);
    }
    const char *stop = after_plain(in->at, in->end);
    const size_t length = (size_t)(stop - in->at);
    if (s->in_key) {
        match_key(s, in->at, length);
    }
    const ymr_status status = keep(s, in->at, length);
    in->at = stop;
    return status != YMR_OK || stop == in->end ? status : take_special(s, in);
}

static bool is_primitive_character(char c)
{
    return begins_primitive(c) || (c >= 'a' && c <= 'z') || c == '+' || c == '.' || c == 'E';
}

/* The number behind a key that is to be picked; what is no whole number is not picked. */
static void end_picked(ymr_splitter *s)
{
    if (s->sought >= PICKED) {
        (void)ymr_integer_parse(s->number, s->digits, &s->picked[s->sought - PICKED]);
    }
}

static void pick_digits(ymr_splitter *s, const char *bytes, size_t length)
{
    if (s->sought < PICKED) {
        return;
    }
    if (length > sizeof s->number - s->digits) {
        s->sought = NOT_SOUGHT;
        return;
    }
    memcpy(s->number + s->digits, bytes, length);
    s->digits = (uint8_t)(s->digits + length);
}

static ymr_status take_primitive(ymr_splitter *s, input *in)
{
    const char *stop = in->at;
    while (stop < in->end && is_primitive_character(*stop)) {
        stop++;
    }
    const size_t length = (size_t)(stop - in->at);
    pick_digits(s, in->at, length);
    const ymr_status status = keep(s, in->at, length);
    in->at = stop;
    if (status != YMR_OK || stop == in->end) {
        return status;
    }
    end_picked(s);
    s->held = at_element_level(s);
    s->state = s->held ? PRIMITIVE : NEXT;
    return YMR_OK;
}

static taker *const takers[] = {
    [VALUE] = take_value,         [FIRST_ELEMENT] = take_first_element,
    [FIRST_KEY] = take_first_key, [KEY] = take_key,
    [COLON] = take_colon,         [NEXT] = take_next,
    [STRING] = take_string,       [PRIMITIVE] = take_primitive,
    [DONE] = take_done,
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static YMR_APART ymr_status take_some(ymr_splitter *s, input *in)
{
    const bool between_tokens = s->state != STRING && s->state != PRIMITIVE;
    if (between_tokens && is_blank(*in->at)) {
        in->at++;
        return YMR_OK;
    }
    return takers[s->state](s, in);
}

/*
 * Hands a complete element over, from here, where the stack is not deep. Its last byte, if it has one of its
 * own, is taken with it and not before: so something is left to be offered again after "not now".
 */
static ymr_status offer(ymr_splitter *s, input *in)
{
    const ymr_status status = hand_over(s);
    if (status == YMR_OK) {
        in->at += s->state == PRIMITIVE ? 0 : 1;
        s->held = false;
        s->in_element = false;
        s->index++;
        s->state = NEXT;
    }
    return status;
}

ymr_status ymr_splitter_take(ymr_splitter *s, const char *bytes, size_t length, size_t *taken)
{
    input in = {bytes, bytes + length};
    ymr_status status = s->error;

    if (status == YMR_OK && length > YMR_MAX_JSON - s->total) {
        status = YMR_E_TOO_BIG;
    }
    while (status == YMR_OK && in.at < in.end) {
        status = s->held ? offer(s, &in) : take_some(s, &in);
    }
    *taken = (size_t)(in.at - bytes);
    s->total += *taken;
    if (status < 0) {
        s->error = status;
    }
    return status;
}

ymr_status ymr_splitter_end(ymr_splitter *s)
{
    if (s->error == YMR_OK && s->state != DONE) {
        s->error = YMR_E_TRUNCATED;
    }
    return s->error;
}
