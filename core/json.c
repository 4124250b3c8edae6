/* jsmn's functions stay inside this file: nothing else tokenises. */
#define JSMN_STATIC
#define JSMN_STRICT
#define JSMN_PARENT_LINKS
#include <jsmn.h>

#include <string.h>

#include "tokens.h"
#include "utf8.h"

/*
 * One walk over jsmn's tokens, in the order of the text. Between two tokens there can only be blanks and the one
 * separator that their roles ask for; so checking those gaps checks the grammar, and no byte is looked at twice.
 */
typedef struct walk {
    char *text;
    const char *limit;     /* the text's end */
    const char *last_word; /* the last place from which a whole word can be read */
    ymr_token *tokens;
    size_t at; /* behind the last token, in the text as it came */
    int open;  /* the container that the walk is in, −1 outside of the root */
    unsigned depth;
} walk;

static size_t after_blanks(const char *text, size_t at, size_t end)
{
    while (at < end && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
        at++;
    }
    return at;
}

/* Nothing but blanks. Answers mostly come without any, so that is asked first. */
static inline bool is_blank_gap(const char *text, size_t from, size_t until)
{
    return from == until || after_blanks(text, from, until) == until;
}

static bool is_wide_gap(const char *text, size_t from, size_t until, char separator)
{
    from = after_blanks(text, from, until);
    return from < until && text[from] == separator && is_blank_gap(text, from + 1, until);
}

/* One separator, and blanks. */
static inline bool is_gap(const char *text, size_t from, size_t until, char separator)
{
    if (from + 1 == until && text[from] == separator) {
        return true;
    }
    return is_wide_gap(text, from, until, separator);
}

static int container_of(const ymr_token *tokens, int token)
{
    const int parent = tokens[token].parent;
    return parent >= 0 && tokens[parent].type == JSMN_STRING ? tokens[parent].parent : parent;
}

static bool leave_container(walk *w)
{
    const size_t end = (size_t)w->tokens[w->open].end;
    if (!is_blank_gap(w->text, w->at, end - 1)) {
        return false;
    }
    w->at = end;
    w->open = container_of(w->tokens, w->open);
    w->depth--;
    return true;
}

/* Leaves containers until `container` is the innermost one. */
static bool leave_until(walk *w, int container)
{
    while (w->open != container) {
        if (w->open < 0 || !leave_container(w)) {
            return false;
        }
    }
    return true;
}

/* A key has one value, and only a string can be a key. */
static bool has_role(const ymr_token *token, const ymr_token *container)
{
    const bool quoted = token->type == JSMN_STRING;
    return container->type == JSMN_OBJECT ? quoted && token->size == 1 : !quoted || token->size == 0;
}

/*
 * Checks that a token may stand where jsmn found it, and what stands before its first byte. A value follows its key; any
 * other token is the first of its container if that is the token before it.
 */
static bool reach_token(walk *w, int index, const ymr_token *token)
{
    const int parent = token->parent;
    const ymr_token *above = &w->tokens[parent];
    const size_t first_byte = (size_t)(token->start - (token->type == JSMN_STRING));
    if (above->type == JSMN_STRING) {
        return parent == index - 1 && above->size == 1 && is_gap(w->text, w->at, first_byte, ':');
    }
    if (!has_role(token, above)) {
        return false;
    }
    if (parent == index - 1) {
        return is_blank_gap(w->text, w->at, first_byte);
    }
    return leave_until(w, parent) && is_gap(w->text, w->at, first_byte, ',');
}

static const char *digits(const char *at, const char *end)
{
    while (at < end && *at >= '0' && *at <= '9') {
        at++;
    }
    return at;
}

/* RFC 8259, section 6. */
static bool is_number(const char *at, const char *end)
{
    if (at < end && *at == '-') {
        at++;
    }
    const char *whole = at;
    at = digits(at, end);
    if (at == whole || (*whole == '0' && at - whole > 1)) {
        return false;
    }
    if (at < end && *at == '.') {
        const char *fraction = ++at;
        at = digits(at, end);
        if (at == fraction) {
            return false;
        }
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        if (at < end && (*at == '+' || *at == '-')) {
            at++;
        }
        const char *exponent = at;
        at = digits(at, end);
        if (at == exponent) {
            return false;
        }
    }
    return at == end;
}

static bool is_word(const char *at, const char *end, const char *word, size_t length)
{
    return (size_t)(end - at) == length && memcmp(at, word, length) == 0;
}

static bool is_primitive(const char *at, const char *end)
{
    switch (*at) {
    case 't':
        return is_word(at, end, "true", 4);
    case 'f':
        return is_word(at, end, "false", 5);
    case 'n':
        return is_word(at, end, "null", 4);
    default:
        return is_number(at, end);
    }
}

static ymr_status enter_container(walk *w, int index)
{
    if (w->depth == YMR_MAX_DEPTH) {
        return YMR_E_DEPTH;
    }
    w->depth++;
    w->open = index;
    w->at = (size_t)w->tokens[index].start + 1;
    return YMR_OK;
}

