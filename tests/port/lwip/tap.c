#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "port/posix/ymr_posix.h"
#include "tap.h"

enum { LONGEST = 1514, SHORTEST = 60 };

/* ---- Loss ---------------------------------------------------------------------------------------------- */

static bool is_lost(tap_link *link)
{
    link->seed = link->seed * 1664525u + 1013904223u;
    if ((link->seed >> 8) % 1000 >= link->loss) {
        return false;
    }
    link->lost++;
    return true;
}

/* ---- Frames -------------------------------------------------------------------------------------------- */

static bool send_frame(void *context, const struct pbuf *frame)
{
    tap_link *link = context;
    uint8_t bytes[LONGEST] = {0};

    if (frame->tot_len > LONGEST) {
        fprintf(stderr, "a frame of %u bytes\n", frame->tot_len);
        abort();
    }
    link->sent++;
    if (is_lost(link)) {
        return true;
    }
    (void)pbuf_copy_partial(frame, bytes, frame->tot_len, 0);
    const size_t length = frame->tot_len < SHORTEST ? SHORTEST : frame->tot_len;
    return write(link->file, bytes, length) == (ssize_t)length;
}

static void hand_in(tap_link *link, const uint8_t *bytes, uint16_t length)
{
    struct pbuf *frame = ymr_lwip_network_room(length);

    if (frame == NULL) {
        link->no_room++;
        return;
    }
    (void)pbuf_take(frame, bytes, length);
    ymr_lwip_network_input(link->network, frame);
}

void tap_poll(void *context)
{
    tap_link *link = context;
    uint8_t bytes[2048];

    for (;;) {
        const ssize_t length = read(link->file, bytes, sizeof bytes);
        if (length <= 0) {
            return;
        }
        link->received++;
        if (length <= LONGEST && !is_lost(link)) {
            hand_in(link, bytes, (uint16_t)length);
        }
    }
}

void tap_open(tap_link *link, const char *name)
{
    struct ifreq request;

    memset(&request, 0, sizeof request);
    request.ifr_flags = IFF_TAP | IFF_NO_PI;
    snprintf(request.ifr_name, sizeof request.ifr_name, "%s", name);
    link->file = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (link->file < 0 || ioctl(link->file, TUNSETIFF, &request) != 0) {
        fprintf(stderr, "%s: %s\n", name, strerror(errno));
        exit(EXIT_FAILURE);
    }
    link->driver = (ymr_lwip_driver){.send = send_frame, .context = link};
    memcpy(link->driver.mac, "\x02\x00\x5e\x10\x00\x07", 6);
}

/* ---- Time and chance ----------------------------------------------------------------------------------- */

uint32_t tap_ticks(void *context)
{
    const tap_link *link = context;
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    const uint64_t us = (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
    return (uint32_t)(us * link->haste / 1000);
}

uint32_t tap_random(void *context)
{
    uint32_t number = 0;

    (void)context;
    (void)ymr_posix_random(NULL, (uint8_t *)&number, sizeof number);
    return number;
}

void tap_idle(void *context, uint32_t at_most_ms)
{
    const tap_link *link = context;
    struct pollfd row = {.fd = link->file, .events = POLLIN};
    const uint64_t ns = (uint64_t)at_most_ms * 1000000 / link->haste;
    const struct timespec limit = {.tv_sec = (time_t)(ns / 1000000000), .tv_nsec = (long)(ns % 1000000000)};

    (void)ppoll(&row, 1, &limit, NULL);
}
