/*
 * The board as a program of this machine: host_board CONSOLE NETWORK BLOCK STORAGE.
 *
 * CONSOLE and NETWORK are Unix sockets that it connects to (native.py has the other ends). Frames go over the
 * second one as QEMU's `stream` has them: a length of 4 bytes, most significant first, then the frame.
 * BLOCK is the configuration, STORAGE the file that stands in for the flash.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "boards/cortex-m/frames.h"
#include "boards/scanner/board.h"
#include "boards/scanner/configuration.h"

enum { LENGTH = 4, RECEIVED = 65536 };

int board_main(void);

uint8_t scanner_configuration_block[SCANNER_CONFIGURATION_SIZE];

static int console = -1, cable = -1, storage = -1;
static uint32_t last_ms;
static uint32_t watchdog_s;

static void stop(const char *what)
{
    perror(what);
    exit(1);
}

/* ---- Start and time ------------------------------------------------------------------------------------ */

static int connect_to(const char *path)
{
    struct sockaddr_un where = {.sun_family = AF_UNIX};
    const int s = socket(AF_UNIX, SOCK_STREAM, 0);
    snprintf(where.sun_path, sizeof where.sun_path, "%s", path);
    if (s < 0 || connect(s, (const struct sockaddr *)&where, sizeof where) != 0) {
        stop(path);
    }
    return s;
}

int main(int count, char **words)
{
    if (count != 5) {
        fprintf(stderr, "usage: %s CONSOLE NETWORK BLOCK STORAGE\n", words[0]);
        return 2;
    }
    console = connect_to(words[1]);
    cable = connect_to(words[2]);
    const int block = open(words[3], O_RDONLY);
    if (block < 0 || read(block, scanner_configuration_block, sizeof scanner_configuration_block) < 0) {
        stop(words[3]);
    }
    close(block);
    storage = open(words[4], O_RDWR | O_CREAT, 0600);
    if (storage < 0) {
        stop(words[4]);
    }
    if (lseek(storage, 0, SEEK_END) == 0) {
        board_storage_erase(0, BOARD_STORAGE_SIZE);
    }
    return board_main();
}

void board_start(void)
{
}

const char *board_name(void)
{
    return "native";
}

static uint64_t nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

uint32_t board_ticks_ms(void *unused)
{
    (void)unused;
    return (uint32_t)(nanoseconds() / 1000000);
}

void board_sleep(void)
{
    struct pollfd both[] = {{console, POLLIN, 0}, {cable, POLLIN, 0}};
    poll(both, 2, 1);
}

uint64_t board_cycles(void)
{
    return nanoseconds();
}

uint32_t board_cycles_per_ms(void)
{
    return 1000000;
}

board_reset board_reset_cause(void)
{
    return BOARD_RESET_POWER;
}

void board_watchdog_start(uint32_t ms)
{
    watchdog_s = (ms + 999) / 1000;
    alarm(watchdog_s);
}

void board_watchdog_kick(void)
{
    alarm(watchdog_s);
}

_Noreturn void board_exit(int code)
{
    exit(code);
}

/* ---- Console ------------------------------------------------------------------------------------------- */

size_t board_console_read(char *bytes, size_t room, bool *gap)
{
    const ssize_t got = recv(console, bytes, room, MSG_DONTWAIT);
    *gap = false;
    if (got == 0) {
        exit(0); /* nobody is there any more */
    }
    if (got > 0) {
        last_ms = board_ticks_ms(NULL);
    }
    return got > 0 ? (size_t)got : 0;
}

uint32_t board_console_last_ms(void)
{
    return last_ms;
}

uint32_t board_console_lost(void)
{
    return 0;
}

size_t board_console_write(const char *bytes, size_t length)
{
    const ssize_t sent = send(console, bytes, length, MSG_NOSIGNAL);
    return sent > 0 ? (size_t)sent : 0;
}

bool board_console_idle(void)
{
    return true;
}

/* ---- Ethernet ------------------------------------------------------------------------------------------ */

static bool send_all(const uint8_t *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t sent = send(cable, bytes, length, MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes += sent;
        length -= (size_t)sent;
    }
    return true;
}

