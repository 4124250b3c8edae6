#include "loose.h"

#include "scan_layout.c"

int main(void)
{
    char buffer[ROOM];
    const ymr_text rest = any_text(buffer, sizeof buffer);
    const unsigned letter = any_unsigned();

    PROMISE((read_cyrillic(letter).key != '\0') ==
            ((letter >= 0x410 && letter <= 0x44f) || letter == 0x401 || letter == 0x451));
    PROMISE(key_of_ascii('"') == '@' && key_of_ascii(',') == '?');
    ASSUME(rest.length > 0);
    const symbol s = read_symbol(rest);
    PROMISE(s.wrong || (s.bytes >= 1 && s.bytes <= rest.length));
    return 0;
}
