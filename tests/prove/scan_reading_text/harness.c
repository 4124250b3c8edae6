#include "loose.h"

#include "scan_readings.c"

int main(void)
{
    static ymr_scan scan;
    ymr_reading reading = {.offset = any_uint16(), .length = any_uint16()};

    ASSUME(reading.offset <= sizeof scan.text && reading.length <= sizeof scan.text - reading.offset);
    const ymr_text text = ymr_reading_text(&scan, &reading);
    PROMISE(text.bytes >= scan.text && text.bytes + text.length <= scan.text + sizeof scan.text);
    return 0;
}
