/* Keeps a function's frame off the stack while its caller does something else. -DYMR_APART= saves flash instead: 530 bytes
   of all that core/ has. */
#ifndef YMR_CORE_APART_H
#define YMR_CORE_APART_H

#if !defined(YMR_APART) && defined(__GNUC__)
#define YMR_APART __attribute__((noinline))
#elif !defined(YMR_APART)
#define YMR_APART
#endif

#endif
