#include "loose.h"

#include "scan_parts.h"

int main(void)
{
    char buffer[ROOM], other[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer), wanted = any_text(other, sizeof other);
    const size_t from = any_size(), length = any_size();

    PROMISE(!ymr_text_is(text, wanted.bytes, wanted.length) || text.length == wanted.length);
    ASSUME(from <= text.length && length <= text.length - from);
    const ymr_text piece = ymr_piece(text, from, length), behind = ymr_behind(text, from);
    PROMISE(piece.bytes == text.bytes + from && piece.length == length);
    PROMISE(behind.bytes == text.bytes + from && behind.bytes + behind.length == text.bytes + text.length);
    return 0;
}
