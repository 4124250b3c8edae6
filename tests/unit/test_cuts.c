/*
 * Every valid answer, cut at every byte and fed in pieces of every size: the whole gives the same whatever the
 * pieces, and less than the whole gives a clear error and leaves nothing behind.
 */
#include <stdio.h>
#include <stdlib.h>

#include "caller.h"
#include "check.h"

#define FULL                                                                                                \
    "{\"id\":-9223372036854775808,\"orderId\":9007199254740993,"                                            \
    "\"creationDate\":\"2026-06-27T13:59:14.22+03:00\",\"refundStatus\":\"REFUNDED\","                      \
    "\"logisticPickupPoint\":{\"id\":9,\"name\":\"\\u041f\\ud83d\\ude00 } ]\","                             \
    "\"address\":{\"city\":\"\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0\"},\"type\":\"NEW\"},"        \
    "\"amount\":{\"value\":3170.0,\"currencyId\":\"RUR\"},\"unknown\":[{\"a\":[1,2]},null],"                \
    "\"items\":[{\"shopSku\":\"\\\"s\\\\\",\"count\":1,\"decisions\":[{\"returnItemId\":12,"                \
    "\"comment\":\"\\n\",\"amount\":{\"value\":1e2,\"currencyId\":\"USD\"},\"images\":[\"x\",\"y\"]}],"     \
    "\"instances\":[{\"status\":\"PICKED\",\"cis\":\"01\"}]},{\"shopSku\":\"\",\"count\":2,"                \
    "\"tracks\":[{\"trackCode\":\"t-1\"}]}],\"returnType\":\"RETURN\",\"fastReturn\":false}"

static const char one[] = "{\"status\":\"OK\",\"result\":" FULL "}";
static const char page[] =
    "{\"status\":\"OK\",\"errors\":null,\"result\":{\"paging\":{\"nextPageToken\":null},\"returns\":[" FULL
    " , " FULL "]}}\n";
static const char photo[] = "\xff\xd8\xff\xe0 a photo \0 with any bytes {\"}\r\n0\r\n\r\n in it \xff\xd9";

static const struct {
    const char *name;
    ymr_status (*get)(caller *c);
    const char *fields;
    const char *body;
    size_t length;
} answers[] = {
    {"return", caller_get_return, ANSWER_OK, one, sizeof one - 1},
    {"items", caller_get_items, ANSWER_OK, one, sizeof one - 1},
    {"returns", caller_get_returns, ANSWER_OK, page, sizeof page - 1},
    {"photo", caller_get_photo,
     "200 OK\r\nContent-Type: image/jpeg\r\nDate: Sun, 22 Nov 2026 10:00:00 GMT\r\n", photo,
     sizeof photo - 1},
};

static const char *const framings[] = {"length", "chunked", "until close"};
static const size_t piece_sizes[] = {1, 2, 3, 7, 64, 0};

static caller c;

/* What all is compared with: the answer in one piece. */
static char expected[16384];
static uint64_t expected_print;

static void keep_expected(void)
{
    if (CHECK(c.journal.length < sizeof expected, "the journal fits")) {
        memcpy(expected, c.journal.text, c.journal.length + 1);
    }
    expected_print = c.photo_print;
}

static void check_same(const char *journal, const char *note)
{
    CHECK_STR(expected, journal, note);
    CHECK_U64(expected_print, c.photo_print, note);
}

static size_t count(const char *what)
{
    size_t n = 0;
    for (const char *at = c.journal.text; (at = strstr(at, what)) != NULL; at++) {
        n++;
    }
    return n;
}

static void check_nothing_left(ymr_status status, const char *note)
{
    CHECK_SIZE(0, count("commit "), note);
    CHECK_SIZE(count("begin "), count("abort "), note);
    CHECK_STATUS(status, c.client.outcome.status, note);
    CHECK(!c.script.open, note);
    caller_check_no_key(&c, note);
}

/* Calls `work` with each answer in each framing, whole and in one piece in `expected`. */
typedef void on_answer(size_t which, answer_framing framing, const char *answer, size_t length);

static void for_each_answer(on_answer *work)
{
    for (size_t which = 0; which < COUNT_OF(answers); which++) {
        for (unsigned framing = 0; framing < COUNT_OF(framings); framing++) {
            size_t length;
            char *answer = answer_make(answers[which].fields, (answer_framing)framing, answers[which].body,
                                       answers[which].length, &length);
            const script_part part = {.answer = answer, .length = length};
            caller_init(&c, &part, 1);
            CHECK_STATUS(YMR_OK, answers[which].get(&c), answers[which].name);
            keep_expected();
            caller_end(&c);
            work(which, (answer_framing)framing, answer, length);
            free(answer);
        }
    }
}

static void in_pieces(size_t which, answer_framing framing, const char *answer, size_t length)
{
    for (size_t p = 0; p < COUNT_OF(piece_sizes); p++) {
        for (unsigned hold = 0; hold < 3; hold++) {
            const script_part part = {
                .answer = answer, .length = length, .piece = piece_sizes[p], .pause_ms = hold};
            const char *note = check_note("%s, %s, pieces of %zu, held %u times", answers[which].name,
                                          framings[framing], piece_sizes[p], hold);
            caller_init(&c, &part, 1);
            c.hold = hold;
            c.bite = hold;
            CHECK_STATUS(YMR_OK, answers[which].get(&c), note);
            check_same(c.journal.text, note);
            caller_end(&c);
        }
    }
}

