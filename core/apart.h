/* Keeps a function's frame off the stack while its caller does something else. -DYMR_APART= saves 200 bytes of flash instead. */
#ifndef YMR_CORE_APART_H
#define YMR_CORE_APART_H

#if !defined(YMR_APART) && defined(__GNUC__)
#define YMR_APART __attribute__((noinline))
#elif !defined(YMR_APART)
#define YMR_APART
#endif

#endif
