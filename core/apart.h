/* Keeps a function's frame off the stack while its caller does something else. */
#ifndef YMR_CORE_APART_H
#define YMR_CORE_APART_H

#if defined(__GNUC__)
#define YMR_APART __attribute__((noinline))
#else
#define YMR_APART
#endif

#endif
