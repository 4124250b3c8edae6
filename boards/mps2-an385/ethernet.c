/* The SMSC LAN9118 of the board (its data sheet, chapters 3 to 5): FIFOs for frames, and for their fates. */
#include "frames.h"

#include "chip.h"

#define LAN 0x40200000u
#define RECEIVED REGISTER(LAN + 0x00u)
#define TO_SEND REGISTER(LAN + 0x20u)
#define RECEIVED_STATUS REGISTER(LAN + 0x40u)
#define SENT_STATUS REGISTER(LAN + 0x48u)
#define INTERRUPT_LINE REGISTER(LAN + 0x54u)
#define STATUS REGISTER(LAN + 0x58u)
#define INTERRUPTS REGISTER(LAN + 0x5cu)
#define BYTE_ORDER_TEST REGISTER(LAN + 0x64u)
#define FIFO_LEVELS REGISTER(LAN + 0x68u)
#define RECEIVE_SETTING REGISTER(LAN + 0x6cu)
#define SEND_SETTING REGISTER(LAN + 0x70u)
#define HARDWARE REGISTER(LAN + 0x74u)
#define RECEIVED_FILL REGISTER(LAN + 0x7cu)
#define TO_SEND_FILL REGISTER(LAN + 0x80u)
#define DROPPED REGISTER(LAN + 0xa0u)
#define MAC_COMMAND REGISTER(LAN + 0xa4u)
#define MAC_DATA REGISTER(LAN + 0xa8u)

enum {
    RESET = 1 << 0,
    RESET_TAKES = 100000, /* looks at HARDWARE */
    STORE_AND_FORWARD = 1 << 20,
    SEND_FIFO_5_KB = 5 << 16,
    LINE_ON_HIGH_PUSH_PULL = 1 << 8 | 1 << 4 | 1 << 0,
    FRAME_CAME = 1 << 3, /* RSFL: the status FIFO holds more than FIFO_LEVELS says */
    LEVEL_AT_ONCE = 0,
    SENDER_ON = 1 << 1,
    MAC_CONTROL = 1,
    MAC_HIGH = 2,
    MAC_LOW = 3,
    MAC_PHY = 6,
    MAC_PHY_DATA = 7,
    PHY_STATUS = 1 << 11 | 1 << 6, /* register 1 of PHY 1 */
    PHY_BUSY = 1 << 0,
    PHY_LINK = 1 << 2,
    MAC_READ = 1 << 30,
    MAC_SENDER = 1 << 3,
    MAC_RECEIVER = 1 << 2,
    MAC_FULL_DUPLEX = 1 << 20,
    FIRST_AND_LAST = 3 << 12,
    STATUS_DAMAGED = 1 << 15
};
#define MAC_BUSY UINT32_C(0x80000000)
#define RIGHT_ORDER UINT32_C(0x87654321)

void ethernet_interrupt(void);

static bool send(void *unused, const struct pbuf *frame);

static ymr_lwip_driver driver = {.send = send};

static void mac_command(uint32_t command)
{
    MAC_COMMAND = MAC_BUSY | command;
    while (MAC_COMMAND & MAC_BUSY) {
    }
}

static uint32_t mac_read(uint32_t index)
{
    mac_command(MAC_READ | index);
    return MAC_DATA;
}

static void mac_write(uint32_t index, uint32_t value)
{
    MAC_DATA = value;
    mac_command(index);
}

static bool reset_chip(void)
{
    if (BYTE_ORDER_TEST != RIGHT_ORDER) {
        return false;
    }
    HARDWARE = RESET;
    for (unsigned looks = 0; looks < RESET_TAKES; looks++) {
        if ((HARDWARE & RESET) == 0) {
            return true;
        }
    }
    return false;
}

/* The chip has read it from its EEPROM by itself. */
static void read_mac(uint8_t mac[6])
{
    const uint32_t low = mac_read(MAC_LOW), high = mac_read(MAC_HIGH);
    for (unsigned i = 0; i < 6; i++) {
        mac[i] = (uint8_t)(i < 4 ? low >> 8 * i : high >> 8 * (i - 4));
    }
}

const ymr_lwip_driver *board_ethernet_start(void)
{
    if (!reset_chip()) {
        return NULL;
    }
    read_mac(driver.mac);
    HARDWARE = STORE_AND_FORWARD | SEND_FIFO_5_KB;
    RECEIVE_SETTING = 0;
    SEND_SETTING = SENDER_ON;
    FIFO_LEVELS = LEVEL_AT_ONCE;
    mac_write(MAC_CONTROL, MAC_FULL_DUPLEX | MAC_SENDER | MAC_RECEIVER);
    STATUS = UINT32_MAX;
    INTERRUPT_LINE = LINE_ON_HIGH_PUSH_PULL;
    INTERRUPTS = FRAME_CAME;
    interrupt_enable(ETHERNET_INTERRUPT);
    return &driver;
}

bool board_ethernet_link(void)
{
    mac_write(MAC_PHY, PHY_STATUS);
    while (mac_read(MAC_PHY) & PHY_BUSY) {
    }
    return (mac_read(MAC_PHY_DATA) & PHY_LINK) != 0;
}

/* Only wakes the main loop, which lets it speak again when the FIFO is empty. */
void ethernet_interrupt(void)
{
    INTERRUPTS = 0;
    wake_main_loop();
}

/* What became of earlier frames: nobody asks, but the FIFO of it must not fill up. */
static void forget_sent(void)
{
    while (TO_SEND_FILL >> 16 & 0xffu) {
        (void)SENT_STATUS;
    }
}

static bool send(void *unused, const struct pbuf *frame)
{
    (void)unused;
    const uint32_t length = frame->tot_len;
    forget_sent();
    if (length > FRAME_MAX || length < FRAME_HEADER || (TO_SEND_FILL & 0xffffu) < length + 16) {
        frame_counts.unsent++;
        return false;
    }
    if (frame_is_lost()) {
        return true;
    }
    const uint32_t padded = length < FRAME_MIN ? FRAME_MIN : length;
    frame_cursor cursor = {frame, 0};
    TO_SEND = FIRST_AND_LAST | padded;
    TO_SEND = padded << 16 | padded;
    for (uint32_t done = 0; done < padded; done += 4) {
        TO_SEND = frame_take(&cursor, 4);
    }
    frame_counts.sent++;
    return true;
}

/* A frame's words have to be taken out of the FIFO whether somebody wants them or not. */
static void receive(ymr_lwip_network *network)
{
    const uint32_t status = RECEIVED_STATUS;
    const unsigned length = status >> 16 & 0x3fffu;
    const bool good = (status & STATUS_DAMAGED) == 0 && length >= FRAME_HEADER + FRAME_CHECKSUM &&
                      length <= FRAME_MAX + FRAME_CHECKSUM;
    struct pbuf *frame = good ? frame_room((uint16_t)(length - FRAME_CHECKSUM)) : NULL;
    frame_cursor cursor = {frame, 0};
    frame_fill(&cursor, &RECEIVED, (length + 3) / 4);
    frame_counts.damaged += !good;
    if (frame != NULL) {
        frame_deliver(network, frame);
    }
}

bool board_ethernet_poll(ymr_lwip_network *network)
{
    STATUS = FRAME_CAME;
    frame_counts.overrun += DROPPED;
    for (unsigned frames = 0; frames < FRAMES_AT_A_TIME; frames++) {
        if ((RECEIVED_FILL >> 16 & 0xffu) == 0) {
            INTERRUPTS = FRAME_CAME;
            return false;
        }
        receive(network);
    }
    return true;
}
