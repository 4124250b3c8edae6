/* What turns a program of newlib's semihosting (rdimon.specs) into an image for a Cortex-M: its beginning. */
void _start(void);

static void stop(void)
{
    for (;;) {
    }
}

typedef void handler(void);

/* The stack stands at the end of the board's second memory. */
__attribute__((section(".vectors"), used)) handler *const vectors[16] = {
    (handler *)0x203ffff0, _start, stop, stop, stop, stop, stop, 0, 0, 0, 0, stop, stop, 0, stop, stop,
};
