/* Compiled, not run: it takes a board. */
#include "world.h"
#include "ymr_lwip.h"

void hand_over(ymr_lwip_network *to, const void *bytes, uint16_t length);

void hand_over(ymr_lwip_network *to, const void *bytes, uint16_t length)
{
#define network (*to)
EXAMPLE
}
