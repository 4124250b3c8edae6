/*
 * A list in a long JSON answer, cut into elements and decoded. The first byte says how the rest is cut into
 * pieces and by which table it is decoded, the second how much room there is, the third how often the receiver
 * says "not now".
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "every_kind.h"
#include "json_reference.h"
#include "support.h"
#include "unit/dump.h"
#include "ymr/listing.h"
#include "ymr/returns.h"

enum { LONGEST = 2048, DIARY = 1 << 17, MOST_ELEMENTS = 1024, MOST_TOKENS = 1200 };

static const char path[] = "result.returns";

/* What a receiver hears, and how it behaves. */
typedef struct receiver {
    dump diary;
    unsigned holds; /* times that each element is put off */
    unsigned held;
    bool scrambles; /* it may change what it was given */
    char *elements[MOST_ELEMENTS];
    size_t lengths[MOST_ELEMENTS];
    uint32_t count;
    const ymr_shape *shape;
    union {
        ymr_return one;
        every_kind every;
    } element;
} receiver;

static void begin_receiver(receiver *r, char *diary, unsigned holds)
{
    memset(r, 0, sizeof *r);
    dump_begin(&r->diary, diary, DIARY);
    r->holds = holds;
}

static void end_receiver(receiver *r)
{
    for (uint32_t i = 0; i < r->count; i++) {
        free(r->elements[i]);
    }
}

static ymr_status put_off(receiver *r)
{
    if (r->held < r->holds) {
        r->held++;
        return YMR_PENDING;
    }
    r->held = 0;
    return YMR_OK;
}

static void write_oversize(receiver *r, const ymr_oversize *what)
{
    dump_format(&r->diary, "oversize %u %u %u %" PRId64 " %" PRId64 "\n", (unsigned)what->index,
                (unsigned)what->needed, (unsigned)what->needed_tokens, what->id, what->order_id);
}

/* ---- The splitter alone ---- */

static ymr_status on_element(void *context, uint32_t index, char *text, size_t length)
{
    receiver *const r = context;
    const ymr_status status = put_off(r);
    if (status != YMR_OK) {
        return status;
    }
    hold(length > 0 && index < MOST_ELEMENTS, "an element is something");
    dump_format(&r->diary, "element %u ", (unsigned)index);
    for (size_t i = 0; i < length; i++) {
        dump_format(&r->diary, "%02x", (unsigned char)text[i]);
    }
    dump_format(&r->diary, "\n");
    r->elements[r->count] = exact_copy(text, length);
    r->lengths[r->count++] = length;
    memset(text, 'x', length);
    return YMR_OK;
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    receiver *const r = context;
    const ymr_status status = put_off(r);
    if (status == YMR_OK) {
        write_oversize(r, what);
    }
    return status;
}

static const ymr_splitter_events splitter_events = {on_element, on_oversize};

/* Offers a piece until it is taken. */
static ymr_status offer(ymr_splitter *s, const char *bytes, size_t length, unsigned holds)
{
    char *const copy = exact_copy(bytes, length);
    ymr_status status = YMR_PENDING;
    size_t at = 0;
    for (size_t n = 0; status == YMR_PENDING; n++) {
        size_t taken = 0;
        hold(n <= length * holds + holds, "not now is not for ever");
        status = ymr_splitter_take(s, copy + at, length - at, &taken);
        hold(taken <= length - at, "no more is taken than there is");
        hold(status != YMR_PENDING || taken < length - at, "not now leaves something to offer again");
        at += taken;
    }
    hold(status != YMR_OK || at == length, "OK takes all");
    free(copy);
    return status;
}

typedef struct splitting {
    ymr_splitter splitter;
    receiver receiver;
    ymr_status status;
    char *buffer;
} splitting;

static void split(splitting *s, char *diary, supply text, size_t size, uint32_t seed, unsigned holds)
{
    pieces p;
    pieces_begin(&p, seed);
    begin_receiver(&s->receiver, diary, holds);
    s->buffer = malloc(size + 1);
    s->status = YMR_OK;
    ymr_splitter_init(&s->splitter, path, s->buffer, size, &splitter_events, &s->receiver);
    while (text.left > 0 && s->status == YMR_OK) {
        const size_t piece = pieces_next(&p, text.left);
        s->status = offer(&s->splitter, (const char *)text.at, piece, holds);
        text.at += piece;
        text.left -= piece;
    }
    const ymr_status end = ymr_splitter_end(&s->splitter);
    hold(s->status == YMR_OK || end == s->status, "an error stays");
    s->status = end;
    hold(s->splitter.skeleton <= size, "the skeleton is in the buffer");
}

