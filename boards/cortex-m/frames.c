#include "frames.h"

#include <string.h>

board_ethernet_counts frame_counts;

static struct {
    uint32_t per_mille;
    uint32_t state;
} loss;

static void skip_finished(frame_cursor *cursor)
{
    while (cursor->at != NULL && cursor->offset == cursor->at->len) {
        cursor->at = cursor->at->next;
        cursor->offset = 0;
    }
}

/* As many bytes as lie together: a whole word nearly always. */
static unsigned together(const frame_cursor *cursor, unsigned wanted)
{
    const unsigned left = (unsigned)(cursor->at->len - cursor->offset);
    return left < wanted ? left : wanted;
}

void frame_put(frame_cursor *cursor, uint32_t word, unsigned bytes)
{
    for (skip_finished(cursor); bytes > 0 && cursor->at != NULL; skip_finished(cursor)) {
        const unsigned some = together(cursor, bytes);
        uint8_t *to = (uint8_t *)cursor->at->payload + cursor->offset;
        if (some == 4) {
            memcpy(to, &word, 4);
        } else {
            memcpy(to, &word, some);
            word >>= 8 * some;
        }
        cursor->offset = (uint16_t)(cursor->offset + some);
        bytes -= some;
    }
}

void frame_fill(frame_cursor *cursor, const volatile uint32_t *fifo, unsigned words)
{
    while (words > 0) {
        const unsigned here = cursor->at != NULL ? (unsigned)(cursor->at->len - cursor->offset) / 4 : 0;
        const unsigned some = here < words ? here : words;
        if (some == 0) {
            frame_put(cursor, *fifo, 4);
            words--;
            continue;
        }
        uint8_t *to = (uint8_t *)cursor->at->payload + cursor->offset;
        for (const uint8_t *end = to + 4 * some; to != end; to += 4) {
            const uint32_t word = *fifo;
            memcpy(to, &word, 4);
        }
        cursor->offset = (uint16_t)(cursor->offset + 4 * some);
        words -= some;
    }
}

uint32_t frame_take(frame_cursor *cursor, unsigned bytes)
{
    uint32_t word = 0;
    unsigned taken = 0;
    for (skip_finished(cursor); taken < bytes && cursor->at != NULL; skip_finished(cursor)) {
        const unsigned some = together(cursor, bytes - taken);
        const uint8_t *from = (const uint8_t *)cursor->at->payload + cursor->offset;
        if (some == 4) {
            memcpy(&word, from, 4);
        } else {
            uint32_t part = 0;
            memcpy(&part, from, some);
            word |= part << (8 * taken);
        }
        cursor->offset = (uint16_t)(cursor->offset + some);
        taken += some;
    }
    return word;
}

void board_ethernet_lose(uint32_t per_mille, uint32_t seed)
{
    loss.per_mille = per_mille;
    loss.state = seed != 0 ? seed : 1;
}

/* Marsaglia's xorshift: the same seed, the same frames. */
bool frame_is_lost(void)
{
    if (loss.per_mille == 0) {
        return false;
    }
    loss.state ^= loss.state << 13;
    loss.state ^= loss.state >> 17;
    loss.state ^= loss.state << 5;
    const bool lost = loss.state % 1000 < loss.per_mille;
    frame_counts.thrown_away += lost;
    return lost;
}

void board_ethernet_count(board_ethernet_counts *counts)
{
    *counts = frame_counts;
}

struct pbuf *frame_room(uint16_t length)
{
    struct pbuf *frame = ymr_lwip_network_room(length);
    frame_counts.no_memory += frame == NULL;
    return frame;
}

void frame_deliver(ymr_lwip_network *network, struct pbuf *frame)
{
    if (frame_is_lost()) {
        pbuf_free(frame);
        return;
    }
    frame_counts.received++;
    ymr_lwip_network_input(network, frame);
}
