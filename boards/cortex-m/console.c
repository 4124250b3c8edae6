/* The console: bytes in and out through two rings, by interrupt. */
#include "boards/scanner/board.h"
#include "chip.h"

enum { ROOM_IN = BOARD_CONSOLE_IN, ROOM_OUT = 512 };
_Static_assert((ROOM_IN & (ROOM_IN - 1)) == 0 && (ROOM_OUT & (ROOM_OUT - 1)) == 0, "rings of a power of two");

/* `from` and `to` only grow; the interrupt moves one of them, the main loop the other. */
static struct {
    volatile uint32_t from, to;
    volatile uint32_t lost;
    volatile uint32_t last_ms;
    volatile bool gap; /* bytes were lost behind what is in the ring */
    uint8_t bytes[ROOM_IN];
} in;

static struct {
    volatile uint32_t from, to;
    uint8_t bytes[ROOM_OUT];
} out;

void console_start(void)
{
    uart_start();
}

static void take_in(void)
{
    uint8_t byte;
    bool lost = false;
    while (uart_take(&byte, &lost)) {
        in.last_ms = board_ticks_ms(NULL);
        if (lost) {
            in.gap = true;
            in.lost++;
            lost = false;
        }
        if (in.gap || in.to - in.from == ROOM_IN) {
            in.gap = true;
            in.lost++;
        } else {
            in.bytes[in.to % ROOM_IN] = byte;
            in.to++;
        }
    }
}

static void hand_out(void)
{
    while (out.from != out.to && uart_give(out.bytes[out.from % ROOM_OUT])) {
        out.from++;
    }
    uart_tell_room(out.from != out.to);
}

void console_interrupt(void)
{
    uart_acknowledge();
    take_in();
    hand_out();
    wake_main_loop();
}

size_t board_console_read(char *bytes, size_t room, bool *gap)
{
    size_t taken = 0;
    while (taken < room && in.from != in.to) {
        bytes[taken++] = (char)in.bytes[in.from % ROOM_IN];
        in.from++;
    }
    *gap = in.gap && in.from == in.to;
    if (*gap) {
        in.gap = false;
    }
    return taken;
}

uint32_t board_console_last_ms(void)
{
    return in.last_ms;
}

uint32_t board_console_lost(void)
{
    return in.lost;
}

size_t board_console_write(const char *bytes, size_t length)
{
    size_t taken = 0;
    while (taken < length && out.to - out.from < ROOM_OUT) {
        out.bytes[out.to % ROOM_OUT] = (uint8_t)bytes[taken++];
        out.to++;
    }
    const uint32_t before = interrupts_hold();
    hand_out();
    interrupts_restore(before);
    return taken;
}

bool board_console_idle(void)
{
    return out.from == out.to && uart_idle();
}

static void give_now(char byte)
{
    while (!uart_give((uint8_t)byte)) {
    }
}

/* What was written before goes first, so that a report follows what led to it. */
void console_print_now(const char *text)
{
    while (out.from != out.to) {
        give_now((char)out.bytes[out.from++ % ROOM_OUT]);
    }
    while (*text != '\0') {
        give_now(*text++);
    }
    while (!uart_idle()) {
    }
}

void console_print_hex_now(uint32_t value)
{
    char digits[9] = "";
    for (int i = 0; i < 8; i++) {
        digits[i] = "0123456789abcdef"[value >> (28 - 4 * i) & 15u];
    }
    console_print_now(digits);
}
