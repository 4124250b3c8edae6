/* Compiled, not run: it takes a board. */
#include "world.h"
#include "ymr_lwip.h"

uint32_t ticks(void *context);
uint32_t chance(void *context);
void frames(void *context);
void doze(void *context, uint32_t at_most_ms);
_Noreturn void run(ymr_client *of, const ymr_lwip_driver *by, const ymr_tls_config *with);

_Noreturn void run(ymr_client *of, const ymr_lwip_driver *by, const ymr_tls_config *with)
{
#define client (*of)
#define driver (*by)
#define tls_config (*with)
#define tls world_tls
EXAMPLE
}
