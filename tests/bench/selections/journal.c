/* Decisions kept in a journal and delivered from it. */
#include "given.h"
#include "ymr/delivery.h"

extern const ymr_storage given_storage;
extern const ymr_journal_submit given_submit;
extern const ymr_delivery_config given_delivery;
static ymr_journal journal;
static ymr_journal_slot slots[20];
static ymr_delivery delivery;

int main(void)
{
    uint64_t id;
    ymr_status status = ymr_client_init(&given.client, &given.config);
    if (status == YMR_OK) {
        status = ymr_journal_mount(&journal, &given_storage, slots, 20, NULL, NULL);
    }
    if (status == YMR_OK) {
        status = ymr_journal_append(&journal, &given_submit, &id);
    }
    if (status == YMR_OK) {
        status = ymr_delivery_init(&delivery, &given_delivery);
    }
    while (status == YMR_OK || status == YMR_PENDING) {
        status = ymr_delivery_step(&delivery);
    }
    return status;
}
