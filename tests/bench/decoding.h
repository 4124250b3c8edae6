/*
 * What the programs share that read one body, each in its way: the body, the clock, the memory that was asked for.
 *
 * A way is `read_body`, and `memory_taken` of it beside code and stack; `decoding` is the program around it:
 *
 *     PROGRAM … return|page|items FILE [ROUNDS]
 *
 * `return` is a body in memory. `page` (of a list) and `items` (one return of many items) come out of a transport with their
 * HTTP head, in pieces as large as the buffer, as they do on a device: nowhere does ymr hold them whole.
 *
 * Prints what was read, the memory, how often it was allocated, and nanoseconds: the best of the rounds, 20 unless told.
 */
#ifndef DECODING_H
#define DECODING_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BODY_SIZE = 1 << 23, ROUNDS = 20 };

typedef enum shape { RETURN, PAGE, ITEMS } shape;

static char body[BODY_SIZE], pristine[BODY_SIZE];
static size_t body_length;
static size_t allocations;

/* @return how many parts it read: the return, its items, their decisions, images, instances and tracks */
typedef size_t read_body(shape what);
typedef size_t memory_taken(shape what, size_t seen);

/* Reading may write over the body, so each round gets it as it came. */
static size_t measure(read_body *read, shape what, unsigned long rounds, long long *best)
{
    size_t seen = 0;
    for (unsigned long round = 0; round < rounds; round++) {
        struct timespec began, ended;
        memcpy(body, pristine, body_length);
        allocations = 0;
        clock_gettime(CLOCK_MONOTONIC, &began);
        seen = read(what);
        clock_gettime(CLOCK_MONOTONIC, &ended);
        const long long ns = (ended.tv_sec - began.tv_sec) * 1000000000LL + (ended.tv_nsec - began.tv_nsec);
        *best = round == 0 || ns < *best ? ns : *best;
    }
    return seen;
}

/* `arguments`: those from the shape on, ended by NULL. @return whether there is a body of that shape */
static int take_body(char *const *arguments, shape *what)
{
    FILE *file = arguments[0] != NULL && arguments[1] != NULL ? fopen(arguments[1], "rb") : NULL;
    if (file == NULL) {
        return 0;
    }
    body_length = fread(pristine, 1, sizeof pristine, file);
    fclose(file);
    *what = arguments[0][0] == 'r' ? RETURN : arguments[0][0] == 'p' ? PAGE : ITEMS;
    return body_length > 0;
}

/* After take_body. @return the exit status */
static int decoding(read_body *read, memory_taken *memory, shape what, const char *rounds)
{
    long long ns = 0;
    const size_t seen = measure(read, what, rounds == NULL ? ROUNDS : strtoul(rounds, NULL, 10), &ns);
    printf("{\"bytes\": %zu, \"seen\": %zu, \"allocations\": %zu, \"memory\": %zu, \"ns\": %lld}\n", body_length, seen,
           allocations, memory(what, seen), ns);
    return seen == 0;
}

#endif
