"""How headers are read: their comments as blocks, their declarations with the comment that explains each."""
import tempfile
import unittest
from pathlib import Path

import headers
import prose


def kinds(text):
    return [(block.kind, block.name, block.value) for block in prose.blocks(text)]


class Prose(unittest.TestCase):
    def test_paragraphs_end_at_blank_lines(self):
        self.assertEqual(
            [("text", "", "One and two."), ("text", "", "Three.")], kinds("One\nand two.\n\nThree.")
        )

    def test_what_is_set_in_stands_as_it_is(self):
        self.assertEqual(
            [("text", "", "So:"), ("code", "", ["    a();", "      b();"]), ("text", "", "Then.")],
            kinds("So:\n\n    a();\n      b();\n\nThen."),
        )

    def test_lists_have_further_lines(self):
        self.assertEqual(
            [("list", "", [["-", "one and more", 1], ["-", "two", 1]])], kinds(" - one\n   and more\n - two")
        )

    def test_a_parameter_goes_on_set_in(self):
        self.assertEqual(
            [("param", "out", "filled later"), ("text", "", "Ends well.")],
            kinds("@param out  filled\n            later\nEnds well."),
        )

    def test_an_answer_inside_a_line_goes_on_to_the_paragraphs_end(self):
        self.assertEqual(
            [("text", "", "Reads."), ("return", "", "YMR_OK; an error: no")],
            kinds("Reads. @return YMR_OK; an error:\nno"),
        )

    def test_code_and_bold_are_marked(self):
        self.assertEqual(
            [("plain", "see "), ("code", "x-y"), ("plain", " and "), ("bold", "z")],
            list(prose.spans("see `x-y` and **z**")),
        )

    def test_the_first_sentence(self):
        self.assertEqual("The client: calls.", prose.first_sentence("The client: calls. More.\n\nElse."))


SAMPLE = """/** About it. */
#ifndef YMR_SAMPLE_H
#define YMR_SAMPLE_H

#include "ymr/text.h"

/** Two of a kind. */
void ymr_one(int first,
             char second);
void ymr_two(void);

void ymr_bare(void);

/** How many. */
#ifndef YMR_COUNT
#define YMR_COUNT 3
#endif

/** State. */
typedef struct ymr_state {
    int a, b[2]; /**< both */
    /** Called. */
    int (*call)(void *context);
    int own;     /* ours */
    int nothing;

    int hidden;
} ymr_state;

/** Parts. */
typedef struct ymr_parts {
    /* What is known. */
    int known; /**< said */

    /* How it goes on; of no use outside parts.c. */
    int inner; /**< said, too */
} ymr_parts;

/** Every one. */
#define YMR_KIND_LIST(X) \\
    X(YMR_KIND, RED)     \\
    X(YMR_KIND, BLUE)
typedef enum ymr_kind {
    YMR_KIND_ABSENT,
    YMR_KIND_LIST(YMR_ENUM_CONSTANT)
} ymr_kind;
extern const ymr_names ymr_kind_names;

#endif
"""


class Declarations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.NamedTemporaryFile("w", suffix=".h", dir=headers.ROOT / "build") as file:
            file.write(SAMPLE)
            file.flush()
            cls.model = headers.Model([Path(file.name)])
        cls.items = {item.name: item for item in cls.model.headers[0].items}

    def members(self, name):
        return {member.name: (member.doc, member.own) for member in self.items[name].members}

    def test_the_first_comment_is_the_headers(self):
        self.assertEqual("About it.", self.model.headers[0].doc)

    def test_declarations_side_by_side_share_a_comment(self):
        self.assertEqual(("Two of a kind.", True), (self.items["ymr_two"].doc, self.items["ymr_two"].shared))

    def test_a_blank_line_ends_that(self):
        self.assertEqual("", self.items["ymr_bare"].doc)

    def test_a_limit_has_the_comment_before_its_condition(self):
        self.assertEqual("How many.", self.items["YMR_COUNT"].doc)

    def test_members(self):
        self.assertEqual(
            {
                "a": ("both", False),
                "b": ("both", False),
                "call": ("Called.", False),
                "own": ("", True),
                "nothing": ("", False),
                "hidden": ("", True),
            },
            self.members("ymr_state"),
        )

    def test_parts(self):
        self.assertEqual({"known": ("said", False), "inner": ("said, too", True)}, self.members("ymr_parts"))

    def test_constants_of_a_list(self):
        self.assertEqual(
            {
                "YMR_KIND_ABSENT": ("The field is absent or null.", False),
                "YMR_KIND_RED": ("`RED`", False),
                "YMR_KIND_BLUE": ("`BLUE`", False),
            },
            self.members("ymr_kind"),
        )

    def test_names_say_whose_they_are(self):
        self.assertIn("ymr_kind", self.items["ymr_kind_names"].doc)

    def test_what_nobody_explains_is_told(self):
        self.assertEqual(
            ["ymr_bare", "ymr_state.nothing"], [name for _, name in headers.undocumented(self.model)]
        )


if __name__ == "__main__":
    unittest.main()
