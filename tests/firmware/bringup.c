/* Tries a board, function by function of board.h, by commands on its console: test_boards.py gives them. */
#include <string.h>

#include <lwip/tcp.h>
#include <lwip/udp.h>
#include <mbedtls/gcm.h>

#include "boards/scanner/board.h"
#include "boards/scanner/configuration.h"
#include "boards/scanner/key_store.h"
#include "ymr_tls.h"

enum { LINE = 1600, NUMBERS = 4 };

static ymr_lwip_network network;
static bool network_up;

/* ---- Words --------------------------------------------------------------------------------------------- */

static void say(const char *text)
{
    size_t length = strlen(text);
    while (length > 0) {
        const size_t taken = board_console_write(text, length);
        text += taken;
        length -= taken;
        if (length > 0) {
            board_sleep();
            board_watchdog_kick();
        }
    }
}

static void say_number(const char *name, uint32_t value)
{
    char digits[12];
    char *at = digits + sizeof digits - 1;
    *at = '\0';
    do {
        *--at = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    say(name);
    say(at);
}

static void say_status(ymr_status status)
{
    say(ymr_status_name(status));
    say("\n");
}

static const char *read_number(const char *text, uint32_t *value)
{
    *value = 0;
    while (*text == ' ') {
        text++;
    }
    while (*text >= '0' && *text <= '9') {
        *value = *value * 10 + (uint32_t)(*text++ - '0');
    }
    return text;
}

/* ---- Network ------------------------------------------------------------------------------------------- */

static uint32_t draw(void *unused)
{
    uint32_t number = 0;
    (void)unused;
    board_entropy(NULL, (uint8_t *)&number, sizeof number);
    return number;
}

static void take_frames(void *unused)
{
    (void)unused;
    if (network_up) {
        board_ethernet_poll(&network);
    }
}

static void idle(void *unused, uint32_t at_most_ms)
{
    (void)unused;
    if (at_most_ms > 0) {
        board_sleep();
    }
}

static const ymr_lwip_board lwip_board = {
    .ticks_ms = board_ticks_ms, .random = draw, .poll = take_frames, .idle = idle};

static void turn(void)
{
    ymr_lwip_poll();
    board_watchdog_kick();
    board_sleep();
}

static void start_network(bool dhcp)
{
    static const ymr_lwip_network_config by_dhcp = {.host_name = "bringup"};
    static const ymr_lwip_network_config fixed = {.address = "10.0.2.15", .gateway = "10.0.2.2"};
    const ymr_lwip_driver *driver = board_ethernet_start();
    if (driver == NULL) {
        say("no chip\n");
        return;
    }
    ymr_lwip_start(&lwip_board);
    network_up = ymr_lwip_network_start(&network, driver, dhcp ? &by_dhcp : &fixed) == YMR_OK;
    const uint32_t began = board_ticks_ms(NULL);
    while (!ymr_lwip_network_ready(&network) && board_ticks_ms(NULL) - began < 15000) {
        turn();
    }
    say(ymr_lwip_network_ready(&network) ? "network " : "no network ");
    say(ip4addr_ntoa(netif_ip4_addr(&network.netif)));
    say_number(" last byte of mac ", driver->mac[5]);
    say("\n");
}

/* Over plain TCP: adds up what comes until the end. */
static struct {
    uint32_t bytes, sum;
    bool ended;
} download;

static err_t take(void *unused, struct tcp_pcb *pcb, struct pbuf *bytes, err_t error)
{
    (void)unused;
    (void)error;
    if (bytes == NULL) {
        download.ended = true;
        return ERR_OK;
    }
    for (const struct pbuf *piece = bytes; piece != NULL; piece = piece->next) {
        const uint8_t *payload = piece->payload;
        for (uint16_t i = 0; i < piece->len; i++) {
            download.sum = download.sum * 31 + payload[i];
        }
    }
    download.bytes += bytes->tot_len;
    tcp_recved(pcb, bytes->tot_len);
    pbuf_free(bytes);
    return ERR_OK;
}

static void fail(void *unused, err_t error)
{
    (void)unused;
    (void)error;
    download.ended = true;
}

static void fetch(uint32_t port)
{
    ip_addr_t host;
    IP_ADDR4(&host, 10, 0, 2, 2);
    memset(&download, 0, sizeof download);
    struct tcp_pcb *pcb = tcp_new();
    tcp_recv(pcb, take);
    tcp_err(pcb, fail);
    const uint32_t began = board_ticks_ms(NULL);
    tcp_connect(pcb, &host, (uint16_t)port, NULL);
    while (!download.ended && board_ticks_ms(NULL) - began < 120000) {
        turn();
    }
    say_number("fetched ", download.bytes);
    say_number(" sum ", download.sum);
    say_number(" ms ", board_ticks_ms(NULL) - began);
    say("\n");
    if (pcb->state != CLOSED) {
        tcp_close(pcb);
    }
}

/* Asks the host for a burst of datagrams, looks away while it comes, then counts what was kept. */
static uint32_t datagrams;

static void count(void *unused, struct udp_pcb *pcb, struct pbuf *bytes, const ip_addr_t *from, uint16_t port)
{
    (void)unused;
    (void)pcb;
    (void)from;
    (void)port;
    datagrams++;
    pbuf_free(bytes);
}

static void wait_ms(uint32_t ms, bool look)
{
    const uint32_t began = board_ticks_ms(NULL);
    while (board_ticks_ms(NULL) - began < ms) {
        if (look) {
            turn();
        } else {
            board_watchdog_kick();
        }
    }
}

static void flood(uint32_t port, uint32_t away_ms)
{
    ip_addr_t host;
    IP_ADDR4(&host, 10, 0, 2, 2);
    datagrams = 0;
    struct udp_pcb *pcb = udp_new();
    udp_recv(pcb, count, NULL);
    for (int ask = 0; ask < 2; ask++) { /* the first may be lost while ARP asks */
        struct pbuf *question = pbuf_alloc(PBUF_TRANSPORT, 1, PBUF_RAM);
        *(uint8_t *)question->payload = (uint8_t)ask;
        udp_sendto(pcb, question, &host, (uint16_t)port);
        pbuf_free(question);
        wait_ms(ask == 0 ? 100 : away_ms, ask == 0);
    }
    wait_ms(500, true);
    udp_remove(pcb);
    say_number("datagrams ", datagrams);
    say("\n");
}

static void say_counts(void)
{
    board_ethernet_counts counts;
    board_ethernet_count(&counts);
    say_number("sent ", counts.sent);
    say_number(" received ", counts.received);
    say_number(" unsent ", counts.unsent);
    say_number(" overrun ", counts.overrun);
    say_number(" no_memory ", counts.no_memory);
    say_number(" damaged ", counts.damaged);
    say_number(" thrown_away ", counts.thrown_away);
    say("\n");
}

/* ---- Board --------------------------------------------------------------------------------------------- */

static void say_memory(void)
{
    board_memory marks;
    board_memory_marks(&marks);
    say_number("stack ", marks.stack_peak);
    say_number(" of ", marks.stack_size);
    say_number(" ram ", marks.ram_used);
    say_number(" of ", marks.ram_size);
    say_number(" flash ", marks.flash_used);
    say("\n");
}

static void say_configuration(void)
{
    const scanner_configuration *configuration = scanner_configuration_read();
    ymr_span anchors[SCANNER_ANCHORS];
    if (configuration == NULL) {
        say("no configuration\n");
        return;
    }
    say("host ");
    say(configuration->host);
    say_number(" port ", configuration->port);
    say_number(" campaign ", (uint32_t)configuration->campaign_id);
    say_number(" anchors ", (uint32_t)scanner_configuration_anchors(configuration, anchors));
    say_number(" first ", (uint32_t)anchors[0].length);
    say_number(" dhcp ", configuration->dhcp);
    say_number(" lose ", configuration->lose_per_mille);
    say("\n");
}

static void say_storage(uint32_t offset, uint32_t length)
{
    uint32_t sum = 0;
    uint8_t byte = 0;
    ymr_status status = YMR_OK;
    for (uint32_t i = 0; i < length && status == YMR_OK; i++) {
        status = board_storage_read(offset + i, &byte, 1);
        sum = sum * 31 + byte;
    }
    say_number("sum ", sum);
    say_number(" last ", byte);
    say(" ");
    say_status(status);
}

static void say_key(void)
{
    char key[SCANNER_KEY_MAX];
    uint32_t sum = 0;
    const size_t length = scanner_key_read(key);
    for (size_t i = 0; i < length; i++) {
        sum = sum * 31 + (uint8_t)key[i];
    }
    say_number("key of ", (uint32_t)length);
    say_number(" sum ", sum);
    say("\n");
}

/* The same instructions each time: with -icount their cycles are too. */
static void say_cycles(void)
{
    const uint64_t began = board_cycles();
    for (volatile uint32_t i = 0; i < 100000; i++) {
    }
    say_number("cycles ", (uint32_t)(board_cycles() - began));
    say_number(" per_ms ", board_cycles_per_ms());
    say_number(" ticks ", board_ticks_ms(NULL));
    say_number(" of_cycles ", (uint32_t)(board_cycles() / board_cycles_per_ms()));
    say("\n");
}

/* Every length and overlap that a loop in words could get wrong, beside the plain way. */
static bool copies_agree(size_t from, size_t to, size_t length)
{
    static uint8_t wanted[128], got[128];
    for (size_t i = 0; i < sizeof got; i++) {
        wanted[i] = got[i] = (uint8_t)(i * 37 + 11);
    }
    for (size_t i = 0; i < length; i++) {
        wanted[to + i] = (uint8_t)((from + i) * 37 + 11);
    }
    memmove(got + to, got + from, length);
    bool agree = memcmp(wanted, got, sizeof got) == 0;
    if (from + length <= to || to + length <= from) {
        memcpy(got + to, got + from, length);
        agree = agree && memcmp(wanted, got, sizeof got) == 0;
    }
    memset(got + to, 0x1a5, length);
    for (size_t i = 0; i < length; i++) {
        wanted[to + i] = 0xa5;
    }
    return agree && memcmp(wanted, got, sizeof got) == 0;
}

static void say_copies(void)
{
    uint32_t wrong = 0, tried = 0;
    for (size_t from = 0; from < 24; from++) {
        for (size_t to = 0; to < 64; to += 1 + to / 32) {
            for (size_t length = 0; length < 50; length++, tried++) {
                wrong += !copies_agree(from, to, length);
            }
        }
    }
    say_number("copies ", tried);
    say_number(" wrong ", wrong);
    say("\n");
}

/* What a photo costs at the very least: AES-128-GCM over records of 16 KB, as TLS decrypts them. */
static void say_gcm(unsigned key_bits)
{
    static uint8_t record[16384];
    static uint8_t pool[1024];
    static mbedtls_gcm_context gcm;
    uint8_t tag[16], nonce[12] = {1};
    ymr_tls_pool_init(pool, sizeof pool);
    mbedtls_gcm_init(&gcm);
    int result = mbedtls_gcm_setkey(&gcm, MBEDTLS_CIPHER_ID_AES, record, key_bits);
    result |= mbedtls_gcm_crypt_and_tag(&gcm, MBEDTLS_GCM_ENCRYPT, sizeof record, nonce, sizeof nonce, nonce,
                                        0, record, record, sizeof tag, tag);
    const uint64_t began = board_cycles();
    result |= mbedtls_gcm_auth_decrypt(&gcm, sizeof record, nonce, sizeof nonce, nonce, 0, tag, sizeof tag,
                                       record, record);
    say_number("gcm ", (uint32_t)(board_cycles() - began));
    say_number(" for ", sizeof record);
    say(result == 0 ? "\n" : " failed\n");
}

/* Below its RAM an emulated board reads zeros instead of faulting. Two of them: then a whole frame lies there, and the
 * return from it faults. */
static uint32_t dive(volatile uint32_t *depth)
{
    volatile uint32_t deeper = *depth + 1;
    return deeper == 0 && *depth == 0 ? 0 : dive(&deeper) + *depth;
}

static const char *const causes[] = {"power", "watchdog", "fault"};

/* ---- Commands ------------------------------------------------------------------------------------------ */

static void bad_instruction(void)
{
    __asm__ volatile("udf #7");
}

static void obey_board(const char *word, const uint32_t *n, const char *rest)
{
    static const uint8_t fill[64];
    if (strcmp(word, "memory") == 0) {
        say_memory();
    } else if (strcmp(word, "configuration") == 0) {
        say_configuration();
    } else if (strcmp(word, "copies") == 0) {
        say_copies();
    } else if (strcmp(word, "link") == 0) {
        say(board_ethernet_link() ? "link up\n" : "link down\n");
    } else if (strcmp(word, "cycles") == 0) {
        say_cycles();
    } else if (strcmp(word, "gcm") == 0) {
        say_gcm(n[0]);
    } else if (strcmp(word, "read") == 0) {
        say_storage(n[0], n[1]);
    } else if (strcmp(word, "program") == 0) {
        say_status(board_storage_program(n[0], rest, strlen(rest)));
    } else if (strcmp(word, "zero") == 0) {
        say_status(board_storage_program(n[0], fill, n[1]));
    } else if (strcmp(word, "erase") == 0) {
        say_status(board_storage_erase(n[0], n[1]));
    } else if (strcmp(word, "keysum") == 0) {
        say_key();
    } else if (strcmp(word, "watchdog") == 0) {
        board_watchdog_start(n[0]);
        say("watched\n");
    } else if (strcmp(word, "hang") == 0) {
        for (;;) {
        }
    } else if (strcmp(word, "fault") == 0) {
        bad_instruction();
    } else if (strcmp(word, "dive") == 0) {
        volatile uint32_t depth = 0;
        say_number("dived ", dive(&depth));
    } else if (strcmp(word, "exit") == 0) {
        board_exit((int)n[0]);
    } else {
        say("?\n");
    }
}

/* One byte a millisecond: when bytes are lost, others wait before them and others come after them. */
static bool slow;

static void wait_for_next_ms(void)
{
    const uint32_t now = board_ticks_ms(NULL);
    while (board_ticks_ms(NULL) == now) {
        board_sleep();
    }
}

static void say_gap(const char *line, size_t length)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < length; i++) {
        sum = sum * 31 + (uint8_t)line[i];
    }
    say_number("gap after ", (uint32_t)length);
    say_number(" sum ", sum);
    say_number(" lost ", board_console_lost());
    say("\n");
    slow = false;
}

