/* What became of a message whose outcome is unknown: what the chat's history can say, and what it cannot. */
#include "check.h"
#include "talk.h"
#include "ymr/chats.h"

static talk t;

#define MESSAGE(id, at, from, text)                                                                                    \
    "{\"messageId\":" #id ",\"createdAt\":\"" at "\",\"sender\":\"" from "\",\"message\":\"" text "\"}"
#define PAGE(messages, paging)                                                                                         \
    "{\"status\":\"OK\",\"result\":{\"context\":{\"type\":\"RETURN\"},\"messages\":[" messages "]" paging "}}"
#define AGAIN ",\"paging\":{\"nextPageToken\":\"b\"}"
#define NEW "2026-06-01T00:00:10Z"
#define OLD "2026-05-31T23:59:59Z"

static const ymr_chat_text sent = {11, {"we take it back ", 16}};
static const int64_t since = INT64_C(1780272000000); /* 2026-06-01T00:00:00Z */

static const struct {
    const char *note;
    const char *pages[2];
    size_t count;
    ymr_resolution resolution;
    int64_t message_id;
} cases[] = {
    {"there", {PAGE(MESSAGE(5, NEW, "PARTNER", "we take it back"), "")}, 1, YMR_RESOLUTION_MATCHES, 5},
    {"trimmed by the API",
     {PAGE(MESSAGE(5, NEW, "PARTNER", " we take it back"), "")},
     1,
     YMR_RESOLUTION_MATCHES,
     5},
    {"none", {PAGE("", "")}, 1, YMR_RESOLUTION_WAITING, 0},
    {"another text", {PAGE(MESSAGE(5, NEW, "PARTNER", "we take it"), "")}, 1, YMR_RESOLUTION_WAITING, 0},
    {"another of the same length",
     {PAGE(MESSAGE(5, NEW, "PARTNER", "we take it back!") "," MESSAGE(6, NEW, "PARTNER", "we give it back"),
           "")},
     1,
     YMR_RESOLUTION_WAITING,
     0},
    {"without a text",
     {PAGE("{\"messageId\":5,\"createdAt\":\"" NEW
           "\",\"sender\":\"PARTNER\"}," MESSAGE(6, NEW, "PARTNER", "  "),
           "")},
     1,
     YMR_RESOLUTION_WAITING,
     0},
    {"the buyer's", {PAGE(MESSAGE(5, NEW, "CUSTOMER", "we take it back"), "")}, 1, YMR_RESOLUTION_WAITING, 0},
    {"an earlier one",
     {PAGE(MESSAGE(5, OLD, "PARTNER", "we take it back"), "")},
     1,
     YMR_RESOLUTION_WAITING,
     0},
    {"said twice",
     {PAGE(MESSAGE(5, NEW, "PARTNER", "we take it back") "," MESSAGE(6, NEW, "PARTNER", "we take it back"),
           "")},
     1,
     YMR_RESOLUTION_UNTOLD,
     0},
    {"on the second page",
     {PAGE(MESSAGE(4, NEW, "PARTNER", "no"), AGAIN), PAGE(MESSAGE(5, NEW, "PARTNER", "we take it back"), "")},
     2,
     YMR_RESOLUTION_MATCHES,
     5},
    {"once on each page",
     {PAGE(MESSAGE(4, NEW, "PARTNER", "we take it back"), AGAIN),
      PAGE(MESSAGE(5, NEW, "PARTNER", "we take it back"), "")},
     2,
     YMR_RESOLUTION_UNTOLD,
     0},
};

TEST(message_search_says_what_the_history_shows)
{
    ymr_message_search search;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        talk_begin(&t, cases[i].pages, cases[i].count);
        CHECK_STATUS(YMR_OK, ymr_resolve_message(&t.client, &sent, since, &search), cases[i].note);
        CHECK_I64(cases[i].resolution, search.resolution, cases[i].note);
        CHECK_I64(cases[i].message_id, search.message_id, cases[i].note);
    }
}

TEST(message_search_that_fails_knows_nothing)
{
    static const char *const cut[] = {PAGE(MESSAGE(5, NEW, "PARTNER", "we take it back"), AGAIN), "{\"status\":\"OK\""};
    static const char *const refused[] = {"{\"status\":\"ERROR\",\"errors\":[{\"code\":\"X\"}]}"};
    ymr_message_search search;
    talk_begin(&t, cut, COUNT_OF(cut));
    CHECK_STATUS(YMR_E_TRUNCATED, ymr_resolve_message(&t.client, &sent, since, &search), "second page cut");
    CHECK_I64(YMR_RESOLUTION_UNTOLD, search.resolution, "second page cut");
    talk_begin(&t, refused, 1);
    CHECK_STATUS(YMR_E_API, ymr_resolve_message(&t.client, &sent, since, &search), "refused");
    CHECK_I64(YMR_RESOLUTION_UNTOLD, search.resolution, "refused");
}

TEST(message_search_that_cannot_see_a_message_does_not_guess)
{
    static const char *const pages[] = {PAGE(MESSAGE(5, NEW, "PARTNER", "we take it back"), "")};
    ymr_message_search search;
    talk_begin(&t, pages, 1);
    t.config.workspace.text_size = 130;
    CHECK_STATUS(YMR_OK, ymr_resolve_message(&t.client, &sent, since, &search), "a workspace too small for it");
    CHECK_I64(YMR_RESOLUTION_UNTOLD, search.resolution, "a workspace too small for it");
}

/* Trimmed to nothing it is like any other of blanks alone, and unlike one that is absent. */
TEST(message_search_knows_blanks_from_nothing)
{
    static const char *const pages[] = {PAGE("{\"messageId\":5,\"createdAt\":\"" NEW
                                             "\",\"sender\":\"PARTNER\"}," MESSAGE(6, NEW, "PARTNER", " "),
                                             "")};
    static const ymr_chat_text blanks = {11, {"   ", 3}};
    ymr_message_search search;
    talk_begin(&t, pages, 1);
    CHECK_STATUS(YMR_OK, ymr_resolve_message(&t.client, &blanks, since, &search), NULL);
    CHECK_I64(YMR_RESOLUTION_MATCHES, search.resolution, NULL);
    CHECK_I64(6, search.message_id, NULL);
}