static void end_splitting(splitting *s)
{
    end_receiver(&s->receiver);
    free(s->buffer);
}

/* ---- Held against a second reader ---- */

static json_reference whole, part;

/* How many lists stand at result.returns, names that come twice included; the last one's place. */
static unsigned find_lists(const json_reference *r, size_t object, unsigned level, size_t *list)
{
    static const char *const names[] = {"result", "returns"};
    unsigned found = 0;
    size_t key = object + 1;
    for (unsigned i = 0; i < r->values[object].children; i++, key = json_reference_behind(r, key)) {
        const int type = r->values[key + 1].type;
        if (!json_reference_says(r, key, names[level], strlen(names[level]))) {
            continue;
        }
        if (level == 0 && type == JSON_OBJECT) {
            found += find_lists(r, key + 1, 1, list);
        } else if (level == 1 && type == JSON_ARRAY) {
            found++;
            *list = key + 1;
        }
    }
    return found;
}

static bool is_same_value(size_t of_whole, const char *text, size_t of_part, const char *part_text)
{
    const json_value *a = &whole.values[of_whole];
    const json_value *b = &part.values[of_part];
    const bool string = a->type == JSON_STRING;
    const char *from_a = string ? whole.strings : text;
    const char *from_b = string ? part.strings : part_text;
    const bool leaf = string || a->type == JSON_PRIMITIVE;
    return a->type == b->type &&
           (!leaf || (a->end - a->start == b->end - b->start &&
                      memcmp(from_a + a->start, from_b + b->start, a->end - a->start) == 0));
}

/* An element alone, in an object of its own, for a document is one. */
static char *wrapped(const receiver *r, uint32_t index, size_t *length)
{
    char *const text = malloc(r->lengths[index] + 6);
    memcpy(text, "{\"\":", 4);
    memcpy(text + 4, r->elements[index], r->lengths[index]);
    text[4 + r->lengths[index]] = '}';
    *length = r->lengths[index] + 5;
    return text;
}

static bool are_parts_valid(const splitting *s)
{
    bool valid = true;
    for (uint32_t i = 0; i < s->receiver.count && valid; i++) {
        size_t length;
        char *const text = wrapped(&s->receiver, i, &length);
        json_reference_read(text, length, &part);
        valid = part.valid || part.deep;
        json_reference_free(&part);
        free(text);
    }
    json_reference_read(s->buffer, s->splitter.skeleton, &part);
    valid = valid && part.valid;
    json_reference_free(&part);
    return valid;
}

static void check_elements(const splitting *s, const char *text, size_t list)
{
    size_t at = list + 1;
    hold(s->receiver.count == whole.values[list].children, "every element comes");
    for (uint32_t i = 0; i < s->receiver.count; i++) {
        size_t length;
        char *const element = wrapped(&s->receiver, i, &length);
        json_reference_read(element, length, &part);
        hold(part.valid || part.deep, "an element is a value");
        const size_t end = json_reference_behind(&whole, at);
        hold(part.deep || end - at == part.count - 2, "an element is whole");
        for (size_t k = 2; !part.deep && k < part.count; k++, at++) {
            hold(is_same_value(at, text, k, element), "an element is the one that was sent");
        }
        at = end;
        json_reference_free(&part);
        free(element);
    }
}

/* All but what is inside the list. `list` 0: there is none. */
static void check_skeleton(const splitting *s, const char *text, size_t list)
{
    const size_t skip = list > 0 ? json_reference_behind(&whole, list) - list - 1 : 0;
    json_reference_read(s->buffer, s->splitter.skeleton, &part);
    hold(part.valid && part.count == whole.count - skip, "the skeleton is all the rest");
    for (size_t i = 0; i < part.count; i++) {
        const size_t at = list > 0 && i > list ? i + skip : i;
        hold(is_same_value(at, text, i, s->buffer), "the skeleton is what was sent");
    }
    json_reference_free(&part);
}

