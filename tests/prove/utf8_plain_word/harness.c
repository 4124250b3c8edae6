#include "utf8.h"

#include "prove.h"

int main(void)
{
    char bytes[sizeof(ymr_word)];
    const size_t i = any_size();
    ymr_word w;

    ASSUME(i < sizeof bytes);
    memcpy(&w, bytes, sizeof w);
    PROMISE(!ymr_is_plain_word(w) || ymr_is_plain(bytes[i]));
    PROMISE(!ymr_is_plain(bytes[i]) || (bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\'));
    return 0;
}
