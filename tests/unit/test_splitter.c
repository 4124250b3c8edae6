/* A long list in a short buffer: what is element, what is skeleton, and that no way of cutting changes it. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "dump.h"
#include "ymr/splitter.h"

enum { JOURNAL = 65536, ROOM = 4096 };

static const size_t piece_sizes[] = {1, 2, 3, 7, 64, SIZE_MAX};

typedef struct splitting {
    ymr_splitter splitter;
    char *buffer;
    size_t size;
    unsigned hold; /* how often each element is put off */
    unsigned held;
    ymr_status refuse; /* what is answered to element `refuse_at` */
    uint32_t refuse_at;
    bool spoil; /* the receiver overwrites the element that it takes */
    dump journal;
    char journal_text[JOURNAL];
    ymr_status status;
} splitting;

static ymr_status judge(splitting *s, uint32_t index)
{
    if (s->refuse != YMR_OK && index == s->refuse_at) {
        return s->refuse;
    }
    if (s->held < s->hold) {
        s->held++;
        return YMR_PENDING;
    }
    s->held = 0;
    return YMR_OK;
}

static ymr_status on_element(void *context, uint32_t index, char *text, size_t length)
{
    splitting *s = context;
    CHECK(text >= s->buffer && text + length <= s->buffer + s->size, "an element lies in the buffer");
    const ymr_status status = judge(s, index);
    if (status == YMR_OK) {
        dump_format(&s->journal, "%u:%.*s\n", (unsigned)index, (int)length, text);
        memset(text, '#', s->spoil ? length : 0);
    }
    return status;
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    splitting *s = context;
    const ymr_status status = judge(s, what->index);
    if (status == YMR_OK) {
        dump_format(&s->journal, "%u too big: %u bytes, id %" PRId64 ", order %" PRId64 "\n",
                    (unsigned)what->index, (unsigned)what->needed, what->id, what->order_id);
        CHECK_U64(0, what->needed_tokens, "nothing is known of tokens");
    }
    return status;
}

static const ymr_splitter_events events = {on_element, on_oversize};

static void begin(splitting *s, size_t size)
{
    memset(s, 0, sizeof *s);
    s->buffer = malloc(size + 1); /* a size of 0 is one, too */
    s->buffer[size] = '!';
    s->size = size;
    dump_begin(&s->journal, s->journal_text, JOURNAL);
    memset(&s->splitter, 0xa5, sizeof s->splitter);
    ymr_splitter_init(&s->splitter, "result.returns", s->buffer, size, &events, s);
}

/* One piece, in memory of exactly its size, offered again as long as its receiver says "not now". */
static ymr_status take(splitting *s, const char *bytes, size_t length)
{
    char *piece = malloc(length > 0 ? length : 1);
    size_t at = 0;
    ymr_status status;
    unsigned times = 0;
    memcpy(piece, bytes, length);
    do {
        size_t taken = SIZE_MAX;
        status = ymr_splitter_take(&s->splitter, piece + at, length - at, &taken);
        CHECK(taken <= length - at, "no more is taken than there is");
        CHECK(status != YMR_OK || taken == length - at, "good is only when all is taken");
        CHECK(status != YMR_PENDING || taken < length - at, "put off leaves something to be offered again");
        at += taken;
    } while (status == YMR_PENDING && times++ < 100000);
    free(piece);
    return status;
}

static void finish(splitting *s)
{
    const ymr_status ended = ymr_splitter_end(&s->splitter);
    CHECK(s->status == YMR_OK || ended == s->status, "an error stays");
    s->status = ended;
    CHECK(s->buffer[s->size] == '!', "nothing is written behind the buffer");
    if (ended == YMR_OK) {
        dump_format(&s->journal, "%.*s", (int)s->splitter.skeleton, s->buffer);
    }
    free(s->buffer);
}

static void feed(splitting *s, const char *json, size_t length, size_t piece)
{
    for (size_t at = 0; at < length && s->status == YMR_OK; at += piece < length - at ? piece : length - at) {
        s->status = take(s, json + at, piece < length - at ? piece : length - at);
    }
    finish(s);
}

