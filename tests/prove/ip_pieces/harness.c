#include "cidr.c"

#include "prove.h"

int main(void)
{
    char buffer[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer);
    const cursor begin = {text.bytes, text.bytes + text.length};
    const unsigned most = any_unsigned();
    uint8_t bytes[4], group[2];
    unsigned number;
    cursor c = begin;

    ASSUME(most <= 999);
    if (take_decimal(&c, most, &number)) {
        PROMISE(number <= most && c.at > begin.at && c.at - begin.at <= 3 && c.at <= c.end);
    }
    c = begin;
    PROMISE(!take_ip4(&c, bytes) || (c.at == c.end && text.length >= 7 && text.length <= 15));
    c = begin;
    PROMISE(!take_group(&c, group) || (c.at > begin.at && c.at - begin.at <= 4 && c.at <= c.end));
    return 0;
}
