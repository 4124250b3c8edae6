/*
 * One connection after the other through port/posix and port/mbedtls, told what to do by words KEY=VALUE, for
 * tests/port/run.py. Each prints one line of JSON: what was asked for and what came of it.
 *
 *   port_probe port=N [host=H] [tls=0|1] [ca=FILE] [min=1.2|1.3] [max=1.2|1.3] [session=FILE]
 *              [clock=STATE:SECONDS] [pool=BYTES] [rounds=N] [ms=LIMIT] [addresses=A,B] [alarms=1] [trap=1]
 *              [entropy=0] [mix=1] [flash=1], and the words of a round, see tests/port/probe/round.h
 *   port_probe bundle=FILE       each certificate: its SHA-256, and whether Mbed TLS can parse it
 *   port_probe journal=FILE use=look|mark|append|deliver [alarms=1]
 *              [do=program:OFFSET:TEXT,erase:BLOCK,read:OFFSET:LENGTH,sync,lend,take,hold]
 *                                a journal's file, and what is done with it, a line each; hold: until the end
 *                                of standard input
 *
 * mix=1 gives the client the wrong one of the two transports; flash=1 keeps the authorities in memory, as a
 * device has them in flash.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <inttypes.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include <mbedtls/sha256.h>

#include "port/mbedtls/ymr_tls.h"
#include "port/posix/ymr_posix.h"
#include "tests/port/probe/round.h"
#include "tests/port/probe/words.h"

static ymr_posix_tcp tcp;
static ymr_posix_bundle bundle;
static ymr_tls tls;
static ymr_tls_session session;
static unsigned char pool[256 * 1024];

/* ---- The malloc trap: after start nothing may allocate ------------------------------------------------- */

static volatile sig_atomic_t trap_armed;

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(SANITIZED)
#define HAS_TRAP 1
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *old);

static void spring(const char *what)
{
    if (trap_armed) {
        ssize_t written = write(STDERR_FILENO, what, strlen(what));
        (void)written;
        _exit(99);
    }
}

void *malloc(size_t size)
{
    spring("trap: malloc\n");
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    spring("trap: calloc\n");
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    spring("trap: realloc\n");
    return __libc_realloc(old, size);
}

void free(void *old)
{
    if (old != NULL) {
        spring("trap: free\n");
    }
    __libc_free(old);
}
#else
#define HAS_TRAP 0
#endif

/* ---- Names: the answer of libc, or that of the command line -------------------------------------------- */

static unsigned lookups;

static struct addrinfo *fake(const char *text, const char *port)
{
    static struct addrinfo rows[32];
    static ymr_posix_address addresses[32];
    static char copy[1024];
    char *rest = NULL;
    int count = 0;

    snprintf(copy, sizeof copy, "%s", text);
    char *one = strtok_r(copy, ",", &rest);
    for (; one != NULL && count < 32; one = strtok_r(NULL, ",", &rest)) {
        ymr_posix_address *address = &addresses[count];
        const bool ip6 = strchr(one, ':') != NULL;
        memset(address, 0, sizeof *address);
        address->any.sa_family = ip6 ? AF_INET6 : AF_INET;
        address->ip4.sin_port = htons((uint16_t)atoi(port)); /* at the same place in both */
        inet_pton(address->any.sa_family, one,
                  ip6 ? (void *)&address->ip6.sin6_addr : (void *)&address->ip4.sin_addr);
        rows[count] = (struct addrinfo){.ai_family = address->any.sa_family, .ai_addr = &address->any};
        rows[count].ai_addrlen = ip6 ? sizeof address->ip6 : sizeof address->ip4;
        if (count > 0) {
            rows[count - 1].ai_next = &rows[count];
        }
        count++;
    }
    return rows;
}

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **list)
{
    int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
    const char *addresses = option("addresses", NULL);

    lookups++;
    if (addresses != NULL) {
        *list = fake(addresses, service);
        return 0;
    }
    *(void **)&real = dlsym(RTLD_NEXT, "getaddrinfo");
    return real(node, service, hints, list);
}

void freeaddrinfo(struct addrinfo *list)
{
    void (*real)(struct addrinfo *);

    if (option("addresses", NULL) == NULL) {
        *(void **)&real = dlsym(RTLD_NEXT, "freeaddrinfo");
        real(list);
    }
}

/* ---- The world of a connection ------------------------------------------------------------------------- */

