/* Codes out of the bytes of a serial line: ends, pauses, too long ones, lost bytes. */
#include <stdio.h>

#include "check.h"
#include "generator.h"
#include "ymr/frame.h"

enum { SIZE = 8, PAUSE = 50 };

/* What comes of a line: codes in brackets, `!` for one that was discarded, in the order of their ends. */
typedef struct line {
    ymr_framer framer;
    char buffer[SIZE];
    char seen[256];
    size_t used;
    uint32_t now;
} line;

static void begin(line *l, uint32_t pause, uint32_t now)
{
    memset(l, 0, sizeof *l);
    l->now = now;
    ymr_framer_init(&l->framer, l->buffer, sizeof l->buffer, pause);
}

static void note(line *l, ymr_status status)
{
    if (status == YMR_OK) {
        l->used += (size_t)snprintf(l->seen + l->used, sizeof l->seen - l->used, "[%.*s]",
                                    (int)l->framer.code.length, l->framer.code.bytes);
    } else if (status == YMR_E_TOO_BIG) {
        l->used += (size_t)snprintf(l->seen + l->used, sizeof l->seen - l->used, "!");
    } else {
        CHECK_STATUS(YMR_PENDING, status, "nothing else is answered");
    }
}

/*
 * Bytes a millisecond apart. `_` is a pause that the framer is asked about, `.` one that it is not, `^` an
 * overrun.
 */
static void play(line *l, const char *script)
{
    for (const char *at = script; *at != '\0'; at++) {
        if (*at == '_') {
            l->now += PAUSE;
            note(l, ymr_framer_pause(&l->framer, l->now));
        } else if (*at == '.') {
            l->now += PAUSE;
        } else if (*at == '^') {
            ymr_framer_overrun(&l->framer, l->now);
        } else {
            l->now++;
            note(l, ymr_framer_feed(&l->framer, (uint8_t)*at, l->now));
        }
    }
}

static const struct {
    const char *script;
    const char *seen;
    uint32_t discarded;
} cases[] = {
    {"ABC\r", "[ABC]", 0},
    {"ABC\n", "[ABC]", 0},
    {"ABC\r\nDEF\r\n", "[ABC][DEF]", 0},
    {"ABC\n\rDEF\n\r", "[ABC][DEF]", 0},
    {"\r\n\r\n", "", 0},
    {"ABC", "", 0},
    {"A\x1d" "B\x1d\r", "[A\x1d" "B\x1d]", 0},
    {"12345678\r", "[12345678]", 0},
    /* One byte too many: the whole code goes, and the next is whole again. */
    {"123456789\r", "!", 1},
    {"12345678901234567890\r\nABC\r", "![ABC]", 1},
    {"123456789_ABC\r", "![ABC]", 1},
    {"123456789.ABC\r", "![ABC]", 1},
    /* A pause ends a code. */
    {"ABC_", "[ABC]", 0},
    {"ABC_DEF_", "[ABC][DEF]", 0},
    {"ABC_\r\nDEF\r", "[ABC][DEF]", 0},
    {"_ABC__", "[ABC]", 0},
    /* A pause that nobody asked about shows when the next byte comes. */
    {"ABC.DEF\r", "[ABC][DEF]", 0},
    {"ABC.D.E.F\r", "[ABC][D][E][F]", 0},
    {"ABC.D_", "[ABC][D]", 0},
    {"ABC.D\r", "[ABC][D]", 0},
    {"ABC.\rDEF\r", "[ABC][DEF]", 0},
    {".ABC\r.DEF\r", "[ABC][DEF]", 0},
    /* Lost bytes: the code that they were lost from, or that comes at once. */
    {"AB^C\rDEF\r", "![DEF]", 1},
    {"AB^_DEF\r", "![DEF]", 1},
    {"AB^.DEF\r", "![DEF]", 1},
    {"^ABC\rDEF\r", "![DEF]", 1},
    {"^^^AB\rDEF\r", "![DEF]", 1},
    {"ABC\r^DEF\rGHI\r", "[ABC]![GHI]", 1},
    {"ABC.D^E\rF\r", "[ABC]![F]", 1},
    {"AB^C_D^E_F_", "!![F]", 2},
};