/* Each document with what comes of it: elements, then the skeleton. */
static const struct {
    const char *json;
    const char *journal;
} good[] = {
    {"{\"status\":\"OK\",\"result\":{\"paging\":{},\"returns\":[{\"id\":1},{\"id\":2}]}}",
     "0:{\"id\":1}\n1:{\"id\":2}\n{\"status\":\"OK\",\"result\":{\"paging\":{},\"returns\":[]}}"},
    {"{\"result\":{\"returns\":[{\"id\":1}],\"paging\":{\"nextPageToken\":\"x\"}},\"status\":\"OK\"}",
     "0:{\"id\":1}\n{\"result\":{\"returns\":[],\"paging\":{\"nextPageToken\":\"x\"}},\"status\":\"OK\"}"},
    {" \t\r\n{ \"result\" : { \"returns\" : [ { \"id\" : 1 } ,\n{ } ] } }\n ",
     "0:{\"id\":1}\n1:{}\n{\"result\":{\"returns\":[]}}"},
    {"{\"result\":{\"returns\":[]}}", "{\"result\":{\"returns\":[]}}"},
    {"{\"result\":{\"returns\":[ ]}}", "{\"result\":{\"returns\":[]}}"},
    {"{}", "{}"},
    {"{\"result\":{\"returns\":null}}", "{\"result\":{\"returns\":null}}"},
    {"{\"result\":{\"returns\":{\"returns\":[1]}}}", "{\"result\":{\"returns\":{\"returns\":[1]}}}"},
    {"{\"result\":{\"returns\":\"[1,2]\"}}", "{\"result\":{\"returns\":\"[1,2]\"}}"},
    {"{\"result\":null}", "{\"result\":null}"},
    {"{\"result\":[{\"returns\":[1]}]}", "{\"result\":[{\"returns\":[1]}]}"},
    /* the same names elsewhere */
    {"{\"returns\":[1],\"result\":{\"result\":{\"returns\":[2]},"
     "\"returns\":[{\"returns\":[3],\"result\":{}}]}}",
     "0:{\"returns\":[3],\"result\":{}}\n"
     "{\"returns\":[1],\"result\":{\"result\":{\"returns\":[2]},\"returns\":[]}}"},
    {"{\"other\":{\"returns\":[1]},\"result\":{\"returns\":[{}]},\"after\":{\"returns\":[2]}}",
     "0:{}\n{\"other\":{\"returns\":[1]},\"result\":{\"returns\":[]},\"after\":{\"returns\":[2]}}"},
    {"{\"a\":[{\"result\":{\"returns\":[1]}}],\"result\":{\"x\":[[{\"returns\":[2]}]],\"returns\":[{}]}}",
     "0:{}\n"
     "{\"a\":[{\"result\":{\"returns\":[1]}}],\"result\":{\"x\":[[{\"returns\":[2]}]],\"returns\":[]}}"},
    /* names that only begin or end alike */
    {"{\"resul\":{\"returns\":[1]},\"results\":{\"returns\":[2]},\"result\":{\"return\":[3],\"returnsx\":[4]}"
     "}",
     "{\"resul\":{\"returns\":[1]},\"results\":{\"returns\":[2]},\"result\":{\"return\":[3],\"returnsx\":[4]}"
     "}"},
    {"{\"result\":{\"\\u0172eturns\":[1]}}", "{\"result\":{\"\\u0172eturns\":[1]}}"},
    {"{\"\":{\"returns\":[1]},\"result.returns\":[2]}", "{\"\":{\"returns\":[1]},\"result.returns\":[2]}"},
    {"{\"result\\u0000\":{\"returns\":[1]},\"result\\u0440\":{},\"resul\\t\":{}}",
     "{\"result\\u0000\":{\"returns\":[1]},\"result\\u0440\":{},\"resul\\t\":{}}"},
    /* escaped spellings of the names */
    {"{\"\\u0072esult\":{\"retur\\u006Es\":[{}]}}", "0:{}\n{\"\\u0072esult\":{\"retur\\u006Es\":[]}}"},
    {"{\"\\u0072\\u0065\\u0073\\u0075\\u006c\\u0074\":{\"returns\":[{}]}}",
     "0:{}\n{\"\\u0072\\u0065\\u0073\\u0075\\u006c\\u0074\":{\"returns\":[]}}"},
    /* brackets, quotes and escapes in strings */
    {"{\"x\":\"]}\\\"[{\",\"result\":{\"returns\":[{\"a\":\"}],\\\\\\\"\"},{\"\\\"}\":\"\\u005d\"}]}}",
     "0:{\"a\":\"}],\\\\\\\"\"}\n1:{\"\\\"}\":\"\\u005d\"}\n"
     "{\"x\":\"]}\\\"[{\",\"result\":{\"returns\":[]}}"},
    /* elements that are no objects are handed over as they are */
    {"{\"result\":{\"returns\":[1,-2.5e+3 ,null,\"a,]\" , [] ,[[1],{}], true]}}",
     "0:1\n1:-2.5e+3\n2:null\n3:\"a,]\"\n4:[]\n5:[[1],{}]\n6:true\n{\"result\":{\"returns\":[]}}"},
    {"{\"result\":{\"returns\":[\"\"]}}", "0:\"\"\n{\"result\":{\"returns\":[]}}"},
    {"{\"result\":{\"returns\":[7]}}", "0:7\n{\"result\":{\"returns\":[]}}"},
    {"{\"result\":{\"n\":12,\"returns\":[{\"a\":[1 , 2],\"b\":{\"c\":{}}}]},\"m\":-1}",
     "0:{\"a\":[1,2],\"b\":{\"c\":{}}}\n{\"result\":{\"n\":12,\"returns\":[]},\"m\":-1}"},
    {"{\"result\":{\"returns\":[{\"комментарий\":\"не оригинальные 😀\"}]}}",
     "0:{\"комментарий\":\"не оригинальные 😀\"}\n{\"result\":{\"returns\":[]}}"},
};

