/*
 * The pool: one piece of memory, cut into blocks that lie side by side.
 *
 * Mbed TLS has an allocator of this kind. This one costs 4 bytes a block instead of 32, which is 2 KB when a
 * handshake is at its peak, counts what it gives and what it could not give, and lends what a finished
 * handshake leaves free.
 *
 * A block is a head of 4 bytes and what was asked for; lengths are in units of a pointer, so that whatever is
 * given is aligned for one. Free blocks are chained in the order of their addresses, through the bytes that
 * nobody uses. The lowest that is long enough is taken: what lives long finds its way down, and the top stays
 * free.
 */
#include <string.h>

#include <mbedtls/platform.h>

#include "tls_internal.h"

#if defined(MBEDTLS_THREADING_C)
#include <mbedtls/threading.h>
#endif

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define FORBID(bytes, length) ASAN_POISON_MEMORY_REGION(bytes, length)
#define ALLOW(bytes, length) ASAN_UNPOISON_MEMORY_REGION(bytes, length)
#else
#define FORBID(bytes, length) ((void)(bytes), (void)(length))
#define ALLOW(bytes, length) ((void)(bytes), (void)(length))
#endif

typedef struct head {
    uint16_t size;   /* units of the whole block, times two; plus 1 when it is taken */
    uint16_t before; /* units of the block in front of it; 0: there is none */
} head;

/* Behind the head of a free block: where the next ones are, in units from the first block; 0: nowhere. */
typedef struct links {
    uint16_t next;
    uint16_t previous;
} links;

enum {
    UNIT = sizeof(void *),
    SMALLEST = (sizeof(head) + sizeof(links) + UNIT - 1) / UNIT, /* units of a block */
    MOST_UNITS = UINT16_MAX / 2,
    TAKEN = 1
};

/* The first block is nobody's: its links are the ends of the chain. So is the last, of length 0. */
static struct {
    unsigned char *first;
    size_t last; /* in units from the first */
    size_t lent; /* units at the upper end that are the caller's when no handshake is under way */
    bool with_caller;
    ymr_tls_pool_state state;
    void (*visitor)(void *context);
    void *visitor_context;
#if defined(MBEDTLS_THREADING_C)
    mbedtls_threading_mutex_t mutex;
#endif
} pool;

static void lock(void)
{
#if defined(MBEDTLS_THREADING_C)
    (void)mbedtls_mutex_lock(&pool.mutex);
#endif
}

static void unlock(void)
{
#if defined(MBEDTLS_THREADING_C)
    (void)mbedtls_mutex_unlock(&pool.mutex);
#endif
}

/* ---- Blocks -------------------------------------------------------------------------------------------- */

static head *head_at(size_t at)
{
    return (head *)(void *)(pool.first + at * UNIT);
}

static unsigned char *bytes_at(size_t at)
{
    return pool.first + at * UNIT + sizeof(head);
}

static links *links_at(size_t at)
{
    return (links *)(void *)bytes_at(at);
}

static size_t units_at(size_t at)
{
    return head_at(at)->size / 2;
}

static bool is_taken(size_t at)
{
    return (head_at(at)->size & TAKEN) != 0;
}

static size_t bytes_of(size_t units)
{
    return units * UNIT - sizeof(head);
}

static size_t units_for(size_t bytes)
{
    const size_t units = (bytes + sizeof(head) + UNIT - 1) / UNIT;
    return units < SMALLEST ? SMALLEST : units;
}

/* Makes a block, and tells the one behind it. */
static void cut(size_t at, size_t units, unsigned taken)
{
    ALLOW(head_at(at), sizeof(head));
    ALLOW(head_at(at + units), sizeof(head));
    head_at(at)->size = (uint16_t)(units * 2 + taken);
    head_at(at + units)->before = (uint16_t)units;
}

static void chain(size_t previous, size_t at, size_t next)
{
    ALLOW(links_at(at), sizeof(links));
    *links_at(at) = (links){(uint16_t)next, (uint16_t)previous};
    links_at(previous)->next = (uint16_t)at;
    links_at(next)->previous = (uint16_t)at;
}

static void unchain(size_t at)
{
    const links gone = *links_at(at);

    links_at(gone.previous)->next = gone.next;
    links_at(gone.next)->previous = gone.previous;
}

/* Takes so many units of a free block's lower end, or of its upper one. @return where they begin */
static size_t take(size_t at, size_t units, bool upper)
{
    const size_t rest = units_at(at) - units;
    const links place = *links_at(at);

    if (rest < SMALLEST) {
        unchain(at);
        cut(at, units + rest, TAKEN);
        return at;
    }
    if (upper) {
        cut(at, rest, 0);
        cut(at + rest, units, TAKEN);
        return at + rest;
    }
    cut(at, units, TAKEN);
    cut(at + units, rest, 0);
    chain(place.previous, at + units, place.next);
    return at;
}