static ymr_clock_state told_time(void *context, int64_t *unix_ms)
{
    const char *text = option("clock", NULL);

    (void)context;
    *unix_ms = strtoll(strchr(text, ':') + 1, NULL, 10) * 1000;
    return text[0] == 'f' ? YMR_CLOCK_FLOOR : text[0] == 'p' ? YMR_CLOCK_PROVISIONAL : YMR_CLOCK_TRUSTED;
}

static ymr_status no_random(void *context, uint8_t *bytes, size_t length)
{
    (void)context;
    memset(bytes, 0, length);
    return YMR_E_ENTROPY;
}

static ymr_tls_protocol protocol(const char *name)
{
    const char *text = option(name, "");

    return strcmp(text, "1.2") == 0 ? YMR_TLS_1_2 : strcmp(text, "1.3") == 0 ? YMR_TLS_1_3 : YMR_TLS_DEFAULT;
}

static ymr_anchors *authorities(void)
{
    static ymr_anchor_list list;
    static ymr_span certificates[8];
    static uint8_t bytes[8][YMR_POSIX_CERTIFICATE_MAX];
    size_t count = 0;
    ymr_span der;

    if (number("flash", 0) == 0) {
        return &bundle.anchors;
    }
    bundle.anchors.api->rewind(&bundle.anchors);
    while (count < 8 && bundle.anchors.api->next(&bundle.anchors, &der) == YMR_OK && der.length > 0) {
        memcpy(bytes[count], der.bytes, der.length);
        certificates[count] = (ymr_span){bytes[count], der.length};
        count++;
    }
    ymr_anchor_list_init(&list, certificates, count);
    return &list.anchors;
}

static ymr_status make_tls(void)
{
    const ymr_clock told = {told_time, NULL};

    (void)ymr_posix_bundle_init(&bundle, option("ca", "/etc/ssl/certs/ca-certificates.crt"));
    return ymr_tls_init(&tls, &tcp.transport,
                        &(ymr_tls_config){
                            .anchors = authorities(),
                            .random = number("entropy", 1) != 0 ? ymr_posix_random : no_random,
                            .clock = option("clock", NULL) != NULL ? told : ymr_posix_clock(),
                            .minimum = protocol("min"),
                            .maximum = protocol("max"),
                            .session = option("session", NULL) != NULL ? &session : NULL,
                        });
}

/* ---- One round ----------------------------------------------------------------------------------------- */

uint32_t ticks(void)
{
    return ymr_posix_platform().ticks_ms(NULL);
}

void live(uint32_t ms)
{
    if (ms > 0) {
        (void)poll(NULL, 0, (int)ms);
    }
}

static void print_round(const round *r)
{
    print(r);
    printf(", \"lookups\": %u", lookups);
    printf(", \"version\": \"%s\", \"cipher\": \"%s\", \"resumed\": %s", ymr_tls_version(&tls),
           ymr_tls_cipher(&tls), ymr_tls_resumed(&tls) ? "true" : "false");
    printf(", \"kept\": %u, \"peak\": %zu, \"trap\": %d}\n", (unsigned)session.length, ymr_tls_pool_peak(),
           HAS_TRAP);
    fflush(stdout);
}

/* ---- Commands ------------------------------------------------------------------------------------------ */

static void on_alarm(int signal_number)
{
    (void)signal_number;
}

static void start_alarms(void)
{
    const struct itimerval often = {{0, 2000}, {0, 2000}};
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = on_alarm; /* without SA_RESTART: every call may be cut short */
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
}

static int list_bundle(void)
{
    const ymr_status opened = ymr_posix_bundle_init(&bundle, option("bundle", NULL));
    ymr_status status = bundle.anchors.api->rewind(&bundle.anchors);
    ymr_span der;

    printf("{\"init\": \"%s\", \"certificates\": [", ymr_status_name(opened));
    while (status == YMR_OK) {
        unsigned char hash[32];
        mbedtls_x509_crt parsed;
        status = bundle.anchors.api->next(&bundle.anchors, &der);
        if (status != YMR_OK || der.length == 0) {
            break;
        }
        mbedtls_sha256(der.bytes, der.length, hash, 0);
        mbedtls_x509_crt_init(&parsed);
        printf("%s[\"", bundle.found > 1 ? ", " : "");
        for (size_t i = 0; i < sizeof hash; i++) {
            printf("%02x", hash[i]);
        }
        printf("\", %zu, %d]", der.length, mbedtls_x509_crt_parse_der(&parsed, der.bytes, der.length));
        mbedtls_x509_crt_free(&parsed);
    }
    printf("], \"status\": \"%s\", \"found\": %" PRIu32, ymr_status_name(status), bundle.found);
    printf(", \"damaged\": %" PRIu32 ", \"too_long\": %" PRIu32 "}\n", bundle.damaged, bundle.too_long);
    return EXIT_SUCCESS;
}

