/* Texts of no length. Text as RFC 3629 has it is looked at by characters. The rules themselves are in
 * tests/data/utf8-rfc3629.txt. */
#include "check.h"
#include "utf8.h"
#include "writer.h"

TEST(utf8_has_no_character_in_nothing)
{
    static const char text[] = "x";
    CHECK_SIZE(0, ymr_utf8_length(text, text), "nothing");
    CHECK_SIZE(1, ymr_utf8_length(text, text + 1), "one");
}

TEST(writer_knows_an_empty_text_that_comes_twice)
{
    static const ymr_text twice[] = {{NULL, 0}, {"", 0}};
    ymr_writer w = {NULL, 0, 0, false, false};
    ymr_refuse_repeated_texts(&w, twice, 1);
    CHECK(!w.refused, "one");
    ymr_refuse_repeated_texts(&w, twice, 2);
    CHECK(w.refused, "two");
}