TEST(frame_finds_the_codes_of_a_line)
{
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        line l;
        begin(&l, PAUSE, 1000);
        play(&l, cases[i].script);
        CHECK_STR(cases[i].seen, l.seen, cases[i].script);
        CHECK_U64(cases[i].discarded, l.framer.discarded, cases[i].script);
    }
}

TEST(frame_pays_no_heed_to_a_clock_that_wraps_around)
{
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        line l;
        begin(&l, PAUSE, UINT32_MAX - 3);
        play(&l, cases[i].script);
        CHECK_STR(cases[i].seen, l.seen, cases[i].script);
    }
}

TEST(frame_waits_for_the_end_where_no_pause_is_one)
{
    line l;
    begin(&l, 0, 0);
    play(&l, "AB_.C_\r123456789_.A\rD\r");
    CHECK_STR("[ABC]![D]", l.seen, NULL);
}

TEST(frame_ends_a_code_at_the_pause_and_not_before)
{
    line l;
    begin(&l, PAUSE, 0);
    play(&l, "ABC");
    CHECK_STATUS(YMR_PENDING, ymr_framer_pause(&l.framer, l.now + PAUSE - 1), "one millisecond before");
    CHECK_STATUS(YMR_OK, ymr_framer_pause(&l.framer, l.now + PAUSE), "now");
    CHECK_STATUS(YMR_PENDING, ymr_framer_pause(&l.framer, l.now + 2 * PAUSE), "once");
    CHECK(l.framer.code.bytes == NULL, "a code is there for one call");
}

TEST(frame_keeps_every_byte_but_the_ends)
{
    line l;
    begin(&l, PAUSE, 0);
    for (unsigned byte = 0; byte < 256; byte++) {
        if (byte == '\r' || byte == '\n') {
            continue;
        }
        CHECK_STATUS(YMR_PENDING, ymr_framer_feed(&l.framer, (uint8_t)byte, 0), check_note("%u", byte));
        CHECK_STATUS(YMR_OK, ymr_framer_feed(&l.framer, '\r', 0), check_note("%u", byte));
        CHECK_SIZE(1, l.framer.code.length, check_note("%u", byte));
        CHECK_U64(byte, (uint8_t)l.framer.code.bytes[0], check_note("%u", byte));
    }
}

TEST(frame_has_no_code_in_a_buffer_of_nothing)
{
    ymr_framer framer;
    ymr_framer_init(&framer, NULL, 0, PAUSE);
    CHECK_STATUS(YMR_PENDING, ymr_framer_feed(&framer, 'A', 0), NULL);
    CHECK_STATUS(YMR_E_TOO_BIG, ymr_framer_feed(&framer, '\r', 0), NULL);
    CHECK_STATUS(YMR_PENDING, ymr_framer_feed(&framer, '\n', 0), NULL);
}

/* A second framer, of strings: what a line holds between ends, when no byte is lost and nobody pauses. */
TEST(frame_agrees_with_splitting_at_ends)
{
    generator g = {20261122};
    for (unsigned round = 0; round < 2000; round++) {
        line l;
        char sent[65] = "";
        char expected[256] = "";
        begin(&l, PAUSE, (uint32_t)generate(&g));
        for (size_t i = 0; i < 64; i++) {
            sent[i] = "AB\x1d" "C\r\n"[generate(&g) % 6];
        }
        sent[63] = '\r';
        play(&l, sent);
        for (char *code = strtok(sent, "\r\n"); code != NULL; code = strtok(NULL, "\r\n")) {
            strcat(strcat(strcat(expected, strlen(code) > SIZE ? "" : "["), strlen(code) > SIZE ? "!" : code),
                   strlen(code) > SIZE ? "" : "]");
        }
        CHECK_STR(expected, l.seen, check_note("round %u", round));
    }
}
