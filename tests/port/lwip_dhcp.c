/*
 * DHCP over lwIP with a clock and a cable of this program's own: years go by in a moment, and every frame is
 * looked at. The server of a test answers what it is told to.
 */
#include <lwip/dns.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "lwip/memory.h"
#include "port/lwip/ymr_lwip.h"

enum { ETHERNET = 14, IP = 20, UDP = 8, MESSAGE = ETHERNET + IP + UDP, OPTIONS = MESSAGE + 240, FRAME = 600 };
enum { DISCOVER = 1, OFFER, REQUEST, DECLINE, ACK, NAK };
enum { MINE = 7, GATEWAY = 1 }; /* last bytes of addresses in 10.0.0.0 */

void probe_assert(const char *text)
{
    printf("lwIP: %s\n", text);
    abort();
}

/* ---- The board ----------------------------------------------------------------------------------------- */

static uint32_t now_ms, drawn;

static uint32_t ticks(void *unused)
{
    (void)unused;
    return now_ms;
}

static uint32_t draw(void *unused)
{
    (void)unused;
    return drawn += 0x9e3779b1;
}

static void idle(void *unused, uint32_t at_most_ms)
{
    (void)unused;
    (void)at_most_ms;
}

static const ymr_lwip_board board = {.ticks_ms = ticks, .random = draw, .idle = idle};

/* The last question, and how many there were. */
static struct {
    unsigned count;
    uint32_t at_ms;
    uint8_t type, frame[FRAME];
    uint16_t length;
} asked;

/* ---- Frames -------------------------------------------------------------------------------------------- */

/* @return where the option's value is, NULL: not in it */
static const uint8_t *option(uint8_t wanted)
{
    for (size_t at = OPTIONS; at < asked.length && asked.frame[at] != 255;
         at += asked.frame[at] == 0 ? 1 : 2u + asked.frame[at + 1]) {
        if (asked.frame[at] == wanted) {
            return asked.frame + at + 2;
        }
    }
    return NULL;
}

static ymr_lwip_network network;

static bool take_frame(void *unused, const struct pbuf *frame)
{
    static const uint8_t arp[] = {0x08, 0x06};
    uint8_t bytes[FRAME];
    const uint16_t length = pbuf_copy_partial(frame, bytes, sizeof bytes, 0);
    (void)unused;
    if (memcmp(bytes + 12, arp, sizeof arp) == 0) { /* whoever is asked for is there */
        const uint8_t place = bytes[41];
        struct pbuf *reply = place == MINE ? NULL : pbuf_alloc(PBUF_RAW, 42, PBUF_POOL);
        if (reply == NULL) {
            return true;
        }
        memmove(bytes, bytes + 6, 6);
        memcpy(bytes + 32, bytes + 22, 10);
        memcpy(bytes + 22, (const uint8_t[]){2, 0, 0, 0, 0, place, 10, 0, 0, place}, 10);
        bytes[21] = 2;
        pbuf_take(reply, bytes, 42);
        ymr_lwip_network_input(&network, reply);
        return true;
    }
    if (length > OPTIONS && bytes[ETHERNET + IP + 3] == 67) {
        memcpy(asked.frame, bytes, length);
        asked.length = length;
        asked.count++;
        asked.at_ms = now_ms;
        asked.type = option(53) != NULL ? *option(53) : 0;
    }
    return true;
}

static const ymr_lwip_driver driver = {.send = take_frame, .mac = {2, 0, 0, 0, 0, MINE}};

typedef struct reply {
    uint8_t kind, type, address;
    uint32_t lease_s;
    bool other_number;
    uint8_t more[64]; /* options behind the others */
    size_t more_length, cut;
} reply;