TEST(splitter_gives_elements_and_skeleton_however_it_is_cut)
{
    static splitting s;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        const size_t length = strlen(good[i].json);
        for (size_t p = 0; p < COUNT_OF(piece_sizes); p++) {
            begin(&s, ROOM);
            s.spoil = true;
            feed(&s, good[i].json, length, piece_sizes[p]);
            CHECK_STATUS(YMR_OK, s.status, good[i].json);
            CHECK_STR(good[i].journal, s.journal_text, good[i].json);
            CHECK_U64(length, s.splitter.total, "every byte is counted");
        }
        for (size_t cut = 0; cut <= length; cut++) {
            begin(&s, ROOM);
            s.status = take(&s, good[i].json, cut);
            feed(&s, good[i].json + cut, length - cut, SIZE_MAX);
            CHECK_STR(good[i].journal, s.journal_text, check_note("%zu: cut at %zu", i, cut));
        }
    }
}

TEST(splitter_offers_the_same_element_until_it_is_taken)
{
    static splitting s;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        for (size_t p = 0; p < COUNT_OF(piece_sizes); p++) {
            for (unsigned hold = 1; hold <= 3; hold++) {
                begin(&s, ROOM);
                s.hold = hold;
                feed(&s, good[i].json, strlen(good[i].json), piece_sizes[p]);
                CHECK_STATUS(YMR_OK, s.status, good[i].json);
                CHECK_STR(good[i].journal, s.journal_text, good[i].json);
            }
        }
    }
}

TEST(splitter_is_not_content_with_less_than_a_document)
{
    static splitting s;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        size_t length = strlen(good[i].json);
        while (good[i].json[length - 1] != '}') {
            length--;
        }
        for (size_t cut = 0; cut < length; cut++) {
            begin(&s, ROOM);
            feed(&s, good[i].json, cut, SIZE_MAX);
            CHECK_STATUS(YMR_E_TRUNCATED, s.status, check_note("%zu: cut at %zu", i, cut));
        }
    }
}

/* Counts what the whole journal and the one of a smaller buffer tell of element `index`. */
static void compare_element(const char *whole, const char *small, size_t i, size_t size)
{
    /* Either the very same line, or one that says how many bytes the line has. */
    const size_t line = strcspn(whole, "\n");
    const size_t prefix = strcspn(whole, ":") + 1;
    char wanted[64];
    snprintf(wanted, sizeof wanted, "too big: %zu bytes", line - prefix);
    const bool same = strncmp(whole, small, line + 1) == 0;
    const bool reported =
        strncmp(whole, small, prefix - 1) == 0 && strncmp(small + prefix, wanted, strlen(wanted)) == 0;
    CHECK(same || reported, check_note("%zu: size %zu: \"%.60s\"", i, size, small));
}

