/* What lwIP asks about compiler and machine. */
#ifndef YMR_LWIP_CC_H
#define YMR_LWIP_CC_H

#include <stdint.h>

#define BYTE_ORDER __BYTE_ORDER__
#ifndef LITTLE_ENDIAN
#define LITTLE_ENDIAN __ORDER_LITTLE_ENDIAN__
#endif
#ifndef BIG_ENDIAN
#define BIG_ENDIAN __ORDER_BIG_ENDIAN__
#endif

/* The compiler has instructions for it, where lwIP would call a function. */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define lwip_htons(number) __builtin_bswap16(number)
#define lwip_htonl(number) __builtin_bswap32(number)
#define LWIP_DONT_PROVIDE_BYTEORDER_FUNCTIONS
#endif

/* The board's random numbers, see ymr_lwip_board. */
uint32_t ymr_lwip_random(void);
#define LWIP_RAND() ymr_lwip_random()

/* A board that wants lwIP's assertions gives a function that does not return; without one they cost
 * nothing. */
#ifdef YMR_LWIP_ASSERT
void YMR_LWIP_ASSERT(const char *text);
#define LWIP_PLATFORM_ASSERT(text) YMR_LWIP_ASSERT(text)
#else
#define LWIP_NOASSERT
#endif

#define LWIP_PLATFORM_DIAG(arguments) ((void)0)

#endif
