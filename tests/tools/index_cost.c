/*
 * What an index costs, and what its fingerprints let through.
 *
 *     index_cost table              a line each for 100 … 1,000,000 keys: keys, returns, bytes, ms to
 *                                   build, ns an answer
 *     index_cost count              the same sizes, for callgrind --instr-atstart=no: dumps of what one more
 *                                   return, the longest step of the sort, the whole sort, the change of
 *                                   generations (whole and refresh) and 1,000 answers take
 *     index_cost answers KEYS       keys, returns and bytes of one size; callgrind counts 1,000 answers with
 *                                   --toggle-collect=answer_all
 *     index_cost members BITS       50,000 keys: each code of each return is scanned, found and verified
 *     index_cost strangers BITS N   50,000 keys: a million foreign codes; N of the collisions are shown
 *
 * Codes and returns are made up, the same in every run. Ends with 0 if what it says is as it should be.
 */
#if defined(__has_include)
#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#define HAS_CALLGRIND 1
#endif
#endif
#ifndef HAS_CALLGRIND
#define CALLGRIND_START_INSTRUMENTATION
#define CALLGRIND_ZERO_STATS
#define CALLGRIND_STOP_INSTRUMENTATION
#define CALLGRIND_DUMP_STATS_AT(name)
#endif

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "generator.h"
#include "index_table.h"
#include "ymr/match.h"

enum {
    KEYS = 50000,
    STRANGERS = 1000000,
    KEYS_A_RETURN = 6,
    PRODUCTS = 1000,
    CODE_SIZE = 128,
    TOKENS = 64,
    STEP_SIFTS = 256, /* as a build sorts */
    ANSWERS = 1000
};

static ymr_index ix;

/* Codes of the number `n`. Members are those of 0 … returns − 1; what strangers have begins otherwise. */

static unsigned check_digit(const char *digits, size_t length)
{
    unsigned sum = 0;
    for (size_t i = 0; i < length; i++) {
        sum += (unsigned)(digits[length - 1 - i] - '0') * (i % 2 == 0 ? 3 : 1);
    }
    return (10 - sum % 10) % 10;
}