TEST(splitter_works_in_a_buffer_of_any_size)
{
    static splitting s;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        unsigned fitting = 0;
        for (size_t size = 0; size < 200; size++) {
            begin(&s, size);
            s.spoil = true;
            feed(&s, good[i].json, strlen(good[i].json), 3);
            const char *whole = good[i].journal;
            const char *small = s.journal_text;
            while (*whole >= '0' && *whole <= '9' && *small != '\0') {
                compare_element(whole, small, i, size);
                whole += strcspn(whole, "\n") + 1;
                small += strcspn(small, "\n") + 1;
            }
            if (s.status == YMR_OK) {
                CHECK_STR(whole, small, check_note("%zu: the skeleton with size %zu", i, size));
                fitting++;
            } else {
                CHECK_STATUS(YMR_E_SPACE, s.status, check_note("%zu: size %zu", i, size));
                CHECK(fitting == 0, "what fits a buffer fits a larger one");
            }
        }
        CHECK(fitting > 0, good[i].json);
    }
}

TEST(splitter_keeps_an_element_that_just_fits)
{
    /* 22 bytes stand before the element, and it has 20. */
    static const char json[] = "{\"result\":{\"returns\":[{\"id\":5,\"orderId\":6}]}}";
    static splitting s;
    begin(&s, 22 + 20);
    feed(&s, json, sizeof json - 1, 5);
    CHECK_STR("0:{\"id\":5,\"orderId\":6}\n{\"result\":{\"returns\":[]}}", s.journal_text,
              "it fits to the byte");
    begin(&s, 22 + 19);
    feed(&s, json, sizeof json - 1, 5);
    CHECK_STR("0 too big: 20 bytes, id 5, order 6\n{\"result\":{\"returns\":[]}}", s.journal_text,
              "one byte less");
}

TEST(splitter_picks_the_ids_of_what_it_passes_over)
{
    static const char pad[] = "\"pad\":\"0123456789012345678901234567890123456789\"";
    static const struct {
        const char *before, *after; /* of the padding */
        int64_t id, order_id;
    } rows[] = {
        {"\"id\":1,\"orderId\":2,", "", 1, 2},
        {"", ",\"id\":1,\"orderId\":2", 1, 2},
        {"\"orderId\":2,", ",\"id\":1", 1, 2},
        {"\"id\":-9223372036854775808,", ",\"orderId\":9223372036854775807", INT64_MIN, INT64_MAX},
        {"\"id\":9223372036854775808,", ",\"orderId\":-9223372036854775809", 0, 0},
        {"\"id\":9007199254740993,", ",\"orderId\":123456789012345678901234567890", INT64_C(9007199254740993),
         0},
        {"\"id\":\"1\",", ",\"orderId\":null", 0, 0},
        {"\"id\":1.0,", ",\"orderId\":1e3", 0, 0},
        {"\"id\":{\"id\":5},", ",\"orderId\":[7]", 0, 0},
        {"\"x\":{\"id\":5,\"orderId\":6},", ",\"y\":[{\"id\":7}],\"id\":8", 8, 0},
        {"\"\\u0069d\":3,", ",\"order\\u0049d\":4", 3, 4},
        {"\"idx\":3,\"i\":4,\"ID\":5,", ",\"orderI\":4,\"orderIdx\":4,\"Id\":7", 0, 0},
        {"\"s\":\"\\\"id\\\":9\",", ",\"id\" : 1 , \"orderId\"\n:\n2 ", 1, 2},
        {"", "", 0, 0},
    };
    static splitting s;
    char json[512], expected[128];
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        snprintf(json, sizeof json, "{\"result\":{\"returns\":[{\"id\":77,\"orderId\":78},{%s%s%s},{}]}}",
                 rows[i].before, pad, rows[i].after);
        snprintf(expected, sizeof expected,
                 ", id %" PRId64 ", order %" PRId64 "\n2:{}\n{\"result\":{\"returns\":[]}}", rows[i].id,
                 rows[i].order_id);
        for (size_t p = 0; p < COUNT_OF(piece_sizes); p++) {
            begin(&s, 60);
            s.hold = (unsigned)p % 2;
            feed(&s, json, strlen(json), piece_sizes[p]);
            CHECK_STATUS(YMR_OK, s.status, json);
            const char *told = strstr(s.journal_text, ", id ");
            CHECK_STR(expected, told != NULL ? told : "nothing", json);
        }
    }
}

