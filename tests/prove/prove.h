/*
 * What the harnesses share. A harness takes any value at all, narrows it by __CPROVER_assume to what the function's manual
 * allows, calls the function, and asserts what the manual promises; memory, overflow and the end of every loop are checked
 * by the prover itself.
 */
#ifndef YMR_PROVE_H
#define YMR_PROVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "ymr/text.h"

void __CPROVER_assume(_Bool condition);
void __CPROVER_assert(_Bool condition, const char *what);

/* The prover knows them; the compiler does not. */
#ifndef YMR_PROVING
bool __CPROVER_r_ok(const void *bytes, size_t length);
bool __CPROVER_same_object(const void *a, const void *b);
bool __CPROVER_w_ok(const void *bytes, size_t length);
void __CPROVER_havoc_slice(void *bytes, size_t length);
#endif

#define ASSUME(condition) __CPROVER_assume(condition)
#define PROMISE(condition) __CPROVER_assert(condition, #condition)

/* Any value of a type: the prover gives what is called nondet_… no body. */
#define ANY(type, name)                                                                                      \
    type nondet_##name(void);                                                                                \
    static inline type any_##name(void)                                                                      \
    {                                                                                                        \
        return nondet_##name();                                                                              \
    }
ANY(bool, bool)
ANY(char, char)
ANY(uint8_t, byte)
ANY(int16_t, int16)
ANY(uint16_t, uint16)
ANY(int, int)
ANY(unsigned, unsigned)
ANY(uint32_t, uint32)
ANY(int64_t, int64)
ANY(uint64_t, uint64)
ANY(size_t, size)

/** The bytes of every buffer that a harness gives, unless its facts say otherwise. */
enum { ROOM = 16 };

/**
 * Where `length` bytes of a buffer of `room` may lie: at its end, so that a step too far is one out of it, or at its
 * begin, so that a step back is.
 */
static inline char *placed(char *buffer, size_t room, size_t length)
{
    ASSUME(length <= room);
    return any_bool() ? buffer : buffer + (room - length);
}

/** The same of bytes. */
static inline uint8_t *placed_bytes(uint8_t *buffer, size_t room, size_t length)
{
    ASSUME(length <= room);
    return any_bool() ? buffer : buffer + (room - length);
}

/** Any text of at most `room` bytes, with no terminator behind it. */
static inline ymr_text any_text(char *buffer, size_t room)
{
    const size_t length = any_size();
    const char *bytes = placed(buffer, room, length);
    return (ymr_text){bytes, length};
}

/** The same at the end of the buffer: for longer paths, where a choice of two places costs the prover too much. */
static inline ymr_text any_text_at_end(char *buffer, size_t room)
{
    const size_t length = any_size();
    ASSUME(length <= room);
    return (ymr_text){buffer + (room - length), length};
}

/** Any terminated text of at most `room` − 1 bytes, its terminator the last of the buffer. */
static inline char *any_string(char *buffer, size_t room)
{
    const size_t at = any_size();
    ASSUME(at < room);
    buffer[room - 1] = '\0';
    return buffer + at;
}

#endif