TEST(cuts_pieces_of_any_size_give_the_same)
{
    for_each_answer(in_pieces);
    CHECK(expected_print != 0, "a photo came");
}

static void in_two(size_t which, answer_framing framing, const char *answer, size_t length)
{
    for (size_t cut = 1; cut < length; cut++) {
        const script_part part = {.answer = answer, .length = length, .first = cut};
        const char *note = check_note("%s, %s, parted at %zu", answers[which].name, framings[framing], cut);
        caller_init(&c, &part, 1);
        c.hold = (unsigned)cut % 2;
        CHECK_STATUS(YMR_OK, answers[which].get(&c), note);
        check_same(c.journal.text, note);
        caller_end(&c);
    }
}

TEST(cuts_in_two_at_any_byte_give_the_same)
{
    for_each_answer(in_two);
}

/* What a cut there ends in; YMR_OK where nobody can know that something is missing. */
static ymr_status end_of_cut(size_t which, answer_framing framing, const char *answer, size_t length,
                             size_t cut)
{
    const size_t head = (size_t)(strstr(answer, "\r\n\r\n") + 4 - answer);
    if (cut < head || framing != ANSWER_CLOSE) {
        return YMR_E_CLOSED;
    }
    if (answers[which].get == caller_get_photo) {
        return YMR_OK;
    }
    /* Of the page, only the line end behind it can go missing without harm. */
    return which == 2 && cut == length - 1 ? YMR_OK : YMR_E_TRUNCATED;
}

static void cut_by_close(size_t which, answer_framing framing, const char *answer, size_t length)
{
    for (size_t cut = 0; cut < length; cut++) {
        const script_part part = {
            .answer = cut == 0 ? NULL : answer, .length = cut, .piece = piece_sizes[cut % 6]};
        const ymr_status wanted = end_of_cut(which, framing, answer, length, cut);
        const char *note = check_note("%s, %s, cut at %zu", answers[which].name, framings[framing], cut);
        caller_init(&c, &part, 1);
        c.config.policy.attempts = 1;
        c.hold = (unsigned)cut % 2;
        CHECK_STATUS(wanted, answers[which].get(&c), note);
        if (wanted != YMR_OK) {
            check_nothing_left(wanted, note);
        }
        caller_end(&c);
    }
}

TEST(cuts_by_a_close_are_errors)
{
    for_each_answer(cut_by_close);
}

static void cut_by_reset(size_t which, answer_framing framing, const char *answer, size_t length)
{
    for (size_t cut = 0; cut < length; cut++) {
        const script_part parts[] = {
            {.answer = cut == 0 ? NULL : answer,
             .length = cut,
             .end = cut % 2 == 0 ? SCRIPT_RESET : SCRIPT_STALL},
            {.answer = answer, .length = length},
        };
        const ymr_status wanted = cut % 2 == 0 ? YMR_E_RESET : YMR_E_IDLE_TIMEOUT;
        const char *note = check_note("%s, %s, cut at %zu", answers[which].name, framings[framing], cut);
        caller_init(&c, parts, 1);
        c.config.policy.attempts = 1;
        CHECK_STATUS(wanted, answers[which].get(&c), note);
        check_nothing_left(wanted, note);
        caller_end(&c);

        caller_init(&c, parts, 2);
        CHECK_STATUS(YMR_OK, answers[which].get(&c), "the second try is whole");
        const char *abort = strstr(c.journal.text, "abort ");
        check_same(abort == NULL ? c.journal.text : strchr(abort, '\n') + 1, note);
        CHECK_U64(2, c.client.outcome.attempts, note);
        caller_end(&c);
    }
}

TEST(cuts_by_a_reset_or_a_stall_are_errors_and_mend)
{
    for_each_answer(cut_by_reset);
}

static const char spoilers[] = {'\0', '"',  '\\', '{', '}', '[', ']',    ',',
                                ':',  '\r', '\n', '0', 'x', ' ', '\x80', '\xff'};

/* One byte that is another: whatever comes of it, nothing is committed of what is said to have failed. */
static void spoil(size_t which, answer_framing framing, const char *answer, size_t length)
{
    char *spoilt = malloc(length);
    for (size_t at = 0; at < length; at++) {
        const char spoiler = spoilers[(at * 7 + framing) % sizeof spoilers];
        const script_part part = {.answer = spoilt, .length = length, .piece = piece_sizes[at % 6]};
        const char *note = check_note("%s, %s, spoilt at %zu", answers[which].name, framings[framing], at);
        memcpy(spoilt, answer, length);
        spoilt[at] = spoiler;
        caller_init(&c, &part, 1);
        c.config.policy.attempts = 1;
        const ymr_status status = answers[which].get(&c);
        CHECK(status <= YMR_OK, note);
        if (status == YMR_OK) {
            CHECK_SIZE(count("begin "), count("commit "), note);
        } else {
            check_nothing_left(status, note);
        }
        caller_end(&c);
    }
    free(spoilt);
}

TEST(cuts_or_a_spoilt_byte_leave_nothing_half_done)
{
    for_each_answer(spoil);
}