TEST(splitter_refuses_what_is_no_document)
{
    static const struct {
        const char *text;
        ymr_status status;
    } rows[] = {
        {"", YMR_E_TRUNCATED},
        {" \n", YMR_E_TRUNCATED},
        {"<!DOCTYPE html><html></html>", YMR_E_SYNTAX},
        {"\xef\xbb\xbf{}", YMR_E_SYNTAX},
        {"OK", YMR_E_SYNTAX},
        {"[]", YMR_E_TYPE},
        {"}", YMR_E_SYNTAX},
        {"]", YMR_E_SYNTAX},
        {"{}{}", YMR_E_TRAILING},
        {"{}x", YMR_E_TRAILING},
        {"{} \n}", YMR_E_TRAILING},
        {"{]", YMR_E_SYNTAX},
        {"{1:2}", YMR_E_SYNTAX},
        {"{,}", YMR_E_SYNTAX},
        {"{\"a\"}", YMR_E_SYNTAX},
        {"{\"a\",\"b\"}", YMR_E_SYNTAX},
        {"{\"a\"::1}", YMR_E_SYNTAX},
        {"{\"a\":}", YMR_E_SYNTAX},
        {"{\"a\":1,}", YMR_E_SYNTAX},
        {"{\"a\":1 \"b\":2}", YMR_E_SYNTAX},
        {"{\"a\":[1,]}", YMR_E_SYNTAX},
        {"{\"a\":[,1]}", YMR_E_SYNTAX},
        {"{\"a\":[1 2]}", YMR_E_SYNTAX},
        {"{\"a\":[1:2]}", YMR_E_SYNTAX},
        {"{\"a\":[1}", YMR_E_SYNTAX},
        {"{\"a\":{]}", YMR_E_SYNTAX},
        {"{\"a\":\"x\ny\"}", YMR_E_SYNTAX},
        {"{\"a\":\"\\u00g0\"}", YMR_E_ESCAPE},
        {"{\"a\":'x'}", YMR_E_SYNTAX},
        {"{\"result\":{\"returns\":[{},]}}", YMR_E_SYNTAX},
        {"{\"result\":{\"returns\":[{}{}]}}", YMR_E_SYNTAX},
        {"{\"result\":{\"returns\":[{}}}", YMR_E_SYNTAX},
        {"{\"result\":{\"returns\":[{]]}}", YMR_E_SYNTAX},
        {"{\"result\":{\"returns\":[]]}}", YMR_E_SYNTAX},
        /* the list a second time: at its place, or by another object of the same name */
        {"{\"result\":{\"returns\":[],\"returns\":[]}}", YMR_E_DUPLICATE},
        {"{\"result\":{\"returns\":[{}],\"\\u0072eturns\":[{}]}}", YMR_E_DUPLICATE},
        {"{\"result\":{\"returns\":[{}]},\"result\":{\"returns\":[]}}", YMR_E_DUPLICATE},
    };
    static splitting s;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (size_t p = 0; p < COUNT_OF(piece_sizes); p++) {
            begin(&s, ROOM);
            feed(&s, rows[i].text, strlen(rows[i].text), piece_sizes[p]);
            CHECK_STATUS(rows[i].status, s.status, rows[i].text);
        }
    }
    begin(&s, ROOM);
    feed(&s, "{\"a\":\"\0\"}", 9, SIZE_MAX);
    CHECK_STATUS(YMR_E_SYNTAX, s.status, "NUL in a string");
    begin(&s, ROOM);
    feed(&s, "{\0}", 3, SIZE_MAX);
    CHECK_STATUS(YMR_E_SYNTAX, s.status, "NUL between tokens");
}

/* A nest of that many levels, at the end of a text; returns it allocated. */
static char *nest(const char *before, size_t levels, const char *after)
{
    char *text = malloc(strlen(before) + 2 * levels + strlen(after) + 1);
    size_t at = (size_t)sprintf(text, "%s", before);
    memset(text + at, '[', levels);
    memset(text + at + levels, ']', levels);
    strcpy(text + at + 2 * levels, after);
    return text;
}