static ymr_status take_string(const walk *w, ymr_token *token)
{
    char *text = w->text + token->start;
    size_t length = (size_t)(token->end - token->start);
    if (ymr_utf8_is_plain(text, text + length, w->last_word)) {
        return YMR_OK;
    }
    const ymr_status status = ymr_utf8_unescape(text, &length);
    token->end = token->start + (int)length;
    return status;
}

static ymr_status take_token(walk *w, int index, ymr_token *token)
{
    if (!reach_token(w, index, token)) {
        return YMR_E_SYNTAX;
    }
    if (token->type == JSMN_STRING) {
        w->at = (size_t)token->end + 1;
        return take_string(w, token);
    }
    if (token->type == JSMN_PRIMITIVE) {
        w->at = (size_t)token->end;
        return is_primitive(w->text + token->start, w->text + token->end) ? YMR_OK : YMR_E_SYNTAX;
    }
    return enter_container(w, index);
}

/* The root is tokens[0], and all others are inside of it. */
static ymr_status walk_document(walk *w, int count)
{
    if (!is_blank_gap(w->text, 0, (size_t)w->tokens[0].start)) {
        return YMR_E_SYNTAX;
    }
    (void)enter_container(w, 0);
    ymr_token *token = w->tokens;
    for (int index = 1; index < count; index++) {
        const ymr_status status = take_token(w, index, ++token);
        if (status != YMR_OK) {
            return status;
        }
    }
    if (!leave_until(w, -1)) {
        return YMR_E_SYNTAX;
    }
    return is_blank_gap(w->text, w->at, (size_t)(w->limit - w->text)) ? YMR_OK : YMR_E_TRAILING;
}

static ymr_status refuse(ymr_fault *fault, ymr_status status, size_t offset, size_t needed)
{
    if (fault != NULL) {
        fault->status = status;
        fault->offset = (uint32_t)offset;
        fault->needed = (uint32_t)needed;
        fault->path[0] = '\0';
    }
    return status;
}

/* jsmn counts the tokens of a whole text when it has nowhere to put them. */
static size_t count_tokens(const char *text, size_t length)
{
    jsmn_parser parser;
    jsmn_init(&parser);
    const int count = jsmn_parse(&parser, text, length, NULL, 0);
    return count > 0 ? (size_t)count : 0;
}

/* Why jsmn stopped, in our words. */
static ymr_status meaning_of(int code, const jsmn_parser *parser, const ymr_token *tokens, bool has_nul)
{
    if (parser->toknext > 0 && tokens[0].end >= 0) {
        return YMR_E_TRAILING;
    }
    /* jsmn takes a NUL for the end of the text; it is a wrong character in it. */
    return code == JSMN_ERROR_PART && !has_nul ? YMR_E_TRUNCATED : YMR_E_SYNTAX;
}

ymr_status ymr_json_parse(ymr_document *document, char *text, size_t length, ymr_token *tokens, size_t room,
                          ymr_fault *fault)
{
    jsmn_parser parser;

    if (length > YMR_MAX_JSON || room > INT32_MAX) {
        return refuse(fault, YMR_E_TOO_BIG, 0, 0);
    }
    jsmn_init(&parser);
    const int count = jsmn_parse(&parser, text, length, tokens, (unsigned)room);
    if (count == JSMN_ERROR_NOMEM) {
        const size_t needed = count_tokens(text, length);
        return refuse(fault, needed > 0 ? YMR_E_TOKENS : YMR_E_SYNTAX, parser.pos, needed);
    }
    if (count <= 0) {
        const bool has_nul = memchr(text, '\0', length) != NULL;
        return refuse(fault, meaning_of(count == 0 ? JSMN_ERROR_PART : count, &parser, tokens, has_nul), parser.pos, 0);
    }
    if (tokens[0].type != JSMN_OBJECT) {
        return refuse(fault, YMR_E_TYPE, (size_t)tokens[0].start, 0);
    }
    if (tokens[count - 1].start >= tokens[0].end) {
        return refuse(fault, YMR_E_TRAILING, (size_t)tokens[0].end, 0);
    }

    /* No string begins with the text's first byte: so a text shorter than a word is never read by words. */
    const char *last_word = text + (length < sizeof(ymr_word) ? 0 : length - sizeof(ymr_word));
    walk w = {text, text + length, last_word, tokens, 0, -1, 0};
    const ymr_status status = walk_document(&w, count);
    if (status != YMR_OK) {
        return refuse(fault, status, w.at, 0);
    }
    *document = (ymr_document){text, tokens, (uint32_t)count, NULL, 0};
    return YMR_OK;
}

ymr_text ymr_json_text(const ymr_document *document, uint32_t token)
{
    return token_text(document, &document->tokens[token]);
}

uint32_t ymr_json_skip(const ymr_document *document, uint32_t token)
{
    return token_index(document, token_after(document, &document->tokens[token]));
}