/* ---- A journal's file ---------------------------------------------------------------------------------- */

static void print_journal(const ymr_posix_journal *file, const char *what, ymr_status status)
{
    printf("{\"do\": \"%.6s\", \"status\": \"%s\", \"error\": %" PRId32, what, ymr_status_name(status),
           file->error);
    printf(", \"holder\": %" PRId64 ", \"delivered\": %d, \"empty\": %d}\n", file->holder, file->is_delivered,
           file->is_empty);
    fflush(stdout);
}

static ymr_status print_bytes(ymr_posix_journal *file, uint32_t offset, size_t length)
{
    uint8_t bytes[4096] = {0};
    const ymr_status status = file->storage.read(file, offset, bytes, length);

    printf("{\"bytes\": \"");
    for (size_t i = 0; i < length; i++) {
        printf("%02x", bytes[i]);
    }
    printf("\"}\n");
    return status;
}

static ymr_status do_one(ymr_posix_journal *file, const char *what)
{
    const char *const first = strchr(what, ':');
    const uint32_t place = first == NULL ? 0 : (uint32_t)strtoul(first + 1, NULL, 10);
    const char *const second = first == NULL ? NULL : strchr(first + 1, ':');

    switch (what[0]) {
    case 'p':
        return file->storage.program(file, place, second + 1, strlen(second + 1));
    case 'e':
        return file->storage.erase(file, place);
    case 'r':
        return print_bytes(file, place, strtoul(second + 1, NULL, 10));
    case 's':
        return file->storage.sync(file);
    case 'l':
        return ymr_posix_journal_lend(file) ? YMR_OK : YMR_PENDING;
    case 't':
        return ymr_posix_journal_take(file);
    default:
        while (getchar() != EOF) {
        }
        return YMR_OK;
    }
}

static int use_journal(const char *path)
{
    static ymr_posix_journal file;
    static char words[8192];
    static const char uses[] = "lmad";
    char *rest = NULL;

    const char *const use = strchr(uses, option("use", "look")[0]);
    ymr_status status = ymr_posix_journal_open(&file, path, (ymr_posix_journal_use)(use - uses));
    print_journal(&file, "open", status);
    if (status == YMR_OK) {
        status = ymr_posix_journal_take(&file);
        print_journal(&file, "take", status);
    }
    snprintf(words, sizeof words, "%s", option("do", ""));
    char *one = status == YMR_OK || status == YMR_E_BUSY ? strtok_r(words, ",", &rest) : NULL;
    for (; one != NULL; one = strtok_r(NULL, ",", &rest)) {
        status = do_one(&file, one);
        print_journal(&file, one, status);
    }
    ymr_posix_journal_close(&file);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    const char *path;

    take_words(argc, argv);
    if (option("journal", NULL) != NULL) {
        if (number("alarms", 0) != 0) {
            start_alarms();
        }
        return use_journal(option("journal", NULL));
    }
    if (option("bundle", NULL) != NULL) {
        return list_bundle();
    }
    path = option("session", NULL);
    const bool with_tls = number("tls", 1) != 0;
    const ymr_endpoint endpoint = {option("host", "127.0.0.1"), (uint16_t)number("port", 0), with_tls};
    if (number("pool", 0) > 0) {
        ymr_tls_pool_init(pool, number("pool", 0));
    }
    ymr_posix_tcp_init(&tcp);
    const ymr_status made = make_tls();
    if (made != YMR_OK) {
        printf("{\"init\": \"%s\"}\n", ymr_status_name(made));
        return EXIT_SUCCESS;
    }
    if (path != NULL && path[0] != '\0') {
        fprintf(stderr, "session: %s\n", ymr_status_name(ymr_posix_session_load(path, &session)));
    }
    if (number("alarms", 0) != 0) {
        start_alarms();
    }
    for (unsigned long left = number("rounds", 1); left > 0; left--) {
        round r = {.at = with_tls ? &tls.transport : &tcp.transport,
                   .limit = (uint32_t)number("ms", 5000), .offer = 1000};
        if (number("mix", 0) != 0) {
            r.at = with_tls ? &tcp.transport : &tls.transport;
        }
        trap_armed = number("trap", 0) != 0;
        run(&r, &endpoint);
        trap_armed = 0;
        print_round(&r);
    }
    if (path != NULL && path[0] != '\0' && session.changed) {
        fprintf(stderr, "saved: %s\n", ymr_status_name(ymr_posix_session_save(path, &session)));
    }
    return EXIT_SUCCESS;
}
