/* Two codes: one ends with a line, one with a pause. */
#include "ymr/frame.h"

#include "world.h"

static const char *bytes = "one\r\ntwo";
static uint32_t now;
static char taken[20];

static bool uart_get(uint8_t *byte)
{
    *byte = (uint8_t)*bytes;
    now += *bytes == '\0' ? 100 : 1;
    return *bytes++ != '\0';
}

static uint32_t ticks_ms(void)
{
    return now;
}

static void take(ymr_text code)
{
    strncat(taken, code.bytes, code.length);
    strcat(taken, "|");
}

int main(void)
{
    static char buffer[YMR_MAX_CODE + 8];
    static ymr_framer framer;
    uint8_t byte;
    ymr_framer_init(&framer, buffer, sizeof buffer, 50);
EXAMPLE
    REQUIRE(strcmp(taken, "one|two|") == 0);
}
