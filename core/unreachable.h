/**
 * Marks what no input reaches (not a public header).
 *
 *     if (YMR_UNREACHABLE(length > room)) {
 *         return YMR_E_SPACE;
 *     }
 *
 * On a device it is false and costs nothing: the condition is not computed, what depends on it is not
 * compiled. Built with YMR_TRAP_UNREACHABLE, as the tests for coverage and with sanitizers are, the program
 * ends where a mark is reached after all; and for CBMC each mark is something to prove. `make coverage` counts
 * the marks, and wants a comment with the reason in the line before each.
 */
#ifndef YMR_CORE_UNREACHABLE_H
#define YMR_CORE_UNREACHABLE_H

#include <stdbool.h>

#if defined YMR_PROVING
#define YMR_UNREACHABLE(condition) (__CPROVER_assert(!(condition), "marked as unreachable"), false)
#elif defined YMR_TRAP_UNREACHABLE
#define YMR_UNREACHABLE(condition) ((void)((condition) && (__builtin_trap(), false)), false)
#else
#define YMR_UNREACHABLE(condition) (false && (condition))
#endif

#endif