static void check_roomy(const splitting *s, const char *text)
{
    size_t list = 0;
    if (!whole.valid) {
        hold(s->status != YMR_OK || !are_parts_valid(s), "what is no JSON has a part that is none");
        return;
    }
    const unsigned lists = find_lists(&whole, 0, 0, &list);
    hold(s->status == (lists > 1 ? YMR_E_DUPLICATE : YMR_OK),
         "with room enough, all that is valid goes through");
    if (lists <= 1) {
        hold(s->splitter.list_seen == (lists == 1), "a list is seen if it is there");
        if (lists == 1) {
            check_elements(s, text, list);
        }
        check_skeleton(s, text, list);
    }
}

/* ---- With a decoder behind it ---- */

static ymr_token tokens[MOST_TOKENS];

static void on_begin(void *context, uint32_t page)
{
    dump_format(&((receiver *)context)->diary, "begin %u\n", (unsigned)page);
}

static ymr_status on_decoded(void *context, uint32_t index, const void *element)
{
    receiver *const r = context;
    const ymr_status status = put_off(r);
    if (status == YMR_OK) {
        dump_format(&r->diary, "decoded %u ", (unsigned)index);
        dump_struct(&r->diary, r->shape, element);
        r->count++;
    }
    return status;
}

static void on_commit(void *context, uint32_t page)
{
    dump_format(&((receiver *)context)->diary, "commit %u\n", (unsigned)page);
}

static void on_abort(void *context, uint32_t page, ymr_status why)
{
    dump_format(&((receiver *)context)->diary, "abort %u %d\n", (unsigned)page, why);
}

static void on_warn(void *context, const ymr_fault *fault)
{
    dump_format(&((receiver *)context)->diary, "warn %s %d\n", fault->path, fault->status);
}

static const ymr_list_events list_events = {on_begin, on_decoded, on_oversize, on_commit, on_abort};
static const ymr_list_events fewer_events = {NULL, on_decoded, NULL, NULL, NULL};

static ymr_status take_piece(ymr_sink *sink, const char *bytes, size_t length)
{
    char *const copy = exact_copy(bytes, length);
    ymr_status status = YMR_OK;
    for (size_t at = 0; at < length && status >= 0;) {
        size_t taken = 0;
        status = sink->api->take(sink, copy + at, length - at, &taken);
        at += taken;
        if (status == YMR_PENDING) {
            status = sink->api->give(sink);
        }
    }
    free(copy);
    return status;
}

static ymr_status take_all(receiver *r, ymr_listing *l, supply text, uint32_t seed)
{
    ymr_sink *const sink = &l->sink;
    const ymr_response head = {0};
    ymr_status status = sink->api->begin(sink, &head);
    pieces p;
    pieces_begin(&p, seed);
    while (text.left > 0 && status >= 0) {
        const size_t piece = pieces_next(&p, text.left);
        status = take_piece(sink, (const char *)text.at, piece);
        text.at += piece;
        text.left -= piece;
    }
    status = sink->api->end(sink, status < 0 ? status : YMR_OK);
    if (status == YMR_OK) {
        dump_format(&r->diary, "skeleton of %u\n", (unsigned)l->document.count);
        ymr_listing_settle(l, YMR_OK);
    }
    return status;
}

typedef struct room {
    size_t text;
    size_t tokens;
} room;

static ymr_status list(receiver *r, supply text, room has, uint32_t seed, bool fewer)
{
    const ymr_workspace space = {NULL, 0, malloc(has.text), has.text,
                                 malloc(has.tokens * sizeof *tokens), has.tokens};
    const ymr_listing_plan plan = {path, r->shape, &r->element, fewer ? &fewer_events : &list_events, r};
    ymr_report report = {.warn = on_warn, .context = r};
    ymr_listing l;
    ymr_listing_init(&l, &plan, &space, 0, &report);
    const ymr_status status = take_all(r, &l, text, seed);
    dump_format(&r->diary, "%d %s %u\n", status, report.fault.path, (unsigned)report.fault.needed);
    hold(status <= YMR_OK && (status == YMR_OK || report.fault.status == status), "an error has its place");
    free(space.text);
    free(space.tokens);
    return status;
}

/* What the elements of the whole document come to, decoded where they stand. */
static void decode_whole(receiver *r, supply text, size_t list)
{
    ymr_document document;
    ymr_report report = {.warn = NULL};
    char *const copy = exact_copy(text.at, text.left);
    hold(ymr_json_parse(&document, copy, text.left, tokens, MOST_TOKENS, NULL) == YMR_OK, "valid is valid");
    size_t at = list + 1;
    for (unsigned i = 0; i < whole.values[list].children; i++, at = json_reference_behind(&whole, at)) {
        const ymr_status status =
            ymr_decode(&document, (uint32_t)at, r->shape, &r->element, &report);
        hold((status == YMR_OK) == (report.fault.status == YMR_OK), "an error has its place");
        if (status != YMR_OK) {
            break;
        }
        dump_format(&r->diary, "decoded %u ", i);
        dump_struct(&r->diary, r->shape, &r->element);
    }
    free(copy);
}