static unsigned luhn_digit(const char *digits, size_t length)
{
    unsigned sum = 0;
    for (size_t i = 0; i < length; i++) {
        const unsigned twice = (unsigned)(digits[length - 1 - i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += twice > 9 ? twice - 9 : twice;
    }
    return (10 - sum % 10) % 10;
}

/* `prefix` and a number of `length` digits together, then the check digit. */
static void put_checked(char *to, const char *prefix, int length, uint64_t n,
                        unsigned (*digit)(const char *digits, size_t length))
{
    const int width = length - (int)strlen(prefix);
    uint64_t most = 1;
    for (int i = 0; i < width; i++) {
        most *= 10;
    }
    snprintf(to, CODE_SIZE, "%s%0*" PRIu64, prefix, width, n % most);
    to[length] = (char)('0' + digit(to, (size_t)length));
    to[length + 1] = '\0';
}

static void put_cis(char *to, uint64_t product, char mark, uint64_t n)
{
    char gtin[CODE_SIZE];
    put_checked(gtin, "0460043", 13, product, check_digit);
    snprintf(to, CODE_SIZE, "01%.14s21%c%012" PRIu64, gtin, mark, n % UINT64_C(1000000000000));
}

static void put_sku(char *to, uint64_t product)
{
    if (product % 2 == 0) {
        snprintf(to, CODE_SIZE, "SKU-%09" PRIu64, product);
    } else {
        put_checked(to, "460043", 12, product, check_digit);
    }
}

/* Returns: one that was decoded, whose text is written over: all have the same length. */

#define ITEM_HEAD                                                                                            \
    "{\"id\":1,\"orderId\":1,\"items\":[{\"marketSku\":100000000000,\"shopSku\":\"SKU-000000000\","          \
    "\"count\":1,"                                                                                           \
    "\"tracks\":[{\"trackCode\":\"FSN_RET_L_0000000000\"}],\"instances\":[{"
#define ITEM_CIS "\"cis\":\"0104600430000000210000000000000\""
#define ITEM_IMEI "\"imei\":\"350000000000000\""
#define ITEM_TAIL "}]}],\"returnType\":\"RETURN\"}"

enum { WITH_CIS, WITH_IMEI, WITH_BOTH, TEMPLATES };

typedef struct template
{
    char text[512];
    ymr_token tokens[TOKENS];
    ymr_document document;
    ymr_return found;
}
template;

static template templates[TEMPLATES] = {{.text = ITEM_HEAD ITEM_CIS ITEM_TAIL},
                                        {.text = ITEM_HEAD ITEM_IMEI ITEM_TAIL},
                                        {.text = ITEM_HEAD ITEM_CIS "," ITEM_IMEI ITEM_TAIL}};

static void make_templates(void)
{
    for (int i = 0; i < TEMPLATES; i++) {
        template *t = &templates[i];
        ymr_report report = {.warn = NULL};
        if (ymr_json_parse(&t->document, t->text, strlen(t->text), t->tokens, TOKENS, &report.fault) !=
                YMR_OK ||
            ymr_decode(&t->document, 0, &ymr_return_shape, &t->found, &report) != YMR_OK) {
            fprintf(stderr, "index_cost: the template does not decode: %s\n", report.fault.path);
            exit(1);
        }
    }
}

static void write_over(template *t, const char *behind, const char *value)
{
    char *at = strstr(t->text, behind);
    if (at != NULL) {
        memcpy(at + strlen(behind), value, strlen(value));
    }
}

/* The codes that return `n` has; those that it does not have are empty. */
typedef struct codes {
    char cis[CODE_SIZE], imei[CODE_SIZE], track[CODE_SIZE], sku[CODE_SIZE], market[CODE_SIZE];
    char order[CODE_SIZE], id[CODE_SIZE];
} codes;

static size_t wide_returns; /* the first so many have both cis and imei: seven keys */

static int template_of(size_t n)
{
    return n < wide_returns ? WITH_BOTH : n % 2 == 0 ? WITH_CIS : WITH_IMEI;
}

static void make_codes(codes *c, size_t n)
{
    const int kind = template_of(n);
    put_cis(c->cis, n % PRODUCTS, 'M', n);
    put_checked(c->imei, "35", 14, n, luhn_digit);
    snprintf(c->track, CODE_SIZE, "FSN_RET_L_%010zu", n);
    put_sku(c->sku, n % PRODUCTS);
    snprintf(c->market, CODE_SIZE, "%" PRIu64, UINT64_C(102443000000) + n % PRODUCTS);
    snprintf(c->order, CODE_SIZE, "%" PRIu64, UINT64_C(58430000000) + n);
    snprintf(c->id, CODE_SIZE, "%" PRIu64, UINT64_C(26000000) + n);
    if (kind == WITH_IMEI) {
        c->cis[0] = '\0';
    }
    if (kind == WITH_CIS) {
        c->imei[0] = '\0';
    }
}

static const ymr_return *make_return(size_t n)
{
    codes c;
    template *t = &templates[template_of(n)];
    make_codes(&c, n);
    write_over(t, "\"cis\":\"", c.cis);
    write_over(t, "\"imei\":\"", c.imei);
    write_over(t, "\"trackCode\":\"", c.track);
    write_over(t, "\"shopSku\":\"", c.sku);
    write_over(t, "\"marketSku\":", c.market);
    t->found.id = (int64_t)(26000000 + n);
    t->found.order_id = INT64_C(58430000000) + (int64_t)n;
    t->found.update_date = (ymr_date){INT64_C(1795000000000) + (int64_t)n * 1000, 180, {"x", 1}};
    return &t->found;
}

/* The index. */

static size_t returns_for(size_t keys)
{
    wide_returns = keys % KEYS_A_RETURN;
    return keys / KEYS_A_RETURN;
}

static size_t memory_of(size_t keys)
{
    return 2 * (returns_for(keys) * sizeof(ymr_index_return) + keys * sizeof(ymr_index_key));
}

static void begin_index(size_t keys, unsigned bits)
{
    const size_t returns = returns_for(keys);
    const ymr_index_memory memory = {malloc(2 * returns * sizeof(ymr_index_return)), 2 * returns,
                                     malloc(2 * keys * sizeof(ymr_index_key)), 2 * keys};
    if (ymr_index_init(&ix, &memory) != YMR_OK || ymr_index_begin(&ix, YMR_INDEX_WHOLE, 1) != YMR_OK) {
        fprintf(stderr, "index_cost: no index of %zu keys\n", keys);
        exit(1);
    }
    ix.print_bits = (uint8_t)bits;
}

static void end_index(void)
{
    const bool swapped = ix.live.keys > ix.shadow.keys;
    free(swapped ? ix.shadow.keys : ix.live.keys);
    free(swapped ? ix.shadow.returns : ix.live.returns);
}

static void add_returns(size_t first, size_t last)
{
    for (size_t n = first; n < last; n++) {
        if (ymr_index_add(&ix, make_return(n)) != YMR_OK) {
            fprintf(stderr, "index_cost: return %zu does not fit\n", n);
            exit(1);
        }
    }
}

static void commit(size_t keys)
{
    if (ymr_index_commit(&ix) != YMR_OK || ix.live.key_count != keys) {
        fprintf(stderr, "index_cost: %zu keys became %" PRIu32 "\n", keys, ix.live.key_count);
        exit(1);
    }
}

static void build_index(size_t keys, unsigned bits)
{
    begin_index(keys, bits);
    add_returns(0, returns_for(keys));
    commit(keys);
}

/* Answers. */

/* Hears all hits and looks for one. */
typedef struct listener {
    int64_t id;
    unsigned field;
    bool heard;
    unsigned count;
} listener;

static ymr_status hear(void *context, const ymr_hit *hit)
{
    listener *l = context;
    l->heard = l->heard || (hit->return_id == l->id && hit->field == l->field);
    l->count++;
    return YMR_OK;
}

static double now_ms(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

/* Codes of returns from all over the index, that are read before the clock starts. */
static ymr_scan asked[ANSWERS];

static void make_questions(size_t returns)
{
    for (size_t i = 0; i < ANSWERS; i++) {
        codes c;
        make_codes(&c, i * 7919 % returns);
        const char *code = i % 2 == 0 ? c.track : c.order;
        (void)ymr_scan_read(&asked[i], code, strlen(code));
    }
}

unsigned answer_all(void);

__attribute__((noinline)) unsigned answer_all(void)
{
    listener all = {0};
    for (size_t i = 0; i < ANSWERS; i++) {
        (void)ymr_index_find(&ix, &asked[i], hear, &all);
    }
    return all.count;
}

static const size_t sizes[] = {100, 500, 1000, 2000, 5000, 10000, 50000, 100000, 1000000};
enum { SIZES = sizeof sizes / sizeof sizes[0] };

static int table(void)
{
    for (int i = 0; i < SIZES; i++) {
        const size_t returns = returns_for(sizes[i]);
        const double began = now_ms();
        build_index(sizes[i], 32);
        const double built = now_ms();
        make_questions(returns);
        const double asking = now_ms();
        const unsigned found = answer_all();
        const double answered = now_ms();
        printf("%zu %zu %zu %.1f %.0f\n", sizes[i], returns, memory_of(sizes[i]), built - began,
               (answered - asking) * 1e6 / ANSWERS);
        end_index();
        if (found < ANSWERS) {
            return 1;
        }
    }
    return 0;
}

/* Instructions. */

static int answers(size_t keys)
{
    const size_t returns = returns_for(keys);
    if (returns == 0) {
        return 2;
    }
    build_index(keys, 32);
    make_questions(returns);
    const unsigned found = answer_all();
    printf("%zu %zu %zu\n", keys, returns, memory_of(keys));
    end_index();
    return found < ANSWERS;
}

static void measure_adding(size_t returns)
{
    add_returns(0, returns - 1);
    const ymr_return *last = make_return(returns - 1);
    CALLGRIND_START_INSTRUMENTATION;
    CALLGRIND_ZERO_STATS;
    (void)ymr_index_add(&ix, last);
    CALLGRIND_DUMP_STATS_AT("add");
    CALLGRIND_STOP_INSTRUMENTATION;
}

/* The second half of the sort has the longest steps, the first of them above all. */
static void measure_sorting(void)
{
    ymr_index_sort_begin(&ix);
    while (!ix.heaped) {
        (void)ymr_index_sort_some(&ix, 1);
    }
    CALLGRIND_START_INSTRUMENTATION;
    CALLGRIND_ZERO_STATS;
    (void)ymr_index_sort_some(&ix, STEP_SIFTS);
    CALLGRIND_DUMP_STATS_AT("step");
    CALLGRIND_STOP_INSTRUMENTATION;
    ymr_index_sort_begin(&ix);
    CALLGRIND_START_INSTRUMENTATION;
    CALLGRIND_ZERO_STATS;
    (void)ymr_index_sort_some(&ix, UINT32_MAX);
    CALLGRIND_DUMP_STATS_AT("sort");
    CALLGRIND_STOP_INSTRUMENTATION;
}

static void measure_change(const char *name)
{
    ymr_index_sort_begin(&ix);
    (void)ymr_index_sort_some(&ix, UINT32_MAX);
    CALLGRIND_START_INSTRUMENTATION;
    CALLGRIND_ZERO_STATS;
    (void)ymr_index_switch(&ix);
    CALLGRIND_DUMP_STATS_AT(name);
    CALLGRIND_STOP_INSTRUMENTATION;
}

/* A refresh in which a tenth comes again is the longest change: all the rest is taken over. */
static void measure_refresh(size_t returns)
{
    (void)ymr_index_begin(&ix, YMR_INDEX_REFRESH, 2);
    for (size_t n = 0; n < returns; n += 10) {
        (void)ymr_index_add(&ix, make_return(n));
    }
    measure_change("refresh");
}

static void measure_answers(size_t returns)
{
    make_questions(returns);
    CALLGRIND_START_INSTRUMENTATION;
    CALLGRIND_ZERO_STATS;
    (void)answer_all();
    CALLGRIND_DUMP_STATS_AT("answers");
    CALLGRIND_STOP_INSTRUMENTATION;
}

static int count(void)
{
    for (int i = 0; i < SIZES; i++) {
        const size_t returns = returns_for(sizes[i]);
        begin_index(sizes[i], 32);
        measure_adding(returns);
        measure_sorting();
        measure_change("whole");
        measure_refresh(returns);
        measure_answers(returns);
        if (ix.live.key_count != sizes[i]) {
            return 1;
        }
        end_index();
    }
    return 0;
}

/* Members. */

/* @return 1: found, and the return itself confirms it */
static unsigned ask_member(size_t n, const char *code, ymr_code_field field)
{
    ymr_scan scan;
    const ymr_return *found = make_return(n);
    listener index = {.id = found->id, .field = field}, match = index;
    (void)ymr_scan_read(&scan, code, strlen(code));
    (void)ymr_index_find(&ix, &scan, hear, &index);
    (void)ymr_match(&scan, found, hear, &match);
    if (!index.heard || !match.heard) {
        printf("missed: %s of return %zu\n", code, n);
    }
    return index.heard && match.heard ? 1 : 0;
}

static int members(unsigned bits)
{
    const size_t returns = returns_for(KEYS);
    unsigned found = 0;
    build_index(KEYS, bits);
    for (size_t n = 0; n < returns; n++) {
        codes c;
        make_codes(&c, n);
        found += c.cis[0] == '\0' ? 0 : ask_member(n, c.cis, YMR_FIELD_CIS);
        found += c.imei[0] == '\0' ? 0 : ask_member(n, c.imei, YMR_FIELD_IMEI);
        found += ask_member(n, c.track, YMR_FIELD_TRACK);
        found += ask_member(n, c.sku, YMR_FIELD_SHOP_SKU);
        found += ask_member(n, c.market, YMR_FIELD_MARKET_SKU);
        found += ask_member(n, c.order, YMR_FIELD_ORDER);
        found += ask_member(n, c.id, YMR_FIELD_RETURN);
    }
    printf("%u of %d codes of members found and verified, fingerprints of %u bits\n", found, KEYS, bits);
    end_index();
    return found == KEYS ? 0 : 1;
}

/* Strangers. */

/* A prefix that no member has, and digits. */
typedef struct plain_kind {
    const char *prefix;
    int digits;
    const char *suffix;
} plain_kind;

static const plain_kind plain_kinds[] = {
    {"86", 14, ""},         /* IMEISV */
    {"6", 10, ""},          /* order */
    {"6", 10, "-3"},        /* box */
    {"3", 7, ""},           /* return */
    {"2", 11, ""},          /* SKU on the Market */
    {"FSN_RET_X_", 10, ""}, /* track */
    {"ART-", 9, ""},        /* the store's SKU */
    {"https://example.org/r?orderId=6", 10, ""},
};

typedef struct checked_kind {
    const char *prefix;
    int length;
    unsigned (*digit)(const char *digits, size_t length);
} checked_kind;

static const checked_kind checked_kinds[] = {
    {"86", 14, luhn_digit},   /* IMEI */
    {"001", 19, check_digit}, /* SSCC with its identifier */
    {"590", 12, check_digit}, /* EAN-13 */
    {"9", 7, check_digit},    /* EAN-8 */
    {"7", 11, check_digit},   /* UPC-A */
};

enum {
    PLAIN_KINDS = sizeof plain_kinds / sizeof plain_kinds[0],
    CHECKED_KINDS = sizeof checked_kinds / sizeof checked_kinds[0],
    CIS_KINDS = 3,
    STRANGER_KINDS = PLAIN_KINDS + CHECKED_KINDS + CIS_KINDS
};

static void put_plain(char *to, const plain_kind *kind, uint64_t n)
{
    uint64_t most = 1;
    for (int i = 0; i < kind->digits; i++) {
        most *= 10;
    }
    snprintf(to, CODE_SIZE, "%s%0*" PRIu64 "%s", kind->prefix, kind->digits, n % most, kind->suffix);
}

/* Bare, as a reader sends it, and as it is printed below the symbol. */
static void put_foreign_cis(char *to, unsigned form, uint64_t n)
{
    char cis[CODE_SIZE];
    put_cis(cis, n % PRODUCTS, 'N', n);
    if (form == 0) {
        memcpy(to, cis, sizeof cis);
    } else if (form == 1) {
        snprintf(to, CODE_SIZE, "]d2%.40s\x1d%s", cis, "93dGVz");
    } else {
        snprintf(to, CODE_SIZE, "(01)%.14s(21)%.20s", cis + 2, cis + 18);
    }
}

static void make_stranger(char *to, generator *g, unsigned kind)
{
    const uint64_t n = generate(g) >> 4;
    if (kind < PLAIN_KINDS) {
        put_plain(to, &plain_kinds[kind], n);
    } else if (kind < PLAIN_KINDS + CHECKED_KINDS) {
        const checked_kind *checked = &checked_kinds[kind - PLAIN_KINDS];
        put_checked(to, checked->prefix, checked->length, n, checked->digit);
    } else {
        put_foreign_cis(to, kind - PLAIN_KINDS - CHECKED_KINDS, n);
    }
}

typedef struct verdict {
    unsigned long unread; /* strangers that are no code: there should be none */
    unsigned long codes;  /* strangers that met a fingerprint */
    unsigned long met;    /* keys that they met */
    unsigned long through;
    unsigned long by_field[YMR_FIELD_COUNT];
    unsigned long shown, most;
} verdict;

static void show(verdict *v, const char *code, const ymr_hit *hit, bool refused)
{
    if (v->shown < v->most || !refused) {
        const char *gs = strchr(code, 0x1d);
        const int length = (int)(gs == NULL ? strlen(code) : (size_t)(gs - code));
        printf("  %.*s%s  meets %s of return %" PRId64 ": %s\n", length, code, gs == NULL ? "" : "{GS}…",
               ymr_code_field_name((ymr_code_field)hit->field), hit->return_id,
               refused ? "refused" : "LET THROUGH");
        v->shown++;
    }
}

/* As verification does it: the return itself is compared with the full code. */
static void verify(verdict *v, const ymr_scan *scan, const char *code, const ymr_hit *hit)
{
    listener verified = {0};
    (void)ymr_match(scan, make_return((size_t)(hit->return_id - 26000000)), hear, &verified);
    v->met++;
    v->by_field[hit->field]++;
    v->through += verified.count > 0 ? 1 : 0;
    show(v, code, hit, verified.count == 0);
}

typedef struct meeting {
    verdict *verdict;
    const ymr_scan *scan;
    const char *code;
} meeting;

static ymr_status take_collision(void *context, const ymr_hit *hit)
{
    meeting *m = context;
    verify(m->verdict, m->scan, m->code, hit);
    return YMR_OK;
}

static int strangers(unsigned bits, unsigned long most)
{
    generator g = {20261122};
    verdict v = {.most = most};
    char code[CODE_SIZE];
    build_index(KEYS, bits);
    for (unsigned i = 0; i < STRANGERS; i++) {
        ymr_scan scan;
        meeting m = {&v, &scan, code};
        make_stranger(code, &g, i % STRANGER_KINDS);
        if (ymr_scan_read(&scan, code, strlen(code)) != YMR_OK) {
            v.unread++;
            printf("no code: %s\n", code);
        }
        const unsigned long before = v.met;
        (void)ymr_index_find(&ix, &scan, take_collision, &m);
        v.codes += v.met > before ? 1 : 0;
    }
    for (unsigned field = YMR_FIELD_NONE + 1; field < YMR_FIELD_COUNT; field++) {
        printf("  %-9s %8lu\n", ymr_code_field_name((ymr_code_field)field), v.by_field[field]);
    }
    printf("%lu of %d foreign codes meet %lu keys of %d, fingerprints of %u bits: %lu let through\n", v.codes,
           STRANGERS, v.met, KEYS, bits, v.through);
    end_index();
    return v.unread == 0 && v.through == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    const char *mode = argc > 1 ? argv[1] : "";
    const unsigned bits = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 32;
    make_templates();
    if (strcmp(mode, "table") == 0) {
        return table();
    }
    if (strcmp(mode, "count") == 0) {
        return count();
    }
    if (strcmp(mode, "answers") == 0 && argc > 2) {
        return answers(strtoul(argv[2], NULL, 10));
    }
    if (strcmp(mode, "members") == 0) {
        return members(bits);
    }
    if (strcmp(mode, "strangers") == 0) {
        return strangers(bits, argc > 3 ? strtoul(argv[3], NULL, 10) : 20);
    }
    fprintf(stderr, "usage: index_cost table | count | answers KEYS | members BITS | strangers BITS N\n");
    return 2;
}
