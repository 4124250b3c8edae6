#include "scan_url.c"

#include "prove.h"

int main(void)
{
    char buffer[ROOM];
    const size_t length = any_size();
    ymr_url_piece piece = {placed(buffer, sizeof buffer, length), length};

    ymr_decode_piece(&piece);
    PROMISE(piece.length <= length);
    return 0;
}