static bool send_frame(void *unused, const struct pbuf *frame)
{
    uint8_t bytes[LENGTH + FRAME_MAX] = {0};
    (void)unused;
    if (frame_is_lost()) {
        return true;
    }
    size_t length = frame->tot_len < FRAME_MIN ? FRAME_MIN : frame->tot_len;
    bytes[2] = (uint8_t)(length >> 8);
    bytes[3] = (uint8_t)length;
    pbuf_copy_partial(frame, bytes + LENGTH, frame->tot_len, 0);
    const bool sent = send_all(bytes, LENGTH + length);
    frame_counts.sent += sent;
    return sent;
}

const ymr_lwip_driver *board_ethernet_start(void)
{
    static const ymr_lwip_driver driver = {.send = send_frame, .mac = {0x52, 0x54, 0, 0x12, 0x34, 0x56}};
    return &driver;
}

static struct {
    uint8_t bytes[RECEIVED];
    size_t used;
} in;

static void take_first(size_t length)
{
    in.used -= length;
    memmove(in.bytes, in.bytes + length, in.used);
}

static void deliver(ymr_lwip_network *network, size_t length)
{
    struct pbuf *frame = length <= FRAME_MAX ? frame_room((uint16_t)length) : NULL;
    if (frame != NULL) {
        pbuf_take(frame, in.bytes + LENGTH, (uint16_t)length);
        frame_deliver(network, frame);
    }
}

bool board_ethernet_poll(ymr_lwip_network *network)
{
    const ssize_t got = recv(cable, in.bytes + in.used, sizeof in.bytes - in.used, MSG_DONTWAIT);
    in.used += got > 0 ? (size_t)got : 0;
    for (int i = 0; i < FRAMES_AT_A_TIME; i++) {
        const size_t length = (size_t)in.bytes[2] << 8 | in.bytes[3];
        if (in.used < LENGTH || in.used < LENGTH + length) {
            return false;
        }
        deliver(network, length);
        take_first(LENGTH + length);
    }
    return in.used > 0;
}

bool board_ethernet_link(void)
{
    return true;
}

/* ---- Chance, storage, memory --------------------------------------------------------------------------- */

ymr_status board_entropy(void *unused, uint8_t *bytes, size_t length)
{
    (void)unused;
    return getrandom(bytes, length, 0) == (ssize_t)length ? YMR_OK : YMR_E_ENTROPY;
}

static bool is_outside(uint32_t offset, size_t length)
{
    return offset > BOARD_STORAGE_SIZE || length > BOARD_STORAGE_SIZE - offset;
}

ymr_status board_storage_read(uint32_t offset, void *bytes, size_t length)
{
    if (is_outside(offset, length)) {
        return YMR_E_ARGUMENT;
    }
    return pread(storage, bytes, length, offset) == (ssize_t)length ? YMR_OK : YMR_E_IO;
}

ymr_status board_storage_program(uint32_t offset, const void *bytes, size_t length)
{
    const uint8_t *wanted = bytes;
    if (is_outside(offset, length)) {
        return YMR_E_ARGUMENT;
    }
    for (size_t i = 0; i < length; i++) {
        uint8_t old;
        if (pread(storage, &old, 1, offset + (off_t)i) != 1 || (wanted[i] & ~old) != 0) {
            return YMR_E_ARGUMENT;
        }
    }
    return pwrite(storage, bytes, length, offset) == (ssize_t)length ? YMR_OK : YMR_E_IO;
}

ymr_status board_storage_erase(uint32_t offset, size_t length)
{
    uint8_t ones[BOARD_STORAGE_BLOCK];
    memset(ones, 0xff, sizeof ones);
    if (is_outside(offset, length) || offset % sizeof ones != 0 || length % sizeof ones != 0) {
        return YMR_E_ARGUMENT;
    }
    for (size_t done = 0; done < length; done += sizeof ones) {
        if (pwrite(storage, ones, sizeof ones, offset + (off_t)done) != (ssize_t)sizeof ones) {
            return YMR_E_IO;
        }
    }
    return YMR_OK;
}

ymr_status board_storage_sync(void)
{
    return YMR_OK;
}

void board_memory_marks(board_memory *marks)
{
    memset(marks, 0, sizeof *marks);
}