static void obey(char *line)
{
    char *blank = line + strcspn(line, " ");
    const char *text = *blank == ' ' ? blank + 1 : blank;
    const char *after = text;
    uint32_t n[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
        after = read_number(after, &n[i]);
    }
    *blank = '\0';
    if (strcmp(line, "echo") == 0) {
        say(text);
        say("\n");
    } else if (strcmp(line, "key") == 0) {
        say_status(scanner_key_write(text, strlen(text)));
    } else if (strcmp(line, "dhcp") == 0 || strcmp(line, "static") == 0) {
        start_network(line[0] == 'd');
    } else if (strcmp(line, "fetch") == 0) {
        fetch(n[0]);
    } else if (strcmp(line, "flood") == 0) {
        flood(n[0], n[1]);
    } else if (strcmp(line, "lose") == 0) {
        board_ethernet_lose(n[0], n[1]);
        say("losing\n");
    } else if (strcmp(line, "counts") == 0) {
        say_counts();
    } else if (strcmp(line, "slow") == 0) {
        say("slow\n");
        slow = true;
    } else if (strcmp(line, "away") == 0) {
        say("away\n");
        wait_ms(n[0], false);
    } else {
        obey_board(line, n, after);
    }
}

int main(void)
{
    static char line[LINE];
    size_t length = 0;

    board_start();
    say("bringup ");
    say(board_name());
    say(" after ");
    say(causes[board_reset_cause()]);
    say("\n");
    for (;;) {
        char byte;
        bool gap;
        const size_t taken = board_console_read(&byte, 1, &gap);
        if (taken == 1 && byte != '\n' && length < LINE - 1) {
            line[length++] = byte;
        }
        if (gap) {
            say_gap(line, length);
            length = 0;
        } else if (taken == 1 && byte == '\n') {
            line[length] = '\0';
            length = 0;
            obey(line);
        } else if (taken == 1 && slow) {
            wait_for_next_ms();
        } else if (taken == 0) {
            if (network_up) {
                turn();
            } else {
                board_watchdog_kick();
                board_sleep();
            }
        }
    }
}
