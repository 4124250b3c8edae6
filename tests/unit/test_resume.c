/* A photo that breaks off goes on where it stopped, if what follows is surely of the same body; else it
 * starts over. */
#include <stdio.h>

#include "caller.h"
#include "check.h"

#define PHOTO "\xff\xd8\xff" "0123456789abcdefg"
#define OK_200 "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n"
#define LENGTH OK_200 "Content-Length: 20\r\n"
#define CHUNKED OK_200 "Transfer-Encoding: chunked\r\n"
#define PART(range) "HTTP/1.1 206 Part\r\nContent-Type: image/jpeg\r\nContent-Range: bytes " range "\r\n"
#define REST "\r\n\r\n" "9abcdefg"
#define GOOD_PART PART("12-19/20") "Content-Length: 8" REST
#define WHOLE LENGTH "\r\n" PHOTO
/* Twelve bytes of it, then the connection ends. */
#define CUT "\r\n\xff\xd8\xff" "012345678"
#define CUT_CHUNK "\r\n14\r\n\xff\xd8\xff" "012345678"

enum { ANSWERS = 4 };

static caller c;

static const struct {
    const char *note;
    const char *answers[ANSWERS];
    const char *asks[ANSWERS]; /* Range and If-Range of each request; "" for neither */
    ymr_status status;
    unsigned starts;
} cases[] = {
    {"by its length", {LENGTH CUT, GOOD_PART}, {"", "12-"}, YMR_OK, 1},
    {"by its ETag too", {LENGTH "ETag: \"v1\"\r\n" CUT, GOOD_PART}, {"", "12- \"v1\""}, YMR_OK, 1},
    {"by its ETag alone", {CHUNKED "ETag: \"v1\"\r\n" CUT_CHUNK, GOOD_PART}, {"", "12- \"v1\""}, YMR_OK, 1},
    {"by neither", {CHUNKED CUT_CHUNK, WHOLE}, {"", ""}, YMR_OK, 2},
    {"a weak ETag is none", {CHUNKED "ETag: W/\"v1\"\r\n" CUT_CHUNK, WHOLE}, {"", ""}, YMR_OK, 2},
    {"too few bytes came",
     {LENGTH "\r\n\xff\xd8\xff"
             "0123",
      WHOLE},
     {"", ""},
     YMR_OK,
     2},
    {"just enough came",
     {LENGTH "\r\n\xff\xd8\xff"
             "01234",
      PART("8-19/20") "Content-Length: 12\r\n\r\n"
                      "56789abcdefg"},
     {"", "8-"},
     YMR_OK,
     1},
    {"it broke off before its head did", {OK_200, WHOLE}, {"", ""}, YMR_OK, 1},
    {"it breaks off twice",
     {LENGTH "ETag: \"v1\"\r\n" CUT,
      PART("12-19/20") "Content-Length: 8\r\n\r\n"
                       "9a",
      PART("14-19/20") "Content-Length: 6\r\n\r\n"
                       "bcdefg"},
     {"", "12- \"v1\"", "14- \"v1\""},
     YMR_OK,
     1},
    {"nothing comes in between",
     {LENGTH "ETag: \"v1\"\r\n" CUT, "HTTP/1.1 2", GOOD_PART},
     {"", "12- \"v1\"", "12- \"v1\""},
     YMR_OK,
     1},
    {"the server gives the whole", {LENGTH "ETag: \"v1\"\r\n" CUT, WHOLE}, {"", "12- \"v1\""}, YMR_OK, 2},
    {"the whole, of another version, breaks off too",
     {LENGTH "ETag: \"v1\"\r\n" CUT, LENGTH "ETag: \"v2\"\r\n" CUT, GOOD_PART},
     {"", "12- \"v1\"", "12- \"v2\""},
     YMR_OK,
     2},
    {"the whole has no ETag any more",
     {CHUNKED "ETag: \"v1\"\r\n" CUT_CHUNK, CHUNKED CUT_CHUNK, WHOLE},
     {"", "12- \"v1\"", ""},
     YMR_OK,
     3},
    {"there is no such part",
     {LENGTH CUT, "HTTP/1.1 416 Range\r\nContent-Length: 0\r\n\r\n", WHOLE},
     {"", "12-", ""},
     YMR_OK,
     2},
    {"no such part of what was asked for whole",
     {"HTTP/1.1 416 Range\r\nContent-Length: 0\r\n\r\n"},
     {""},
     YMR_E_HTTP_STATUS,
     0},
    {"the length of the part is known, that of the whole not",
     {LENGTH CUT, PART("12-19/*") "Content-Length: 8" REST},
     {"", "12-"},
     YMR_OK,
     1},
    {"no length is known",
     {CHUNKED "ETag: \"v1\"\r\n" CUT_CHUNK, PART("12-19/*") "Content-Length: 8" REST},
     {"", "12- \"v1\""},
     YMR_E_HTTP,
     1},
    {"another place", {LENGTH CUT, PART("11-18/20") "Content-Length: 8" REST}, {"", "12-"}, YMR_E_HTTP, 1},
    {"another length", {LENGTH CUT, PART("12-19/21") "Content-Length: 8" REST}, {"", "12-"}, YMR_E_HTTP, 1},
    {"another kind",
     {LENGTH CUT, "HTTP/1.1 206 Part\r\nContent-Type: image/png\r\nContent-Range: bytes "
                  "12-19/20\r\nContent-Length: 8" REST},
     {"", "12-"},
     YMR_E_HTTP,
     1},
    {"a page for people",
     {LENGTH CUT, "HTTP/1.1 206 Part\r\nContent-Type: text/html\r\nContent-Range: bytes "
                  "12-19/20\r\nContent-Length: 8" REST},
     {"", "12-"},
     YMR_E_CONTENT,
     1},
    {"longer than allowed",
     {CHUNKED "ETag: \"v1\"\r\n" CUT_CHUNK, PART("12-19/52428801") "Content-Length: 8" REST},
     {"", "12- \"v1\""},
     YMR_E_TOO_BIG,
     1},
};

