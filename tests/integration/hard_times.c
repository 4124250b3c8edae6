/*
 * For LD_PRELOAD. KILL_AT=N: the process is killed at its N-th step, a step being a write to a file, its
 * forcing to the disk, or bytes to or from the network; KILL_HOW=before, half or after. TRACE=FILE: the names
 * of the steps go there. FAST=N: where it only waits, without anything that could come, an Nth of the time
 * passes, and its clock goes on as if all had.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) *(void **)&real = dlsym(RTLD_NEXT, name)

static long number(const char *name)
{
    const char *const text = getenv(name);
    return text == NULL ? 0 : atol(text);
}

/* Dying. */

static long steps;

static void trace(const char *name)
{
    const char *const path = getenv("TRACE");
    const int file = path == NULL ? -1 : open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file >= 0) {
        (void)!write(file, name, strlen(name));
        close(file);
    }
}

static int is_last(const char *name)
{
    static long last = -1;
    trace(name);
    if (last < 0) {
        last = number("KILL_AT");
    }
    return last != 0 && ++steps == last;
}

static void die_if(int last, const char *how)
{
    const char *const wanted = getenv("KILL_HOW");
    if (last && (wanted == NULL || strcmp(wanted, how) == 0)) {
        raise(SIGKILL);
    }
}

static size_t half_of(int last, size_t length)
{
    const char *const wanted = getenv("KILL_HOW");
    return last && wanted != NULL && strcmp(wanted, "half") == 0 ? length / 2 : length;
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset)
{
    ssize_t (*real)(int, const void *, size_t, off_t);
    const int last = is_last("pwrite\n");
    REAL("pwrite");
    die_if(last, "before");
    const ssize_t done = real(file, bytes, half_of(last, length), offset);
    die_if(last, "half");
    die_if(last, "after");
    return done;
}

ssize_t send(int socket, const void *bytes, size_t length, int flags)
{
    ssize_t (*real)(int, const void *, size_t, int);
    const int last = is_last("send\n");
    REAL("send");
    die_if(last, "before");
    const ssize_t done = real(socket, bytes, half_of(last, length), flags);
    die_if(last, "half");
    die_if(last, "after");
    return done;
}

static int synced(int file, const char *name)
{
    int (*real)(int);
    const int last = is_last("sync\n");
    REAL(name);
    die_if(last, "before");
    die_if(last, "half");
    const int done = real(file);
    die_if(last, "after");
    return done;
}

int fdatasync(int file)
{
    return synced(file, "fdatasync");
}

int fsync(int file)
{
    return synced(file, "fsync");
}

static ssize_t received(int socket, void *bytes, size_t length, int flags)
{
    ssize_t (*real)(int, void *, size_t, int);
    const int last = is_last("recv\n");
    REAL("recv");
    die_if(last, "before");
    const ssize_t done = real(socket, bytes, half_of(last, length), flags);
    die_if(last, "half");
    die_if(last, "after");
    return done;
}

ssize_t recv(int socket, void *bytes, size_t length, int flags)
{
    return received(socket, bytes, length, flags);
}

ssize_t __recv_chk(int socket, void *bytes, size_t length, size_t room, int flags);
ssize_t __recv_chk(int socket, void *bytes, size_t length, size_t room, int flags)
{
    (void)room;
    return received(socket, bytes, length, flags);
}

/* Waiting. */

enum { SHORTEST_MS = 10 }; /* below that it waits for another process */

static long long ahead_ms;

int clock_gettime(clockid_t which, struct timespec *now)
{
    int (*real)(clockid_t, struct timespec *);
    REAL("clock_gettime");
    const int done = real(which, now);
    if (which == CLOCK_MONOTONIC) {
        now->tv_sec += ahead_ms / 1000;
        now->tv_nsec += ahead_ms % 1000 * 1000000;
        now->tv_sec += now->tv_nsec / 1000000000;
        now->tv_nsec %= 1000000000;
    }
    return done;
}

static int waited(struct pollfd *rows, nfds_t count, int timeout_ms)
{
    int (*real)(struct pollfd *, nfds_t, int);
    const long fast = number("FAST");
    REAL("poll");
    if (count != 0 || fast == 0 || timeout_ms < SHORTEST_MS) {
        return real(rows, count, timeout_ms);
    }
    const int part = (int)(timeout_ms / fast);
    const int done = real(rows, count, part);
    ahead_ms += timeout_ms - part;
    return done;
}

int poll(struct pollfd *rows, nfds_t count, int timeout_ms)
{
    return waited(rows, count, timeout_ms);
}

int __poll_chk(struct pollfd *rows, nfds_t count, int timeout_ms, size_t room);
int __poll_chk(struct pollfd *rows, nfds_t count, int timeout_ms, size_t room)
{
    (void)room;
    return waited(rows, count, timeout_ms);
}
