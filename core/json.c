#include <string.h>

#include "tokens.h"
#include "utf8.h"

_Static_assert(YMR_MAX_JSON < UINT32_C(1) << 29, "ymr_token.start");

/*
 * One pass without a stack: while an object or array is open, its token's extent is the index of the one around it. `at`
 * stays where something is not as it should be: at the text's end that says "cut off", elsewhere "wrong".
 */
typedef struct scan {
    char *text;
    char *at;
    char *end;
    const char *last_word; /* the last place from which a whole word can be read */
    ymr_token *tokens;
    uint32_t room;
    uint32_t count;
    uint32_t open; /* the innermost object or array */
    unsigned depth;
    char closer;   /* what ends it */
    bool at_key;   /* a key is next */
} scan;

static ymr_status wrong(const scan *s)
{
    return s->at == s->end ? YMR_E_TRUNCATED : YMR_E_SYNTAX;
}

static char *after_blanks(char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) {
        at++;
    }
    return at;
}

/* The next byte that is no blank; at the end NUL, which may stand nowhere. Answers mostly come without blanks. */
static inline char next_byte(scan *s)
{
    if (s->at < s->end && (unsigned char)*s->at > ' ') {
        return *s->at;
    }
    s->at = after_blanks(s->at, s->end);
    return s->at < s->end ? *s->at : '\0';
}

/* Strings. */

static ymr_status take_string(scan *s, ymr_token *token)
{
    char *const from = s->at + 1;
    char *at = from;
    ymr_word w;
    while (at <= s->last_word && (memcpy(&w, at, sizeof w), ymr_is_plain_word(w))) {
        at += sizeof w;
    }
    while (at < s->end && ymr_is_plain(*at)) {
        at++;
    }
    char *until = at;
    ymr_status status = YMR_OK;
    if (at == s->end || *at != '"') {
        status = ymr_utf8_take(&at, s->end, &until);
    }
    s->at = at;
    if (status != YMR_OK) {
        /* Cut off inside of a character or an escape, it is cut off before all. */
        return memchr(at, '"', (size_t)(s->end - at)) == NULL ? YMR_E_TRUNCATED : status;
    }
    s->at++;
    token->start++;
    token->extent = (uint32_t)(until - from);
    return YMR_OK;
}

/* Numbers and literals. */

static bool take_either(scan *s, char a, char b)
{
    const bool is = s->at < s->end && (*s->at == a || *s->at == b);
    s->at += is;
    return is;
}

/* One digit or more. */
static bool take_digits(scan *s)
{
    const char *const first = s->at;
    char *at = s->at;
    while (at < s->end && *at >= '0' && *at <= '9') {
        at++;
    }
    s->at = at;
    return at > first;
}

/* RFC 8259, section 6. A digit behind a leading zero is left over, and no separator. */
static bool pass_number(scan *s)
{
    (void)take_either(s, '-', '-');
    if (!take_either(s, '0', '0') && !take_digits(s)) {
        return false;
    }
    if (take_either(s, '.', '.') && !take_digits(s)) {
        return false;
    }
    if (take_either(s, 'e', 'E')) {
        (void)take_either(s, '+', '-');
        return take_digits(s);
    }
    return true;
}

static bool pass_word(scan *s, const char *word)
{
    while (*word != '\0' && take_either(s, *word, *word)) {
        word++;
    }
    return *word == '\0';
}

static ymr_status take_primitive(scan *s, ymr_token *token, const char *word)
{
    const char *const from = s->at;
    const bool is = word != NULL ? pass_word(s, word) : pass_number(s);
    token->extent = (uint32_t)(s->at - from);
    return is ? YMR_OK : wrong(s);
}

/* Objects and arrays. */

static void enter(scan *s, uint32_t container)
{
    s->open = container;
    s->closer = s->tokens[container].type == YMR_TOKEN_OBJECT ? '}' : ']';
}

static ymr_status open_container(scan *s, ymr_token *token)
{
    if (s->depth == YMR_MAX_DEPTH) {
        return YMR_E_DEPTH;
    }
    s->depth++;
    s->at++;
    token->extent = s->open;
    enter(s, s->count - 1);
    return YMR_OK;
}

static void close_container(scan *s)
{
    ymr_token *const container = &s->tokens[s->open];
    const uint32_t around = container->extent;
    container->extent = s->count;
    s->depth--;
    s->at++;
    enter(s, around);
}

/* The grammar. */

static ymr_token_type type_of(char first)
{
    switch (first) {
    case '"':
        return YMR_TOKEN_STRING;
    case '{':
        return YMR_TOKEN_OBJECT;
    case '[':
        return YMR_TOKEN_ARRAY;
    case 't':
        return YMR_TOKEN_TRUE;
    case 'f':
        return YMR_TOKEN_FALSE;
    case 'n':
        return YMR_TOKEN_NULL;
    default:
        return YMR_TOKEN_NUMBER;
    }
}