/* What a request asks for, as `12- "v1"`. */
static const char *asked(const char *request)
{
    static char said[128];
    const char *range = strstr(request, "\r\nRange: bytes="), *of = strstr(request, "\r\nIf-Range: ");
    said[0] = '\0';
    if (range != NULL) {
        range += strlen("\r\nRange: bytes=");
        snprintf(said, sizeof said, "%.*s", (int)strcspn(range, "\r"), range);
    }
    if (of != NULL) {
        const size_t length = strlen(said);
        of += strlen("\r\nIf-Range: ");
        snprintf(said + length, sizeof said - length, " %.*s", (int)strcspn(of, "\r"), of);
    }
    return said;
}

static void check_whole(const char *note)
{
    CHECK_U64(20, c.photo_bytes, note);
    CHECK_U64(caller_print(0, PHOTO, 20), c.photo_print, note);
}

TEST(resume_puts_together_what_belongs_together)
{
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        script_part parts[ANSWERS] = {{0}};
        size_t count = 0;
        while (count < ANSWERS && cases[i].answers[count] != NULL) {
            parts[count].answer = cases[i].answers[count];
            count++;
        }
        caller_init(&c, parts, count);
        c.config.policy.attempts = ANSWERS + 1;
        CHECK_STATUS(cases[i].status, caller_get_photo(&c), cases[i].note);
        CHECK_SIZE(count, c.script.requests, cases[i].note);
        for (size_t n = 0; n < count; n++) {
            CHECK_STR(cases[i].asks[n], asked(c.script.request[n]), cases[i].note);
        }
        CHECK_U64(cases[i].starts, c.photo_starts, cases[i].note);
        if (cases[i].status == YMR_OK) {
            check_whole(cases[i].note);
        }
        caller_end(&c);
    }
}

/* RFC 9110, section 8.8.3: what is no entity tag, or a weak one, compares with nothing. */
TEST(resume_takes_strong_entity_tags_alone)
{
    static char longest[64 + 3], too_long[64 + 4];
    const struct {
        const char *tag;
        bool taken;
    } tags[] = {
        {"\"\"", true},     {"\"!\"", true},     {"\"~\"", true},     {"\"W/\"", true}, {"\"\xe9\"", false},
        {"\"a b\"", false}, {"\"a\"b\"", false}, {"\"", false},       {"v1", false},    {"\"v1", false},
        {"v1\"", false},    {"W/\"v1\"", false}, {"w/\"v1\"", false}, {"", false},      {"'v1'", false},
        {longest, true},    {too_long, false},
    };
    /* As long as there is room for, with the end; and one more. */
    const size_t most = sizeof c.client.exchange.response.etag - 1;
    if (!CHECK(most < sizeof longest, "this test is long enough")) {
        return;
    }
    memset(longest, 'x', most);
    memset(too_long, 'x', most + 1);
    longest[0] = longest[most - 1] = too_long[0] = too_long[most] = '"';

    for (size_t i = 0; i < COUNT_OF(tags); i++) {
        char answer[512], wanted[128];
        snprintf(answer, sizeof answer, LENGTH "ETag: %s\r\n" CUT, tags[i].tag);
        snprintf(wanted, sizeof wanted, tags[i].taken ? "12- %s" : "12-", tags[i].tag);
        const script_part parts[] = {{.answer = answer}, {.answer = GOOD_PART}};
        caller_init(&c, parts, 2);
        CHECK_STATUS(YMR_OK, caller_get_photo(&c), tags[i].tag);
        CHECK_STR(wanted, asked(c.script.request[1]), tags[i].tag);
        check_whole(tags[i].tag);
        caller_end(&c);
    }
}

/* The tag is kept at the end of the text buffer; in one that it would fill by half it is not. */
TEST(resume_leaves_room_for_an_answer)
{
    static const struct {
        size_t text;
        const char *asks;
    } rows[] = {{8, "12-"}, {9, "12-"}, {10, "12- \"v1\""}, {100, "12- \"v1\""}};
    const script_part parts[] = {{.answer = LENGTH "ETag: \"v1\"\r\n" CUT}, {.answer = GOOD_PART}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        caller_init_sized(&c, parts, 2, 2048, rows[i].text, 20);
        CHECK_STATUS(YMR_OK, caller_get_photo(&c), check_note("%zu bytes", rows[i].text));
        CHECK_STR(rows[i].asks, asked(c.script.request[1]), check_note("%zu bytes", rows[i].text));
        check_whole(check_note("%zu bytes", rows[i].text));
        caller_end(&c);
    }
}
