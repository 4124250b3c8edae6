/**
 * Text for people: how wide it is on a terminal, and made harmless.
 *
 * What a buyer or a server wrote may hold escape sequences, or marks that turn the reading direction round.
 * A terminal must see none of them: control characters become blanks (line ends, tabs) or U+FFFD.
 */
#ifndef YMR_BOARD_DISPLAY_H
#define YMR_BOARD_DISPLAY_H

#include "out.h"

/** A step through UTF-8 text. */
typedef struct glyph {
    uint32_t code;  /**< U+FFFD for a byte that is not valid UTF-8 */
    size_t length;  /**< bytes in the text */
    unsigned width; /**< terminal columns: 0, 1 or 2 */
    bool harmful;   /**< control characters, line separators, marks of direction */
} glyph;

/** The glyph at the front of `length` ≥ 1 bytes. */
glyph display_glyph(const char *bytes, size_t length);

/** Columns that the whole text takes when shown by display_text. */
size_t display_width(ymr_text text);

/**
 * Shows a text in at most `columns` columns, the last one an ellipsis if it is cut. @return the columns
 * taken
 */
size_t display_text(out *to, ymr_text text, size_t columns);

/**
 * Text that comes in parts, wrapped at blanks: every line but the first begins with `indent` blanks, none is longer
 * than `columns` unless a word is.
 */
typedef struct fold {
    out *to;
    size_t indent, columns;
    size_t column; /**< where the line is */
    bool apart;    /**< a blank stands before what comes next */
} fold;

/** On a line that has `column` columns already; a blank is between them and what comes. */
fold fold_begin(out *to, size_t column, size_t indent, size_t columns);

/** A blank at the front or the end of a part is one between the parts. */
void fold_text(fold *f, ymr_text part);
void fold_string(fold *f, const char *part);

/** The blank or the line's end that stands before a word of this width. fold_text does it by itself. */
void fold_gap(fold *f, size_t width);

/** What people copy, such as a code: it is not broken, and keeps its blanks. */
void fold_whole(fold *f, ymr_text part);

/** A whole text: the first line begins behind `indent` columns. */
void display_wrapped(out *to, ymr_text text, size_t indent, size_t columns);

/**
 * The same as a terminated string of static storage, at most 300 bytes; the last eight results stay valid.
 */
const char *display_safe(ymr_text text);
const char *display_safe_string(const char *terminated);

/** The front of a text, at most so many bytes and no broken character. */
ymr_text display_front(ymr_text text, size_t most);

/** A view of a terminated string. */
ymr_text display_view(const char *terminated);

/** For these: as many as the text takes. */
#define DISPLAY_ALL SIZE_MAX

#endif