TEST(splitter_ends_at_its_limit_of_depth)
{
    static const char *const before[] = {"{\"a\":", "{\"result\":{\"returns\":[{\"a\":"};
    static const char *const after[] = {"}", "}]}}"};
    static const size_t outside[] = {1, 4};
    static splitting s;
    for (size_t i = 0; i < COUNT_OF(before); i++) {
        for (size_t room = 30; room <= ROOM; room += ROOM - 30) {
            const size_t most = YMR_MAX_DEPTH - outside[i];
            const size_t levels[] = {most, most + 1, 100000};
            for (size_t n = 0; n < COUNT_OF(levels); n++) {
                char *json = nest(before[i], levels[n], after[i]);
                begin(&s, room);
                feed(&s, json, strlen(json), 64);
                const bool skeleton_too_big = i == 0 && room == 30;
                CHECK_STATUS(skeleton_too_big    ? YMR_E_SPACE
                             : levels[n] <= most ? YMR_OK
                                                 : YMR_E_DEPTH,
                             s.status, check_note("%zu levels in %zu bytes", levels[n], room));
                free(json);
            }
        }
    }
}

TEST(splitter_errors_stay_and_end_the_taking)
{
    static splitting s;
    size_t taken;
    begin(&s, ROOM);
    s.refuse = YMR_E_STOPPED;
    s.refuse_at = 1;
    feed(&s, good[0].json, strlen(good[0].json), SIZE_MAX);
    CHECK_STATUS(YMR_E_STOPPED, s.status, "the receiver's word is the splitter's");
    CHECK_STR("0:{\"id\":1}\n", s.journal_text, "nothing comes behind it");
    CHECK_STATUS(YMR_E_STOPPED, ymr_splitter_take(&s.splitter, "}", 1, &taken), "again");
    CHECK_SIZE(0, taken, "nothing more is taken");

    begin(&s, ROOM);
    s.splitter.total = YMR_MAX_JSON - 3;
    CHECK_STATUS(YMR_E_TOO_BIG, take(&s, "{  }", 4), "one byte more than YMR_MAX_JSON");
    s.status = YMR_E_TOO_BIG;
    finish(&s);
    begin(&s, ROOM);
    s.splitter.total = YMR_MAX_JSON - 4;
    CHECK_STATUS(YMR_OK, take(&s, "{  }", 4), "just as many");
    finish(&s);
}

/* Exponents in either case (RFC 8259, section 6), in elements and beside them. */
TEST(splitter_takes_numbers_of_every_form)
{
    static const char json[] =
        "{\"result\":{\"a\":1E5,\"returns\":[{\"id\":1E0},{\"id\":-1.5e+3},2E-1],\"b\":-0.5E+1}}";
    for (size_t i = 0; i < COUNT_OF(piece_sizes); i++) {
        static splitting s;
        begin(&s, 200);
        feed(&s, json, sizeof json - 1, piece_sizes[i]);
        CHECK_STATUS(YMR_OK, s.status, NULL);
        CHECK_STR("0:{\"id\":1E0}\n1:{\"id\":-1.5e+3}\n2:2E-1\n{\"result\":{\"a\":1E5,\"returns\":[],\"b\":-"
                  "0.5E+1}}",
                  s.journal_text, NULL);
    }
}

/* An element of more than four gigabytes is passed over as one of four: no buffer would do for either. */
TEST(splitter_counts_the_bytes_of_an_element_as_far_as_it_can)
{
    static const char front[] = "{\"result\":{\"returns\":[{\"id\":7,\"a\":\"01234567890123456789",
                      back[] = "\"}]}}";
    static splitting s;
    begin(&s, 40);
    s.status = take(&s, front, sizeof front - 1);
    s.splitter.element_needed += UINT32_MAX;
    feed(&s, back, sizeof back - 1, SIZE_MAX);
    CHECK_STATUS(YMR_OK, s.status, NULL);
    CHECK_STR("0 too big: 4294967295 bytes, id 7, order 0\n{\"result\":{\"returns\":[]}}", s.journal_text,
              NULL);
}
