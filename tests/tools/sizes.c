/* One array for each public struct, as long as the struct: nm then tells the sizes for a machine that is not this one. */
#include "ymr/client.h"
#include "ymr/delivery.h"

#define SIZE_OF(type) \
    extern char size_of_##type[sizeof(type)]; \
    char size_of_##type[sizeof(type)];

SIZE_OF(ymr_client)
SIZE_OF(ymr_config)
SIZE_OF(ymr_exchange)
SIZE_OF(ymr_response)
SIZE_OF(ymr_splitter)
SIZE_OF(ymr_return)
SIZE_OF(ymr_return_item)
SIZE_OF(ymr_decision)
SIZE_OF(ymr_token)
SIZE_OF(ymr_journal)
SIZE_OF(ymr_journal_slot)
SIZE_OF(ymr_delivery)
SIZE_OF(ymr_delivery_track)
