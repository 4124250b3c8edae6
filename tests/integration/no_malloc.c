/* For LD_PRELOAD: ends a program that allocates after its start, outside of getaddrinfo. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

static int started;
static int resolving;

static void check(void)
{
    static const char words[] = "ymr: the program allocates\n";
    if (started && !resolving) {
        (void)!write(STDERR_FILENO, words, sizeof words - 1);
        abort();
    }
}

void *malloc(size_t size)
{
    check();
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    check();
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    check();
    return __libc_realloc(old, size);
}

int getaddrinfo(const char *host, const char *service, const struct addrinfo *hints, struct addrinfo **result)
{
    int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
    resolving++;
    *(void **)&real = dlsym(RTLD_NEXT, "getaddrinfo");
    const int status = real(host, service, hints, result);
    resolving--;
    return status;
}

__attribute__((constructor)) static void start(void)
{
    started = 1;
}
