/*
 * Runs a command and says what it took: wall and CPU microseconds, the most memory that was resident, in KB.
 *
 *     launch FILE COMMAND ARGUMENTS…      writes them to FILE; its own status is the command's
 *
 * A large process cannot ask for itself: what its child had resident before exec, its own pages, counts as the child's.
 */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long microseconds(struct timeval time)
{
    return time.tv_sec * 1000000LL + time.tv_usec;
}

int main(int argc, char **argv)
{
    struct timespec began, ended;
    struct rusage used;
    int status;
    if (argc < 3) {
        return fprintf(stderr, "usage: launch FILE COMMAND ARGUMENTS…\n"), 2;
    }
    clock_gettime(CLOCK_MONOTONIC, &began);
    const pid_t child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &used) != child) {
        return perror("launch"), 1;
    }
    clock_gettime(CLOCK_MONOTONIC, &ended);
    FILE *file = fopen(argv[1], "w");
    if (file == NULL) {
        return perror(argv[1]), 1;
    }
    fprintf(file, "%lld %lld %ld\n", (ended.tv_sec - began.tv_sec) * 1000000LL + (ended.tv_nsec - began.tv_nsec) / 1000,
            microseconds(used.ru_utime) + microseconds(used.ru_stime), used.ru_maxrss);
    fclose(file);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
