/* The Ethernet controller of the LM3S6965 (data sheet, chapter 15): one frame out, a FIFO of 2 KB in. */
#include "frames.h"

#include "chip.h"

#define ETHERNET 0x40048000u
#define STATUS REGISTER(ETHERNET + 0x000u) /* written: acknowledges */
#define INTERRUPTS REGISTER(ETHERNET + 0x004u)
#define RECEIVER REGISTER(ETHERNET + 0x008u)
#define SENDER REGISTER(ETHERNET + 0x00cu)
#define DATA REGISTER(ETHERNET + 0x010u)
#define MAC_LOW REGISTER(ETHERNET + 0x014u)
#define MAC_HIGH REGISTER(ETHERNET + 0x018u)
#define PHY_CONTROL REGISTER(ETHERNET + 0x020u)
#define PHY_DIVISOR REGISTER(ETHERNET + 0x024u)
#define PHY_RECEIVED REGISTER(ETHERNET + 0x030u)
#define PACKETS REGISTER(ETHERNET + 0x034u)
#define REQUEST REGISTER(ETHERNET + 0x038u)

/* The chip keeps no MAC; the board's maker has written it here. */
#define USER_0 REGISTER(SYSTEM_CONTROL + 0x1e0u)
#define USER_1 REGISTER(SYSTEM_CONTROL + 0x1e4u)

enum {
    FRAME_CAME = 1 << 0,
    OVERRUN = 1 << 3,
    RECEIVE = 1 << 0,
    RECEIVE_GOOD_ONLY = 1 << 3,
    EMPTY_FIFO = 1 << 4,
    SEND = 1 << 0,
    SEND_PADDED = 1 << 1,
    SEND_CHECKSUM = 1 << 2,
    FULL_DUPLEX = 1 << 4,
    SEND_NOW = 1 << 0,
    SENDING_TAKES = 20000, /* looks at REQUEST until a frame of 1.2 ms must have left */
    AROUND = 2 + FRAME_CHECKSUM, /* what a length counts beside the frame: itself, the checksum */
    PHY_CLOCK = BOARD_HZ / 2 / 2500000 - 1, /* 2.5 MHz at most */
    PHY_READ_STATUS = 1 << 3 | 1 << 0,      /* register 1, go */
    PHY_BUSY = 1 << 0,
    PHY_LINK = 1 << 2
};

void ethernet_interrupt(void);

static bool send(void *unused, const struct pbuf *frame);

static ymr_lwip_driver driver = {.send = send};

static void read_mac(uint8_t mac[6])
{
    const uint32_t low = USER_0, high = USER_1;
    for (unsigned i = 0; i < 3; i++) {
        mac[i] = (uint8_t)(low >> 8 * i);
        mac[3 + i] = (uint8_t)(high >> 8 * i);
    }
    MAC_LOW = mac[0] | (uint32_t)mac[1] << 8 | (uint32_t)mac[2] << 16 | (uint32_t)mac[3] << 24;
    MAC_HIGH = mac[4] | (uint32_t)mac[5] << 8;
}

const ymr_lwip_driver *board_ethernet_start(void)
{
    read_mac(driver.mac);
    PHY_DIVISOR = PHY_CLOCK;
    RECEIVER = EMPTY_FIFO;
    SENDER = SEND | SEND_PADDED | SEND_CHECKSUM | FULL_DUPLEX;
    RECEIVER = RECEIVE | RECEIVE_GOOD_ONLY;
    STATUS = FRAME_CAME | OVERRUN;
    INTERRUPTS = FRAME_CAME;
    interrupt_enable(ETHERNET_INTERRUPT);
    return &driver;
}

/* The register has bits that are always one; where all are zero, as in QEMU, there is no PHY to ask. */
bool board_ethernet_link(void)
{
    PHY_CONTROL = PHY_READ_STATUS;
    while (PHY_CONTROL & PHY_BUSY) {
    }
    const uint32_t status = PHY_RECEIVED & 0xffffu;
    return status == 0 || (status & PHY_LINK) != 0;
}

/* Only wakes the main loop, which lets it speak again when the FIFO is empty. */
void ethernet_interrupt(void)
{
    INTERRUPTS = 0;
    wake_main_loop();
}

static bool can_send(void)
{
    for (unsigned looks = 0; looks < SENDING_TAKES; looks++) {
        if ((REQUEST & SEND_NOW) == 0) {
            return true;
        }
    }
    return false;
}

/* The first word holds the length, of all but the header, and the frame's first two bytes. */
static bool send(void *unused, const struct pbuf *frame)
{
    (void)unused;
    if (frame->tot_len > FRAME_MAX || frame->tot_len < FRAME_HEADER || !can_send()) {
        frame_counts.unsent++;
        return false;
    }
    if (frame_is_lost()) {
        return true;
    }
    frame_cursor cursor = {frame, 0};
    DATA = (uint32_t)(frame->tot_len - FRAME_HEADER) | frame_take(&cursor, 2) << 16;
    for (unsigned done = 2; done < frame->tot_len; done += 4) {
        DATA = frame_take(&cursor, 4);
    }
    REQUEST = SEND_NOW;
    frame_counts.sent++;
    return true;
}

/* A length that no frame has means that the FIFO is out of step. */
static void receive(ymr_lwip_network *network)
{
    const uint32_t first = DATA;
    const unsigned length = first & 0xffffu;
    if (length < AROUND + FRAME_HEADER || length > AROUND + FRAME_MAX) {
        frame_counts.damaged++;
        RECEIVER = RECEIVE | RECEIVE_GOOD_ONLY | EMPTY_FIFO;
        return;
    }
    struct pbuf *frame = frame_room((uint16_t)(length - AROUND));
    frame_cursor cursor = {frame, 0};
    frame_put(&cursor, first >> 16, 2);
    frame_fill(&cursor, &DATA, (length - 4 + 3) / 4);
    if (frame != NULL) {
        frame_deliver(network, frame);
    }
}

bool board_ethernet_poll(ymr_lwip_network *network)
{
    const uint32_t status = STATUS;
    STATUS = status & (FRAME_CAME | OVERRUN);
    frame_counts.overrun += (status & OVERRUN) != 0;
    for (unsigned frames = 0; frames < FRAMES_AT_A_TIME; frames++) {
        if (PACKETS == 0) {
            INTERRUPTS = FRAME_CAME;
            return false;
        }
        receive(network);
    }
    return true;
}