static ymr_status take_token(scan *s, ymr_token_type type)
{
    static const char words[3][6] = {"null", "false", "true"}; /* in the order of their types */
    if (s->count == s->room) {
        return YMR_E_TOKENS;
    }
    ymr_token *const token = &s->tokens[s->count++];
    token->start = (uint32_t)(s->at - s->text) & 0x1fffffffu;
    token->type = type & 7u;
    if (type == YMR_TOKEN_STRING) {
        return take_string(s, token);
    }
    return token_holds_others(token) ? open_container(s, token)
                                     : take_primitive(s, token, type < YMR_TOKEN_NUMBER ? words[type] : NULL);
}

/* Behind a value: closes what ends here, and steps over the comma unless the root has ended. */
static ymr_status go_on(scan *s)
{
    while (next_byte(s) == s->closer) {
        close_container(s);
        if (s->depth == 0) {
            return YMR_OK;
        }
    }
    if (s->at == s->end || *s->at != ',') {
        return wrong(s);
    }
    s->at++;
    return YMR_OK;
}

/* A key with its colon, or a value with what follows it. */
static ymr_status take_next(scan *s)
{
    const char first = next_byte(s);
    const bool is_key = s->at_key;
    if (s->at == s->end || (is_key && first != '"')) {
        return wrong(s);
    }
    const ymr_token_type type = type_of(first);
    ymr_status status = take_token(s, type);
    if (status == YMR_OK && is_key) {
        status = next_byte(s) == ':' ? YMR_OK : wrong(s);
        s->at += status == YMR_OK;
    } else if (status == YMR_OK && (type < YMR_TOKEN_OBJECT || next_byte(s) == s->closer)) {
        status = go_on(s);
    }
    s->at_key = !is_key && s->closer == '}';
    return status;
}

static ymr_status scan_document(scan *s)
{
    const char first = next_byte(s);
    if (first != '{') {
        return first == '[' || first == '"' ? YMR_E_TYPE : wrong(s);
    }
    ymr_status status;
    do {
        status = take_next(s);
    } while (status == YMR_OK && s->depth > 0);
    if (status == YMR_OK) {
        (void)next_byte(s);
        status = s->at == s->end ? YMR_OK : YMR_E_TRAILING;
    }
    return status;
}

/* Behind the quote that ends a string, or the end. */
static const char *after_string(const char *quote, const char *end)
{
    const char *at = quote + 1;
    bool escaped = false;
    for (; at < end && (escaped || *at != '"'); at++) {
        escaped = !escaped && *at == '\\';
    }
    return at < end ? at + 1 : end;
}

/* Tokens from a place on where one begins, when there is no room for them; wrong ones count, too. */
static size_t count_tokens(const char *at, const char *end)
{
    size_t count = 0;
    bool in_word = false;
    while (at < end) {
        const bool separates = memchr(" \t\r\n,:]}", *at, 8) != NULL;
        const bool opens = *at == '{' || *at == '[' || *at == '"';
        count += opens || (!separates && !in_word);
        in_word = !opens && !separates;
        at = *at == '"' ? after_string(at, end) : at + 1;
    }
    return count;
}

/* Half as many tokens as bytes, and one, do for any document: what asks for more is none, and room would not help. */
static ymr_status without_room(const scan *s, uint32_t *needed)
{
    const size_t count = s->count + count_tokens(s->at, s->end);
    if (count > (size_t)(s->end - s->text) / 2 + 1) {
        return YMR_E_SYNTAX;
    }
    *needed = (uint32_t)count;
    return YMR_E_TOKENS;
}

ymr_status ymr_json_parse(ymr_document *document, char *text, size_t length, ymr_token *tokens, size_t room,
                          ymr_fault *fault)
{
    /* A text shorter than a word is never read by words: no string begins with its first byte. */
    const char *const last_word = text + (length < sizeof(ymr_word) ? 0 : length - sizeof(ymr_word));
    scan s = {.text = text, .at = text, .end = text + length, .last_word = last_word, .tokens = tokens};
    s.room = room < UINT32_MAX ? (uint32_t)room : UINT32_MAX;
    ymr_status status = length > YMR_MAX_JSON ? YMR_E_TOO_BIG : scan_document(&s);
    uint32_t needed = 0;
    if (status == YMR_E_TOKENS) {
        status = without_room(&s, &needed);
    }
    if (status == YMR_OK) {
        *document = (ymr_document){text, tokens, s.count, NULL, 0};
    } else if (fault != NULL) {
        fault->status = status;
        fault->offset = (uint32_t)(s.at - text);
        fault->needed = needed;
        fault->path[0] = '\0';
    }
    return status;
}

ymr_text ymr_json_text(const ymr_document *document, uint32_t token)
{
    return token_text(document, &document->tokens[token]);
}

uint32_t ymr_json_skip(const ymr_document *document, uint32_t token)
{
    return token_index(document, token_after(document, &document->tokens[token]));
}