/* Makes a block free, one with its neighbours. */
static void give_back(size_t at)
{
    size_t units = units_at(at);
    const size_t behind = at + units;
    const size_t front = at - head_at(at)->before;

    FORBID(bytes_at(at), bytes_of(units));
    if (!is_taken(behind)) {
        units += units_at(behind);
        unchain(behind);
    }
    if (!is_taken(front)) {
        cut(front, units + units_at(front), 0);
        return;
    }
    size_t next = links_at(0)->next;
    while (next != 0 && next < at) {
        next = links_at(next)->next;
    }
    cut(at, units, 0);
    chain(links_at(next)->previous, at, next);
}

/* ---- What Mbed TLS calls ------------------------------------------------------------------------------- */

static void count(size_t units)
{
    pool.state.blocks++;
    pool.state.used += units * UNIT;
    if (pool.state.used > pool.state.peak) {
        pool.state.peak = pool.state.used;
    }
}

/* What only a handshake needs is of this length; what outlives it is shorter (keys) or longer (records). */
static bool is_brief(size_t bytes)
{
    return bytes >= 400 && bytes < 1024;
}

static void *find(size_t bytes)
{
    const size_t units = units_for(bytes);
    const bool upper = is_brief(bytes);
    size_t at = 0;

    if (pool.first != NULL) {
        do {
            at = upper ? links_at(at)->previous : links_at(at)->next;
        } while (at != 0 && units_at(at) < units);
    }
    if (at == 0) {
        pool.state.failures++;
        return NULL;
    }
    at = take(at, units, upper);
    count(units_at(at));
    ALLOW(bytes_at(at), bytes);
    return bytes_at(at);
}

static void *pool_calloc(size_t number, size_t size)
{
    const bool fits = size == 0 || number <= (size_t)MOST_UNITS * UNIT / size;

    if (pool.visitor != NULL) {
        pool.visitor(pool.visitor_context);
    }
    lock();
    void *bytes = find(fits ? number * size : (size_t)MOST_UNITS * UNIT);
    unlock();
    if (bytes != NULL) {
        memset(bytes, 0, number * size);
    }
    return bytes;
}

static void pool_free(void *bytes)
{
    if (bytes == NULL) {
        return;
    }
    lock();
    const size_t at = (size_t)((unsigned char *)bytes - sizeof(head) - pool.first) / UNIT;
    pool.state.blocks--;
    pool.state.used -= units_at(at) * UNIT;
    give_back(at);
    unlock();
}

/* ---- Lending ------------------------------------------------------------------------------------------- */

bool ymr_tls_pool_hand_out(void)
{
    bool done = true;

    lock();
    if (pool.lent > 0 && !pool.with_caller) {
        const size_t units = head_at(pool.last)->before;
        const size_t at = pool.last - units;
        done = !is_taken(at) && units >= pool.lent + SMALLEST;
        if (done) {
            cut(at, units - pool.lent, 0);
            cut(pool.last - pool.lent, pool.lent, TAKEN);
            ALLOW(bytes_at(pool.last - pool.lent), bytes_of(pool.lent));
            pool.with_caller = true;
        } else {
            pool.state.failures++;
        }
    }
    unlock();
    return done;
}

void ymr_tls_pool_take_back(void)
{
    lock();
    if (pool.with_caller) {
        give_back(pool.last - pool.lent);
        pool.with_caller = false;
    }
    unlock();
}

void *ymr_tls_pool_lend(size_t size)
{
    ymr_tls_pool_take_back();
    pool.lent = size / UNIT < MOST_UNITS ? units_for(size) : MOST_UNITS;
    if (pool.first == NULL || !ymr_tls_pool_hand_out()) {
        pool.lent = 0;
        return NULL;
    }
    return bytes_at(pool.last - pool.lent);
}

/* ---- The caller's side --------------------------------------------------------------------------------- */

void ymr_tls_pool_init(void *buffer, size_t size)
{
    const size_t gap = (UNIT - ((uintptr_t)buffer + sizeof(head)) % UNIT) % UNIT;
    size_t units = size > gap ? (size - gap) / UNIT : 0;

    memset(&pool, 0, sizeof pool);
#if defined(MBEDTLS_THREADING_C)
    mbedtls_mutex_init(&pool.mutex);
#endif
    (void)mbedtls_platform_set_calloc_free(pool_calloc, pool_free);
    if (units <= 2 * SMALLEST) {
        return; /* no room for a block: every allocation fails */
    }
    units = units < MOST_UNITS ? units : MOST_UNITS;
    ALLOW(buffer, size);
    pool.first = (unsigned char *)buffer + gap;
    pool.last = units - 1;
    pool.state.size = units * UNIT;
    memset(pool.first, 0, units * UNIT);
    cut(pool.last, 0, TAKEN);
    cut(0, SMALLEST, TAKEN);
    cut(SMALLEST, pool.last - SMALLEST, 0);
    chain(0, SMALLEST, 0);
}

void ymr_tls_pool_visit(void (*visitor)(void *context), void *context)
{
    pool.visitor = visitor;
    pool.visitor_context = context;
}

ymr_tls_pool_state ymr_tls_pool_now(void)
{
    return pool.state;
}

size_t ymr_tls_pool_peak(void)
{
    return pool.state.peak;
}