static bool has_lines_of(const char *diary, const char *lines)
{
    for (const char *line = lines; *line != '\0'; line = strchr(line, '\n') + 1) {
        const size_t length = (size_t)(strchr(line, '\n') + 1 - line);
        const char *found = memcmp(line, "decoded ", 8) == 0 ? diary : NULL;
        while (found != NULL && strncmp(found, line, length) != 0) {
            found = strstr(found + 1, "decoded ");
        }
        if (memcmp(line, "decoded ", 8) == 0 && found == NULL) {
            return false;
        }
    }
    return true;
}

static char diaries[4][DIARY];
static receiver receivers[4];

static void check_listing(supply text, room has, uint32_t seed, unsigned holds)
{
    const bool fewer = seed % 7 == 6;
    const ymr_shape *const shape = seed < 0x80 ? &ymr_return_shape : &every_kind_shape;
    const uint32_t seeds[] = {0, 1, seed};
    size_t place = 0;
    for (unsigned i = 0; i < 3; i++) {
        begin_receiver(&receivers[i], diaries[i], i == 1 ? 0 : holds);
        receivers[i].shape = shape;
        list(&receivers[i], text, has, seeds[i], fewer);
        hold(strcmp(diaries[0], diaries[i]) == 0, "any split and any pause: the same list");
    }
    if (!whole.valid || whole.count > MOST_TOKENS || find_lists(&whole, 0, 0, &place) != 1) {
        return;
    }
    const room enough = {text.left + 1, MOST_TOKENS};
    begin_receiver(&receivers[0], diaries[0], 0);
    begin_receiver(&receivers[3], diaries[3], 0);
    receivers[0].shape = receivers[3].shape = shape;
    list(&receivers[0], text, enough, seed, false);
    decode_whole(&receivers[3], text, place);
    hold(has_lines_of(diaries[0], diaries[3]), "an element is what the whole document says");
}

/* A list that is absent has no element of any kind. */
static void check_absent(void)
{
    ymr_list none = {NULL, 0, 0};
    ymr_text text;
    ymr_enum named;
    int64_t id;
    hold(!ymr_list_next_text(&none, &text) && !ymr_list_next_id(&none, &id) &&
             !ymr_list_next_enum(&none, &ymr_return_type_names, &named) &&
             !ymr_list_next(&none, &ymr_return_shape, &receivers[0].element),
         "an absent list is empty");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static splitting splittings[3];
    supply text = {data, size};
    const uint32_t seeds[] = {0, 1, 2u + supply_byte(&text)};
    const uint8_t space = supply_byte(&text);
    const uint8_t pauses = supply_byte(&text);
    if (text.left > LONGEST) {
        return 0;
    }
    json_reference_read((const char *)text.at, text.left, &whole);
    for (unsigned pass = 0; pass < 2; pass++) {
        const size_t room = pass == 0 ? text.left + 1 : 1u + space * 3u;
        for (unsigned i = 0; i < 3; i++) {
            split(&splittings[i], diaries[i], text, room, seeds[i], i == 1 ? 0 : pauses % 4);
            const ymr_splitter *a = &splittings[0].splitter;
            const ymr_splitter *b = &splittings[i].splitter;
            hold(splittings[i].status == splittings[0].status, "any split: one verdict");
            hold(strcmp(diaries[0], diaries[i]) == 0, "any split: the same elements");
            hold(splittings[i].status != YMR_OK || (a->total == b->total && a->skeleton == b->skeleton &&
                                                    memcmp(a->buffer, b->buffer, a->skeleton) == 0),
                 "any split: the same skeleton");
        }
        if (pass == 0) {
            check_roomy(&splittings[0], (const char *)text.at);
        }
        for (unsigned i = 0; i < 3; i++) {
            end_splitting(&splittings[i]);
        }
    }
    check_listing(text, (room){1u + space * 3u, 1u + pauses * 2u}, seeds[2], pauses % 3);
    check_absent();
    json_reference_free(&whole);
    return 0;
}
