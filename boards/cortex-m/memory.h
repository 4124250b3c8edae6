/** The painted stack. */
#ifndef CORTEX_M_MEMORY_H
#define CORTEX_M_MEMORY_H

/** A word that nobody pushes by chance. */
#define STACK_PAINT UINT32_C(0x5ca1ab1e)

#endif