static void put16(uint8_t *at, size_t value)
{
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

/* To the question that was heard last; no sums, which UDP allows, and lwIP wants one of IP. */
static void answer(reply with)
{
    uint8_t frame[FRAME] = {0}, *message = frame + MESSAGE, *at = frame + OPTIONS;
    uint32_t sum = 0;

    memset(frame, 0xff, 6);
    frame[12] = 0x08;
    message[0] = with.kind != 0 ? with.kind : 2;
    memcpy(message + 4, asked.frame + MESSAGE + 4, 4);
    message[4] ^= with.other_number;
    memcpy(message + 16, (const uint8_t[]){10, 0, 0, with.address}, with.address != 0 ? 4 : 0);
    memcpy(message + 236, (const uint8_t[]){99, 130, 83, 99}, 4);
    memcpy(at, (const uint8_t[]){53, 1, with.type, 54, 4, 10, 0, 0, 2, 3, 4, 10, 0, 0, GATEWAY}, 15);
    at += 15;
    if (with.lease_s > 0) {
        put16(at, 51 << 8 | 4);
        put16(at + 2, with.lease_s >> 16);
        put16(at + 4, with.lease_s & 0xffff);
        at += 6;
    }
    memcpy(at, with.more, with.more_length);
    at += with.more_length;
    *at++ = 255;
    at -= with.cut;
    memcpy(frame + ETHERNET, (const uint8_t[]){0x45, 0, 0, 0, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 2}, 16);
    memset(frame + ETHERNET + 16, 0xff, 4);
    put16(frame + ETHERNET + 2, (size_t)(at - frame) - ETHERNET);
    for (unsigned i = 0; i < IP; i += 2) {
        sum += (uint32_t)(frame[ETHERNET + i] << 8 | frame[ETHERNET + i + 1]);
    }
    put16(frame + ETHERNET + 10, ~(sum + (sum >> 16)) & 0xffff);
    put16(frame + ETHERNET + IP, 67);
    put16(frame + ETHERNET + IP + 2, 68);
    put16(frame + ETHERNET + IP + 4, (size_t)(at - frame) - ETHERNET - IP);
    struct pbuf *room = pbuf_alloc(PBUF_RAW, (u16_t)(at - frame), PBUF_POOL);
    if (!CHECK(room != NULL, "a message that came before is still there")) {
        abort();
    }
    pbuf_take(room, frame, (u16_t)(at - frame));
    ymr_lwip_network_input(&network, room);
}

/* ---- Time ---------------------------------------------------------------------------------------------- */

static uint32_t step_ms = 100; /* between two looks of the main loop */

static void live(uint32_t seconds)
{
    for (uint64_t left = (uint64_t)seconds * 1000; left > 0; left -= left < step_ms ? left : step_ms) {
        now_ms += left < step_ms ? (uint32_t)left : step_ms;
        ymr_lwip_poll();
    }
}

/* @return seconds until the next question, or the limit */
static uint32_t until_asked(uint32_t limit)
{
    const unsigned before = asked.count;
    uint32_t seconds = 0;
    while (asked.count == before && seconds < limit) {
        live(1);
        seconds++;
    }
    return seconds;
}

static bool has(uint8_t last)
{
    const ip4_addr_t *own = netif_ip4_addr(&network.netif);
    return last == 0 ? ip4_addr_isany(own) : ip4_addr4(own) == last && ip4_addr1(own) == 10;
}

static void start(void)
{
    static const ymr_lwip_network_config config = {.host_name = "a name of thirty-two characters."};
    static bool started;
    if (!started) {
        now_ms = UINT32_MAX - 50000; /* it wraps around soon */
        ymr_lwip_start(&board);
        started = ymr_lwip_network_start(&network, &driver, &config) == YMR_OK;
        return;
    }
    while (!has(0)) { /* what the last test left */
        live(600);
    }
    ymr_lwip_network_link(&network, false);
    live(1);
    ymr_lwip_network_link(&network, true);
}

static void hold(uint32_t lease_s)
{
    start();
    answer((reply){.type = OFFER, .address = MINE, .lease_s = lease_s});
    answer((reply){.type = ACK, .address = MINE, .lease_s = lease_s});
    CHECK(has(MINE), "holds what was given");
}

static bool from(uint8_t last)
{
    return asked.frame[ETHERNET + 15] == last;
}

static bool to(uint8_t last)
{
    return asked.frame[ETHERNET + 19] == last;
}

/* ---- Tests --------------------------------------------------------------------------------------------- */

TEST(dhcp_asks_for_what_is_offered)
{
    start();
    CHECK_U64(DISCOVER, asked.type, "first");
    CHECK(from(0) && to(255), "from nobody to all");
    CHECK(option(12) != NULL && option(12)[-1] == 32, "its name");
    answer((reply){.type = OFFER, .address = MINE, .lease_s = 3600});
    CHECK_U64(REQUEST, asked.type, "then");
    CHECK(from(0) && to(255) && has(0), "still nobody");
    CHECK(option(50) != NULL && option(50)[3] == MINE, "the address");
    CHECK(option(54) != NULL && option(54)[3] == 2, "of that server");
    answer((reply){.type = ACK, .address = MINE + 1, .lease_s = 3600});
    CHECK(has(0), "another address was not asked for");
    answer((reply){.type = ACK, .address = MINE, .lease_s = 3600});
    CHECK(has(MINE), NULL);
    CHECK_U64(GATEWAY, ip4_addr4(netif_ip4_gw(&network.netif)), "the gateway");
}

TEST(dhcp_never_gives_up)
{
    start();
    uint32_t longest = 0;
    for (unsigned i = 0; i < 1000; i++) {
        const uint32_t seconds = until_asked(100);
        longest = seconds > longest ? seconds : longest;
        CHECK(asked.type == DISCOVER && seconds >= 2, check_note("question %u after %u s", i, seconds));
    }
    CHECK(longest >= 32 && longest <= 34, check_note("the longest silence is %u s", longest));
    answer((reply){.type = OFFER, .address = MINE, .lease_s = 100});
    for (unsigned i = 0; i < 3; i++) {
        until_asked(100);
        CHECK_U64(REQUEST, asked.type, check_note("repeated, %u", i));
    }
    until_asked(100);
    CHECK_U64(DISCOVER, asked.type, "after four requests somebody else is looked for");
}

TEST(dhcp_renews_and_loses)
{
    hold(8000);
    CHECK(until_asked(8000) >= 3995 && asked.type == REQUEST, "after half of it");
    CHECK(from(MINE) && to(2) && asked.frame[MESSAGE + 15] == MINE, "asks the server that gave it");
    CHECK(option(50) == NULL && option(54) == NULL, "without options that belong to an offer");
    answer((reply){.type = ACK, .address = MINE, .lease_s = 8000});
    CHECK(until_asked(8000) >= 3995, "again after half of the new one");
    const uint32_t began = asked.at_ms;
    CHECK_U64(1500, until_asked(8000), "half of what is left until seven eighths");
    while (to(2) && until_asked(8000) < 8000) {
    }
    CHECK(to(255) && from(MINE) && asked.frame[MESSAGE + 15] == MINE, "then everybody");
    CHECK(asked.at_ms - began >= 2990000 && asked.at_ms - began <= 3070000, "from seven eighths on");
    while (has(MINE)) {
        live(1);
    }
    CHECK(now_ms - began >= 3990000 && now_ms - began <= 4003000, "until it ends");
    until_asked(3);
    CHECK(asked.type == DISCOVER && from(0), "then from the start");
}

TEST(dhcp_keeps_a_lease_no_longer_than_it_was_given)
{
    static const uint32_t leases[] = {1, 2, 10, 59, 60, 61, 119, 121, 1000};
    for (size_t i = 0; i < COUNT_OF(leases); i++) {
        hold(leases[i]);
        live(leases[i] > 2 ? leases[i] - 2 : 0);
        CHECK(has(MINE) || leases[i] < 3, check_note("%u s: held", leases[i]));
        live(3);
        CHECK(has(0), check_note("%u s: ended", leases[i]));
    }
    start();
    answer((reply){.type = OFFER, .address = MINE});
    until_asked(100);
    until_asked(100);
    answer((reply){.type = ACK, .address = MINE, .lease_s = 20});
    live(15);
    CHECK(has(0), "it began when it was asked for first, six seconds before");
    step_ms = 249;
    hold(1000);
    live(1001);
    step_ms = 100;
    CHECK(has(0), "a slow main loop does not make it longer");
    hold(UINT32_MAX);
    step_ms = 60000;
    const unsigned before = asked.count;
    live(40000000);
    CHECK(asked.count == before && has(MINE), "one without end");
    step_ms = 100;
    ymr_lwip_network_link(&network, false);
    ymr_lwip_network_link(&network, true);
    answer((reply){.type = NAK});
}

TEST(dhcp_obeys_a_refusal_at_its_own_pace)
{
    hold(4000);
    answer((reply){.type = NAK});
    CHECK(has(MINE), "nothing was asked");
    until_asked(4000);
    answer((reply){.type = NAK, .other_number = true});
    CHECK(has(MINE), "of another question");
    answer((reply){.type = NAK});
    CHECK(has(0), "refused");
    unsigned before = asked.count;
    for (unsigned i = 0; i < 100; i++) {
        answer((reply){.type = OFFER, .address = MINE, .lease_s = 100});
        answer((reply){.type = NAK});
        live(1);
    }
    CHECK(asked.count - before <= 202, check_note("%u questions in 100 s", asked.count - before));
}

TEST(dhcp_asks_again_for_its_address_at_another_cable)
{
    hold(4000);
    ymr_lwip_network_link(&network, false);
    live(5);
    ymr_lwip_network_link(&network, true);
    CHECK(asked.type == REQUEST && from(0) && to(255), "from nobody");
    CHECK(option(50) != NULL && option(50)[3] == MINE && option(54) == NULL, "of any server");
    CHECK_U64(0, asked.frame[MESSAGE + 15], "which has not confirmed it");
    answer((reply){.type = ACK, .address = MINE, .lease_s = 4000});
    CHECK(has(MINE), NULL);
    ymr_lwip_network_link(&network, false);
    live(4001);
    CHECK(has(0), "it ends without a cable, too");
}

TEST(dhcp_believes_no_liar)
{
    static const struct {
        reply from;
        const char *note;
    } rows[] = {
        {{.type = OFFER, .address = MINE, .other_number = true}, "another number"},
        {{.type = OFFER, .address = MINE, .kind = 1}, "a question"},
        {{.type = OFFER, .address = 0}, "no address"},
        {{.type = ACK, .address = MINE}, "without an offer"},
        {{.type = NAK}, "of nothing"},
        {{.type = OFFER, .address = MINE, .more = {53, 0}, .more_length = 2, .cut = 17}, "cut in an option"},
        {{.type = OFFER, .address = MINE, .more = {51, 200}, .more_length = 2}, "an option that is too long"},
        {{.type = OFFER, .address = MINE, .more = {51}, .more_length = 1, .cut = 1}, "one without a length"},
        {{.type = OFFER, .address = MINE, .cut = 17}, "no options"},
        {{.type = OFFER, .address = MINE, .cut = 20}, "half a cookie"},
        {{.type = OFFER, .address = MINE, .cut = 250}, "half a head"},
    };
    start();
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const unsigned before = asked.count;
        answer(rows[i].from);
        CHECK(asked.count == before && has(0), rows[i].note);
    }
    answer((reply){.type = OFFER, .address = MINE});
    CHECK_U64(REQUEST, asked.type, "the truth after all");
    answer((reply){.type = ACK, .address = MINE, .lease_s = 100,
                   .more = {1, 2, 0, 0, 3, 1, 9, 6, 3, 9, 9, 9, 51, 1, 255, 53, 0, 0, 0, 6, 12, 10, 0, 0, 8,
                            10, 0, 0, 9, 10, 0, 0, 10}, .more_length = 33});
    CHECK(has(MINE), "options that are too short are none");
    CHECK_U64(0xffffff, lwip_ntohl(ip4_addr_get_u32(netif_ip4_netmask(&network.netif))) >> 8, "the mask");
    CHECK_U64(GATEWAY, ip4_addr4(netif_ip4_gw(&network.netif)), "the gateway");
    CHECK_U64(9, ip4_addr4(ip_2_ip4(dns_getserver(1))), "two name servers of three");
    live(101);
    CHECK(has(0), "the lease");
}

/* What a message may hold, by chance: AddressSanitizer and lwIP's own assertions watch. */
TEST(dhcp_survives_any_message)
{
    start();
    for (unsigned i = 0; i < 20000; i++) {
        reply with = {.type = (uint8_t)(draw(NULL) >> 29), .address = MINE};
        with.lease_s = draw(NULL) >> i % 32;
        with.more_length = draw(NULL) >> 26;
        for (size_t at = 0; at < with.more_length; at++) {
            with.more[at] = (uint8_t)(draw(NULL) >> (draw(NULL) >> 28 < 8 ? 24 : 29));
        }
        with.cut = draw(NULL) >> 30 == 0 ? draw(NULL) >> 25 : 0;
        answer(with);
        live(i % 16 == 0 ? 61 : 0);
    }
    ymr_lwip_network_link(&network, false);
    ymr_lwip_network_link(&network, true);
    answer((reply){.type = NAK});
    until_asked(100);
    answer((reply){.type = OFFER, .address = MINE, .lease_s = 100});
    answer((reply){.type = ACK, .address = MINE, .lease_s = 100});
    CHECK(has(MINE), "and joins after all that");
}
