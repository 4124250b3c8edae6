/** Pieces of a URL: what its two readers share (not a public header). */
#ifndef YMR_CORE_SCAN_URL_H
#define YMR_CORE_SCAN_URL_H

#include "scan_parts.h"

/** What is left of a URL behind its host. */
typedef struct ymr_pieces {
    char *at;
    char *end;
    bool query;
} ymr_pieces;

/** A segment, or the value of a query: encoded, until ymr_decode_piece has decoded it in place. */
typedef struct ymr_url_piece {
    char *at;
    size_t length;
} ymr_url_piece;

static inline ymr_text ymr_view(ymr_url_piece piece)
{
    return (ymr_text){piece.at, piece.length};
}

bool ymr_next_piece(ymr_pieces *rest, ymr_url_piece *next);
void ymr_decode_piece(ymr_url_piece *piece);

/** Reads a Digital Link; decodes nothing of a URL that is none. @return whether it is one */
bool ymr_read_link(ymr_scan *scan, ymr_pieces rest);

#endif
